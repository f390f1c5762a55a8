"""The exports of many sticks: which files they are, and which can't be used, and why."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ENDING = ".parquet"
MAGIC = b"PAR1"
SMALLEST = 12
"""Bytes: the magic number twice, and the footer's length."""
MOST_BYTES = 4_000_000
"""A hundred meetings take some 20 kB."""
MOST_ROWS = 50_000
"""And some two thousand rows; few bytes may hold very many that are alike."""


@dataclass(frozen=True)
class Skipped:
    """A file that is left out."""

    path: Path
    why: str
    """As content/overview.yaml has it under ``skipped``."""


def exports(folders: Sequence[Path]) -> tuple[list[Path], list[Skipped]]:
    """The files to read below `folders` (or named themselves), and those that are none.

    Links are not followed, and nothing but regular files is opened.
    """
    good: list[Path] = []
    skipped: list[Skipped] = []
    for path in _found(folders):
        why = _judged(path)
        if why:
            skipped.append(Skipped(path, why))
        else:
            good.append(path)
    return good, skipped


def _found(folders: Sequence[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for folder in folders:
        for path in _below(folder):
            whole = path.absolute()
            if whole not in seen:
                seen.add(whole)
                yield path


def _below(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        yield folder
        return
    for place, inside, names in os.walk(folder):
        inside.sort()
        for name in sorted(names):
            # A Mac leaves "._moeder.parquet" beside what it copies; a box, ".moeder.parquet.tmp".
            if name.lower().endswith(ENDING) and not name.startswith("."):
                yield Path(place) / name


def _judged(path: Path) -> str:
    """Why `path` can't be an export, as far as its ends tell; "": it may be one."""
    try:
        if path.is_symlink() or not path.is_file():
            return "not_a_file"
        size = path.stat().st_size
        if size == 0:
            return "empty"
        if size > MOST_BYTES:
            return "huge"
        if size < SMALLEST:
            return "foreign"
        with path.open("rb") as file:
            begins = file.read(4)
            file.seek(-8, os.SEEK_END)
            footer = int.from_bytes(file.read(4), "little")
            ends = file.read(4)
    except OSError:
        return "unreadable"
    if begins != MAGIC:
        return "foreign"
    return "" if ends == MAGIC and 0 < footer <= size - SMALLEST else "damaged"
