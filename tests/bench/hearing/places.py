"""Where the microphone stands: how hollow, how loud, and who else is heard there."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from device.meeting.phrases import load_phrases
from device.simulation.acoustics import (
    as_samples,
    background,
    gain,
    impulse_response,
    level,
    reverberate,
)
from speech.sound import RATE, Samples
from tests.bench.hearing.speakers import SPEECH_LEVEL, Sound

MICROPHONE_FLOOR = -75.0
"""dBFS of a microphone's own hiss: nothing real gives digital silence."""


@dataclass(frozen=True)
class Place:
    """One way to listen."""

    name: str
    snr: float | None = None
    """dB of speech over background; None: no background."""
    noise: tuple[str, ...] = ("ventilation", "rain")
    """Backgrounds of device.simulation.acoustics, one of them for each shard."""
    hollow: bool = True
    """Whether there are echoes: 0.24-0.56 s of them (RT60)."""
    leak: float | None = None
    """The box speaks: dB of its voice over the speaker's. Its echo is what the microphone hears
    first when it opens again, and it goes on behind the command, 15 dB softer."""
    other: float | None = None
    """Somebody else speaks all the while, so many dB over the speaker."""
    babble: float | None = None
    """Three others talk before, during and after, so many dB over the speaker all together."""
    natural: bool = False
    """Whether natural voices speak in it (Kokoro's), instead of espeak-ng's."""
    people: bool = False
    """Whether the two held-out people speak in it, instead of espeak-ng's voices."""

    @property
    def before(self) -> float:
        """Seconds of it before what is said."""
        return BEFORE if self.babble is None else LONG_BEFORE

    @property
    def after(self) -> float:
        """... and behind."""
        return AFTER if self.babble is None else LONG_AFTER


_USUAL = (
    Place("clean", hollow=False),
    Place("room 20 dB", 20.0),
    Place("room 10 dB", 10.0),
    Place("room 5 dB", 5.0),
    Place("dishes 10 dB", 10.0, ("dishes",)),
    Place("rain 10 dB", 10.0, ("rain",)),
    Place("the box's voice leaks", 25.0, leak=6.0),
    Place("two at once, 10 dB", 25.0, other=-10.0),
    *(Place(f"babble {n} dB", 25.0, babble=-float(n)) for n in (20, 10, 5)),
)

PLACES = (
    *_USUAL,
    Place("two people's voices, 20 dB", 20.0, people=True),
    *(replace(place, name=f"natural, {place.name}", natural=True) for place in _USUAL),
)

BEFORE, AFTER = 0.6, 1.3
"""Seconds of the place before and after what is said."""
LONG_BEFORE, LONG_AFTER = 2.0, 2.5
"""The same where others talk, so that somebody always does."""
TALKERS = 3


@cache
def _noise(kind: str) -> Sound:
    """A minute of it, at level 1."""
    sound = background((kind,), np.random.default_rng(len(kind)))
    return sound / np.float32(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


@cache
def box_sentences() -> tuple[str, ...]:
    """What the box says that has no gaps to fill."""
    texts = (text for wordings in load_phrases().wordings.values() for text in wordings)
    return tuple(text for text in texts if "{" not in text and len(text) > 25)


NOISES = ("cups", "rain", "dishes")
"""What is heard over the ventilation where nobody speaks."""


def nobody(kind: str, rng: random.Random) -> Samples:
    """A minute of a room in which nobody speaks, 10 dB under speech; another one each time."""
    noise = np.random.default_rng(rng.getrandbits(63))
    sound = background(("ventilation", kind), noise)[: 60 * RATE]
    response = impulse_response(1.0, 0.4, noise)
    return as_samples(reverberate(sound, response)[: len(sound)] * gain(SPEECH_LEVEL - 10.0))


class Microphone:
    """What one microphone hears in a place; its background goes on from one thing to the next."""

    def __init__(
        self,
        place: Place,
        rng: random.Random,
        *,
        box: Callable[[str], Sound],
        talk: Callable[[], Sound],
    ) -> None:
        """`box` gives a sentence in the box's voice, `talk` something another person says."""
        self._place = place
        self._rng = rng
        self._noise = np.random.default_rng(rng.getrandbits(63))
        self._kind = rng.choice(place.noise)
        self._at = rng.randrange(60 * RATE)
        self._rt60 = 0.4 * rng.uniform(0.6, 1.4) if place.hollow else 0.0
        self._box, self._talk = box, talk

    def hear(self, sound: Sound, *, padded: bool = True) -> Samples:
        """`sound`, and a while before and after it if `padded`, with all that the place adds."""
        place = self._place
        around = (int(place.before * RATE), int(place.after * RATE)) if padded else 0
        out = self._echoed(np.pad(sound, around).astype(np.float32))
        if self._place.leak is not None:
            out = out + self._leak(len(out), self._place.leak)
        if self._place.other is not None:
            out = out + self._other(len(out)) * gain(self._place.other)
        if place.babble is not None:
            babble = sum(self._other(len(out)) for _ in range(TALKERS))
            out = out + babble * gain(SPEECH_LEVEL + place.babble - level(babble))
        return as_samples(out + self._background(len(out)))

    def _echoed(self, sound: Sound, near: float = 0.7, far: float = 2.0) -> Sound:
        """As loud as before, with echoes."""
        if not self._rt60:
            return sound
        response = impulse_response(self._rng.uniform(near, far), self._rt60, self._noise)
        wet = reverberate(sound, response)[: len(sound)]
        return wet * np.float32(gain(SPEECH_LEVEL - level(wet)))

    def _background(self, n: int) -> Sound:
        hiss = self._noise.standard_normal(n, dtype=np.float32) * gain(MICROPHONE_FLOOR)
        if self._place.snr is None:
            return np.asarray(hiss, dtype=np.float32)
        noise = np.take(_noise(self._kind), range(self._at, self._at + n), mode="wrap")
        self._at += n
        return np.asarray(hiss + noise * gain(SPEECH_LEVEL - self._place.snr), dtype=np.float32)

    def _leak(self, n: int, over: float) -> Sound:
        """The echo of a sentence that is just over, and another behind."""
        said = self._box(self._rng.choice(box_sentences()))
        echo = self._echoed(np.pad(said, (0, n)), 0.2, 0.4)[len(said) :] * gain(over)
        behind = self._echoed(np.resize(self._box(self._rng.choice(box_sentences())), n))
        return np.asarray(echo[:n] + behind * gain(over - 15.0), dtype=np.float32)

    def _other(self, n: int) -> Sound:
        talk = self._talk()
        while len(talk) < n:
            talk = np.concatenate((talk, self._talk()))
        start = self._rng.randrange(len(talk) - n + 1)
        return self._echoed(talk[start : start + n])
