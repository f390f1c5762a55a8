"""The command line of the hearing bench."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from speech.hearing.ear import THRESHOLD
from speech.hearing.grammar import commands
from speech.hearing.store import MODEL
from tests.bench.hearing import people, recordings, resources
from tests.bench.hearing.comparison import compare
from tests.bench.hearing.curve import Curve, draw
from tests.bench.hearing.measuring import Candidate, Measured, Order, measure_all, orders
from tests.bench.hearing.places import NOISES, PLACES
from tests.bench.hearing.report import Column, Report, wake_word_table
from tests.bench.hearing.speakers import Part

MAIN = ("clean", "room 10 dB", "room 5 dB")
"""Places of which --full has over 2,000 commands each."""
TALK = ("clean", "room 20 dB", "room 10 dB", "dishes 10 dB", "natural, clean")
"""Where people talk."""
NATURAL_MINUTES = 0.1
"""Natural voices talk so much less: each second of them takes most of a second of a core."""
NATURAL = "natural"
CARD = MODEL / "README.md"
Only = Callable[[str], object]
WAKE_WORDS = commands().choosable
PLAIN_COMMANDS, PLAIN_MINUTES = 220, 40.0
FULL_COMMANDS, FULL_OTHERS, FULL_MINUTES = 2200, 220, 612.0
QUICK_COMMANDS = 110


class Bench:
    """What is measured with what: models, voices, material, processes."""

    def __init__(
        self,
        models: list[Path],
        folder: Path,
        part: Part,
        seed: int,
        workers: int,
        kokoro: tuple[Path, Path] | None = None,
        parts: Path | None = None,
        *,
        spotting: bool = False,
    ):
        self._kokoro, self._parts = kokoro, parts
        self.console = Console()
        self.console.width = max(self.console.width, 132)
        self.candidates = tuple(Candidate(model, folder, spotting=spotting) for model in models)
        self._part: Part = part
        self._seed = seed
        self._workers = workers

    def commands(self, sizes: dict[str, int], wake_word: str = "") -> list[Order]:
        """So many in each place."""
        return [
            order
            for place, size in sizes.items()
            for order in orders(
                "commands", place, size, self._part, self._seed, wake_word, self._kokoro
            )
        ]

    def talk(self, minutes: float, wake_word: str = "", only: Only = str) -> list[Order]:
        """As long in each place, natural voices less."""
        seconds = 60 * minutes / (len(TALK) - 1)
        places = {
            place: seconds * (NATURAL_MINUTES if place.startswith(NATURAL) else 1)
            for place in filter(only, TALK)
            if self._kokoro or not place.startswith(NATURAL)
        }
        return [
            order
            for place, length in places.items()
            for kind in ("talk", "words")
            if kind == "talk" or place.startswith(NATURAL)
            for order in orders(
                kind, place, length, self._part, self._seed, wake_word, self._kokoro
            )
        ]

    def noise(self, minutes: float) -> list[Order]:
        """A sixtieth of it or more, for each noise and each thing that may be waited for."""
        return [
            order
            for kind in NOISES
            for order in orders("noise", kind, minutes, self._part, self._seed)
        ]

    def measure(self, wanted: list[Order], candidates: tuple[Candidate, ...]) -> list[Measured]:
        """Sums over all orders, for each candidate."""
        tables = dict.fromkeys(order.table for order in wanted)
        made = [grammar for table in tables for grammar in table.grammars]
        for model in {candidate.model: candidate for candidate in candidates}.values():
            model.ear().prepare(made)
        sums = [Measured() for _ in candidates]
        whole, done, began = sum(order.work for order in wanted), 0.0, time.monotonic()
        shards = measure_all(wanted, candidates, self._workers, self._parts)
        for number, (order, found) in enumerate(shards, 1):
            for total, part in zip(sums, found, strict=True):
                total.add(part)
            done += order.work
            left = (time.monotonic() - began) / done * (whole - done) / 60
            told = f"{number} of {len(wanted)}, {order.kind}, {order.place}"
            typer.echo(f"{told}: about {left:.0f} minutes left", err=True)
        return sums

    def table(
        self,
        wanted: list[Order],
        dev: Path | None,
        *,
        kept: bool,
        faults: bool,
        card: Path | None = None,
    ) -> None:
        """Print the table; with `faults`, what went wrong. Write it into `card`, too."""
        columns = [
            Column("now" if not place else str(candidate.model))
            for place, candidate in enumerate(self.candidates)
        ]
        for candidate, column in zip(self.candidates, columns, strict=True):
            column.resources = resources.of(candidate)
        for column, measured in zip(columns, self.measure(wanted, self.candidates), strict=True):
            column.measured = measured
        for some in recordings.sets(dev) if dev else []:
            for candidate, column in zip(self.candidates, columns, strict=True):
                column.among[some.name] = len(some.texts)
                column.recognised[some.name] = recordings.recognised(candidate, some, kept=kept)
                column.recordings += recordings.overheard(candidate, some, kept=kept)
        report = Report(columns)
        self.console.print(report.table)
        if card is not None:
            report.write(card)
        if faults:
            for line in (line for column in columns for line in column.faults()):
                self.console.print(line, highlight=False)

    def curve(self, wanted: list[Order], file: Path) -> None:
        """Print and draw the threshold's curve of the first model."""
        model = self.candidates[0]
        pair = (
            Candidate(model.model, model.cache, 0.0),
            Candidate(model.model, model.cache, THRESHOLD),
        )
        free, real = self.measure(wanted, pair)
        curve = Curve(free)
        self.console.print(curve.table())
        self.console.print(curve.agrees(real, THRESHOLD))
        chosen = curve.chosen()
        if chosen is not None:
            self.console.print(
                f"At most one false accept in ten hours from {chosen.threshold:.3f} on: "
                f"{100 * chosen.missed / chosen.commands:.2f} % missed."
            )
        draw(curve, THRESHOLD, file)

    def wake_words(self, words: list[str], sizes: dict[str, int], minutes: float) -> None:
        """Print what each of them gives: the same commands and the same talk."""
        rows = []
        for word in words:
            wanted = self.commands(sizes, word) + self.talk(minutes, word)
            rows.append((word, self.measure(wanted, self.candidates[:1])[0]))
        self.console.print(wake_word_table(rows))

    def comparison(self, sizes: dict[str, int], minutes: float) -> None:
        """Print how others do on the same sound."""
        table, lacking = compare(self.candidates[0], self.commands(sizes) + self.talk(minutes))
        self.console.print(table)
        for line in lacking:
            self.console.print(line)


