"""The real side of the box's Stick: a folder where one may be mounted, looked at now and then."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

from device.meeting.events import Event, StickIn, StickOut
from device.meeting.plan import Plan
from device.meeting.roles import turns
from device.memory.durable import StorageError, read_regular
from device.planfile import MOST_BYTES, PlanFaults, plan_text
from device.stick.folder import FolderStick, Visit, take_in
from device.stick.freshen import freshen
from device.stick.series import Series
from device.stick.watch import StickWatch

log = logging.getLogger(__name__)


def no_day() -> date | None:
    """The clock can't be trusted."""
    return None


class WatchedStick:
    """A Stick (device.box.ports) that is mounted at a folder; it may come and go."""

    def __init__(self, folder: Path, today: Callable[[], date | None] = no_day) -> None:
        """`today` gives the day, or None where the clock can't be trusted."""
        self._stick = FolderStick(folder)
        self._today = today
        self._watch = StickWatch(self._stick)
        self._fresh: tuple[Path, Plan] | None = None

    def folder(self) -> Path | None:
        """Where it is mounted, or None when no stick is in."""
        return self._stick.folder()

    def is_ours(self) -> bool:
        """Whether there is something of ours on it; else nothing is written on it unasked."""
        return self._stick.is_ours()

    def why(self, error: StorageError) -> str:
        """What is wrong with it, as in events.StickFailed."""
        return self._stick.why(error)

    def lose_touch(self) -> None:
        """Whoever looked at it hangs: to the next look what is there is new."""
        self._watch = StickWatch(self._stick)
        self._fresh = None

    def look(self, visit: Visit) -> Event | None:
        """What has come since the last look, or gone; a good plan is kept from now on."""
        watch, was_in = self._watch, self._watch.is_in
        if watch.changed(Series(visit.held, self._today)):
            event = take_in(self._stick, visit.keeper, 0.0, watch.found, visit.wanted)
            path = watch.found.plan if watch.found else None
            self._fresh = (path, event.plan) if path and isinstance(event, StickIn) else None
            return event
        if self._fresh is not None:
            # A look later: a report that was owed goes onto the stick first.
            self._freshen(*self._fresh, visit)
            self._fresh = None
        return StickOut(0.0) if was_in and not watch.is_in else None

    def _freshen(self, path: Path, plan: Plan, visit: Visit) -> None:
        try:
            text = plan_text(read_regular(path, MOST_BYTES + 1))
        except (StorageError, PlanFaults) as error:  # it is being changed: the next look has it
            log.warning("the plan can't be given to the planning page: %s", error)
            return
        for folder in {self._stick.mounted, path.parent}:
            freshen(folder, text, turns(plan, visit.past(plan)))
