"""``tidtager overblik``: the exports of many sticks become one page."""

from pathlib import Path

import typer

from content import load
from device.memory.durable import write_durably
from device.report.overview.files import Skipped
from device.report.overview.page import counted, html_page
from device.report.overview.reading import ask

MOST_TOLD = 20
"""So many files that were skipped are told of by name."""


def overview(folders: list[Path], out: Path) -> int:
    """Read all exports below `folders` and write the page to `out`; the exit code."""
    words = load("overview.yaml")
    for folder in folders:
        if not folder.exists():
            typer.echo(words["nowhere"].format(folder=folder), err=True)
            return 1
    answers = ask(folders)
    _tell_of(answers.skipped)
    if not answers.files:
        typer.echo(words["none"].format(folders=", ".join(map(str, folders))), err=True)
        return 1
    write_durably(out, html_page(answers).encode())
    ((meetings, groups),) = answers.rows["alle"]
    typer.echo(
        words["read"].format(
            files=counted("files", answers.files),
            meetings=counted("meetings", meetings),
            groups=counted("groups", groups),
        )
    )
    typer.echo(words["written"].format(path=out))
    return 0


def _tell_of(skipped: tuple[Skipped, ...]) -> None:
    if not skipped:
        return
    words = load("overview.yaml")
    typer.echo(counted("skipped_files", len(skipped)), err=True)
    for one in skipped[:MOST_TOLD]:
        typer.echo(f"  {one.path}: {words['skipped'][one.why]}", err=True)
    if len(skipped) > MOST_TOLD:
        typer.echo("  " + words["more"].format(number=len(skipped) - MOST_TOLD), err=True)
