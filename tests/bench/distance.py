"""Near and far, shy and loud: ``python -m tests.bench.distance``, two minutes on one core.

People whom no model knows say commands in a quiet room to a cheap microphone: their direct sound
falls by 6 dB for each doubling of the distance, the room's echo stays, the microphone hisses, and
what is too loud for it is clipped. Then what changes suddenly: somebody shy and far right after
somebody loud and close, ventilation that starts, rain that begins.
"""

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table as Printed

from device.simulation.acoustics import (
    Sound,
    as_samples,
    as_sound,
    background,
    gain,
    impulse_response,
    reverberate,
)
from speech.hearing import Ear
from speech.hearing.store import MODEL
from speech.sound import RATE, Samples
from tests.bench.hearing.commands import GROUPS, CommandMaterial, Spoken, Table
from tests.bench.hearing.counts import Understood, latency
from tests.bench.hearing.measuring import Listener, understand
from tests.bench.hearing.places import BEFORE, Place
from tests.bench.hearing.speakers import Part, Speakers
from tests.bench.hearing.talk import Talk

SEED = 7
SHY, NORMAL, LOUD = -12.0, 0.0, 10.0
"""dB over tests.bench.hearing.speakers.SPEECH_LEVEL at one metre."""
VOICES = {"shy": SHY, "normal": NORMAL, "loud": LOUD}
DISTANCES = (0.3, 0.5, 1.0, 2.0, 3.0, 4.0)
"""Metres."""
CLOSE, FAR = 0.3, 4.0

HISS = -65.0
"""dBFS of a cheap USB microphone."""
ROOM = -55.0
"""dBFS of the quiet room's ventilation: 29 dB under a normal voice at one metre."""
RT60 = 0.4
STARTS = -41.0
"""dBFS of what begins suddenly: 15 dB under a normal voice at one metre."""

DRY = Place("dry", hollow=False)
"""Where people speak before the room is added."""


class RoomMicrophone:
    """A quiet room with a cheap microphone in it; its noise goes on from one sound to the next."""

    def __init__(self, seed: int, turned: float = 0.0) -> None:
        """`turned` up by so many dB, or down."""
        self._rng = np.random.default_rng(seed)
        self._turned = turned
        self._at = 0

    def placed(self, dry: Sound, voice: float, distance: float) -> Sound:
        """`dry` by a voice of so many dB, so many metres away."""
        response = impulse_response(distance, RT60, self._rng)
        return reverberate(dry * np.float32(gain(voice)), response)[: len(dry)]

    def hear(self, sound: Sound, began: str = "", at: float = 0.0, rises: float = 0.1) -> Samples:
        """What comes out of the microphone; `began` is a noise that begins `at` seconds, and is
        as loud as it gets after `rises`."""
        n = len(sound)
        hiss = self._rng.standard_normal(n, dtype=np.float32) * gain(HISS)
        out = sound + hiss + self._noise("ventilation", n) * gain(ROOM)
        if began:
            swell = np.clip((np.arange(n) / RATE - at) / rises, 0.0, 1.0).astype(np.float32)
            out = out + self._noise(began, n) * swell * gain(STARTS)
        self._at += n
        return as_samples(np.asarray(out * gain(self._turned), dtype=np.float32))

    def _noise(self, kind: str, n: int) -> Sound:
        return np.take(noise(kind), range(self._at, self._at + n), mode="wrap")


@cache
def noise(kind: str) -> Sound:
    """A minute of it, at level 1."""
    sound = background((kind,), np.random.default_rng(len(kind)))
    return np.asarray(sound / np.sqrt(np.mean(np.square(sound, dtype=np.float64))), np.float32)


@dataclass(frozen=True)
class Cell:
    """One way to be heard."""

    row: str
    column: str
    change: Callable[["Bench", Sound], tuple[Samples, float]]
    """What the microphone makes of something said, and how much later that ends, in seconds."""
    turned: float = 0.0
    """dB by which the microphone is turned up or down, its hiss with it."""


def steady(voice: float, distance: float) -> Callable[["Bench", Sound], tuple[Samples, float]]:
    """So loud, so far away."""

    def change(bench: "Bench", dry: Sound) -> tuple[Samples, float]:
        room = bench.microphone
        return room.hear(room.placed(dry, voice, distance)), 0.0

    return change


def after_loud(pause: float) -> Callable[["Bench", Sound], tuple[Samples, float]]:
    """Somebody loud and close talks; so many seconds later somebody shy speaks far away."""

    def change(bench: "Bench", dry: Sound) -> tuple[Samples, float]:
        room = bench.microphone
        talk = bench.talk()
        lead = np.pad(talk, (int(BEFORE * RATE), int(pause * RATE)))
        shy = dry[int(BEFORE * RATE) :]
        both = room.placed(np.pad(lead, (0, len(shy))), LOUD, CLOSE)
        both[len(lead) :] += room.placed(shy, SHY, FAR)
        return room.hear(both), len(lead) / RATE - BEFORE

    return change


def begins(kind: str, rises: float) -> Callable[["Bench", Sound], tuple[Samples, float]]:
    """A noise begins up to two seconds before a normal voice at one metre."""

    def change(bench: "Bench", dry: Sound) -> tuple[Samples, float]:
        room = bench.microphone
        before = bench.rng.uniform(0.0, 2.0)
        later = np.pad(dry, (int(2.0 * RATE), 0))
        speech = 2.0 + BEFORE
        wet = room.placed(later, NORMAL, 1.0)
        return room.hear(wet, kind, speech - before, rises), 2.0

    return change


