"""A full disk costs nothing that there is room for later."""

import sqlite3
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.meeting.meeting import Meeting
from device.memory.backlog import Backlog
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box
from tests.device.meeting.table import BUTTONS, CLOSING, EVALUATION, PHRASES, ROUND, a_plan


def full(loop: Loop, pages: int | None) -> None:
    """No room for a page more; None: there is again."""
    database = loop._journal._db
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    most = database.execute("PRAGMA page_count").fetchone()[0] + pages if pages is not None else 0
    database.execute(f"PRAGMA max_page_count={most or 10**9}")


@pytest.fixture
def box(tmp_path: Path) -> tuple[Loop, Ears, SetClock, Path]:
    clock = SetClock()
    path = tmp_path / "journal.db"
    loop, ears = a_box(path, clock)
    loop.put(events.StickIn(0.0, a_plan(ROUND, EVALUATION, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    return loop, ears, clock, path


def lead(loop: Loop, clock: SetClock, presses: int, button: str = "green") -> None:
    for _ in range(presses):
        clock.advance(2)
        loop.put(events.Pressed(0.0, button))
        loop.run_pending()


def replayed(path: Path) -> Meeting:
    journal = Journal(path)
    try:
        return journal.replay(Meeting(PHRASES, BUTTONS))
    finally:
        journal.close()


def test_what_there_was_no_room_for_is_written_in_order_when_there_is(
    box: tuple[Loop, Ears, SetClock, Path],
) -> None:
    loop, ears, clock, path = box
    full(loop, 0)
    lead(loop, clock, 40)
    assert ears.said.count("memory_trouble") == 1
    assert len(loop._backlog) > 0
    before = loop.meeting
    full(loop, None)
    lead(loop, clock, 1, "yellow")
    assert ears.said.count("memory_back") == 1
    assert len(loop._backlog) == 0
    assert before.turns
    loop.close()
    again = replayed(path)
    assert again.turns == loop.meeting.turns
    assert again.now == loop.meeting.now
    assert again.index == loop.meeting.index


def test_scores_wait_too_and_as_one_row_without_their_order(
    box: tuple[Loop, Ears, SetClock, Path],
) -> None:
    loop, _, clock, path = box
    while loop.meeting.situation != "scoring":
        lead(loop, clock, 1)
    full(loop, 0)
    while len(loop._backlog) == 0:
        lead(loop, clock, 1, "yellow")
    while loop.meeting.paused_at is not None:
        lead(loop, clock, 1, "yellow")
    lead(loop, clock, 1, "score5")
    lead(loop, clock, 1, "score2")
    assert sum(isinstance(row, events.Scored) for row in loop._backlog._waiting) == 1
    full(loop, None)
    lead(loop, clock, 1, "score4")
    loop.close()
    with sqlite3.connect(path) as database:
        kept = [
            line
            for (line,) in database.execute("SELECT event FROM events")
            if "Pressed" in line and "score" in line
        ]
    assert kept == []
    again = replayed(path)
    assert again.item is not None
    assert again.item.standing is not None
    assert again.item.standing.counts == (0, 1, 0, 1, 1)


def test_an_event_that_cannot_be_handled_does_not_wait(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    backlog = Backlog(journal)
    journal._db.execute("PRAGMA max_page_count=1")
    while backlog.append(events.Tick(1.0)):
        continue
    backlog.leave_out_last(RuntimeError())
    assert len(backlog) == 0
    journal.close()


def test_it_is_as_durable_as_before(box: tuple[Loop, Ears, SetClock, Path]) -> None:
    loop, _, clock, path = box
    lead(loop, clock, 3)
    assert replayed(path).turns == loop.meeting.turns
