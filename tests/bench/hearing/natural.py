"""Natural voices for the bench: Kokoro's that are held out (speech.held_out), saying Danish.

Each second of them takes most of a second of a core, so what they have said is kept in a folder,
and talk behind a command comes from a stock of sentences.
"""

import hashlib
import os
import random
from functools import cached_property
from pathlib import Path

import numpy as np
import soundfile

from device.simulation.acoustics import gain, level
from speech.espeak import Espeak
from speech.held_out import CHOOSING_VOICES, REPORTING_VOICES
from speech.sound import RATE
from speech.training.kokoro import Kokoro, pronounced
from tests.bench.hearing.speakers import SPEECH_LEVEL, Part, Said, Sound, Speakers
from tests.bench.hearing.talk import Talk

STOCK = 40
"""Sentences said behind commands."""
_SILENT = 10**-3.5
"""Of the loudest 20 ms: a voice that is softer has ended."""


class NaturalSpeakers:
    """The natural voices of one half. Raises KokoroMissingError once one speaks."""

    def __init__(self, part: Part, voices: Path, made: Path) -> None:
        """`voices` holds kokoro-js's *.bin; what is said is kept in the folder `made`."""
        self._folder, self._made, self._part = voices, made, part
        self._espeak = Espeak()
        self._usual = Speakers(part)
        self._stock: list[Sound] = []
        made.mkdir(parents=True, exist_ok=True)

    @cached_property
    def _kokoro(self) -> Kokoro:
        return Kokoro(self._folder)

    @property
    def all(self) -> tuple[str, ...]:
        """Every voice by its name."""
        return CHOOSING_VOICES if self._part == "choosing" else REPORTING_VOICES

    def anyone(self, rng: random.Random) -> str:
        """One of them."""
        return rng.choice(self.all)

    def say(self, text: str, speaker: str, rng: random.Random) -> Said:
        """`text` by `speaker`, a little different each time."""
        ipa = pronounced(self._espeak, text, rng).ipa
        speed = round(rng.uniform(0.85, 1.25), 2)
        name = hashlib.blake2b(f"{ipa} {speaker} {speed}".encode(), digest_size=10).hexdigest()
        file = self._made / f"{name}.flac"
        if not file.exists():
            sound = self._kokoro.say(ipa, {speaker: 1.0}, speed)
            new = file.with_suffix(f".{os.getpid()}.new")  # several processes make the same
            loud = sound * (0.7 / max(float(np.abs(sound).max()), 1e-3))
            soundfile.write(new, loud, RATE, format="FLAC")
            new.rename(file)
        sound = soundfile.read(file, dtype="float32")[0]
        energy = np.convolve(np.square(sound), np.ones(RATE // 50) * 50 / RATE, "same")
        loud = np.flatnonzero(energy > energy.max() * _SILENT)
        sound = sound[max(0, loud[0] - RATE // 50) : loud[-1] + RATE // 20]
        end = (len(sound) - RATE // 20) / RATE
        return Said(np.asarray(sound * gain(SPEECH_LEVEL - level(sound)), np.float32), end, speaker)

    def aside(self, text: str, rng: random.Random) -> Sound:
        """One of the stock."""
        if not self._stock:
            own = random.Random("said behind")
            talk = Talk(own)
            self._stock = [
                self.say(talk.sentence(), self.all[n % len(self.all)], own).sound
                for n in range(STOCK)
            ]
        return rng.choice(self._stock)

    def box(self, text: str) -> Sound:
        """The box's own voice: espeak-ng's."""
        return self._usual.box(text)

    def close(self) -> None:
        """End the processes that speak."""
        self._usual.close()
