"""The journal: durable, replayable, wiped when asked, and never overwritten when damaged."""

import os
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.meeting import events
from device.memory.codec import UnknownKindError, by_its_name, decode, encode
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import a_box, lead
from tests.device.meeting.table import WHOLE


@pytest.fixture
def memory_path() -> Iterator[Path]:
    """A folder in memory: a killed process loses nothing there, and syncing costs no time."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)


def test_a_meeting_killed_at_every_row_of_its_journal_is_led_to_the_same_end(
    memory_path: Path,
) -> None:
    whole = memory_path / "whole.db"
    clock = SetClock()
    loop, _ = a_box(whole, clock)
    loop.put(events.StickIn(0.0, WHOLE))
    loop.run_pending()
    lead(loop, clock)
    rows = list(Journal(whole).events())
    assert len(rows) > 60
    assert [type(row) for row in rows[:2]] == [events.Remembered, events.StickIn]  # written as one
    expected = [(turn.name, turn.skipped) for turn in loop.meeting.turns]

    for row in range(2, len(rows)):
        path = memory_path / f"{row}.db"
        child = os.fork()
        if child == 0:
            # The same meeting up to this row; then the plug is pulled.
            journal = Journal(path)
            for event in rows[:row]:
                journal.append(event)
            os.kill(os.getpid(), signal.SIGKILL)
        os.waitpid(child, 0)

        clock = SetClock(1_000_000.0)  # another boot: the clock counts from elsewhere
        resumed, ears = a_box(path, clock)
        kept = list(Journal(path).events())[:row]
        assert kept == rows[:row], "nothing that was saved is lost"
        assert resumed.meeting.now == pytest.approx(rows[row - 1].t, abs=1.0)
        if resumed.meeting.stage != "finished":
            assert ears.said, "the box says that it is back"
        lead(resumed, clock)
        assert resumed.meeting.stage == "finished", row
        assert [(turn.name, turn.skipped) for turn in resumed.meeting.turns] == expected, row
        assert [sum(score.counts) for score in resumed.meeting.scores] == [4, 4], row


def test_each_event_survives_json() -> None:
    for event in (
        events.StickIn(0.5, WHOLE),
        events.Heard(1.0, "floor_to", name="Søren Ægidius", confidence=0.93),
        events.Pressed(2.0, "score5"),
        events.Trouble(3.0, "voice", working=True),
    ):
        assert decode(encode(event)) == event


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"kind":"Nothing"}', '{"kind":"Plan"}', "æ"])
def test_what_is_no_event_is_said_so(line: str) -> None:
    with pytest.raises(UnknownKindError):
        decode(line)


def test_forgetting_leaves_no_trace_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = Journal(path)
    journal.append(events.Heard(1.0, "floor_to", name="Hemmelige Hanne"))
    for name in ("journal.db.1.damaged", "journal.db.1.damaged-wal", "journal.db.new"):
        (tmp_path / name).write_text("Hemmelige Hanne")
    journal.forget()
    journal.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"Hemmelige Hanne" not in left
    assert list(Journal(path).events()) == []


def test_every_row_is_synced_to_disk_before_it_counts(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    (level,) = journal._db.execute("PRAGMA synchronous").fetchone()
    assert level == 2  # FULL
    with sqlite3.connect(tmp_path / "journal.db") as other:
        journal.append(events.Tick(1.0))
        assert other.execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_two_things_of_one_name_could_not_be_told_apart() -> None:
    other = type("Heard", (), {})
    with pytest.raises(ValueError, match="both have Heard"):
        by_its_name((events.Heard, other))
