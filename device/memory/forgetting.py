"""A "glem alt" that was not whole is known after a power cut, and done again at the next start."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from device.memory.durable import StorageError, sync_folder, write_durably
from device.memory.wiping import NotWipedError, wipe_all

log = logging.getLogger(__name__)

NAME = "forgetting"
"""In the state folder while something may still be there that was to be forgotten."""


class Forgetting:
    """The mark that something is to be forgotten."""

    def __init__(self, state: Path) -> None:
        self._mark = state / NAME

    def begins(self) -> None:
        """From now on whatever is not wiped is wiped at the next start."""
        try:
            write_durably(self._mark, b"")
        except StorageError as fault:  # the wiping itself is what matters
            log.warning("a wipe that fails won't be tried again: %s", fault)

    def is_whole(self) -> None:
        """Nothing is left."""
        try:
            self._mark.unlink(missing_ok=True)
            sync_folder(self._mark.parent)
        except OSError as fault:
            log.warning("all will be wiped once more at the next start: %s", fault)

    def finish(self, wipes: Iterable[Callable[[], object]]) -> None:
        """At the start: do what `wipes` do where the last time it was not whole."""
        if not self._mark.exists():
            return
        log.info("wiping again what could not be wiped")
        try:
            wipe_all(wipes)
        except NotWipedError as fault:
            log.warning("still not all can be wiped: %s", fault)
        else:
            self.is_whole()
