"""Commands said to the box, every one of them, the ways that they are said."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from speech.festival import FestivalError
from speech.hearing.grammar import Grammar, Phrase, commands, phrases
from speech.sound import RATE, Samples
from tests.bench.hearing.people import PEOPLE
from tests.bench.hearing.places import Place
from tests.bench.hearing.speakers import Anybody
from tests.bench.hearing.talk import microphone

Way = Literal["in one breath", "after the tone", "as an answer"]

GROUPS: tuple[tuple[str, ...], ...] = (
    *(
        ("Bo", "Åse", "Søren", "Mette", "Lars", "Hanne"),
        ("Jens", "Kirsten", "Pia", "Ole", "Gitte", "Henrik"),
    ),
    *(
        ("Ida", "Rasmus", "Fatima", "Thomas", "Lone", "Uffe"),
        ("Charlotte", "Mikkel", "Dorthe", "Per", "Yasmin", "Jørgen"),
    ),
)
"""First names at four tables."""

ASKED: dict[str, frozenset[str]] = {
    "how many": frozenset({"number", "absent", "named", "here", "nobody", "all_here"}),
    "agreed": frozenset({"yes", "no", "all_agree"}),
}
"""What the box waits for after its questions, each with all that may be said then."""

OFTEN = ("floor_to", "more_time", "number", "absent")
"""Said twice as often as the rest: they have a name, minutes or a number."""

_TRIES = 5
"""Times that a phrase is begun again."""

TONE = 0.3
"""Seconds of the rising tone, which the box doesn't hear."""


@dataclass(frozen=True)
class Table:
    """People at a table, and how they call the box."""

    group: int = 0
    """The how-manyth; after the last comes the first."""
    wake_word: str = ""
    """"": the content's."""

    @property
    def names(self) -> tuple[tuple[str, str | None], ...]:
        """Theirs, as a Grammar has them."""
        return tuple((name, None) for name in GROUPS[self.group % len(GROUPS)])

    @property
    def called(self) -> str:
        """The wake word."""
        return self.wake_word or commands().wake_words[0]

    @property
    def in_talk(self) -> Grammar:
        """All commands with their wake word: more than is ever listened for at once."""
        return self._grammar(_commands(), frozenset())

    @property
    def opened(self) -> Grammar:
        """After the tone none of them needs it."""
        return self._grammar(frozenset(), _commands(), called=True)

    def asked(self, question: str) -> Grammar:
        """The answers to a question of the box, and all commands."""
        return self._grammar(_commands(), ASKED[question])

    @property
    def grammars(self) -> list[Grammar]:
        """All that is listened for at it."""
        return [self.in_talk, self.opened, *map(self.asked, ASKED)]

    def _grammar(
        self, said: frozenset[str], answers: frozenset[str], *, called: bool = False
    ) -> Grammar:
        wake_words = (self.wake_word,) if self.wake_word else ()
        return Grammar(said, answers, self.names, wake_words=wake_words, called=called)


def _commands() -> frozenset[str]:
    return frozenset(commands().templates) - frozenset().union(*ASKED.values())


@dataclass(frozen=True)
class Heard:
    """A stretch of sound, and what is listened for in it."""

    sound: Samples
    grammar: Grammar


@dataclass(frozen=True)
class Spoken:
    """A command, or an answer, as said once."""

    way: Way
    phrase: Phrase
    speaker: str
    parts: tuple[Heard, ...]
    """The call, if it comes before a tone, and the command."""
    end: float
    """When speech ended, in seconds from the last part's beginning."""


@cache
def _said(table: Table, intent: str) -> tuple[Phrase, ...]:
    return tuple(phrases(frozenset({intent}), table.names))


class CommandMaterial:
    """Everything that can be said at one table, by turns, in one place.

    What is said, and by whom, hangs on `rng` alone: it is the same in every place.
    """

    def __init__(self, place: Place, speakers: Anybody, rng: random.Random, table: Table) -> None:
        self._speakers, self._rng, self._table = speakers, rng, table
        self._people, self._before = place.people, place.before
        self._microphone = microphone(place, speakers, rng)

    def say(self, n: int) -> Iterator[Spoken]:
        """`n` of them; every intent comes up before any comes again."""
        every = [*commands().templates, *OFTEN]
        turns: list[str] = []
        for _ in range(n):
            if not turns:
                turns = self._rng.sample(every, len(every))
            intent = turns.pop()
            phrase = self._rng.choice(_said(self._table, intent))
            question = next((q for q, answers in ASKED.items() if intent in answers), None)
            yield self._spoken(phrase, question)

    def _spoken(self, phrase: Phrase, question: str | None) -> Spoken:
        """`phrase`, by somebody else where festival dies of it: hours were measured before it."""
        for _ in range(_TRIES):
            try:
                return self._one(phrase, question)
            except FestivalError as error:
                last = error
        raise last

    def _one(self, phrase: Phrase, question: str | None) -> Spoken:
        rng = self._rng
        speaker = rng.choice(PEOPLE) if self._people else self._speakers.anyone(rng)
        if question is not None:
            sound, end = self._heard(phrase.text, speaker)
            part = Heard(sound, self._table.asked(question))
            return Spoken("as an answer", phrase, speaker, (part,), end)
        wake_word = self._table.called
        if self._rng.random() < 0.25:
            call, _ = self._heard(wake_word, speaker)
            sound, end = self._heard(phrase.text, speaker)
            parts = (Heard(call, self._table.in_talk), Heard(sound, self._table.opened))
            return Spoken("after the tone", phrase, speaker, parts, end)
        joint = self._rng.choice((" ", ", "))
        sound, end = self._heard(f"{wake_word}{joint}{phrase.text}", speaker)
        part = Heard(sound, self._table.in_talk)
        return Spoken("in one breath", phrase, speaker, (part,), end)

    def _heard(self, text: str, speaker: str) -> tuple[Samples, float]:
        said = self._speakers.say(text, speaker, self._rng)
        return self._microphone.hear(said.sound), self._before + said.end


def silence(seconds: float) -> Samples:
    """Nothing at all, for as long as the box doesn't listen."""
    return np.zeros(int(seconds * RATE), dtype=np.int16)