def main(
    dev: Annotated[Path | None, typer.Option(help="Recordings, with index.tsv.")] = None,
    model: Annotated[Path, typer.Option(help="The model's folder.")] = MODEL,
    before: Annotated[
        list[Path] | None, typer.Option(help="Another model, on the same sound; repeatable.")
    ] = None,
    commands: Annotated[int | None, typer.Option(help="Commands in each place.")] = None,
    minutes: Annotated[float | None, typer.Option(help="Of talk.")] = None,
    size: Annotated[
        Literal["plain", "quick", "full"],
        typer.Option(help="Five minutes; one, for choosing; over half an hour."),
    ] = "plain",
    quick: Annotated[bool, typer.Option("--quick", help="The same as --size quick.")] = False,
    full: Annotated[bool, typer.Option("--full", help="The same as --size full.")] = False,
    seed: Annotated[int, typer.Option(help="Other material.")] = 7,
    choosing: Annotated[
        bool, typer.Option("--choosing", help="The voices for choosing; quick uses them, too.")
    ] = False,
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
    faults: Annotated[bool, typer.Option("--faults", help="List what went wrong.")] = False,
    table: Annotated[bool, typer.Option(help="The main table.")] = True,
    voices: Annotated[
        Path | None,
        typer.Option(help="Kokoro's voices (npm's kokoro-js): natural voices, too."),
    ] = None,
    made: Annotated[
        Path | None, typer.Option(help="Keep what natural voices say here, and use it again.")
    ] = None,
    parts: Annotated[
        Path | None, typer.Option(help="Keep what is measured here; go on from there next time.")
    ] = None,
    spotting: Annotated[
        bool, typer.Option("--spotting", help="With the wake word spotted in the stream.")
    ] = False,
    place: Annotated[
        list[str] | None, typer.Option(help="Only places with this in their name; repeatable.")
    ] = None,
    card: Annotated[
        bool, typer.Option("--card", help="Write the table into the model's card, too.")
    ] = False,
    wake: Annotated[
        list[str] | None, typer.Option(help="Measure this wake word; repeatable.")
    ] = None,
    wake_words: Annotated[
        bool, typer.Option("--wake-words", help=f"Measure {', '.join(WAKE_WORDS)}.")
    ] = False,
    comparison: Annotated[
        bool, typer.Option("--compare", help="With PocketSphinx, and with Vosk's own grammars.")
    ] = False,
    curve: Annotated[
        Path | None, typer.Option(help="Draw the threshold's curve, in voices for choosing.")
    ] = None,
) -> None:
    """Measure the hearing."""
    size = "quick" if quick else "full" if full else size
    part: Part = "choosing" if choosing or size == "quick" else "reporting"
    others = commands or {"plain": PLAIN_COMMANDS, "quick": 0, "full": FULL_OTHERS}[size]
    main_places = commands or {
        "plain": PLAIN_COMMANDS, "quick": QUICK_COMMANDS, "full": FULL_COMMANDS,
    }[size]  # fmt: skip
    if minutes is None:
        minutes = {"plain": PLAIN_MINUTES, "quick": 0.0, "full": FULL_MINUTES}[size]

    def only(name: str) -> bool:
        return not place or any(part in name for part in place)

    there = [one for one in PLACES if only(one.name) and (voices or not one.natural)]
    with tempfile.TemporaryDirectory() as folder:
        kokoro = voices and (voices, made or Path(folder) / "natural")
        models = [model, *(before or [])]
        bench = Bench(
            models, Path(folder), part, seed, workers, kokoro or None, parts, spotting=spotting
        )
        if lacking := people.missing():
            bench.console.print(f"No voices made from people: apt install {lacking}")
            there = [one for one in there if not one.people]
        sizes = {one.name: main_places if one.name in MAIN else others for one in there}
        if table:
            wanted = bench.commands(sizes) + bench.talk(minutes, only=only)
            wanted += [] if place else bench.noise(minutes)
            file = CARD if card else None
            bench.table(wanted, dev, kept=size != "quick", faults=faults, card=file)
        words = [*(wake or []), *(WAKE_WORDS if wake_words else ())]
        if words:
            bench.wake_words(words, dict.fromkeys(MAIN, main_places), minutes or PLAIN_MINUTES)
        if comparison:
            bench.comparison(dict.fromkeys(MAIN, main_places), minutes or PLAIN_MINUTES)
        if curve is not None:
            tuning = Bench([model], Path(folder), "choosing", seed, workers)
            wanted = tuning.commands(dict.fromkeys(MAIN, main_places))
            tuning.curve(wanted + tuning.talk(minutes or PLAIN_MINUTES), curve)


if __name__ == "__main__":
    typer.run(main)
