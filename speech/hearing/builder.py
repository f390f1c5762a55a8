"""Builds a decoding graph: phrases, wake words, and other speech beside them."""

from collections.abc import Callable, Mapping, Sequence

from speech.hearing.confusion import CONFUSION, Confusion, confusion_at
from speech.hearing.costs import Costs
from speech.hearing.graph import (
    AFTER,
    ANY,
    CUT,
    END,
    EPSILON,
    GARBAGE,
    NOTHING,
    REFUSED,
    UNCALLED,
    WAKE,
    Graph,
)
from speech.hearing.job import Around, Branch
from speech.hearing.wording_tree import Place, wording_tree
from speech.phones import SILENCE

_MOST_FRAMES = 2
"""Words around a command that mean nothing, in a row."""

Pronounce = Callable[[str], Sequence[tuple[str, ...]]]
"""A word's pronunciations."""


class GraphBuilder:
    """Puts phrases, wake words and other speech side by side."""

    def __init__(
        self,
        pronounce: Pronounce,
        whole: dict[str, set[tuple[str, ...]]],
        costs: Costs,
        learned: Mapping[str, Sequence[tuple[str, ...]]] | None = None,
    ) -> None:
        self.graph = Graph()
        self._pronounce = pronounce
        self._learned = learned or {}
        self._whole = whole
        self._costs = costs
        self._negations: frozenset[str] = frozenset()
        self._any_phone = costs.garbage_phone
        self._confused, self._confused_wake = (
            confusion_at(costs.confused),
            confusion_at(costs.confused_wake),
        )
        end = self.graph.state()
        self.graph.finals.append(end)
        self._tail = self.graph.state()
        self.graph.link(self._tail, end)
        after = self.graph.state()
        self.graph.link(self._tail, after, token=END)
        self.graph.link(self.graph.phone(after, SILENCE), end)
        self._said = self._tail if costs.after_phrase is None else self._others(costs.after_phrase)
        silence = self.graph.phone(0, SILENCE)
        self.graph.link(silence, end)  # nothing was said
        self._begin = self.graph.state()
        self.graph.link(0, self._begin)
        self.graph.link(silence, self._begin)

    def closed_set(self, branches: Sequence[Branch], *, garbage: bool) -> Graph:
        """Phrases alone, with or without other speech beside them."""
        if not garbage:
            self._confused = CONFUSION
        self._phrases(self._begin, branches)
        if garbage:
            self._garbage(self._begin, self._costs.garbage, self._costs.garbage_phone)
        return self.graph

    def commands(
        self,
        wake_words: Sequence[str],
        branches: Sequence[Branch],
        *,
        called: bool = False,
        around: Around | None = None,
    ) -> Graph:
        """Other speech; [other speech] wake word [phrase | other speech]; answers alone.

        `called`: the wake word was said just before, so that other speech is unlikely.
        `around`: what may stand around a command.
        """
        around = around or Around()
        graph, costs = self.graph, self._costs
        phone = costs.garbage_called if called else costs.garbage_phone
        self._any_phone = phone  # or a sentence of talk would be "… mangler"
        talk = self._garbage(self._begin, costs.garbage, phone)
        entry, woken = graph.state(), graph.state()
        graph.link(self._begin, entry)
        graph.link(talk, entry, costs.before_wake)
        for wake_word in wake_words:
            self._phrase(entry, wake_word, woken)
        awake = graph.state()
        graph.link(woken, awake, token=WAKE)
        graph.link(awake, self._tail)
        after = graph.gap(awake, costs.silence)
        self._garbage(after, costs.after_wake, costs.garbage_phone)
        framed = self._before(after, (*around.before, *wake_words), around.negations)
        said = self._after(around)
        self._negations = frozenset(around.negations)
        called_for = [branch for branch in branches if branch.wake]
        orders, others, vague, answers = (
            self._tree(some, said)
            for some in (
                [b for b in called_for if b.token not in NOTHING],
                [b for b in called_for if b.token in NOTHING and ANY not in b.spoken],
                [b for b in called_for if b.token in NOTHING and ANY in b.spoken],
                [b for b in branches if not b.wake],
            )
        )
        for known in (orders, others, vague, answers):
            graph.link(framed, known)
        if costs.uncalled is not None:  # an answer is no other speech, called for or not
            uncalled = graph.state()
            graph.link(self._begin, uncalled, costs.uncalled, UNCALLED)
            graph.link(talk, uncalled, costs.uncalled, UNCALLED)
            # Not the vague: any sounds are other speech already, and took half as much time again.
            graph.link(uncalled, orders)
            graph.link(uncalled, others)
            if around.alike:
                graph.link(self._alike(entry, around.alike), uncalled)
        if called:
            frames = (*around.before, *wake_words)
            graph.link(self._before(self._begin, frames, around.negations), answers)
        else:
            graph.link(self._begin, answers)
        return graph

    def _alike(self, a: int, words: Sequence[str]) -> int:
        """After `a`, any of `words`, which sound like the wake word; talk may go on then.

        Gives the state behind them.
        """
        said = self.graph.state()
        for some in words:
            self._phrase(a, some, said)
        passed = self.graph.state()
        self.graph.link(said, passed, self._costs.alike, UNCALLED)
        behind = self.graph.gap(passed, self._costs.silence)
        self.graph.link(behind, self._tail)
        # As dear as after the wake word, or whoever calls the box and asks is passed over.
        self._garbage(behind, self._costs.after_wake, self._costs.garbage_phone, EPSILON)
        return behind

    def _before(self, a: int, frames: Sequence[str], negations: Sequence[str]) -> int:
        """After `a`, words that mean nothing, or that what follows is not to be done.

        Two at most ("øh kan du"): any number of short words is as good as any sounds. Gives the
        state behind them.
        """
        behind = self.graph.state()
        self.graph.link(a, behind)
        for _ in range(_MOST_FRAMES):
            said = self.graph.state()
            for frame in frames:
                self._phrase(a, frame, said)
            framed = self.graph.state()
            self.graph.link(said, framed, self._costs.frame)
            a = self.graph.gap(framed, self._costs.silence)
            self.graph.link(a, behind)
        for negation in negations:
            said = self.graph.state()
            self._phrase(behind, negation, said)
            negated = self.graph.state()
            self.graph.link(said, negated, self._costs.negated, REFUSED)
            self.graph.link(negated, self._tail)
            self._garbage(negated, self._costs.garbage, self._costs.garbage_phone, EPSILON)
        return behind

    def _after(self, around: Around) -> int:
        """A state behind a command, after which such words may come."""
        said = self.graph.state()
        self.graph.link(said, self._said)
        more = self.graph.gap(said, self._costs.silence)
        for words, cost, token in (
            *((frame, self._costs.frame, EPSILON) for frame in around.after),
            *((negation, self._costs.negated, REFUSED) for negation in around.negations),
        ):
            end = self.graph.state()
            self._phrase(more, words, end)
            self.graph.link(end, self._said, cost, token)
        return said

    def _others(self, cost: float) -> int:
        """A state after a whole phrase, from where others may talk on."""
        said, talk = self.graph.state(), self.graph.state()
        self.graph.link(said, self._tail)
        self.graph.link(said, talk, cost, AFTER)
        self.graph.link(self.graph.loop(talk, self._costs.garbage_phone), self.graph.finals[0])
        return said

    def _garbage(self, a: int, cost: float, phone: float, token: str = GARBAGE) -> int:
        inside = self.graph.state()
        self.graph.link(a, inside, cost, token)
        talk = self.graph.loop(inside, phone)
        self.graph.link(talk, self._tail)
        return talk

    def _word(self, a: int, word: str, to: int, confusion: Confusion) -> None:
        """`word` as it is usually said, or as the group says it: no need then to suppose how."""
        learned = self._learned.get(word, ())
        if word == ANY:
            inside = self.graph.state()
            self.graph.link(a, inside, self._costs.anything, REFUSED)  # told at once
            self.graph.link(self.graph.loop(inside, self._any_phone), to)
            return
        self.graph.word(a, self._pronounce(word), to, confusion=None if learned else confusion)
        self.graph.word(a, learned, to, self._costs.learned)

    def _phrase(self, a: int, spoken: str, to: int) -> None:
        *words, last = spoken.split()
        for word in words:
            b = self.graph.state()
            self._word(a, word, b, self._confused_wake)
            a = self.graph.gap(b, self._costs.silence)
        self._word(a, last, to, self._confused_wake)

    def _tree(self, branches: Sequence[Branch], said: int) -> int:
        """A state from where any of `branches` may be said; `said`: the state behind them."""
        a = self.graph.state()
        self._phrases(a, branches, said)
        return a

    def _phrases(self, a: int, branches: Sequence[Branch], said: int | None = None) -> None:
        """Any of `branches` after `a`; `said`: the state behind them."""
        said = self._said if said is None else said
        states: dict[Place, int] = {}
        waiting = [(wording_tree((b.spoken, b.token) for b in branches), a)]
        while waiting:
            place, before = waiting.pop()
            for word, after in place.following:
                if after not in states:
                    states[after] = end = self.graph.state()
                    # "Bo er her ikke" is a phrase of its own, and not "Bo er her" with a no to it.
                    goes_on = any(word in self._negations for word, _ in after.following)
                    for token in after.tokens:
                        behind = self._said if goes_on else said
                        self.graph.link(end, behind, self._cost(token), token)
                    if after.following:
                        waiting.append((after, self.graph.gap(end, self._costs.silence)))
                # What isn't taken is only to be known where it is said as it is written.
                confused = self._confused if after.leads - NOTHING else {}
                self._word(before, word, states[after], confused)
        for branch in branches:
            if branch.spoken in self._whole:
                end = self.graph.state()
                whole = sorted(self._whole[branch.spoken])
                self.graph.word(a, whole, end, confusion=self._confused)
                self.graph.link(end, said, self._cost(branch.token), branch.token)

    def _cost(self, token: str) -> float:
        return {REFUSED: self._costs.refused, CUT: self._costs.cut}.get(token, 0.0)
