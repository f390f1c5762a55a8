"""The real side of the box's Stick: a folder where one may be mounted, looked at now and then."""

from pathlib import Path

from device.meeting.events import Event
from device.stick.folder import FolderStick, PlanKeeper, StickWatch, take_in


class WatchedStick:
    """A Stick (device.box.ports) that is mounted at a folder; it may come and go."""

    def __init__(self, folder: Path) -> None:
        self._stick = FolderStick(folder)
        self._watch = StickWatch(self._stick)

    def folder(self) -> Path | None:
        """Where it is mounted, or None when no stick is in."""
        return self._stick.folder()

    def look(self, keeper: PlanKeeper) -> Event | None:
        """What has come since the last look; a good plan is kept from now on."""
        return take_in(self._stick, keeper, 0.0) if self._watch.changed() else None
