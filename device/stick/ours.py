"""What is ours on a stick, by what is in it. What is others' is never written over.

A name tells nothing: a private stick has a ``rapport.html`` and a ``fejl.txt`` of its own, and a
facilitator gives our files other names.
"""

import codecs
import contextlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from content import load
from device.memory.durable import StorageError, draft_of, is_regular, read_regular
from device.planfile.words import words
from device.stick.plan_search import looks_like_plan

FAULTS = "fejl.txt"
PAGE = "planlaeg.html"
STYLE = "plan.css"
README = "laes-mig.txt"
EXAMPLE = "eksempel.yaml"

_REPORTS = re.compile(
    r"(?:rapport|evaluering|forloeb|moeder)(?:-[\w-]+)?\.(?:html|csv|parquet)", re.IGNORECASE
)
_NAMES = frozenset({FAULTS, PAGE, README, EXAMPLE})
_HEAD = 4096
"""Bytes: so far into a file it says that it is ours."""
_MOST_FIGURES = 1024 * 1024
"""Bytes: a parquet file has its columns' names last, and none of ours is longer."""
_MOST_READ = 100
"""So many files are looked into, of a stick that is full of them; those with our names first."""
_MADE = re.compile(rb'<meta\s+name="(?:generator"\s+content="tidtager"|tidtager-[a-z]+")')
_PLANNING = re.compile(rb'<meta\s+name="tidtager-planlaeg"')
_STYLE = b":root{--plan:"
_COLUMNS = (b"til_moede", b"planlagt_minutter", b"bemaerkning")
"""Of a parquet file of ours (device.report.rows), which is no room of the stick's."""
_PLACE = re.compile(r"\\\{\w+\\\}")
_UTF_8 = codecs.getincrementaldecoder("utf-8-sig")
_BETWEEN = re.compile(r"[;,\t]")


def is_our_name(name: str) -> bool:
    """Whether a file of this name is what the box leaves on a stick."""
    return name.casefold() in _NAMES or _REPORTS.fullmatch(name) is not None


def holds_ours(folder: Path) -> bool:
    """Whether there is a file in `folder` that we made. Raises OSError."""
    found = [path for path in folder.iterdir() if path.suffix.casefold() in _MARKS]
    found.sort(key=lambda path: (not is_our_name(path.name), path.name))
    return any(is_ours(path) for path in found[:_MOST_READ])


def is_ours(path: Path) -> bool:
    """Whether `path` is a file that we made, whatever it is called; a link is none."""
    mark = _MARKS.get(path.suffix.casefold())
    try:
        return mark is not None and mark(path)
    except StorageError:
        return False


def is_our_page(path: Path) -> bool:
    """Whether `path` is a planning page of ours."""
    try:
        return _PLANNING.search(_head(path).lower()) is not None
    except StorageError:
        return False


def is_fault_text(path: Path) -> bool:
    """Whether `path` begins as what we write of a plan's faults. Raises StorageError."""
    wording = words()
    headings = [
        wording.template("heading"),
        wording.no_plan["heading"],
        *load("formerly.yaml")["faults"],
    ]
    starts = "|".join(_PLACE.sub(".*", re.escape(heading)) for heading in headings)
    return re.match(starts, _text(path)) is not None


def drafts(folder: Path) -> Iterator[Path]:
    """Files of ours that a power cut, or a stick pulled out, left half-written."""
    for path in folder.glob(".*.tmp"):
        name = path.name[1:].removesuffix(".tmp")
        if (is_our_name(name) or name == STYLE) and draft_of(path.with_name(name)) == path:
            yield path


def clear_drafts(folder: Path) -> None:
    """Take away what was left half-written; a link is taken away, and never followed."""
    for path in drafts(folder):
        with contextlib.suppress(OSError):
            path.unlink()


def _is_made(path: Path) -> bool:
    return _MADE.search(_head(path).lower()) is not None


def _is_text(path: Path) -> bool:
    return is_fault_text(path) or _text(path).startswith(load("starter.yaml")["readme"][:30])


def _is_table(path: Path) -> bool:
    columns = _BETWEEN.sub(";", _text(path).partition("\n")[0].strip())
    return columns in _tables()


@cache
def _tables() -> frozenset[str]:
    report = load("report.yaml")
    columns = [report["scores_columns"], report["course_columns"], *load("formerly.yaml")["tables"]]
    return frozenset(";".join(each) for each in columns)


def _is_figures(path: Path) -> bool:
    if _head(path)[:4] != b"PAR1":
        return False
    data = read_regular(path, _MOST_FIGURES)
    return all(column in data for column in _COLUMNS)


def _is_style(path: Path) -> bool:
    return _head(path).startswith(_STYLE)


def _is_example(path: Path) -> bool:
    return path.name.casefold() == EXAMPLE and is_regular(path) and looks_like_plan(path)


def _head(path: Path) -> bytes:
    return read_regular(path, _HEAD)


def _text(path: Path) -> str:
    """The head, as Notepad or Excel may have saved it again."""
    head = _head(path)
    try:
        return _UTF_8().decode(head)  # the last letter may be cut in two
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")


_MARKS: dict[str, Callable[[Path], bool]] = {
    ".html": _is_made,
    ".htm": _is_made,
    ".txt": _is_text,
    ".csv": _is_table,
    ".parquet": _is_figures,
    ".css": _is_style,
    ".yaml": _is_example,
}
"""How a file of ours is known, by how its name ends."""