CELLS = (
    *(
        Cell(f"{name} ({voice:+.0f} dB)", f"{distance:g} m", steady(voice, distance))
        for name, voice in VOICES.items()
        for distance in DISTANCES
    ),
    *(
        Cell(
            f"{name}, microphone {turned:+.0f} dB",
            f"{distance:g} m",
            steady(voice, distance),
            turned,
        )
        for name, voice, turned in (("shy", SHY, -20.0), ("loud", LOUD, 15.0))
        for distance in DISTANCES
    ),
    Cell("shy and far, 0.3 s after loud and close", "", after_loud(0.3)),
    Cell("shy and far, 0.8 s after loud and close", "", after_loud(0.8)),
    Cell("ventilation starts", "", begins("ventilation", 0.1)),
    Cell("rain begins", "", begins("rain", 1.0)),
)


class Bench:
    """What is shared by all cells: voices and graphs."""

    def __init__(self, cache: Path, part: Part, seed: int, model: Path = MODEL) -> None:
        self._cache, self._model = cache, model
        self._speakers = Speakers(part)
        self._seed = seed
        self.rng = random.Random(seed)
        self.microphone = RoomMicrophone(seed)

    def talk(self) -> Sound:
        """A sentence without a command by anyone."""
        text = Talk(self.rng).sentence()
        return self._speakers.say(text, self._speakers.anyone(self.rng), self.rng).sound

    def measure(self, cell: Cell, commands: int) -> tuple[Understood, int]:
        """Say so many; how they went, and how many of the faults are right when the same sound is
        heard from end to end, so that voice activity detection or the ear's waiting is to blame."""
        self.rng = random.Random(f"{cell.row} {cell.column} {self._seed}")
        self.microphone = RoomMicrophone(self._seed, cell.turned)
        listener, whole = Listener(self._ear()), self._ear()
        result, blamed = Understood(), 0
        for spoken in self._said(cell, commands):
            right = result.right
            understand(listener, spoken, result)
            if result.right == right and understood(whole, spoken):
                blamed += 1
                result.faults[-1] += " (understood from end to end)"
        return result, blamed

    def _ear(self) -> Ear:
        return Ear(cache=self._cache, model=self._model)

    def _said(self, cell: Cell, commands: int) -> Iterator[Spoken]:
        table = Table(self._seed % len(GROUPS))
        for spoken in CommandMaterial(DRY, self._speakers, self.rng, table).say(commands):
            parts, later = [], 0.0
            for part in spoken.parts:
                sound, later = cell.change(self, as_sound(part.sound))
                parts.append(replace(part, sound=sound))
            yield replace(spoken, parts=tuple(parts), end=spoken.end + later)

    def close(self) -> None:
        """End the voices' processes."""
        self._speakers.close()


def measured(cache: Path, model: Path, part: Part, commands: int) -> dict[str, list[Understood]]:
    """By row: each of DISTANCES, or the one way that the row has; `commands` in each."""
    bench, found = Bench(cache, part, SEED, model), dict[str, list[Understood]]()
    try:
        for cell in CELLS:
            found.setdefault(cell.row, []).append(bench.measure(cell, commands)[0])
    finally:
        bench.close()
    return found


def understood(ear: Ear, spoken: Spoken) -> bool:
    """Whether the last part is right as one utterance, without the detector."""
    ear.listen_for(spoken.parts[-1].grammar)
    found, meant = ear.one(spoken.parts[-1].sound), spoken.phrase
    return found is not None and (found.intent, found.minutes, found.number, found.name) == (
        *(meant.intent, meant.minutes, meant.number, meant.name),
    )


def told(result: Understood, blamed: int) -> str:
    """A cell of the table."""
    share = f"{100 * result.right / max(result.all, 1):.0f} %"
    return f"{share} [{blamed}]" if blamed else share


def main(
    commands: Annotated[int, typer.Option(help="In each cell.")] = 24,
    seed: Annotated[int, typer.Option(help="Other material.")] = SEED,
    only: Annotated[str, typer.Option(help="Only rows with this in their name.")] = "",
    choosing: Annotated[bool, typer.Option("--choosing", help="The voices for choosing.")] = False,
    faults: Annotated[bool, typer.Option("--faults", help="List what went wrong.")] = False,
) -> None:
    """Measure the range in which the ear understands."""
    console = Console()
    console.width = max(console.width, 110)
    rows: dict[str, dict[str, str]] = {}
    late: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), "choosing" if choosing else "reporting", seed)
        try:
            for cell in (cell for cell in CELLS if only in cell.row):
                result, blamed = bench.measure(cell, commands)
                rows.setdefault(cell.row, {})[cell.column] = told(result, blamed)
                console.print(f"{cell.row} {cell.column}: {told(result, blamed)}", markup=False)
                late.setdefault(cell.row, []).extend(result.latencies)
                for fault in result.faults if faults else ():
                    console.print(f"  {fault}", highlight=False)
        finally:
            bench.close()
    distances = [f"{distance:g} m" for distance in DISTANCES]
    printed = Printed(
        *("", *distances, "all", "latency\nmedian / p95"),
        title=f"Understood, of {commands} commands a cell; \\[faults that only the detector made]",
    )
    for row, cells in rows.items():
        printed.add_row(
            row,
            *(cells.get(distance, "").replace("[", "\\[") for distance in distances),
            cells.get("", "").replace("[", "\\["),
            latency(late[row]),
        )
    console.print(printed)


if __name__ == "__main__":
    typer.run(main)
