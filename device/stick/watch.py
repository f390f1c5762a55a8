"""Tells when a stick, or a changed plan on it, has come."""

from pathlib import Path

from device.stick.folder import FolderStick
from device.stick.plan_search import NO_SERIES, PlanSearch, listing
from device.stick.series import Series

_Mark = tuple[Path | None, int, int]
"""A file, when it was changed, and how long it is."""


class StickWatch:
    """Looks at the stick now and then. Not thread-safe: one look at a time."""

    def __init__(self, stick: FolderStick) -> None:
        """Nothing has been seen yet."""
        self._stick = stick
        self._seen: _Mark | None = None
        self._doubted: _Mark | None = None
        self._listing: object = None
        self.found: PlanSearch | None = None
        """What the last look found; None: no stick is in, or it can't be looked at."""
        self.is_in = False
        """Whether a stick was in then."""

    def changed(self, series: Series = NO_SERIES) -> bool:
        """True once for each new plan file, and for each stick without; taking it out is no change.

        Whatever has no plan is looked at twice: a plan that is being saved is away for a moment.
        Which plan of a `series` is meant is asked when what is on the stick has changed: a meeting
        that is over doesn't make the next one's plan a new one.
        """
        self._look(series)
        self.is_in = bool(self.found and self.found.plan) or self._stick.is_in()
        if not self.is_in:
            self._seen = self._doubted = self._listing = self.found = None
            return False
        mark = self._mark()
        if self.found and self.found.plan is None and mark != self._doubted:
            self._doubted = mark
            return False
        self._doubted = mark if self.found and self.found.plan is None else None
        if mark == self._seen:
            return False
        self._seen = mark
        return True

    def _look(self, series: Series) -> None:
        try:
            there = listing(self._stick.mounted)
            if there != self._listing:
                self.found = self._stick.search(series)
                self._listing = there
        except (OSError, ValueError):
            # Pulled out while it was read, or broken: `take_in` says what is wrong.
            self.found = self._listing = None

    def _mark(self) -> _Mark:
        file = (self.found.plan or self.found.looks_like) if self.found else None
        try:
            about = file.lstat() if file else None
        except OSError:
            about = None
        return (file, about.st_mtime_ns if about else 0, about.st_size if about else 0)
