"""The command line of the hearing bench."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track

from speech.hearing import Ear
from speech.hearing.store import MODEL
from tests.bench.hearing import recordings, resources
from tests.bench.hearing.commands import GROUPS, grammars
from tests.bench.hearing.measuring import Candidate, Order, measure_all, orders
from tests.bench.hearing.places import PLACES
from tests.bench.hearing.report import Column, Report

MAIN = ("clean", "room 10 dB", "room 5 dB")
TALK_PLACES = ("clean", "room 20 dB", "room 10 dB", "dishes 10 dB")


def main(
    dev: Annotated[Path | None, typer.Option(help="Recordings, with index.tsv.")] = None,
    model: Annotated[Path, typer.Option(help="The model's folder.")] = MODEL,
    before: Annotated[
        list[Path] | None, typer.Option(help="Another model, on the same sound; repeatable.")
    ] = None,
    commands: Annotated[int, typer.Option(help="Commands in each place.")] = 220,
    minutes: Annotated[float, typer.Option(help="Of talk.")] = 40.0,
    quick: Annotated[
        bool, typer.Option(help="About a minute: 330 commands, half of the recordings.")
    ] = False,
    full: Annotated[
        bool, typer.Option(help="2,200 commands in the main places, ten hours of talk.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Other material.")] = 7,
    choosing: Annotated[
        bool, typer.Option(help="The voices for choosing; --quick uses them, too.")
    ] = False,
    workers: Annotated[int, typer.Option(help="Processes; the figures are the same.")] = 1,
    faults: Annotated[bool, typer.Option(help="List what went wrong.")] = False,
) -> None:
    """Measure the hearing."""
    console = Console()
    console.width = max(console.width, 110)
    part = "choosing" if choosing or quick else "reporting"
    wanted: list[Order] = []
    for place in PLACES:
        size = commands
        if quick:
            size = 110 if place.name in MAIN else 0
        elif full:
            size = 2200 if place.name in MAIN else 550
        wanted += orders("commands", place.name, size, part, seed)
    hours = 0.0 if quick else 10.2 if full else minutes / 60
    for name in TALK_PLACES:
        wanted += orders("talk", name, 3600 * hours / len(TALK_PLACES), part, seed)
    with tempfile.TemporaryDirectory() as folder:
        models = [model, *(before or [])]
        candidates = tuple(Candidate(one, Path(folder)) for one in models)
        columns = [Column("now" if one is model else str(one)) for one in models]
        groups = sorted({order.number % len(GROUPS) for order in wanted})
        for candidate, column in zip(candidates, columns, strict=True):
            column.resources = resources.of(candidate)
            made = [grammar for group in groups for grammar in grammars(group)]
            Ear(cache=candidate.cache, model=candidate.model).prepare(made)
        for parts in track(
            measure_all(wanted, candidates, workers), "hearing", len(wanted), transient=True
        ):
            for column, one in zip(columns, parts, strict=True):
                column.measured += one
        if dev is not None:
            found = recordings.sets(dev)
            for candidate, column in zip(candidates, columns, strict=True):
                for some in found:
                    column.among[some.name] = len(some.texts)
                    column.recognised[some.name] = recordings.recognised(
                        candidate, some, kept=not quick
                    )
                column.recordings = recordings.overheard(candidate, found, kept=not quick)
    console.print(Report(columns).table)
    if faults:
        for column in columns:
            for (place_name, _), understood in column.measured.understood.items():
                for fault in understood.faults:
                    console.print(f"{column.name}, {place_name}: {fault}")
            for kind, overheard in column.measured.overheard.items():
                for text in overheard.commands:
                    console.print(f"{column.name}, false accept, {kind}: {text}")


if __name__ == "__main__":
    typer.run(main)
