"""The USB stick's folder: the plan comes from it, its faults and the report go to it.

A plan with faults never replaces a good one: `PlanKeeper` holds the last good plan in the box's
own state folder, and only a plan that was read without a fault gets there.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from device.meeting.events import Event, NoPlan, PlanRejected, StickFailed, StickIn
from device.meeting.plan import Plan
from device.meeting.remembered import Past
from device.memory.durable import (
    StorageError,
    StorageFullError,
    StorageReadOnlyError,
    read_regular,
    write_durably,
)
from device.planfile import MOST_BYTES, PlanFaults, plan_text, read_plan
from device.stick.fault_file import are_told, forget_faults, write_faults
from device.stick.keeper import PlanKeeper, always
from device.stick.ours import holds_ours
from device.stick.plan_names import is_surely_meant, spoken, written
from device.stick.plan_search import NO_SERIES, PlanSearch, no_plan_text, search
from device.stick.series import Series

__all__ = ["FolderStick", "PlanKeeper", "PlanOnStick", "Visit", "take_in"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PlanOnStick:
    """A plan that was read without a fault."""

    path: Path
    text: str
    """For the keeper."""
    plan: Plan
    among: int = 1
    chosen: str = ""
    """As in events.StickIn."""


def no_past(_plan: Plan) -> Past:
    """Nothing has been yet."""
    return Past()


@dataclass(frozen=True)
class Visit:
    """What the box gives to whoever looks at the stick for it."""

    keeper: PlanKeeper
    held: frozenset[int] = field(default_factory=frozenset)
    """The seeds of the plans that meetings have been held by."""
    past: Callable[[Plan], Past] = no_past
    """The earlier meetings of a plan's group."""
    wanted: Callable[[], bool] = always
    """Whether what is found is still to be kept."""


class FolderStick:
    """A stick that is mounted at `folder`; it may come and go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def mounted(self) -> Path:
        """Where sticks are mounted, whether one is in or not."""
        return self._folder

    def folder(self) -> Path | None:
        """Where it is mounted, or None when no stick is in."""
        return self._folder if self.is_in() else None

    def is_in(self) -> bool:
        """Whether a stick is in: an empty folder that nothing is mounted on is none."""
        try:
            return os.path.ismount(self._folder) or any(self._folder.iterdir())
        except OSError:
            return False

    def is_ours(self) -> bool:
        """Whether there is something of ours on it; else nothing is written on it unasked."""
        try:
            return holds_ours(self._folder) or self.search().plan is not None
        except OSError:
            return False

    def search(self, series: Series = NO_SERIES) -> PlanSearch:
        """The plan on the stick, or what may be meant for it. Raises StorageError."""
        return search(self._folder, series)

    def plan_file(self) -> Path | None:
        """The plan on the stick: see device.stick.plan_search. Raises StorageError."""
        return self.search().plan

    def shown(self, path: Path) -> str:
        """How a file on the stick is named to people."""
        return written(str(path.relative_to(self._folder)))

    def read(self, found: PlanSearch | None = None) -> PlanOnStick | None:
        """The stick's plan, or None when there is none. `found`: what a search just gave.

        Writes fejl.txt beside a plan with faults, and takes it away again when the plan is good.
        Raises PlanFaults, StorageError.
        """
        found = found or self.search()
        if found.plan is None:
            return None
        data = read_regular(found.plan, MOST_BYTES + 1)
        try:
            plan = read_plan(data, self.shown(found.plan))
        except PlanFaults as faults:
            write_faults(self._folder, faults.as_text())
            raise
        forget_faults(self._folder)
        text = plan_text(data, found.plan.name)
        return PlanOnStick(found.plan, text, plan, found.among, found.chosen)

    def tells(self, faults: PlanFaults) -> bool:
        """Whether all of `faults` stand in fejl.txt."""
        return are_told(self._folder, faults.as_text())

    def explain(self, found: PlanSearch) -> None:
        """Write into fejl.txt how the file that looks like a plan is to be called and saved.

        On a stranger's stick it is only said, unless the file is called as nothing but ours is.
        """
        if found.looks_like is None:
            return
        if is_surely_meant(found.looks_like.name) or self.is_ours():
            write_faults(self._folder, no_plan_text(self.shown(found.looks_like), found.why))

    def write(self, name: str, data: bytes) -> Path:
        """Write a file durably; it is there whole or not at all. Raises StorageError."""
        path = self._folder / name
        write_durably(path, data)
        return path

    def why(self, error: StorageError) -> str:
        """What is wrong with the stick, as in events.StickFailed."""
        if isinstance(error, StorageFullError):
            return "full"
        if isinstance(error, StorageReadOnlyError):
            return "locked"
        return "broken" if self.is_in() else "gone"


def take_in(
    stick: FolderStick,
    keeper: PlanKeeper,
    t: float,
    found: PlanSearch | None = None,
    wanted: Callable[[], bool] = always,
) -> Event | None:
    """What a stick that was put in at meeting time `t` means: the event for the queue.

    StickIn for a good plan (kept from now on, if it is still `wanted`), PlanRejected for one with
    faults, NoPlan when there is none, StickFailed when the stick cannot be read, None when no
    stick is in after all. `found`: what a search just gave.
    """
    try:
        read = stick.read(found)
        if read is None:
            return _no_plan(stick, t, found)
    except PlanFaults as faults:
        return PlanRejected(
            t,
            faults=len(faults.faults),
            first=faults.first_spoken,
            told=stick.tells(faults),
        )
    except StorageError as error:
        log.warning("the stick cannot be read: %s", error)
        return StickFailed(t, "reading", stick.why(error))
    try:
        keeper.keep(read.text, wanted)
    except (StorageError, PlanFaults) as error:  # as UTF-8 it may be longer than a plan may be
        log.warning("the plan could not be kept: %s", error)
    return StickIn(t, plan=read.plan, among=read.among, chosen=read.chosen)


def _no_plan(stick: FolderStick, t: float, found: PlanSearch | None) -> Event | None:
    if not stick.is_in():
        return None
    missing = found or stick.search()
    stick.explain(missing)
    name = spoken(missing.looks_like.name) if missing.looks_like else ""
    return NoPlan(t, looks_like=name, why=missing.why, ours=stick.is_ours())
