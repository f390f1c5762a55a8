"""A box whose disk hangs starts all the same, and says that it keeps nothing."""

import threading
from pathlib import Path

import pytest

from device.memory.answering import NOWHERE, answering
from device.memory.state_lock import StateLock
from tests.device.box.test_box import GOOD, on_the_table


def test_a_disk_that_answers_is_used_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    state = tmp_path / "deep" / "state"
    assert answering(state) == state
    assert list(state.iterdir()) == []


def test_a_disk_that_never_answers_is_not_waited_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wakes = threading.Event()

    def hangs(_folder: Path) -> None:
        wakes.wait(60)

    assert answering(tmp_path, ask=hangs, patience=0.05) == NOWHERE
    assert "does not answer" in caplog.text
    wakes.set()


def test_a_disk_that_takes_nothing_has_answered(tmp_path: Path) -> None:
    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    assert answering(tmp_path, ask=full) == tmp_path
    (tmp_path / "file").touch()
    assert answering(tmp_path / "file") == tmp_path / "file"


def test_a_box_without_a_disk_leads_a_meeting_and_says_that_it_keeps_nothing(
    tmp_path: Path,
) -> None:
    with (
        StateLock(NOWHERE),
        StateLock(NOWHERE, wait=0.0),
        on_the_table(tmp_path, state=NOWHERE) as table,
    ):
        table.puts(GOOD)
        table.pins.buttons["green"].drive_low()
        table.passes(0.2)
        assert table.box.meeting.stage == "running"
        assert "memory" in table.onlooker.troubles
    assert not NOWHERE.exists()
