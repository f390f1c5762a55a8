"""A room in which somebody always murmurs: the box hears who calls it all the same."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soxr

from speech.espeak import Espeak
from speech.hearing import Ear, Grammar, Utterance
from speech.sound import BLOCK, RATE, Samples

ROUND = Grammar(
    frozenset({"next", "more_time", "floor_to", "pause", "time_left", "hush"}),
    frozenset(),
    (("Bo", None), ("Søren", None)),
)
TALK = (
    "jeg synes vi skal se på budgettet for næste år inden vi taler om ferien",
    "min kollega siger at det går fint men at der mangler folk hver eneste uge",
    "hun har spurgt til planen for i morgen og om nogen kan tage over",
    "vi begyndte med en lang samtale og så måtte vi se hvad det blev til",
)
COMMANDS: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("tidtager næste taler", ("next",)),
    ("tidtager giv os to minutter mere", ("more_time", 2.0)),
    ("tidtager giv ordet til Søren", ("floor_to", "Søren")),
    ("tidtager hvor lang tid er der tilbage", ("time_left",)),
    ("tidtager pause", ("pause",)),
    ("tidtager, jeg er færdig", ("next",)),
)
VOICES = ("da+m5", "da+f2", "da+Annie")
TURN = 7.0
"""Seconds from one command to the next."""

Murmur = Callable[..., Samples]


@pytest.fixture(params=[False, True], ids=["as shipped", "spotting"])
def ear(graphs: Path, request: pytest.FixtureRequest) -> Ear:
    """As the box has it, and one that looks for the wake word in the midst of other sound, too."""
    return Ear(cache=graphs, spotting=request.param)


@pytest.fixture(scope="module")
def murmur() -> Murmur:
    """Three people's talk, without a pause, with or without somebody who calls the box."""
    espeak = Espeak()

    def voice(text: str, name: str, rate: int) -> np.ndarray:
        made = espeak.synthesise(text, name, rate=rate)
        sound = soxr.resample(made.samples.astype(np.float64), made.rate, RATE)
        loud = np.abs(sound) > 0.03 * np.abs(sound).max()
        return sound / np.sqrt(np.mean(np.square(sound[loud])))

    def room(seconds: float, under: float, calls: tuple[tuple[float, str, str], ...]) -> Samples:
        n = int(seconds * RATE)
        out = np.random.default_rng(1).normal(0, 5, n)
        for at, name in enumerate(("da+Mario", "da+linda", "da+edward")):
            talk = np.concatenate([voice(text, name, 150 + 15 * at) for text in TALK])
            out += (
                np.resize(np.roll(talk, at * len(talk) // 3), n)
                * 1600
                * 10 ** (-under / 20)
                / 3**0.5
            )
        for when, text, name in calls:
            said = voice(text, name, 150) * 1600
            start = int(when * RATE)
            out[start : start + len(said)] += said
        return np.clip(out, -32768, 32767).astype(np.int16)

    return room


def hear(ear: Ear, sound: Samples) -> list[Utterance]:
    return [u for at in range(0, len(sound), BLOCK) for u in ear.feed(sound[at : at + BLOCK])]


def meaning(heard: Utterance) -> tuple[object, ...]:
    values = (heard.intent, heard.minutes, heard.number, heard.name)
    return tuple(value for value in values if value is not None)


@pytest.mark.parametrize(("under", "least"), [(20.0, 15), (10.0, 10)])
def test_a_murmuring_room_does_not_make_it_deaf(
    ear: Ear, murmur: Murmur, under: float, least: int
) -> None:
    ear.listen_for(ROUND)
    said = [(text, voice, meant) for voice in VOICES for text, meant in COMMANDS]
    calls = tuple((4 + TURN * n, text, voice) for n, (text, voice, _) in enumerate(said))

    found = hear(ear, murmur(4 + TURN * len(said), under, calls))

    right = [
        [meaning(u) for u in found if when < u.at < when + TURN] == [meant]
        for (when, *_), (*_, meant) in zip(calls, said, strict=True)
    ]
    assert sum(right) >= least, [(round(u.at, 1), u.kind, u.text) for u in found]


def test_murmuring_alone_is_nothing(ear: Ear, murmur: Murmur) -> None:
    ear.listen_for(ROUND)
    assert hear(ear, murmur(60.0, 0.0, ())) == []


def test_the_wake_word_alone_is_no_short_command(ear: Ear, murmur: Murmur) -> None:
    ear.listen_for(ROUND)
    told = [
        [u.kind for u in hear(ear, murmur(8.0, 12.0, ((4.0, "tidtager", voice),)))]
        for voice in VOICES
    ]
    assert told.count(["wake"]) >= 2, told


def test_what_was_said_last_is_told_at_the_end(ear: Ear, murmur: Murmur) -> None:
    ear.listen_for(ROUND)
    sound = murmur(6.0, 10.0, ((4.0, "tidtager næste taler", VOICES[0]),))
    found = hear(ear, sound[: int(5.6 * RATE)]) + ear.finish()
    assert [meaning(u) for u in found] == [("next",)]
