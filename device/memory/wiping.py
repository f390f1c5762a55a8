"""Wiping for "glem alt": everything is tried, and whatever stays is told."""

import errno
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


TRIES = 3
"""At a folder into which somebody is just writing."""


def wipe_folder(folder: Path) -> None:
    """Take away `folder` and all that is in it. Raises OSError; nothing there is no fault."""
    if folder.is_symlink():
        folder.unlink()
        return
    for left in reversed(range(TRIES)):
        if not folder.exists():
            return
        try:
            shutil.rmtree(folder)
        except OSError as fault:  # filled again meanwhile, or another wipes it, too
            if not left or fault.errno not in {errno.ENOTEMPTY, errno.ENOENT}:
                raise


def wipe_files(files: Iterable[Path]) -> None:
    """Take away each of `files` that is one; folders stay. Raises NotWipedError."""
    wipe_all([partial(file.unlink, missing_ok=True) for file in files if not file.is_dir()])
