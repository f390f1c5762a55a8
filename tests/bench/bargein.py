"""Interrupting the box: ``python -m tests.bench.bargein``, some minutes on one core.

The box reads its own phrases and questions aloud in the simulated room; people whom no model knows
say commands at random moments meanwhile, one metre away. `leak` is how much louder the box is at
its microphone than they are. Then it reads with nobody there: whatever it hears is its own voice.
Each sitting of a minute begins with a canceller that knows nothing of the room.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from content import load
from device.meeting import actions
from device.outlets import Hearing
from device.simulation.chorus import Chorus
from device.simulation.mouth import Mouth, Timbre
from device.simulation.room import Room
from device.simulation.speaker import SimulatedSpeaker
from speech.hearing import Ear, Utterance
from speech.hearing.duplex import THRESHOLD, DuplexEar
from speech.hearing.echo import Reference
from speech.hearing.grammar import Phrase, phrases
from speech.saying.renderer import Renderer
from speech.saying.voice import Voice
from speech.sound import BLOCK, RATE, Samples
from speech.training.held_out import HELD_OUT

COMMANDS = frozenset(
    {"repeat", "help", "louder", "quieter", "pause", "agenda", "time_left", "end_time", "finish"}
    | {"next_item", "next", "more_time", "skip", "back", "who_next", "hush"}
)
"""What is understood in a speaking round."""
SITTING = 60.0
"""Seconds."""
LISTEN_FOR = actions.ListenFor(COMMANDS - {"hush"}, interruptions=COMMANDS)


@dataclass(frozen=True)
class Place:
    """How the box's voice comes back to it."""

    leak: float
    distortion: float = 0.0
    canceller: bool = True

    def __str__(self) -> str:
        name = f"{self.leak:+.0f} dB" + (", overdriven" if self.distortion else "")
        return name if self.canceller else f"{name}, no canceller"


@dataclass
class Counts:
    """How one place went."""

    said: int = 0
    right: int = 0
    stops: int = 0
    stopped: int = 0
    wrong: int = 0
    late: list[float] = field(default_factory=list)
    own: list[Utterance] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    """Power at the microphone and behind the canceller, while the box speaks alone."""
    seconds: float = 0.0
    work: float = 0.0

    @property
    def removed(self) -> float:
        """Echo return loss enhancement, dB."""
        return float(10 * np.log10((self.before + 1e-9) / (self.after + 1e-9)))


class NoCanceller(DuplexEar):
    """Both ears open, and nothing taken out: what the canceller is for."""

    def clean(self, samples: Samples) -> Samples:
        return samples


class Sitting:
    """A room in which the box reads aloud, and perhaps somebody interrupts."""

    def __init__(self, bench: "Bench", place: Place, seed: int) -> None:
        self.room = Room(leak=place.leak, distortion=place.distortion, snr=20.0, seed=seed)
        self.room.tap = reference = Reference(self.room.now)
        kind = DuplexEar if place.canceller else NoCanceller
        self.ears = kind(bench.ear(0.33), bench.ear(bench.threshold), reference)
        hearing = Hearing(self.ears, lambda: self.voice.speaking, self.ears.interruptions)
        self.voice = Voice(
            bench.renderer,
            SimulatedSpeaker(self.room),
            lambda _said: None,
            on_start=hearing.settle,
            on_end=hearing.settle,
        )
        hearing.listen_for(LISTEN_FOR)
        self._random = random.Random(seed)
        self._texts = bench.texts

    def steps(self, counts: Counts) -> Iterator[list[Utterance]]:
        """100 ms at a time; the box goes on to the next text as soon as it is silent."""
        while self.room.now() < SITTING:
            if not self.voice.speaking:
                self.voice.say(1, self._random.choice(self._texts))
            heard = self.room.step(BLOCK)
            began = time.process_time()
            found = self.ears.feed(heard)
            counts.work += time.process_time() - began
            counts.seconds += BLOCK / RATE
            yield found


class Bench:
    """What all sittings share."""

    def __init__(self, folder: Path, threshold: float) -> None:
        self.threshold = threshold
        self.renderer = Renderer(folder / "speech")
        self.chorus = Chorus()
        self.texts = texts()
        self._graphs = folder / "graphs"
        self._phrases: dict[str, list[Phrase]] = {}
        for phrase in phrases(COMMANDS, ()):
            self._phrases.setdefault(phrase.intent, []).append(phrase)

    def ear(self, threshold: float) -> Ear:
        """A new ear."""
        return Ear(cache=self._graphs, threshold=threshold)

    def interrupt(self, place: Place, sittings: int, counts: Counts) -> None:
        """People say a command about every six seconds while the box speaks."""
        for seed in range(sittings):
            choose = random.Random(1000 + seed)
            sitting = Sitting(self, place, seed)
            due, said = choose.uniform(1.0, 6.0), None
            for found in sitting.steps(counts):
                now = sitting.room.now()
                for utterance in found:
                    self._judge(utterance, said, counts)
                    if utterance.kind == "command":
                        said = None
                if now >= due and sitting.room.box_sounds and now < SITTING - 4:
                    said = self._say(sitting, choose, seed)
                    counts.said += 1
                    counts.stops += said[0].intent == "hush"
                    due = said[1] + choose.uniform(2.5, 5.0)

    def alone(self, place: Place, minutes: int, counts: Counts) -> None:
        """Nobody says anything."""
        for seed in range(minutes):
            sitting = Sitting(self, place, 500 + seed)
            measured = Sitting(self, place, 500 + seed).ears  # a canceller of its own to measure
            measured._reference = Reference(sitting.room.now)  # noqa: SLF001
            for found in sitting.steps(counts):
                counts.own += found

    def _say(self, sitting: Sitting, choose: random.Random, seed: int) -> tuple[Phrase, float]:
        intent = "hush" if choose.random() < 0.5 else choose.choice(sorted(self._phrases))
        phrase = choose.choice(self._phrases[intent])
        timbre = Timbre(
            choose.choice(HELD_OUT), choose.randint(30, 70), choose.randint(135, 185), 0.0, 1.0
        )
        mouth = Mouth(self.chorus, timbre, sitting.room.rt60, np.random.default_rng(seed))
        sound, seconds = mouth.say(f"Tidtager, {phrase.text}.")
        sitting.room.sound(sound)
        return phrase, sitting.room.now() + seconds

    def _judge(
        self, utterance: Utterance, said: tuple[Phrase, float] | None, counts: Counts
    ) -> None:
        if utterance.kind != "command":
            return
        if said is None or (utterance.intent, utterance.minutes) != (
            said[0].intent,
            said[0].minutes,
        ):
            counts.wrong += 1
            return
        counts.right += 1
        counts.stopped += utterance.intent == "hush"
        counts.late.append(utterance.at - said[1])

    def close(self) -> None:
        """End the voices' processes."""
        self.renderer.close()
        self.chorus.close()


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
        elif isinstance(content, list):
            for value in content:
                gather(value)

    gather(load("phrases.yaml"))
    gather(load("questions.yaml"))
    return found
