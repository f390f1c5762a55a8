"""The command line of the hearing bench."""

import tempfile
from itertools import chain
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from speech.hearing.ear import THRESHOLD
from speech.hearing.grammar import commands
from speech.hearing.store import MODEL
from tests.bench import distance, learning
from tests.bench.hearing import people, recordings, resources
from tests.bench.hearing.comparison import compare
from tests.bench.hearing.counts import Understood
from tests.bench.hearing.curve import Curve, draw
from tests.bench.hearing.measuring import Candidate, Measured, Order
from tests.bench.hearing.pace import Pace, told
from tests.bench.hearing.parts import measure_all, measured_before, once
from tests.bench.hearing.report import Column, Report, wake_word_table
from tests.bench.hearing.speakers import Part
from tests.bench.hearing.wanted import MAIN, SIZES, Material, Size

KEEP = Path("out/bench")
"""What was measured, and what natural voices said."""
CARD, README = MODEL / "README.md", Path("README.md")
WAKE_WORDS = commands().choosable
CELL = 24
"""Commands at each distance."""


class Bench:
    """What is measured with what: models, processes, and where it is kept."""

    def __init__(
        self,
        models: list[Path],
        folder: Path,
        workers: int,
        parts: Path,
        *,
        spotting: bool = False,
    ):
        self._parts, self._workers, self._cache = parts, workers, folder
        self.console = Console()
        self.console.width = max(self.console.width, 132)
        self.candidates = tuple(Candidate(model, folder, spotting=spotting) for model in models)

    def measure(self, wanted: list[Order], candidates: tuple[Candidate, ...]) -> list[Measured]:
        """Sums over all orders, for each candidate."""
        tables = dict.fromkeys(order.table for order in wanted)
        made = [grammar for table in tables for grammar in table.grammars]
        for model in {candidate.model: candidate for candidate in candidates}.values():
            model.ear().prepare(made)
        sums = [Measured() for _ in candidates]
        pace = Pace(wanted, len(candidates), self._workers)
        before = measured_before(wanted, candidates, self._parts)
        for part in before:
            pace.add(part)
        done = {part.order for part in before}
        left = dict.fromkeys(order for order in wanted if order not in done)
        said = f"{len(wanted)} parts, {len(done)} of them measured before"
        typer.echo(f"{said}: {told(pace.left([*left]))} left", err=True)
        fresh = measure_all([*left], candidates, self._workers, self._parts)
        for part in chain(before, fresh):
            for total, found in zip(sums, part.found, strict=True):
                total.add(found)
            if part.order in left:
                del left[part.order]
                pace.add(part)
                which = f"{len(wanted) - len(left)} of {len(wanted)}"
                where = f"{part.order.kind}, {part.order.place}"
                typer.echo(f"{which}, {where}: {told(pace.left([*left]))} left", err=True)
        return sums

    def table(
        self, wanted: list[Order], dev: Path | None, *, kept: bool, far: Part | None
    ) -> Report:
        """Measure what the table has; `far`: how far off those voices are understood, too."""
        columns = [
            Column("now" if not place else str(candidate.model))
            for place, candidate in enumerate(self.candidates)
        ]
        for candidate, column in zip(self.candidates, columns, strict=True):
            column.resources = resources.of(candidate)
        for column, measured in zip(columns, self.measure(wanted, self.candidates), strict=True):
            column.measured = measured
        for candidate, column in zip(self.candidates, columns, strict=True):
            if dev is not None:
                self._recordings(candidate, column, dev, kept=kept)
            if far is not None:
                typer.echo("how far, how loud: about four minutes", err=True)
                column.distances = self._distances(candidate, far)
        return Report(columns)

    def _distances(self, candidate: Candidate, far: Part) -> dict[str, list[Understood]]:
        return once(
            self._parts,
            f"distances, {far}, {CELL}",
            candidate,
            lambda: distance.measured(self._cache, candidate.model, far, CELL),
        )

    def _recordings(self, candidate: Candidate, column: Column, dev: Path, *, kept: bool) -> None:
        for some in recordings.sets(dev):
            column.among[some.name] = len(some.texts)
            column.recognised[some.name] = recordings.recognised(candidate, some, kept=kept)
            column.recordings += recordings.overheard(candidate, some, kept=kept)
        if kept:
            typer.echo("learning voices: about two minutes", err=True)
            column.learned = once(
                self._parts,
                f"learning, {dev}",
                candidate,
                lambda: {
                    half: learning.errors_left(candidate.model, dev, kept=kept)
                    for half, kept in learning.HALVES.items()
                },
            )

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

    def wake_words(self, words: list[str], material: Material, size: Size) -> None:
        """Print what each of them gives: the same commands and the same talk."""
        rows = []
        for word in words:
            wanted = [*material.commands(size, word, where=MAIN), *material.talk(size, word)]
            rows.append((word, self.measure(wanted, self.candidates[:1])[0]))
        self.console.print(wake_word_table(rows))

    def comparison(self, wanted: list[Order]) -> None:
        """Print how others do on the same sound."""
        table, lacking = compare(self.candidates[0], wanted)
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
    minutes: Annotated[
        float | None, typer.Option(help="Of talk, by espeak-ng and by natural voices each.")
    ] = None,
    size: Annotated[
        Literal["full", "plain", "quick"],
        typer.Option(help="A night, in parts; some minutes; one, for choosing."),
    ] = "full",
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
        Path, typer.Option(help="Keep what natural voices say here, and use it again.")
    ] = KEEP / "made",
    parts: Annotated[
        Path, typer.Option(help="Keep what is measured here; go on from there next time.")
    ] = KEEP / "parts",
    spotting: Annotated[
        bool, typer.Option("--spotting", help="With the wake word spotted in the stream.")
    ] = False,
    place: Annotated[
        list[str] | None, typer.Option(help="Only places with this in their name; repeatable.")
    ] = None,
    card: Annotated[
        bool,
        typer.Option("--card", help="Write the table into the model's card and README.md, too."),
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
    usual = SIZES[size]
    wanted = Size(
        usual.main if commands is None else commands,
        usual.commands if commands is None else commands,
        usual.minutes if minutes is None else minutes,
        usual.natural_minutes if minutes is None else minutes,
    )
    whole = size == "full" and not place and commands is None
    lacking = people.missing()
    material = Material(
        part,
        seed,
        voices and (voices, made),
        (lambda name: any(some in name for some in place)) if place else lambda _name: True,
        people=not lacking,
    )
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench([model, *(before or [])], Path(folder), workers, parts, spotting=spotting)
        if lacking:
            bench.console.print(f"No voices made from people: apt install {lacking}")
        if table:
            far = part if whole else None
            orders = material.everything(wanted)
            report = bench.table(orders, dev, kept=size != "quick", far=far)
            bench.console.print(report.table)
            if card:
                report.write(CARD, README)
            for line in report.faults() if faults else ():
                bench.console.print(line, highlight=False)
        plain = material.commands(wanted, where=MAIN) + material.talk(wanted)
        words = [*(wake or []), *(WAKE_WORDS if wake_words else ())]
        if words:
            bench.wake_words(words, material, wanted)
        if comparison:
            bench.comparison([order for order in plain if not order.natural])
        if curve is not None:
            chosen = Material("choosing", seed)
            bench.curve(chosen.commands(wanted, where=MAIN) + chosen.talk(wanted), curve)


if __name__ == "__main__":
    typer.run(main)
