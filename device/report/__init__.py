"""What a meeting leaves on the stick: ``rapport.html`` and ``evaluering.csv``."""

import re
from pathlib import Path

from content import load
from device.meeting.plan import Plan
from device.meeting.record import Record
from device.memory.durable import storage_error, sync_folder, write_durably
from device.report.csv_file import scores_csv
from device.report.figures import figures
from device.report.page import html_page

__all__ = ["PAGE", "write_report"]

PAGE = "rapport.html"
_DATE = re.compile(rb'<meta name="tidtager-date" content="(\d{4}-\d{2}-\d{2})">')


def write_report(folder: Path, plan: Plan, record: Record, *, date: str | None) -> list[Path]:
    """Write the meeting's report and scores into `folder`; the paths of both.

    `date` is the day when the system's clock can be trusted, as ISO; without it the plan's. A
    report that differs and was there before keeps its content under its own date
    (``rapport-2026-11-24.html``). Raises StorageError; nothing half-written has its name.
    """
    date = date or plan.date
    scores = folder / load("report.yaml")["csv_file"]
    page = folder / PAGE
    written = {
        page: html_page(plan, record, date).encode(),
        scores: scores_csv(figures(plan, record), date),
    }
    _set_aside(folder, written)
    for path, data in written.items():
        write_durably(path, data)
    return list(written)


def _set_aside(folder: Path, written: dict[Path, bytes]) -> None:
    """Give an earlier meeting's files names of their own, all with the same ending."""
    page = folder / PAGE
    try:
        old = [path for path, data in written.items() if path.is_file() and path.stat().st_size]
        if not any(path.read_bytes() != written[path] for path in old):
            return
        found = _DATE.search(page.read_bytes()[:2000]) if page in old else None
        ending = f"-{found[1].decode()}" if found else "-tidligere"
        number = 1
        while any(_aside(path, ending, number).exists() for path in written):
            number += 1
        for path in old:
            path.rename(_aside(path, ending, number))
        sync_folder(folder)
    except OSError as error:
        raise storage_error(error, folder) from error


def _aside(path: Path, ending: str, number: int) -> Path:
    counted = f"-{number}" if number > 1 else ""
    return path.with_name(f"{path.stem}{ending}{counted}{path.suffix}")
