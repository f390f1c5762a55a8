"""The USB stick's folder: the plan comes from it, its faults and the report go to it.

A plan with faults never replaces a good one: `PlanKeeper` holds the last good plan in the box's
own state folder, and only a plan that was read without a fault gets there.
"""

import contextlib
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from device.meeting.events import Event, NoPlan, PlanRejected, StickIn, Trouble
from device.meeting.plan import Plan
from device.memory.durable import (
    StorageError,
    draft_of,
    read_regular,
    storage_error,
    sync_folder,
    write_durably,
)
from device.planfile import MOST_BYTES, PlanFaults, plan_text, read_plan
from device.stick.plan_names import spoken, written
from device.stick.plan_search import PlanSearch, no_plan_text, search

log = logging.getLogger(__name__)

FAULTS_FILE = "fejl.txt"


@dataclass(frozen=True)
class PlanOnStick:
    """A plan that was read without a fault."""

    path: Path
    text: str
    """For the keeper."""
    plan: Plan


class FolderStick:
    """A stick that is mounted at `folder`; it may come and go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def folder(self) -> Path | None:
        """Where it is mounted, or None when no stick is in."""
        try:
            return self._folder if self._folder.is_dir() else None
        except OSError:
            return None

    def is_in(self) -> bool:
        """Whether a stick is in: an empty folder that nothing is mounted on is none."""
        try:
            return os.path.ismount(self._folder) or any(self._folder.iterdir())
        except OSError:
            return False

    def search(self) -> PlanSearch:
        """The plan on the stick, or what may be meant for it. Raises StorageError."""
        return search(self._folder)

    def plan_file(self) -> Path | None:
        """The plan on the stick: see device.stick.plan_search. Raises StorageError."""
        return self.search().plan

    def shown(self, path: Path) -> str:
        """How a file on the stick is named to people."""
        return written(str(path.relative_to(self._folder)))

    def read(self) -> PlanOnStick | None:
        """The stick's plan, or None when there is none.

        Writes fejl.txt beside a plan with faults, and takes it away again when the plan is good.
        Raises PlanFaults, StorageError.
        """
        path = self.plan_file()
        if path is None:
            return None
        data = read_regular(path, MOST_BYTES + 1)
        try:
            plan = read_plan(data, self.shown(path))
        except PlanFaults as faults:
            self._write_faults(faults.as_text())
            raise
        self._forget_faults()
        return PlanOnStick(path, plan_text(data, path.name), plan)

    def explain(self, found: PlanSearch) -> None:
        """Write into fejl.txt how the file that looks like a plan is to be called and saved."""
        if found.looks_like is not None:
            self._write_faults(no_plan_text(self.shown(found.looks_like), found.why))

    def write(self, name: str, data: bytes) -> Path:
        """Write a file durably; it is there whole or not at all. Raises StorageError."""
        path = self._folder / name
        write_durably(path, data)
        return path

    def _write_faults(self, text: str) -> None:
        # Notepad needs the BOM to see æøå, and older ones the CRLF.
        data = text.replace("\n", "\r\n").encode("utf-8-sig")
        path = self._folder / FAULTS_FILE
        try:
            if not path.is_file() or read_regular(path, len(data) + 1) != data:
                write_durably(path, data)
        except OSError as error:
            log.warning("the plan's faults could not be written to the stick: %s", error)

    def _forget_faults(self) -> None:
        path = self._folder / FAULTS_FILE
        with contextlib.suppress(OSError):
            if path.is_file():
                path.unlink()
                sync_folder(self._folder)


class PlanKeeper:
    """The last good plan, in the box's own folder, through power cuts."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tidtager.yaml"

    def keep(self, text: str) -> Plan:
        """Keep the plan's `text` in place of the one before.

        Raises PlanFaults (and keeps the one before), StorageError.
        """
        plan = read_plan(text.encode(), self._path.name)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, self._path) from error
        write_durably(self._path, text.encode())
        return plan

    def forget(self) -> None:
        """Keep nothing ("glem alt")."""
        self._path.unlink(missing_ok=True)
        draft_of(self._path).unlink(missing_ok=True)

    def kept(self) -> Plan | None:
        """The plan kept, or None when there is none that can be read."""
        try:
            return read_plan(self._path.read_bytes(), self._path.name)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("the plan that was kept cannot be used: %s", error)
            return None


def take_in(stick: FolderStick, keeper: PlanKeeper, t: float) -> Event | None:
    """What a stick that was put in at meeting time `t` means: the event for the queue.

    StickIn for a good plan (kept from now on), PlanRejected for one with faults, NoPlan when there
    is none, Trouble when the stick cannot be read, None when no stick is in after all.
    """
    try:
        found = stick.read()
        if found is None:
            return _no_plan(stick, t)
    except PlanFaults as faults:
        return PlanRejected(t, faults=len(faults.faults), first=faults.first_spoken)
    except StorageError as error:
        log.warning("the stick cannot be read: %s", error)
        return Trouble(t, part="stick")
    try:
        keeper.keep(found.text)
    except (StorageError, PlanFaults) as error:  # as UTF-8 it may be longer than a plan may be
        log.warning("the plan could not be kept: %s", error)
    return StickIn(t, plan=found.plan)


def _no_plan(stick: FolderStick, t: float) -> Event | None:
    if not stick.is_in():
        return None
    missing = stick.search()
    stick.explain(missing)
    name = spoken(missing.looks_like.name) if missing.looks_like else ""
    return NoPlan(t, looks_like=name, why=missing.why)


class StickWatch:
    """Tells when a stick, or a changed plan on it, has come."""

    def __init__(self, stick: FolderStick) -> None:
        """Nothing has been seen yet."""
        self._stick = stick
        self._seen: _Mark | None = None
        self._doubted: _Mark | None = None

    def changed(self) -> bool:
        """True once for each new plan file, and for each stick without; taking it out is no change.

        Whatever has no plan is looked at twice: a plan that is being saved is away for a moment.
        """
        try:
            found = self._stick.search()
            file = found.plan or found.looks_like
            stat = file.stat(follow_symlinks=False) if file else None
        except (OSError, ValueError):
            # A stick pulled out while it was read: `take_in` says what is wrong.
            found, file, stat = PlanSearch(Path()), None, None
        if found.plan is None and not self._stick.is_in():
            self._seen = self._doubted = None
            return False
        mark = (file, stat.st_mtime_ns if stat else 0, stat.st_size if stat else 0)
        if found.plan is None and mark != self._doubted:
            self._doubted = mark
            return False
        self._doubted = None if found.plan else mark
        if mark == self._seen:
            return False
        self._seen = mark
        return True


_Mark = tuple[Path | None, int, int]
"""A file, when it was changed, and how long it is."""
