"""Wiping for "glem alt": everything is tried, and whatever stays is told."""

import logging
import shutil
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from speech.errors import TidtagerError

log = logging.getLogger(__name__)


class NotWipedError(TidtagerError, OSError):
    """Something could not be wiped, and may still be there."""


def wipe_all(wipes: Iterable[Callable[[], object]]) -> None:
    """Call each of `wipes`, whatever becomes of the others. Raises NotWipedError in the end."""
    faults = []
    for wipe in wipes:
        try:
            wipe()
        except Exception as fault:  # of whatever kind: the rest is to be wiped all the same
            log.exception("not all can be wiped")
            faults.append(str(fault))
    if faults:
        raise NotWipedError("; ".join(faults))


def wipe_folder(folder: Path) -> None:
    """Take away `folder` and all that is in it. Raises OSError; nothing there is no fault."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def wipe_files(files: Iterable[Path]) -> None:
    """Take away each of `files` that is one; folders stay. Raises NotWipedError."""
    wipe_all([partial(file.unlink, missing_ok=True) for file in files if not file.is_dir()])
