"""Voices that no model is ever trained on: espeak-ng's held-out variants, people made up, and two
voices made from people.

Half of the first two are for choosing (models, costs, the threshold), half for reporting.
"""

import random
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
import soxr
from numpy.typing import NDArray

from device.simulation.acoustics import gain, level
from speech.espeak import Espeak
from speech.espeak.made_up import random_voice
from speech.held_out import HELD_OUT
from speech.saying.renderer import WORDS_A_MINUTE
from speech.sound import RATE
from tests.bench.hearing.people import PEOPLE, People

Sound = NDArray[np.float32]
Part = Literal["choosing", "reporting"]

SPEECH_LEVEL = -26.0
"""dBFS while speaking."""

_MADE_UP = 120
"""Speakers that are made up; training draws its own from numbers, never from these words."""


@dataclass(frozen=True)
class Said:
    """Speech in a quiet place."""

    sound: Sound
    """At RATE and SPEECH_LEVEL."""
    end: float
    """When its last phone ends, in seconds."""
    speaker: str


class Anybody(Protocol):
    """Voices of some kind, those of one half."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every voice by its name."""

    def anyone(self, rng: random.Random) -> str:
        """One of them."""

    def say(self, text: str, speaker: str, rng: random.Random) -> Said:
        """`text` by `speaker`, a little different each time."""

    def aside(self, text: str, rng: random.Random) -> Sound:
        """Something said to somebody else: `text`, or another where that is dear to make."""

    def box(self, text: str) -> Sound:
        """The box's own voice."""

    def close(self) -> None:
        """End the processes that speak."""


class Speakers:
    """The voices of one half, at any rate and pitch."""

    def __init__(self, part: Part) -> None:
        self._espeak = Espeak()
        self._people = People()
        self.data = self._espeak.data
        """espeak-ng's folder."""
        self._folder = Path(tempfile.mkdtemp(prefix="speakers-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        odd = part == "reporting"
        made_up = [f"speaker {n}" for n in range(_MADE_UP)]
        self.variants = HELD_OUT[odd::2]
        self.made_up = tuple(made_up[odd::2])

    @property
    def all(self) -> tuple[str, ...]:
        """Every voice by its name."""
        return self.variants + self.made_up

    def anyone(self, rng: random.Random) -> str:
        """A variant as often as somebody made up."""
        return rng.choice(self.variants if rng.random() < 0.5 else self.made_up)

    def say(self, text: str, speaker: str, rng: random.Random) -> Said:
        """`text` by `speaker`, a little different each time."""
        if speaker in PEOPLE:
            sound, end = self._people.say(text, speaker, self._espeak, rng)
            return Said(sound * gain(SPEECH_LEVEL - level(sound)), end, speaker)
        made = self._espeak.synthesise(
            text,
            self._voice(speaker),
            rate=rng.randint(125, 205),
            pitch=rng.randint(25, 75),
            pitch_range=rng.randint(25, 75),
        )
        rate = made.rate * rng.uniform(0.9, 1.12)  # the size of the speaker
        sound = soxr.resample(made.samples.astype(np.float32) / 32768, rate, RATE)
        spoken = [
            after.sample
            for phone, after in zip(made.phones, made.phones[1:], strict=False)
            if not phone.mnemonic.startswith(("_", "("))
        ]
        end = spoken[-1] / rate if spoken else len(sound) / RATE
        return Said(sound * gain(SPEECH_LEVEL - level(sound)), end, speaker)

    def aside(self, text: str, rng: random.Random) -> Sound:
        """`text` by anyone."""
        return self.say(text, self.anyone(rng), rng).sound

    def close(self) -> None:
        """End the processes that speak."""
        self._people.close()

    def box(self, text: str) -> Sound:
        """The box's own voice, at RATE and SPEECH_LEVEL, without the pause at its end."""
        made = self._espeak.synthesise(text, "da", rate=WORDS_A_MINUTE)
        sound = soxr.resample(made.samples.astype(np.float32) / 32768, made.rate, RATE)
        loud = np.flatnonzero(np.abs(sound) > 0.01)
        return np.asarray(sound[: loud[-1] + 1] * gain(SPEECH_LEVEL - level(sound)), np.float32)

    def _voice(self, speaker: str) -> str | Path:
        if speaker in self.variants:
            return f"da+{speaker}"
        file = self._folder / speaker.replace(" ", "-")
        if not file.exists():
            file.write_text(random_voice(random.Random(f"held out for ever: {speaker}")))
        return file
