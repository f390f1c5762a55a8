"""A minute in which the box reads aloud and people interrupt, heard through several cancellers."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from content import load
from device.box.outlets import Hearing
from device.meeting import actions
from device.meeting.phrases import load_phrases
from device.simulation.mouth import Mouth, Timbre
from device.simulation.room import Room
from device.simulation.speaker import SimulatedSpeaker
from speech.hearing import Ear, Utterance
from speech.hearing.duplex import COSTS, DuplexEar
from speech.hearing.echo import Reference
from speech.hearing.grammar import Phrase, phrases
from speech.held_out import HELD_OUT
from speech.saying.loudness import amplified
from speech.saying.renderer import Renderer
from speech.saying.voice import Voice
from speech.sound import BLOCK, RATE, Samples
from tests.bench.bargein.cancellers import CANCELLERS

COMMANDS = frozenset(
    {"repeat", "help", "louder", "quieter", "pause", "agenda", "time_left", "end_time", "finish"}
    | {"next_item", "next", "more_time", "skip", "back", "who_next", "hush"}
)
"""What is understood in a speaking round."""
SITTING = 60.0
"""Seconds."""
LEARNING = 5.0
"""Seconds of a sitting in which the canceller gets to know the room: nobody interrupts yet, and
they don't count in how much of the echo is removed. What the box hears of itself counts."""
LISTEN_FOR = actions.ListenFor(COMMANDS - {"hush"}, interruptions=COMMANDS)
LOWEST = 0.3
"""The least confidence that is noted, so that every higher threshold can be looked at."""


@dataclass(frozen=True)
class Place:
    """How the box's voice comes back to it."""

    leak: float
    distortion: float = 0.0
    ceiling: float = 1.0
    jitter: float = 0.0
    drift: float = 0.0
    volume: int = 0
    """Steps louder than the box is made."""
    limited: bool = True
    """Whether the box keeps its peaks down (speech.saying.loudness)."""

    def __str__(self) -> str:
        said = [f"{self.leak:+.0f} dB"]
        said += [f"{self.volume} steps louder"] if self.volume else []
        said += ["overdriven"] if self.distortion else []
        said += [f"clipping at {20 * np.log10(self.ceiling):.0f} dB"] if self.ceiling < 1 else []
        said += [f"{1000 * self.jitter:.0f} ms of jitter"] if self.jitter else []
        said += [f"{self.drift:.0f} ppm of drift"] if self.drift else []
        said += [] if self.limited else ["peaks as they come"]
        return ", ".join(said)


def unlimited(sound: Samples, _rate: int, decibels: float) -> Samples:
    """Louder or softer, with all its peaks but those that would be over full scale."""
    louder = sound / 32_768 * 10 ** (decibels / 20)
    return np.asarray(np.round(np.clip(louder, -1.0, 1.0) * 32_767), np.int16)


@dataclass
class Said:
    """A command that somebody said, and what was heard from then on."""

    phrase: Phrase
    ended: float
    """In the room's seconds."""
    heard: list[Utterance] = field(default_factory=list)

    def right(self, threshold: float) -> Utterance | None:
        """What it was rightly understood as."""
        means = (self.phrase.intent, self.phrase.minutes)
        first = next((u for u in self.heard if u.confidence >= threshold), None)
        return first if first and (first.intent, first.minutes) == means else None


@dataclass
class Counts:
    """How one canceller did in one place."""

    said: list[Said] = field(default_factory=list)
    strays: list[Utterance] = field(default_factory=list)
    """Commands heard before anybody had said any."""
    own: list[Utterance] = field(default_factory=list)
    """What the box heard of itself, with nobody there."""
    before: float = 0.0
    after: float = 0.0
    """Energy at the microphone and behind the canceller, while nobody but the box speaks."""
    seconds: float = 0.0
    work: float = 0.0
    cancelling: float = 0.0
    """Of `work`, the canceller's."""

    @property
    def removed(self) -> float:
        """Echo return loss enhancement, dB."""
        return float(10 * np.log10((self.before + 1e-9) / (self.after + 1e-9)))

    def right(self, threshold: float) -> list[Said]:
        """The commands that were understood."""
        return [said for said in self.said if said.right(threshold)]

    def wrong(self, threshold: float) -> int:
        """How many others were heard."""
        heard = [*self.strays, *(u for said in self.said for u in said.heard)]
        return sum(u.confidence >= threshold for u in heard) - len(self.right(threshold))

    def taken(self, threshold: float) -> tuple[int, int]:
        """How many commands and calls the box took its own voice for."""
        commands = [u for u in self.own if u.kind == "command"]
        sure = sum(u.confidence >= threshold for u in commands)
        return sure, len(self.own) - len(commands)


class MeasuredEar(DuplexEar):
    """Notes the power that comes in, what is left, and the time that takes."""

    before = after = cancelling = 0.0

    def clean(self, samples: Samples) -> Samples:
        began = time.process_time()
        left = super().clean(samples)
        self.cancelling += time.process_time() - began
        if self.time > LEARNING:
            self.before += float(np.square(samples / 32768.0).sum())
            self.after += float(np.square(left / 32768.0).sum())
        return left


class Taps:
    """A reference for each ear."""

    def __init__(self, room: Room, n: int) -> None:
        self.all = [Reference(room.now) for _ in range(n)]

    def add(self, sound: Samples, rate: int) -> None:
        for reference in self.all:
            reference.add(sound, rate)

    def cut(self) -> None:
        for reference in self.all:
            reference.cut()


