"""Commands said to the box, every one of them, the ways that they are said."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from speech.hearing.grammar import Grammar, Phrase, commands, phrases
from speech.sound import RATE, Samples
from tests.bench.hearing.people import PEOPLE
from tests.bench.hearing.places import BEFORE, Microphone, Place
from tests.bench.hearing.speakers import Speakers
from tests.bench.hearing.talk import Talk

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
    "how many": frozenset({"number", "absent", "nobody", "all_here"}),
    "agreed": frozenset({"yes", "no", "all_agree"}),
}
"""What the box waits for after its questions, each with all that may be said then."""

OFTEN = ("floor_to", "more_time", "number", "absent")
"""Said twice as often as the rest: they have a name, minutes or a number."""

TONE = 0.3
"""Seconds of the rising tone, which the box doesn't hear."""


def names(group: int) -> tuple[tuple[str, str | None], ...]:
    """The people at a table, as a Grammar has them."""
    return tuple((name, None) for name in GROUPS[group % len(GROUPS)])


def in_talk(group: int) -> Grammar:
    """All commands with their wake word: more than is ever listened for at once."""
    answers = frozenset().union(*ASKED.values())
    return Grammar(frozenset(commands().templates) - answers, names=names(group))


def opened(group: int) -> Grammar:
    """After the tone none of them needs it."""
    return Grammar(answers=in_talk(group).commands, names=names(group))


def asked(group: int, question: str) -> Grammar:
    """The answers to a question of the box, and all commands."""
    return Grammar(in_talk(group).commands, ASKED[question], names(group))


def grammars(group: int) -> list[Grammar]:
    """All that is listened for at a table."""
    return [in_talk(group), opened(group), *(asked(group, question) for question in ASKED)]


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
def _said(group: int, intent: str) -> tuple[Phrase, ...]:
    return tuple(phrases(frozenset({intent}), names(group)))


class CommandMaterial:
    """Everything that can be said at one table, by turns, in one place."""

    def __init__(self, place: Place, speakers: Speakers, rng: random.Random, group: int) -> None:
        self._speakers, self._rng, self._group = speakers, rng, group
        self._people = place.people
        talk = Talk(rng)
        self._microphone = Microphone(
            place,
            rng,
            box=speakers.box,
            talk=lambda: speakers.say(talk.sentence(), speakers.anyone(rng), rng).sound,
        )

    def say(self, n: int) -> Iterator[Spoken]:
        """`n` of them; every intent comes up before any comes again."""
        every = [*commands().templates, *OFTEN]
        turns: list[str] = []
        for _ in range(n):
            if not turns:
                turns = self._rng.sample(every, len(every))
            intent = turns.pop()
            phrase = self._rng.choice(_said(self._group, intent))
            question = next((q for q, answers in ASKED.items() if intent in answers), None)
            yield self._one(phrase, question)

    def _one(self, phrase: Phrase, question: str | None) -> Spoken:
        rng = self._rng
        speaker = rng.choice(PEOPLE) if self._people else self._speakers.anyone(rng)
        if question is not None:
            sound, end = self._heard(phrase.text, speaker)
            part = Heard(sound, asked(self._group, question))
            return Spoken("as an answer", phrase, speaker, (part,), end)
        wake_word = commands().wake_words[0]
        if self._rng.random() < 0.25:
            call, _ = self._heard(wake_word, speaker)
            sound, end = self._heard(phrase.text, speaker)
            parts = (Heard(call, in_talk(self._group)), Heard(sound, opened(self._group)))
            return Spoken("after the tone", phrase, speaker, parts, end)
        joint = self._rng.choice((" ", ", "))
        sound, end = self._heard(f"{wake_word}{joint}{phrase.text}", speaker)
        part = Heard(sound, in_talk(self._group))
        return Spoken("in one breath", phrase, speaker, (part,), end)

    def _heard(self, text: str, speaker: str) -> tuple[Samples, float]:
        said = self._speakers.say(text, speaker, self._rng)
        return self._microphone.hear(said.sound), BEFORE + said.end


def silence(seconds: float) -> Samples:
    """Nothing at all, for as long as the box doesn't listen."""
    return np.zeros(int(seconds * RATE), dtype=np.int16)
