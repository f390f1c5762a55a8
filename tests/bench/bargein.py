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
from device.box.outlets import Hearing, interruptions_of
from device.meeting import actions
from device.meeting.phrases import load_phrases
from device.simulation.mouth import Mouth, Timbre
from device.simulation.room import Room
from device.simulation.speaker import SimulatedSpeaker
from speech.hearing import Ear, Utterance
from speech.hearing.duplex import COSTS, THRESHOLD, DuplexEar
from speech.hearing.echo import Reference
from speech.hearing.grammar import Phrase, phrases
from speech.held_out import HELD_OUT
from speech.saying.renderer import Renderer
from speech.saying.voice import Voice
from speech.sound import BLOCK, RATE, Samples
from tests.bench.hearing.counts import latency, share

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
    """Energy at the microphone and behind the canceller, while nobody but the box speaks."""
    seconds: float = 0.0
    work: float = 0.0

    @property
    def removed(self) -> float:
        """Echo return loss enhancement, dB."""
        return float(10 * np.log10((self.before + 1e-9) / (self.after + 1e-9)))


class MeasuredEar(DuplexEar):
    """Notes the power that comes in and what is left; `cancels`: False: takes nothing out."""

    cancels = True
    before = after = 0.0

    def clean(self, samples: Samples) -> Samples:
        left = super().clean(samples) if self.cancels else samples
        if self.time > LEARNING:
            self.before += float(np.square(samples / 32768.0).sum())
            self.after += float(np.square(left / 32768.0).sum())
        return left


class Sitting:
    """A room in which the box reads aloud, and perhaps somebody interrupts."""

    def __init__(self, bench: "Bench", place: Place, seed: int) -> None:
        self.room = Room(leak=place.leak, distortion=place.distortion, snr=20.0, seed=seed)
        self.room.tap = reference = Reference(self.room.now)
        self.ears = MeasuredEar(bench.ear(), bench.interrupting(), reference)
        self.ears.cancels = place.canceller
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
        self._threshold = threshold
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
        return Ear(cache=self._graphs, threshold=self._threshold, costs=COSTS)

    def memory(self) -> float:
        """Megabytes that listening for interruptions takes, besides the ear that there is."""
        grammar = interruptions_of(LISTEN_FOR)
        one = self.ear()
        one.listen_for(grammar)
        one.feed(np.ones(RATE, dtype=np.int16))
        before = _resident()
        ears = DuplexEar(one, self.interrupting(), Reference())
        ears.interruptions.listen_for(grammar)
        ears.interruptions.unmute()
        ears.feed(np.ones(RATE, dtype=np.int16))
        return _resident() - before

    def interrupt(self, place: Place, sittings: int, counts: Counts) -> None:
        """People say a command about every six seconds while the box speaks."""
        for seed in range(sittings):
            choose = random.Random(1000 + seed)
            sitting = Sitting(self, place, seed)
            due, said = LEARNING + choose.uniform(0.0, 4.0), None
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
            for found in sitting.steps(counts):
                counts.own += found
            counts.before += sitting.ears.before
            counts.after += sitting.ears.after

    def _say(self, sitting: Sitting, choose: random.Random, seed: int) -> tuple[Phrase, float]:
        intent = "hush" if choose.random() < 0.5 else choose.choice(sorted(self._phrases))
        phrase = choose.choice(self._phrases[intent])
        timbre = Timbre(
            choose.choice(HELD_OUT), choose.randint(30, 70), choose.randint(135, 185), 0.0, 1.0
        )
        mouth = Mouth(timbre, sitting.room.rt60, np.random.default_rng(seed))
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


PLACES = (
    Place(0.0, canceller=False),
    Place(6.0, canceller=False),
    Place(0.0),
    Place(6.0),
    Place(6.0, distortion=2.0),
    Place(12.0),
)


def main(
    sittings: Annotated[int, typer.Option(help="Minutes with interruptions, each place.")] = 8,
    minutes: Annotated[int, typer.Option(help="Minutes with nobody there, each place.")] = 10,
    threshold: Annotated[float, typer.Option(help="Of the ear for interruptions.")] = THRESHOLD,
    only: Annotated[str, typer.Option(help="Only places with this in their name.")] = "",
    faults: Annotated[bool, typer.Option(help="List what the box heard of itself.")] = False,
) -> None:
    """Measure how well the box can be interrupted."""
    console = Console()
    table = Table("the box's voice", "commands", "of these: stop", "others", "its own voice:\n"
                  "commands, calls", "removed", "latency\nmedian / p95", "real-time\nfactor",
                  title="Barge-in")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), threshold)
        try:
            console.print(f"memory of the second ear and the canceller: {bench.memory():.0f} MB")
            for place in (place for place in PLACES if only in str(place)):
                interrupted, alone = Counts(), Counts()
                bench.interrupt(place, sittings, interrupted)
                bench.alone(place, minutes, alone)
                commands = [u for u in alone.own if u.kind == "command"]
                row = (
                    str(place),
                    _counted(interrupted.right, interrupted.said),
                    _counted(interrupted.stopped, interrupted.stops),
                    str(interrupted.wrong),
                    f"{len(commands)}, {len(alone.own) - len(commands)} in {minutes} min",
                    f"{alone.removed:.1f} dB",
                    latency(interrupted.late),
                    f"{interrupted.work / interrupted.seconds:.3f}",
                )
                table.add_row(*row)
                console.print("; ".join(row), highlight=False, soft_wrap=True)
                if faults:
                    for own in alone.own:
                        console.print(f"{place}: {own.kind} {own.text} {own.confidence:.2f}")
        finally:
            bench.close()
    console.print(table)


def _counted(right: int, n: int) -> str:
    return f"{right}/{n}, {share(right, n)}"


def _resident() -> float:
    """Megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    typer.run(main)
