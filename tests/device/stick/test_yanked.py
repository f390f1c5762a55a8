"""Yanked at every write: what was on the stick is whole, and what is said to be written is."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from typing_extensions import override

from device.memory.durable import Disk, StorageFullError, write_together
from tests.device.stick.yank import EARLIER, LATER, Failing, Yanked, there, written


def test_yanked_at_any_step_of_a_report_nothing_that_was_there_is_lost(tmp_path: Path) -> None:
    yanked = Yanked(tmp_path)
    assert yanked.steps > 20
    for good in range(yanked.steps):
        assert yanked.lost_after(good) == set(), f"lost after {good} steps"


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
