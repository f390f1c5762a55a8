"""One state folder is one box's: two that write one journal would mix two meetings."""

import contextlib
import errno
import fcntl
import os
import time
from pathlib import Path
from typing import Self

from speech.errors import TidtagerError

WAIT_SECONDS = 3.0
"""So long a box that was just switched off may take to let go."""


class StateInUseError(TidtagerError, RuntimeError):
    """Another box uses the state folder."""


class StateLock:
    """Holds `folder` until `release`, or until this process ends, however it ends.

    Also a context manager.
    """

    def __init__(self, folder: Path, *, wait: float = WAIT_SECONDS) -> None:
        """Take `folder`, waiting up to `wait` seconds for it.

        Where there is no such folder and none can be made, nothing is held, and nothing can be
        written that two could mix. Raises StateInUseError.
        """
        self._folder = folder
        self._descriptor = _opened(folder)
        until = time.monotonic() + wait
        while self._descriptor is not None and not self._taken():
            if time.monotonic() >= until:
                self.release()
                raise StateInUseError(
                    f"another box uses the state folder {folder}; stop that one first "
                    "(systemctl stop tidtager), or give this one a folder of its own (--state)"
                )
            time.sleep(0.05)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go of the folder."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _taken(self) -> bool:
        assert self._descriptor is not None
        try:
            # On the folder itself: no file of its own, and it works where nothing can be written.
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            # Some file systems have no locks: then there is nothing to go by.
            return fault.errno not in {errno.EWOULDBLOCK, errno.EACCES}
        return True


def _opened(folder: Path) -> int | None:
    with contextlib.suppress(OSError):  # it may be there all the same
        folder.mkdir(parents=True, exist_ok=True)
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError:
        return None
