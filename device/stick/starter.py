"""The starter set, for a stick that somebody wants to plan meetings with."""

import os
from pathlib import Path

from content import content_file, load
from device.memory.durable import write_together
from device.stick.freshen import own_page
from device.stick.ours import EXAMPLE, PAGE, README, clear_drafts


def starter_set() -> dict[str, bytes]:
    """The planning page, an example plan and what to read, each by its name."""
    words = load("starter.yaml")
    texts = {
        README: words["readme"],
        EXAMPLE: content_file(f"examples/{words['example']}").read_text(encoding="utf-8"),
    }
    page = own_page()
    # Notepad needs the BOM to see æøå, and older ones the CRLF.
    files = {name: text.replace("\n", "\r\n").encode("utf-8-sig") for name, text in texts.items()}
    return ({PAGE: page} if page else {}) | files


def write_starter(folder: Path) -> None:
    """Put what is missing of the starter set into `folder`; what is there stays as it is.

    Raises StorageError.
    """
    clear_drafts(folder)
    files = {folder / name: data for name, data in starter_set().items()}
    missing = {path: data for path, data in files.items() if not os.path.lexists(path)}
    if missing:
        write_together(missing)
