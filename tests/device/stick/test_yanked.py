"""Yanked at every write: what was on the stick is whole, and what is said to be written is."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from device.meeting.account import Account
from device.memory.durable import Disk, StorageError, StorageFullError, write_together
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


def test_yanked_at_any_step_of_a_report_nothing_that_was_there_is_lost(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    written(tmp_path / "whole", EARLIER)
    before = there(tmp_path / "whole")
    many = steps_of(lambda disk: written(tmp_path / "whole", LATER, disk))
    after = there(tmp_path / "whole")
    assert many > 20
    (tmp_path / "earlier").mkdir()
    written(tmp_path / "earlier", EARLIER)
    for good in range(many):
        folder = tmp_path / f"after {good}"
        shutil.copytree(tmp_path / "earlier", folder)
        with pytest.raises(StorageError):
            written(folder, LATER, Failing(good, errno.EIO))
        now = {name: data for name, data in there(folder).items() if not name.startswith(".")}
        assert set(before.values()) <= set(now.values()), f"lost after {good} steps"
        assert set(now.values()) <= {*before.values(), *after.values()}, (
            "all that is there is whole"
        )
        # And once there is a stick that can be written, all is as if nothing had been
        written(folder, LATER)
        assert set(after.values()) <= set(there(folder).values())
        assert not [name for name in there(folder) if name.endswith(".tmp")]


def test_a_full_stick_is_full_before_anything_has_been_renamed(tmp_path: Path) -> None:
    written(tmp_path, EARLIER)
    before = there(tmp_path)
    for good in range(8):  # within the drafts
        with pytest.raises(StorageFullError):
            written(tmp_path, LATER, Failing(good, errno.ENOSPC))
        assert {name: data for name, data in there(tmp_path).items() if name in before} == before


def test_what_is_written_short_is_written_on(tmp_path: Path) -> None:
    class Short(Disk):
        @override
        def write(self, descriptor: int, data: memoryview) -> int:
            return super().write(descriptor, data[:7])

    write_together({tmp_path / "a": b"x" * 100, tmp_path / "b": b""}, disk=Short())
    assert there(tmp_path) == {"a": b"x" * 100, "b": b""}


@pytest.mark.parametrize("name", ["rapport.html", "evaluering.csv"])
def test_a_folder_or_a_link_in_a_reports_place_is_moved_aside(tmp_path: Path, name: str) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    for number, make in enumerate((lambda path: path.symlink_to(precious), Path.mkdir)):
        folder = tmp_path / f"stick {number}"
        folder.mkdir()
        make(folder / name)
        written(folder, LATER)
        assert (folder / name).is_file()
        assert not (folder / name).is_symlink()
        written(folder, replace(LATER, record=replace(LATER.record, paused=60.0)))
        assert (folder / name).is_file()
    assert precious.read_text() == "precious"
