"""The simulated side of the box's Stick: it holds a plan that was made in code, not written."""

from pathlib import Path

from device.meeting.events import Event, StickIn
from device.meeting.plan import Plan
from device.memory.durable import StorageError
from device.stick.folder import FolderStick, Visit


class PlanStick:
    """A Stick (device.box.ports) with `plan` on it, in from the first look on."""

    def __init__(self, folder: Path, plan: Plan) -> None:
        """What is written to the stick goes to `folder`."""
        self._folder = folder
        self._plan: Plan | None = plan

    def folder(self) -> Path | None:
        """Where its files are."""
        return self._folder

    def is_ours(self) -> bool:
        """It has a plan."""
        return True

    def why(self, error: StorageError) -> str:
        """What is wrong with the folder."""
        return FolderStick(self._folder).why(error)

    def lose_touch(self) -> None:
        """It never hangs."""

    def look(self, visit: Visit) -> Event | None:  # noqa: ARG002 - a Stick is given it
        """The plan, once. No file is kept of it: it never was one."""
        plan, self._plan = self._plan, None
        return StickIn(0.0, plan) if plan is not None else None
