"""Whether the disk of the state folder answers, before anything waits for what lies there.

A card that is worn out, or sits loose, may take a call and never come back from it. In the middle
of a meeting a hand waits for it (`backlog`); at the start nothing would be there that could.
"""

import contextlib
import logging
import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds; systemd waits for two minutes, and people for three seconds where all is well."""
NOWHERE = Path(os.devnull, "state")
"""A folder in which nothing can be, and nothing can be made: the box says that it keeps nothing."""


def answering(
    state: Path, *, ask: Callable[[Path], None] | None = None, patience: float = PATIENCE
) -> Path:
    """`state`, unless its disk hangs for `patience` seconds: then NOWHERE.

    A disk that is full, or can't be written, has answered. `ask` raises OSError as a disk does.
    """
    answered = threading.Event()

    def asks() -> None:
        with contextlib.suppress(OSError):
            (ask or _takes_a_byte)(state)
        answered.set()

    threading.Thread(target=asks, name="state", daemon=True).start()
    if answered.wait(patience):
        return state
    log.error("the disk of %s does not answer; nothing of this is kept until the next start", state)
    return NOWHERE


def _takes_a_byte(folder: Path) -> None:
    """Whatever becomes of it, no file of that is left."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        file.write(b"?")
        os.fsync(file.fileno())
