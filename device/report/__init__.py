"""What a meeting leaves on the stick: ``rapport.html`` and ``evaluering.csv``."""

import os
import re
from pathlib import Path

from content import load
from device.meeting.account import Account
from device.memory.durable import (
    DISK,
    Disk,
    is_regular,
    read_regular,
    storage_error,
    sync_folder,
    write_together,
)
from device.report.csv_file import scores_csv
from device.report.figures import figures
from device.report.page import html_page

__all__ = ["PAGE", "write_report"]

PAGE = "rapport.html"
_DATE = re.compile(rb'<meta name="tidtager-date" content="(\d{4}-\d{2}-\d{2})">')


def write_report(
    folder: Path, account: Account, *, date: str | None, disk: Disk = DISK
) -> list[Path]:
    """Write the meeting's report and scores into `folder`; the paths of both.

    `date` is the day when the system's clock can be trusted, as ISO; without it the plan's. A
    report that differs and was there before keeps its content under its own date
    (``rapport-2026-11-24.html``). Raises StorageError; nothing half-written has its name.
    """
    plan, record = account.plan, account.record
    date = date or plan.date
    scores = folder / load("report.yaml")["csv_file"]
    page = folder / PAGE
    written = {
        page: html_page(plan, record, date).encode(),
        scores: scores_csv(figures(plan, record), date),
    }
    write_together(written, lambda: _set_aside(folder, written, disk), disk)
    return list(written)


def _set_aside(folder: Path, written: dict[Path, bytes], disk: Disk) -> None:
    """Give what has the names names of its own, all with the same ending; links and folders too."""
    page = folder / PAGE
    try:
        old = [path for path in written if os.path.lexists(path) and path.lstat().st_size]
        if all(_is_same(path, written[path]) for path in old):
            return
        head = read_regular(page, 2000) if is_regular(page) else b""
        found = _DATE.search(head)
        ending = f"-{found[1].decode()}" if found else "-tidligere"
        number = 1
        while any(os.path.lexists(_aside(path, ending, number)) for path in written):
            number += 1
        for path in old:
            disk.replace(path, _aside(path, ending, number))
        sync_folder(folder, disk)
    except OSError as error:
        raise storage_error(error, folder) from error


def _is_same(path: Path, data: bytes) -> bool:
    return is_regular(path) and read_regular(path, len(data) + 1) == data


def _aside(path: Path, ending: str, number: int) -> Path:
    counted = f"-{number}" if number > 1 else ""
    return path.with_name(f"{path.stem}{ending}{counted}{path.suffix}")
