"""What a meeting leaves on the stick: the report, two tables, and figures for many groups."""

import logging
import os
import re
from pathlib import Path

from device.meeting.account import Account
from device.memory.durable import (
    DISK,
    Disk,
    StorageError,
    is_regular,
    read_regular,
    storage_error,
    sync_folder,
    write_together,
)
from device.report.csv_file import course_csv, scores_csv
from device.report.export import exported
from device.report.figures import figures
from device.report.page import html_page, mark_of
from device.report.rows import rows_of
from device.report.words import words

__all__ = ["PAGE", "write_report"]

log = logging.getLogger(__name__)

PAGE = "rapport.html"
_DATE = re.compile(rb'<meta name="tidtager-date" content="(\d{4}-\d{2}-\d{2})">')
_MARK = re.compile(rb'<meta name="tidtager-meeting" content="([0-9a-f]+)">')
_HEAD = 2000
"""Bytes of the page in which both are."""


def write_report(
    folder: Path, account: Account, *, date: str | None, disk: Disk = DISK
) -> list[Path]:
    """Write a meeting's report and exports into `folder`; the paths of all, the page first.

    `date` is the day when the system's clock can be trusted, as ISO; without it the plan's. The
    files of an earlier meeting are kept under its date (``rapport-2026-11-24.html``); those of the
    same meeting, which the group went back to, are replaced: the difference between the two could
    be one person's answer. Raises StorageError; nothing half-written has its name.
    """
    date = date or account.plan.date
    shown = figures(account.plan, account.record)
    names = words()["files"]
    written = {
        folder / PAGE: html_page(account, date).encode(),
        folder / names["scores"]: scores_csv(account, shown, date),
        folder / names["course"]: course_csv(account, shown, date),
    }
    exported = _parquet(account)
    if exported is not None:
        written[folder / names["meetings"]] = exported
    write_together(written, lambda: _set_aside(folder, written, mark_of(account), disk), disk)
    return list(written)


def _parquet(account: Account) -> bytes | None:
    """None where it can't be made: the group's own report is worth more than figures for others."""
    try:
        rows = rows_of(account)
        return exported(rows) if rows else None
    except Exception:
        log.exception("the meetings can't be exported; the report is written all the same")
        return None


def _set_aside(folder: Path, written: dict[Path, bytes], mark: str, disk: Disk) -> None:
    """Give an earlier meeting's files names of their own, all with the same ending.

    So with whatever else has our names: a folder, or a link, which is never followed.
    """
    page = folder / PAGE
    try:
        head = read_regular(page, _HEAD) if is_regular(page) else b""
        of = _MARK.search(head)
        same = of is not None and of[1].decode() == mark
        old = [path for path, data in written.items() if _differs(path, data)]
        if same:
            old = [path for path in old if not is_regular(path)]
        if not old:
            return
        found = _DATE.search(head)
        ending = f"-{found[1].decode()}" if found else "-tidligere"
        number = 1
        while any(os.path.lexists(_aside(path, ending, number)) for path in written):
            number += 1
        # The page last: as long as it has its name, the others are known to be its meeting's.
        for path in reversed(written):
            if path in old or (not same and os.path.lexists(path)):
                disk.replace(path, _aside(path, ending, number))
        sync_folder(folder, disk)
    except OSError as error:
        raise storage_error(error, folder) from error


def _differs(path: Path, data: bytes) -> bool:
    """Whether something else than `data` is there; of a file with nothing in it nothing is kept."""
    try:
        if not is_regular(path):
            return os.path.lexists(path)
        there = read_regular(path, len(data) + 1)
    except StorageError:
        return True
    return bool(there) and there != data


def _aside(path: Path, ending: str, number: int) -> Path:
    counted = f"-{number}" if number > 1 else ""
    return path.with_name(f"{path.stem}{ending}{counted}{path.suffix}")
