"""What is ours on a stick. What is others' is never written over."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from device.memory.durable import StorageError, draft_of, is_regular, read_regular

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
"""So far into a page it says that it is ours."""


def is_our_name(name: str) -> bool:
    """Whether a file of this name is what the box leaves on a stick."""
    return name.casefold() in _NAMES or _REPORTS.fullmatch(name) is not None


def holds_ours(folder: Path) -> bool:
    """Whether there is a file of ours in `folder`. Raises OSError."""
    return any(is_our_name(path.name) and is_regular(path) for path in folder.iterdir())


def is_our_page(path: Path) -> bool:
    """Whether `path` is a page that we made: its head says so."""
    try:
        return b"tidtager" in read_regular(path, _HEAD).lower()
    except StorageError:
        return False


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
