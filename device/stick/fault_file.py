"""fejl.txt beside a plan: what is wrong with it. Somebody's own file of that name is kept."""

import contextlib
import logging
import os
from pathlib import Path

from device.memory.durable import StorageError, is_regular, read_regular, sync_folder, write_durably
from device.stick.ours import FAULTS, is_fault_text

log = logging.getLogger(__name__)

_HEAD = 1024
_NOTHING = b"\xef\xbb\xbf\r\n\t "


def write_faults(folder: Path, text: str) -> None:
    """Write `text` into fejl.txt; whatever has that name and isn't ours gets another name.

    What can't be written is only logged: see `are_told`.
    """
    data = _written(text)
    path = folder / FAULTS
    try:
        if not is_regular(path) or read_regular(path, len(data) + 1) != data:
            if os.path.lexists(path) and not _is_ours(path):
                path.rename(_aside(path))
            write_durably(path, data)
    except OSError as error:
        log.warning("the plan's faults could not be written to the stick: %s", error)


def are_told(folder: Path, text: str) -> bool:
    """Whether `text` stands in fejl.txt."""
    data = _written(text)
    try:
        return read_regular(folder / FAULTS, len(data) + 1) == data
    except StorageError:
        return False


def forget_faults(folder: Path) -> None:
    """Take fejl.txt away, if it is ours: the plan is good."""
    path = folder / FAULTS
    with contextlib.suppress(OSError):
        if is_regular(path) and _is_ours(path):
            path.unlink()
            sync_folder(folder)


def _written(text: str) -> bytes:
    # Notepad needs the BOM to see æøå, and older ones the CRLF.
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _is_ours(path: Path) -> bool:
    """Whether it begins as what we write there does; one with nothing in it is nobody's."""
    try:
        return not read_regular(path, _HEAD).strip(_NOTHING) or is_fault_text(path)
    except StorageError:
        return False


def _aside(path: Path) -> Path:
    number = 1
    while os.path.lexists(aside := _numbered(path, number)):
        number += 1
    return aside


def _numbered(path: Path, number: int) -> Path:
    counted = f"-{number}" if number > 1 else ""
    return path.with_name(f"{path.stem}-tidligere{counted}{path.suffix}")
