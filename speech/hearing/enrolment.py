"""The graph of an enrolment: a sentence that is known, said in a way that isn't.

A noisy channel: each phone of the usual pronunciation is heard as it is, as another, or not at
all, and others may come between, each at a cost; so what is learned stays near what was meant
(edit-distance pronunciation models: E. Ristad and P. Yianilos, Learning string-edit distance,
1998). The phones are the graph's output symbols.
"""

from collections.abc import Sequence

from speech.hearing.builder import GraphBuilder
from speech.hearing.graph import WAKE, Graph
from speech.hearing.job import Branch
from speech.phones import PHONES

WORD = "<word>"
"""The end of a word in an enrolment's output."""

_SPOKEN = PHONES[1:]

_KIN = tuple(
    frozenset(kin.split())
    for kin in (
        "p b",
        "t d D",
        "k g",
        "b v w",
        "g j w",
        "f v",
        "s S t",
        "D l n @",
        "m n N",
        "h R",
        "R r A",
        "r V A @",
        "l j",
        "i e j y",
        "e E @",
        "E a oe @",
        "a A",
        "A V O",
        "y oe u",
        "u o w",
        "o O V",
        "oe V @",
    )
)
"""Sounds that are mistaken for each other: the same place or manner, or neighbours among the
vowels (N. Grønnum, Fonetik og fonologi)."""


def akin(a: str, b: str) -> bool:
    """Whether two phones are near each other."""
    return any(a in kin and b in kin for kin in _KIN)


class EnrolmentBuilder(GraphBuilder):
    """Puts the sentence of an enrolment beside what may be said in its place."""

    def enrolment(
        self, spoken: str, wake_words: Sequence[str], branches: Sequence[Branch], *, garbage: bool
    ) -> Graph:
        """`spoken` with any phones; `branches` as they are, called or not; other speech."""
        a = self._begin
        for n, word in enumerate(spoken.split()):
            if n:
                a = self.graph.gap(a, self._costs.silence)
            b = self.graph.state()
            self._as_heard(a, word, b)
            a = self.graph.state()
            self.graph.link(b, a, token=WORD)
        self.graph.link(a, self._tail)
        self._phrases(self._begin, branches)
        woken = self.graph.state()
        for wake_word in wake_words:
            self._phrase(self._begin, wake_word, woken)
        called = self.graph.state()
        self.graph.link(woken, called, token=WAKE)
        self._phrases(self.graph.gap(called, self._costs.silence), branches)
        if garbage:
            self._garbage(self._begin, self._costs.garbage, self._costs.garbage_phone)
        return self.graph

    def _as_heard(self, a: int, word: str, to: int) -> None:
        """Any phones in place of `word`'s, the nearer to one of its ways the cheaper."""
        graph, costs = self.graph, self._costs
        after: dict[tuple[str, ...], int] = {(): self._loose(a)}
        for phones in self._pronounce(word):
            for n in range(1, len(phones) + 1):
                if phones[:n] in after:
                    continue
                before, meant = after[phones[: n - 1]], phones[n - 1]
                said = graph.state()
                graph.link(before, said, costs.left_out)
                for phone in _SPOKEN:
                    cost = 0.0 if phone == meant else costs.substituted
                    if akin(phone, meant) and phone != meant:
                        cost = costs.mistaken
                    graph.link(graph.phone(before, phone, cost, phone), said)
                after[phones[:n]] = self._loose(said)
            graph.link(after[tuple(phones)], to)

    def _loose(self, a: int) -> int:
        """After `a`, perhaps a phone that doesn't belong there."""
        graph, b = self.graph, self.graph.state()
        graph.link(a, b)
        for phone in _SPOKEN:
            graph.link(graph.phone(a, phone, self._costs.put_in, phone), b)
        return b
