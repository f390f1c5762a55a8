"""A long silence is told once; a voice, or the box's own, ends it."""

import numpy as np
import soxr

from speech.espeak import Espeak
from speech.hearing.silence import Silence
from speech.sound import BLOCK, RATE, Samples

LONG = 5.0


def room(seconds: float, seed: int = 1) -> Samples:
    """A room in which nobody speaks."""
    noise = np.random.default_rng(seed).normal(0, 40, round(seconds * RATE))
    return noise.astype(np.int16)


def voice(text: str = "Hvad er det egentlig, der gør det svært?") -> Samples:
    said = Espeak().synthesise(text, "da+f2")
    sound = soxr.resample(said.samples, said.rate, RATE)
    return (sound * 0.3 + room(len(sound) / RATE + 1)[: len(sound)]).astype(np.int16)


def told(silence: Silence, sound: Samples) -> list[float]:
    """When a long silence is told, in seconds from the beginning of `sound`."""
    blocks = range(0, len(sound), BLOCK)
    return [at / RATE for at in blocks if silence.feed(sound[at : at + BLOCK])]


def test_a_long_silence_is_told_once() -> None:
    (at,) = told(Silence(LONG), room(20))
    assert 4.5 <= at <= 5.5


def test_thinking_is_no_long_silence() -> None:
    sound = np.concatenate([part for n in range(4) for part in (room(3, n), voice())])
    assert told(Silence(LONG), sound) == []


def test_after_somebody_spoke_it_is_counted_anew() -> None:
    sound = np.concatenate((room(7), voice(), room(7)))
    first, second = told(Silence(LONG), sound)
    assert second - first > 7


def test_what_the_box_says_is_no_silence() -> None:
    silence = Silence(LONG)
    assert told(silence, room(4)) == []
    silence.broken()
    assert told(silence, room(4)) == []
    assert told(silence, room(2)) != []
