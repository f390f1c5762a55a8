"""What the bench listens to: commands and other Danish in voices that no model was trained on."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray
from ruamel.yaml import YAML

from device.simulation.acoustics import background, gain, impulse_response, level, reverberate
from speech.espeak import Espeak
from speech.hearing.grammar import Grammar, Phrase, commands, phrases
from speech.sound import RATE, Samples
from speech.training.held_out import HELD_OUT

Sound = NDArray[np.float32]

NAMES = ("Bo", "Åse", "Søren", "Mette", "Lars", "Hanne", "Jens", "Kirsten")
ANSWERS = frozenset({"yes", "no"})
SPEECH_LEVEL = -26.0
"""dBFS while speaking."""


def everything(answers: frozenset[str] = ANSWERS) -> Grammar:
    """All commands with eight names: more than is ever listened for at once; and `answers`."""
    alone = {"number", "absent", "nobody"}  # answers by their nature
    intents = frozenset(commands().templates) - alone - ANSWERS
    return Grammar(intents, answers, tuple((name, None) for name in NAMES))


@dataclass(frozen=True)
class Spoken:
    """One recording, and what was said in it."""

    sound: Samples
    phrase: Phrase | None
    voice: str
    end: float
    """When speech ended, in seconds from the sound's start."""


@dataclass(frozen=True)
class Room:
    """How far, how hollow, how loud."""

    snr: float | None = None
    """dB of speech over background; None: clean."""
    rt60: float = 0.4


class Voices:
    """The held-out voices, at any rate and pitch."""

    def __init__(self, seed: int) -> None:
        self._espeak = Espeak()
        self._random = random.Random(seed)
        self._noise = np.random.default_rng(seed)
        self._heard = 0
        self._backgrounds = [
            background((kind,), np.random.default_rng(n))
            for n, kind in enumerate(("ventilation", "rain"))
        ]

    def say(self, text: str) -> tuple[Sound, float, str]:
        """The sound of `text` at RATE, when its last phone ends in seconds, and the voice."""
        voice = self._random.choice(HELD_OUT)
        made = self._espeak.synthesise(
            text,
            f"da+{voice}",
            rate=self._random.randint(125, 205),
            pitch=self._random.randint(25, 75),
            pitch_range=self._random.randint(25, 75),
        )
        size = self._random.uniform(0.9, 1.12)  # of the speaker
        rate = made.rate * size
        sound = soxr.resample(made.samples.astype(np.float32) / 32768, rate, RATE)
        spoken = [
            after.sample
            for phone, after in zip(made.phones, made.phones[1:], strict=False)
            if not phone.mnemonic.startswith(("_", "("))
        ]
        end = spoken[-1] / rate if spoken else len(sound) / RATE
        return sound * gain(SPEECH_LEVEL - level(sound)), end, voice

    def place(self, sound: Sound, room: Room) -> Samples:
        """`sound` as the microphone of `room` has it."""
        if room.snr is not None:
            rt60 = room.rt60 * self._random.uniform(0.6, 1.4)
            response = impulse_response(self._random.uniform(0.7, 2.0), rt60, self._noise)
            n = len(sound)
            sound = reverberate(sound, response)[:n]
            sound = sound * gain(SPEECH_LEVEL - level(sound))
            # one background goes on for two minutes, as in a room
            noise = self._backgrounds[self._heard // (120 * RATE) % len(self._backgrounds)]
            looped = np.take(noise, range(self._heard, self._heard + n), mode="wrap")
            self._heard += n
            sound = sound + looped * gain(SPEECH_LEVEL - room.snr) / np.sqrt(np.mean(looped**2))
        return np.clip(sound * 32768, -32768, 32767).astype(np.int16)

    def commands(self, n: int, room: Room) -> Iterator[Spoken]:
        """`n` commands after the wake word, or answers, each in half a second of room."""
        grammar = everything()
        said = phrases(grammar.commands | grammar.answers, grammar.names)
        by_intent: dict[str, list[Phrase]] = {}
        for phrase in said:
            by_intent.setdefault(phrase.intent, []).append(phrase)
        intents = sorted(by_intent)
        for i in range(n):
            phrase = self._random.choice(by_intent[intents[i % len(intents)]])
            called = self._random.choice(("tidtager ", "tidtager, "))
            if phrase.intent in grammar.answers:
                called = ""
            sound, end, voice = self.say(called + phrase.text)
            before, after = int(0.6 * RATE), int(1.2 * RATE)
            padded = np.concatenate((np.zeros(before), sound, np.zeros(after)))
            yield Spoken(
                self.place(padded.astype(np.float32), room), phrase, voice, before / RATE + end
            )

    def talk(self, seconds: float, room: Room, *, passing: bool = False) -> Iterator[Samples]:
        """Other Danish of the whole length `seconds`, a sentence and its pause at a time."""
        sentences = _sentences()["passing" if passing else "talk"]
        total = 0
        while total < seconds * RATE:
            sound, _, _ = self.say(self._random.choice(sentences))
            pause = np.zeros(int(self._random.uniform(0.15, 1.0) * RATE))
            spoken = self.place(np.concatenate((sound, pause)).astype(np.float32), room)
            total += len(spoken)
            yield spoken


def _sentences() -> dict[str, list[str]]:
    with (Path(__file__).parent / "talk.yaml").open(encoding="utf-8") as file:
        content: dict[str, list[str]] = YAML(typ="safe").load(file)
    return content


def recordings(folder: Path) -> dict[str, list[tuple[Path, str]]]:
    """The files and texts of `folder`/index.tsv (file, text, source), by source."""
    found: dict[str, list[tuple[Path, str]]] = {}
    for line in (folder / "index.tsv").read_text(encoding="utf-8").splitlines():
        file, text, source = line.split("\t")[:3]
        found.setdefault(source, []).append((folder / file, text))
    return found


def load(file: Path) -> Samples:
    """A recording as int16 at RATE."""
    sound, rate = soundfile.read(file, dtype="float32", always_2d=True)
    mono = soxr.resample(sound.mean(axis=1), rate, RATE)
    return np.clip(mono * 32768, -32768, 32767).astype(np.int16)
