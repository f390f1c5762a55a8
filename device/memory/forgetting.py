"""A "glem alt" that was not whole is known after a power cut, and done again at the next start."""

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from device.memory.durable import StorageError, sync_folder, write_durably
from device.memory.wiping import NotWipedError, wipe_all

log = logging.getLogger(__name__)

NAME = "forgetting"
"""In the state folder while something may still be there that was to be forgotten."""


MADE = b"made"
"""In the mark when only what was just being made again may be left."""


class Forgetting:
    """The mark that something is to be forgotten."""

    def __init__(self, state: Path) -> None:
        self._mark = state / NAME

    def begins(self) -> None:
        """From now on whatever is not wiped is wiped at the next start."""
        self._write(b"")

    def all_but_what_is_made(self) -> None:
        """Only sounds and graphs that were under way may be left: what a group says from now on
        is no more to be forgotten."""
        self._write(MADE)

    def is_whole(self) -> None:
        """Nothing is left."""
        try:
            self._mark.unlink(missing_ok=True)
            sync_folder(self._mark.parent)
        except OSError as fault:
            log.warning("all will be wiped once more at the next start: %s", fault)

    def finish(
        self, kept: Iterable[Callable[[], object]], made: Iterable[Callable[[], object]]
    ) -> None:
        """At the start: do what they do where the last time it was not whole.

        `kept` wipes what a meeting leaves, `made` what can be made again.
        """
        try:
            only_made = self._mark.read_bytes() == MADE
        except FileNotFoundError:
            return
        except OSError:
            only_made = False
        log.info("wiping again what could not be wiped")
        try:
            wipe_all([*made, *(() if only_made else kept)])
        except NotWipedError as fault:
            log.warning("still not all can be wiped: %s", fault)
        else:
            self.is_whole()

    def _write(self, what: bytes) -> None:
        try:
            write_durably(self._mark, what)
        except StorageError as fault:  # the wiping itself is what matters
            log.warning("what is left to wipe can't be noted: %s", fault)
