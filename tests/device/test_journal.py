"""The journal: durable, replayable, wiped when asked, and never overwritten when damaged."""

import os
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.codec import UnknownKindError, decode, encode
from device.journal import Journal, JournalError
from device.loop import Loop
from device.meeting import events
from device.meeting.actions import Action, Say
from device.meeting.meeting import Meeting
from device.simulation.clock import SetClock
from tests.device.meeting.table import BUTTONS, PHRASES, WHOLE


class Ears:
    """Outlets that say things in no time."""

    def __init__(self) -> None:
        self.loop: Loop | None = None
        self.said: list[str] = []

    def do(self, action: Action) -> None:
        if isinstance(action, Say) and self.loop:
            self.said.append(action.key)
            self.loop.put(events.Spoken(0.0, action.id))


def a_box(path: Path, clock: SetClock) -> tuple[Loop, Ears]:
    ears = Ears()
    loop = Loop(Meeting(PHRASES, BUTTONS), Journal(path), ears, clock)
    ears.loop = loop
    loop.run_pending()
    return loop, ears


def lead(loop: Loop, clock: SetClock) -> None:
    """Buttons alone, from wherever the meeting is, to its end."""
    for _ in range(400):
        if loop.meeting.stage == "finished":
            return
        clock.advance(1)  # another finger
        match loop.meeting.situation:
            case "question_number":
                loop.put(events.Pressed(0.0, "score4"))
                loop.put(events.Pressed(0.0, "green"))
            case "scoring":
                loop.put(events.Pressed(0.0, "score4"))
                if loop.meeting.item.complete:  # type: ignore[union-attr]
                    clock.advance(6)
            case "running" | "speaking":
                clock.advance(9)
            case _:
                loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()


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
    expected = [(turn.name, turn.skipped) for turn in loop.meeting.turns]

    for row in range(1, len(rows)):
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


def test_a_damaged_journal_is_set_aside_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"not a database, but somebody's data" * 50)
    journal = Journal(path)
    journal.append(events.Tick(1.0))
    assert list(journal.events()) == [events.Tick(1.0)]
    assert (tmp_path / "journal.db.1.damaged").read_bytes().startswith(b"not a database")


def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JournalError, match="cannot write the journal"):
        Journal(tmp_path / "file" / "journal.db")


def test_forgetting_leaves_no_trace_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = Journal(path)
    journal.append(events.Heard(1.0, "floor_to", name="Hemmelige Hanne"))
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
