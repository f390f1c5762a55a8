"""The last good plan, in the box's own folder, through power cuts."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from device.meeting.plan import Plan
from device.memory.durable import draft_of, read_regular, storage_error, write_durably
from device.planfile import MOST_BYTES, read_plan

log = logging.getLogger(__name__)


def always() -> bool:
    """It is wanted."""
    return True


class PlanKeeper:
    """A plan with faults never replaces a good one. Thread-safe: the stick's thread keeps."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tidtager.yaml"
        self._lock = threading.Lock()

    def keep(self, text: str, wanted: Callable[[], bool] = always) -> Plan:
        """Keep the plan's `text` in place of the one before, if it is still `wanted`.

        Raises PlanFaults (and keeps the one before), StorageError.
        """
        plan = read_plan(text.encode(), self._path.name)
        with self._lock:
            if wanted():
                self._write(text)
        return plan

    def forget(self) -> None:
        """Keep nothing ("glem alt")."""
        with self._lock:
            self._path.unlink(missing_ok=True)
            draft_of(self._path).unlink(missing_ok=True)

    def kept(self) -> Plan | None:
        """The plan kept, or None when there is none that can be read."""
        try:
            return read_plan(read_regular(self._path, MOST_BYTES + 1), self._path.name)
        except (OSError, ValueError) as error:
            if self._path.exists():
                log.warning("the plan that was kept cannot be used: %s", error)
            return None

    def _write(self, text: str) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, self._path) from error
        write_durably(self._path, text.encode())
