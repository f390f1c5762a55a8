"""Measures the hearing: ``python -m tests.bench.hearing``, about five minutes on one core.

Prints one table: commands understood right, and how soon; commands and calls (the wake word, alone
or with something unclear) found in an hour of talk that has none. Everything is said by espeak-ng
voices that no model was trained on, from a fixed seed; ``--dev DIR`` adds recordings of people
(DIR/index.tsv: file, text, source).
"""

import resource
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from speech.hearing import ClosedSet, Ear, Utterance
from speech.hearing.grammar import normal
from speech.hearing.store import MODEL
from speech.sound import BLOCK, RATE, Samples
from tests.bench.material import Room, Spoken, Voices, everything, load, recordings

SEED = 7


@dataclass
class Understood:
    """How commands went."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    latencies: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        return self.right + self.wrong + self.missed


@dataclass
class Bench:
    """An ear, and the time it took."""

    ear: Ear
    audio: float = 0.0
    work: float = 0.0

    def hear(self, sound: Samples) -> list[Utterance]:
        """Feed `sound` in the microphone's blocks."""
        began = time.process_time()
        found = []
        for at in range(0, len(sound), BLOCK):
            found += self.ear.feed(sound[at : at + BLOCK])
        self.work += time.process_time() - began
        self.audio += len(sound) / RATE
        return found


def understand(bench: Bench, spoken: Spoken, result: Understood) -> None:
    """Hear one command and count it."""
    assert spoken.phrase
    began = bench.ear.time
    found = [u for u in bench.hear(spoken.sound) if u.kind == "command"]
    want = spoken.phrase
    same = [
        u
        for u in found
        if (u.intent, u.minutes, u.number, u.name)
        == (want.intent, want.minutes, want.number, want.name)
    ]
    if same and len(found) == 1:
        result.right += 1
        result.latencies.append(same[0].at - began - spoken.end)
        return
    got = ", ".join(u.text for u in found) or "nothing"
    result.faults.append(f"{spoken.voice}: {want.text} -> {got}")
    if found:
        result.wrong += 1
    else:
        result.missed += 1


def interval(right: int, n: int) -> str:
    """A share in per cent with Wilson's 95 % interval."""
    if not n:
        return "-"
    z, p = 1.96, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return f"{100 * p:.1f} % ({100 * (middle - half):.1f}-{100 * (middle + half):.1f})"


def closed_set(cache: Path, model: Path, files: list[tuple[Path, str]]) -> tuple[int, int]:
    """Recordings recognised among their own texts: right, all."""
    texts = tuple(dict.fromkeys(normal(text) for _, text in files))
    ear = Ear(cache=cache, model=model)
    ear.listen_for(ClosedSet(texts, garbage=False))
    right = 0
    for file, text in files:
        found = ear.one(load(file))
        right += found is not None and found.text == normal(text)
    return right, len(files)


def main(
    dev: Annotated[Path | None, typer.Option(help="Recordings, with index.tsv.")] = None,
    model: Annotated[Path, typer.Option(help="The model's folder.")] = MODEL,
    commands: Annotated[int, typer.Option(help="Commands in each set.")] = 400,
    minutes: Annotated[float, typer.Option(help="Of other Danish.")] = 60.0,
    faults: Annotated[bool, typer.Option(help="List what went wrong.")] = False,
) -> None:
    """Measure the hearing."""
    console = Console()
    table = Table("measured", "result", "of", title="Hearing")
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        began = time.perf_counter()
        Ear(cache=cache, model=model).prepare([everything()])
        table.add_row("graph build, all commands", f"{time.perf_counter() - began:.2f} s", "1")
        before = _resident()
        began = time.perf_counter()
        bench = Bench(Ear(cache=cache, model=model))
        bench.ear.listen_for(everything())
        table.add_row("model and graph load", f"{time.perf_counter() - began:.3f} s", "1")

        voices = Voices(SEED)
        rooms = {"clean": Room(), "room, 20 dB": Room(20.0), "room, 10 dB": Room(10.0)}
        wrong: list[str] = []
        for name, room in rooms.items():
            result = Understood()
            for spoken in voices.commands(commands, room):
                understand(bench, spoken, result)
            table.add_row(f"commands, {name}", interval(result.right, result.all), str(result.all))
            table.add_row("  taken for another", str(result.wrong), "")
            late = np.percentile(result.latencies or [np.nan], (50, 95))
            table.add_row("  latency, median / p95", f"{late[0]:.2f} / {late[1]:.2f} s", "")
            wrong += [f"{name}: {fault}" for fault in result.faults]

        bench.ear.listen_for(everything(answers=frozenset()))
        talks = {
            "other talk, clean": (Room(), False, minutes / 2),
            "other talk, room 20 dB": (Room(20.0), False, minutes / 2),
            "wake word in passing": (Room(), True, minutes / 10),
        }
        for name, (room, passing, length) in talks.items():
            sounds = voices.talk(length * 60, room, passing=passing)
            heard = [u for sound in sounds for u in bench.hear(sound)]
            accepted = [u.text for u in heard if u.kind == "command"]
            rates = (len(accepted) * 60 / length, (len(heard) - len(accepted)) * 60 / length)
            table.add_row(
                f"{name}: commands, calls an hour",
                f"{rates[0]:.1f}, {rates[1]:.1f}",
                f"{length / 60:.2f} h",
            )
            wrong += [f"false accept, {name}: {text}" for text in accepted]
        table.add_row(
            "real-time factor, one core", f"{bench.work / bench.audio:.4f}",
            f"{bench.audio / 3600:.2f} h",
        )  # fmt: skip
        table.add_row("memory of the ear, now", f"{_resident() - before:.0f} MB", "")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        table.add_row("memory of the process, most", f"{peak:.0f} MB", "")
        for source, files in (recordings(dev) if dev else {}).items():
            right, n = closed_set(cache, model, files)
            words = len({normal(text) for _, text in files})
            table.add_row(f"{source}, among {words}", f"{right}/{n}", interval(right, n))
    console.print(table)
    if faults:
        for fault in wrong:
            console.print(fault)


def _resident() -> float:
    """Megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    typer.run(main)
