"""A stick that is pulled out at a step of a report's writing, and what is on it then."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from device.meeting.account import Account
from device.memory.durable import Disk, StorageError
from device.report import write_report
from tests.device.report.made import FOLLOWING, went
from tests.device.stick.stepwise import Stepwise


def account(date: str, started: float) -> Account:
    return Account(replace(FOLLOWING, date=date), replace(went(FOLLOWING), started=started))


EARLIER, LATER = account("2026-11-03", 100.0), account("2026-11-24", 9000.0)


class Failing(Stepwise):
    """Does `good` steps; from then on it fails, as a stick does that is pulled out."""

    def __init__(self, good: int, error: int) -> None:
        self.left = good
        self.error = error

    @override
    def step(self) -> None:
        if self.left == 0:
            raise OSError(self.error, "as a test wants it")
        self.left -= 1

    @override
    def write(self, descriptor: int, data: memoryview) -> int:
        if self.left == 1:  # half of it is written
            Disk.write(self, descriptor, data[: len(data) // 2])
        return super().write(descriptor, data)

    @override
    def unlink(self, path: Path) -> None:
        self.step()
        super().unlink(path)

    @override
    def open_folder(self, folder: Path) -> int:
        self.step()
        return super().open_folder(folder)


def there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def written(folder: Path, of: Account, disk: Disk | None = None) -> None:
    write_report(folder, of, date=None, disk=disk or Disk())


def steps_of(act: Callable[[Disk], None]) -> int:
    counted = Failing(10_000, 0)
    act(counted)
    return 10_000 - counted.left


class Yanked:
    """Sticks with the earlier meeting's report on, that are pulled out while the later's comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        whole = folder / "whole"
        whole.mkdir()
        written(whole, EARLIER)
        shutil.copytree(whole, folder / "earlier")
        self.before = there(whole)
        self.steps = steps_of(lambda disk: written(whole, LATER, disk))
        """How many there are to be pulled out at."""
        self.after = there(whole)

    def lost_after(self, good: int) -> set[bytes]:
        """What is lost of a stick pulled out after so many steps, and put in again later."""
        stick = self._folder / f"after {good}"
        shutil.copytree(self._folder / "earlier", stick)
        with pytest.raises(StorageError):
            written(stick, LATER, Failing(good, errno.EIO))
        now = {name: data for name, data in there(stick).items() if not name.startswith(".")}
        lost = set(self.before.values()) - set(now.values())
        assert set(now.values()) <= {*self.before.values(), *self.after.values()}, (
            "all that is there is whole"
        )
        # And once there is a stick that can be written, all is as if nothing had been
        written(stick, LATER)
        assert not [name for name in there(stick) if name.endswith(".tmp")]
        return lost | (set(self.after.values()) - set(there(stick).values()))
