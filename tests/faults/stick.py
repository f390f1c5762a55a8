"""The stick: pulled out at each step of a report's writing, and put in again."""

import shutil
from pathlib import Path

from tests.device.stick.yank import Yanked
from tests.faults.row import Case, Row
from tests.faults.table import Table, a_table

SOME = 5


def yanked(folder: Path, everything: bool) -> Row:
    sticks = Yanked(folder)
    every = 1 if everything else sticks.steps // SOME
    chosen = range(0, sticks.steps, every)
    lost = sum(len(sticks.lost_after(good)) for good in chosen)
    heard, took = out_and_in(folder)
    return Row(heard, tries=len(chosen), lost=lost, seconds=took)


def out_and_in(folder: Path) -> tuple[str, float]:
    """What is said at the end of a meeting whose stick is out, and when it is in again; and how
    long that takes."""
    with a_table(folder / "table") as table:
        table.starts()
        table.to("running")
        shutil.move(table.stick, folder / "pocket")
        table.passes(300)  # else it would be a trial, of which no report is owed
        over(table)
        table.until(lambda: table.text("report_kept") != "intet")
        shutil.move(folder / "pocket", table.stick)
        took = table.until((table.stick / "rapport.html").exists, seconds=10.0)
        table.until(lambda: table.text("report_owed_written") != "intet")
        return f"{table.text('report_kept')} – {table.text('report_owed_written')}", took


def over(table: Table) -> None:
    """Green, and where numbers are asked for fours, to the end."""
    for _ in range(200):
        if table.meeting.stage == "finished":
            return
        table.until(lambda: not table.box.speaking)
        if table.meeting.situation in {"question_number", "scoring"}:
            table.press("score4")
            table.passes(6)
        table.press("green")
    raise AssertionError("it never ends")


CASES = [Case("Stikket hives ud, mens rapporten skrives, og sættes i", yanked)]
