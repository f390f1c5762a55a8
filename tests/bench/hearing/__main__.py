"""The command line of the hearing bench."""

import tempfile
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import track

from speech.hearing import Ear
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
TALK = ("clean", "room 20 dB", "room 10 dB", "dishes 10 dB")
"""Where people talk."""
WAKE_WORDS = commands().choosable
PLAIN_COMMANDS, PLAIN_MINUTES = 220, 40.0
FULL_COMMANDS, FULL_OTHERS, FULL_MINUTES = 2200, 220, 612.0
QUICK_COMMANDS = 110


class Bench:
    """What is measured with what: models, voices, material, processes."""

    def __init__(self, models: list[Path], folder: Path, part: Part, seed: int, workers: int):
        self.console = Console()
        self.console.width = max(self.console.width, 132)
        self.candidates = tuple(Candidate(model, folder) for model in models)
        self._part: Part = part
        self._seed = seed
        self._workers = workers

    def commands(self, sizes: dict[str, int], wake_word: str = "") -> list[Order]:
        """So many in each place."""
        return [
            order
            for place, size in sizes.items()
            for order in orders("commands", place, size, self._part, self._seed, wake_word)
        ]

    def talk(self, minutes: float, wake_word: str = "") -> list[Order]:
        """As long in each place."""
        seconds = 60 * minutes / len(TALK)
        return [
            order
            for place in TALK
            for order in orders("talk", place, seconds, self._part, self._seed, wake_word)
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
            Ear(cache=model.cache, model=model.model).prepare(made)
        sums = [Measured() for _ in candidates]
        shards = measure_all(wanted, candidates, self._workers)
        for parts in track(shards, "hearing", len(wanted), console=self.console, transient=True):
            for total, part in zip(sums, parts, strict=True):
                total.add(part)
        return sums

    def table(self, wanted: list[Order], dev: Path | None, *, kept: bool, faults: bool) -> None:
        """Print the table; with `faults`, what went wrong."""
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
        self.console.print(Report(columns).table)
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
    sizes = {place.name: main_places if place.name in MAIN else others for place in PLACES}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench([model, *(before or [])], Path(folder), part, seed, workers)
        if lacking := people.missing():
            bench.console.print(f"No voices made from people: apt install {lacking}")
            sizes = {place.name: sizes[place.name] for place in PLACES if not place.people}
        if table:
            wanted = bench.commands(sizes) + bench.talk(minutes) + bench.noise(minutes)
            bench.table(wanted, dev, kept=size != "quick", faults=faults)
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
