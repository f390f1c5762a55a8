"""The USB stick's folder: the plan comes from it, its faults and the report go to it.

A plan with faults never replaces a good one: `PlanKeeper` holds the last good plan in the box's
own state folder, and only a plan that was read without a fault gets there.
"""

import contextlib
import logging
import re
from dataclasses import dataclass
from pathlib import Path

from device.durable import StorageError, storage_error, sync_folder, write_durably
from device.meeting.events import Event, PlanRejected, StickIn, Trouble
from device.meeting.plan import Plan
from device.planfile import MOST_BYTES, PlanFaults, plan_text, read_plan

log = logging.getLogger(__name__)

FAULTS_FILE = "fejl.txt"
_PLAN_NAME = re.compile(
    r"tidtager(?P<copy>[ _-]*(?:\(\d+\)|kopi.*|copy.*))?\.(?:ya?ml(?:\.txt)?|txt)", re.IGNORECASE
)


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

    def plan_file(self) -> Path | None:
        """The plan on the stick: of several, the one that was saved last.

        ``tidtager.yaml``, ``.yml``, ``.yaml.txt`` and ``.txt`` in any case, and a browser's or an
        Explorer's copies (``tidtager (1).yaml``). What a Mac leaves (``._tidtager.yaml``) is not
        a plan. Raises StorageError.
        """
        try:
            found = [
                path
                for path in self._folder.iterdir()
                if _PLAN_NAME.fullmatch(path.name) and path.is_file()
            ]
            # FAT counts in steps of two seconds: of equally old ones, the plain name.
            found.sort(key=lambda path: (-path.stat().st_mtime, _is_copy(path), path.name))
        except OSError as error:
            raise storage_error(error, self._folder) from error
        if len(found) > 1:
            log.warning("%d plans on the stick; the last saved, %s, is used", len(found), found[0])
        return found[0] if found else None

    def read(self) -> PlanOnStick | None:
        """The stick's plan, or None when there is none.

        Writes fejl.txt beside a plan with faults, and takes it away again when the plan is good.
        Raises PlanFaults, StorageError.
        """
        path = self.plan_file()
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise storage_error(error, path) from error
        try:
            plan = read_plan(data, path.name)
        except PlanFaults as faults:
            self._write_faults(faults)
            raise
        self._forget_faults()
        return PlanOnStick(path, plan_text(data, path.name), plan)

    def write(self, name: str, data: bytes) -> Path:
        """Write a file durably; it is there whole or not at all. Raises StorageError."""
        path = self._folder / name
        write_durably(path, data)
        return path

    def _write_faults(self, faults: PlanFaults) -> None:
        # Notepad needs the BOM to see æøå, and older ones the CRLF.
        data = faults.as_text().replace("\n", "\r\n").encode("utf-8-sig")
        path = self._folder / FAULTS_FILE
        try:
            if not path.is_file() or path.read_bytes() != data:
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

    StickIn for a good plan (kept from now on), PlanRejected for one with faults, Trouble when the
    stick cannot be read, None when it has no plan.
    """
    try:
        found = stick.read()
    except PlanFaults as faults:
        return PlanRejected(t, faults=len(faults.faults), first=faults.first_spoken)
    except StorageError as error:
        log.warning("the stick cannot be read: %s", error)
        return Trouble(t, part="stick")
    if found is None:
        return None
    try:
        keeper.keep(found.text)
    except (StorageError, PlanFaults) as error:  # as UTF-8 it may be longer than a plan may be
        log.warning("the plan could not be kept: %s", error)
    return StickIn(t, plan=found.plan)


def _is_copy(path: Path) -> bool:
    match = _PLAN_NAME.fullmatch(path.name)
    return bool(match and match["copy"])


class StickWatch:
    """Tells when a stick, or a changed plan on it, has come."""

    def __init__(self, stick: FolderStick) -> None:
        """Nothing has been seen yet."""
        self._stick = stick
        self._seen: tuple[Path, int, int] | None = None

    def changed(self) -> bool:
        """True once for each new plan file; taking the stick out is no change."""
        try:
            found = self._stick.plan_file()
            stat = found.stat() if found else None
        except (OSError, ValueError):
            # Two plans, or a stick pulled out while it was read: `take_in` says what is wrong.
            mark = (Path(), 0, 0)
        else:
            if found is None or stat is None:
                self._seen = None
                return False
            mark = (found, stat.st_mtime_ns, stat.st_size)
        if mark == self._seen:
            return False
        self._seen = mark
        return True