class Sitting:
    """A room in which the box reads aloud; each of `cancellers` hears the same."""

    def __init__(self, bench: "Bench", place: Place, seed: int, cancellers: list[str]) -> None:
        self.room = Room(
            leak=place.leak,
            distortion=place.distortion,
            ceiling=place.ceiling,
            jitter=place.jitter,
            drift=place.drift,
            snr=20.0,
            seed=seed,
        )
        self.room.tap = taps = Taps(self.room, len(cancellers))
        self.ears = {
            name: MeasuredEar(bench.ear(), bench.interrupting(), reference, CANCELLERS[name]())
            for name, reference in zip(cancellers, taps.all, strict=True)
        }
        self._hearings = [
            Hearing(ears, lambda: self.voice.speaking, ears.interruptions)
            for ears in self.ears.values()
        ]
        self.voice = Voice(
            bench.renderer,
            SimulatedSpeaker(self.room),
            lambda _said: None,
            on_start=self._settle,
            on_end=self._settle,
            shape=amplified if place.limited else unlimited,
        )
        self.voice.turn_to(place.volume)
        for hearing in self._hearings:
            hearing.listen_for(LISTEN_FOR)
        self._random = random.Random(seed)
        self._texts = bench.texts

    def steps(self, counts: dict[str, Counts]) -> Iterator[dict[str, list[Utterance]]]:
        """100 ms at a time; the box goes on to the next text as soon as it is silent."""
        while self.room.now() < SITTING:
            if not self.voice.speaking:
                self.voice.say(1, self._random.choice(self._texts))
            heard = self.room.step(BLOCK)
            found = {}
            for name, ears in self.ears.items():
                began = time.process_time()
                found[name] = ears.feed(heard)
                counts[name].work += time.process_time() - began
                counts[name].seconds += BLOCK / RATE
            yield found
        for name, ears in self.ears.items():
            counts[name].cancelling += ears.cancelling

    def _settle(self) -> None:
        for hearing in self._hearings:
            hearing.settle()


class Bench:
    """What all sittings share."""

    def __init__(self, folder: Path) -> None:
        self.renderer = Renderer(folder / "speech")
        self.texts = texts()
        self._graphs = folder / "graphs"
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases(COMMANDS, ()):
            self._phrases.setdefault(phrase.intent, []).append(phrase)

    def ear(self) -> Ear:
        """A new ear for while the box is silent."""
        return Ear(cache=self._graphs)

    def interrupting(self) -> Ear:
        """A new ear for while it speaks."""
        return Ear(cache=self._graphs, threshold=LOWEST, costs=COSTS)

    def interrupt(self, place: Place, sittings: int, counts: dict[str, Counts]) -> None:
        """People say a command about every six seconds while the box speaks."""
        for seed in range(sittings):
            choose = random.Random(1000 + seed)
            sitting = Sitting(self, place, seed, [*counts])
            due, spoken = LEARNING + choose.uniform(0.0, 4.0), False
            for found in sitting.steps(counts):
                now = sitting.room.now()
                for name, utterances in found.items():
                    one = counts[name]
                    heard = one.said[-1].heard if spoken else one.strays
                    heard += [u for u in utterances if u.kind == "command"]
                if now >= due and sitting.room.box_sounds and now < SITTING - 4:
                    phrase, ended = self._say(sitting, choose, seed)
                    for one in counts.values():
                        one.said.append(Said(phrase, ended))
                    due, spoken = ended + choose.uniform(2.5, 5.0), True

    def alone(self, place: Place, minutes: int, counts: dict[str, Counts]) -> None:
        """Nobody says anything."""
        for seed in range(minutes):
            sitting = Sitting(self, place, 500 + seed, [*counts])
            for found in sitting.steps(counts):
                for name, utterances in found.items():
                    counts[name].own += utterances
            for name, ears in sitting.ears.items():
                counts[name].before += ears.before
                counts[name].after += ears.after

    def _say(self, sitting: Sitting, choose: random.Random, seed: int) -> tuple[Phrase, float]:
        intent = "hush" if choose.random() < 0.5 else choose.choice(sorted(self._phrases))
        phrase = choose.choice(self._phrases[intent])
        timbre = Timbre(
            choose.choice(HELD_OUT[::2]), choose.randint(30, 70), choose.randint(135, 185), 0.0, 1.0
        )
        mouth = Mouth(timbre, sitting.room.rt60, np.random.default_rng(seed))
        sound, seconds = mouth.say(f"Tidtager, {phrase.text}.")
        sitting.room.sound(sound)
        return phrase, sitting.room.now() + seconds

    def close(self) -> None:
        """End the voices' processes."""
        self.renderer.close()


def texts() -> list[str]:
    """What the box says without a plan's own words, and questions; with the wake word in some."""
    found: list[str] = []

    def gather(content: object) -> None:
        if isinstance(content, str):
            if "{" not in content and len(content) > 25:
                found.append(content)
        elif isinstance(content, dict):
            for value in content.values():
                gather(value)
        elif isinstance(content, list | tuple):
            for value in content:
                gather(value)

    gather(dict(load_phrases().wordings))
    gather(load("questions.yaml"))
    return found
