"""A box that is on for years: what one meeting opened, the next doesn't find open."""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from content import content_file
from device.simulation.run import MeetingRoom
from device.simulation.script import Script
from speech.espeak import Espeak
from tests.bench.soak import open_files

PLAN = content_file("examples/kort-moede.yaml").read_bytes()


def processes() -> set[str]:
    """Those that this one has begun and not ended."""
    return {
        child
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text(encoding="ascii").split()
    }


@pytest.fixture
def table(tmp_path: Path) -> Iterator[MeetingRoom]:
    (tmp_path / "out").mkdir()
    room = MeetingRoom(
        PLAN, Script(), seed=1, out=tmp_path / "out", scratch=tmp_path / "scratch", snr=20.0,
        leak=-10.0, recorded=False,
    )  # fmt: skip
    yield room
    room.close()


def begins(table: MeetingRoom) -> None:
    """Somebody at the table says the word, and the box hears it."""
    until = table.room.now() + 300
    while table.box.meeting.stage != "running":
        table.step()
        assert table.room.now() < until


@pytest.fixture
def before() -> tuple[Counter[str], int, set[str]]:
    Espeak().close()  # of other tests' voices
    return open_files(), threading.active_count(), processes()


def test_no_file_thread_or_process_is_left_over(
    before: tuple[Counter[str], int, set[str]], table: MeetingRoom
) -> None:
    begins(table)
    files, threads, children = before
    assert open_files() - files, "it does open some"
    pins = table._pins.factory.pins.values()
    assert max(len(pin.states) for pin in pins) > 2
    table.meet_again(PLAN + b"\n# the next\n")
    assert {len(pin.states) for pin in pins} == {1}, "mock pins would remember every meeting"
    table.close()
    assert open_files() - files == Counter()
    assert threading.active_count() == threads
    assert processes() <= children
