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
    """Backgrounds of device.simulation.acoustics, or white ``hiss``; one of them for each shard."""
    hollow: bool = True
    """Whether there are echoes: 0.24-0.56 s of them (RT60)."""
    leak: float | None = None
    """The box speaks: dB of its voice over the speaker's. Its echo is what the microphone hears
    first when it opens again, and it goes on behind the command, 15 dB softer."""
    babble: float | None = None
    """Others talk before, during and after, so many dB over the speaker all together."""
    talkers: int = 3
    """How many."""
    interviews: float | None = None
    """Two pairs talk before, during and after, one of each at a time, with pauses; each voice so
    many dB over the speaker, who alone speaks to the box."""
    natural: bool = False
    """Whether natural voices speak in it (Kokoro's), instead of espeak-ng's."""
    people: bool = False
    """Whether the two held-out people speak in it, instead of espeak-ng's voices."""

    @property
    def before(self) -> float:
        """Seconds of it before what is said."""
        return LONG_BEFORE if self.busy else BEFORE

    @property
    def after(self) -> float:
        """... and behind."""
        return LONG_AFTER if self.busy else AFTER

    @property
    def busy(self) -> bool:
        """Whether others talk all the while."""
        return self.babble is not None or self.interviews is not None


_USUAL = (
    Place("clean", hollow=False),
    Place("echo and hiss 15 dB", 15.0, ("hiss",)),
    Place("room 20 dB", 20.0),
    Place("room 10 dB", 10.0),
    Place("room 5 dB", 5.0),
    Place("dishes 10 dB", 10.0, ("dishes",)),
    Place("rain 10 dB", 10.0, ("rain",)),
    Place("the box's voice leaks", 25.0, leak=6.0),
    Place("one other talker 10 dB", 25.0, babble=-10.0, talkers=1),
    Place("two interviews 8 dB", 25.0, interviews=-8.0),
    *(Place(f"babble {n} dB", 25.0, babble=-float(n)) for n in (20, 10, 5)),
)

PLACES = (
    *_USUAL,
    Place("two people's voices, 20 dB", 20.0, people=True),
    *(replace(place, name=f"natural, {place.name}", natural=True) for place in _USUAL),
)


def place_named(name: str) -> Place:
    """That of PLACES. Raises LookupError where there is none."""
    found = next((place for place in PLACES if place.name == name), None)
    if found is None:
        raise LookupError(f"no place {name!r}; there are {', '.join(one.name for one in PLACES)}")
    return found


BEFORE, AFTER = 0.6, 1.3
"""Seconds of the place before and after what is said."""
LONG_BEFORE, LONG_AFTER = 2.0, 2.5
"""The same where others talk, so that somebody always does."""
PAIRS, PAUSE = 2, (0.1, 0.5)
"""Interviews at once, and the seconds between one's sentences."""


@cache
def _noise(kind: str) -> Sound:
    """A minute of it, at level 1."""
    rng = np.random.default_rng(len(kind))
    hiss = kind == "hiss"
    sound = rng.standard_normal(60 * RATE, np.float32) if hiss else background((kind,), rng)
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
        if place.babble is not None:
            babble = sum(self._other(len(out)) for _ in range(place.talkers))
            out = out + babble * gain(SPEECH_LEVEL + place.babble - level(babble))
        if place.interviews is not None:
            pairs = sum(self._other(len(out), PAUSE) for _ in range(PAIRS))
            out = out + pairs * gain(place.interviews)
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

    def _other(self, n: int, pause: tuple[float, float] = (0.0, 0.0)) -> Sound:
        """Sentences by anyone, one after the other with so many seconds between them."""
        said = [self._talk()]
        while sum(map(len, said)) < n:
            still = np.zeros(int(self._rng.uniform(*pause) * RATE), np.float32)
            said += [still, self._talk()]
        talk = np.concatenate(said)
        start = self._rng.randrange(len(talk) - n + 1)
        return self._echoed(talk[start : start + n])
