"""What is kept of meetings that are over: the journal is cut when the next one's plan is taken."""

import os
import signal
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.meeting.group import NOTHING
from device.meeting.plan import Plan
from device.meeting.remembered import QuestionNote, StatementScores
from device.memory.codec import decode, encode
from device.memory.journal import Journal, JournalError
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box, lead
from tests.device.meeting.table import (
    AGREEMENT,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    WELCOME,
    Table,
    a_plan,
    people,
)

PLAN = a_plan(WELCOME, ROUND, DIALOGUE, EVALUATION, CLOSING, network="Nord", date="2026-11-02")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "journal.db"


def met(path: Path, clock: SetClock, plan: Plan = PLAN) -> tuple[Loop, Ears]:
    """A box on `path`, where a meeting by `plan` has just ended."""
    loop, ears = a_box(path, clock)
    loop.put(events.StickIn(0.0, plan))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    return loop, ears


def kinds(path: Path) -> list[str]:
    """What the journal's rows are, from the first."""
    with sqlite3.connect(path) as database:
        lines = database.execute("SELECT event FROM events WHERE failed IS NULL ORDER BY sequence")
        return [type(decode(line)).__name__ for (line,) in lines]


def test_a_journal_is_cut_when_the_next_plan_is_taken(path: Path) -> None:
    clock = SetClock()
    loop, _ = met(path, clock)
    assert len(kinds(path)) > 30
    assert loop.meeting.memory.groups == (), "the group can still go back"
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    assert kinds(path)[:2] == ["Remembered", "StickIn"]
    assert "Pressed" not in kinds(path)
    stood = loop.meeting
    loop.close()

    again, ears = a_box(path, SetClock(7_000.0))
    assert again.meeting.stage == "waiting"
    assert again.meeting.memory == stood.memory
    assert "journal_trouble" not in ears.said
    (meeting,) = again.meeting.memory.past(PLAN).meetings
    assert (meeting.number, meeting.date, meeting.finished) == (1, "2026-11-02", True)
    assert meeting.present == ("Anne", "Bo", "Cilla", "Dan")
    assert meeting.topics == ("ledelse",)
    assert meeting.questions == ("Hvad er svært?",)
    assert meeting.scores == (
        StatementScores("Jeg fik noget med.", (0, 0, 0, 4, 0)),
        StatementScores("Vi lyttede.", (0, 0, 0, 4, 0)),
    )
    assert [item.title for item in meeting.items] == [item.title for item in PLAN.agenda]
    assert meeting.planned == PLAN.seconds
    assert meeting.used > 100


def test_meetings_are_counted_from_one_to_the_next(path: Path) -> None:
    clock = SetClock()
    for number in range(1, 5):
        loop, _ = met(path, clock)
        assert loop.meeting.memory.past(PLAN).number == number
        loop.close()
    numbers = [meeting.number for meeting in loop.meeting.memory.past(PLAN).meetings]
    assert numbers == [1, 2, 3]
    assert kinds(path).count("StickIn") == 1


def test_until_then_the_group_can_go_back_though_the_box_was_off(path: Path) -> None:
    clock = SetClock()
    loop, _ = met(path, clock)
    loop.close()
    loop, ears = a_box(path, SetClock(40.0))
    assert loop.meeting.stage == "finished"
    loop.put(events.Heard(0.0, "back"))
    loop.run_pending()
    assert loop.meeting.stage == "running"
    assert "gone_back" in ears.said


def test_what_the_group_went_back_over_is_noted_once(path: Path) -> None:
    clock = SetClock()
    loop, _ = a_box(path, clock)
    loop.put(events.StickIn(0.0, a_plan(DIALOGUE, DIALOGUE, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    loop.put(events.Heard(0.0, "next_item"))
    loop.run_pending()
    assert loop.meeting.notes.count(QuestionNote("Hvad er svært?")) == 2
    loop.put(events.Heard(0.0, "back"))
    loop.run_pending()
    assert loop.meeting.notes.count(QuestionNote("Hvad er svært?")) == 1


def test_who_tries_the_box_for_a_minute_has_held_no_meeting(path: Path) -> None:
    clock = SetClock()
    loop, _ = a_box(path, clock)
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    for event in (events.Heard(0.0, "finish"), events.Heard(0.0, "yes")):
        loop.put(event)
        loop.run_pending()
    assert loop.meeting.stage == "finished"
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    assert loop.meeting.memory.groups == ()


def test_each_group_has_its_own_past(path: Path) -> None:
    clock = SetClock()
    south = replace(PLAN, network="Syd", people=people("Eva", "Finn", "Gro", "Hans"))
    met(path, clock)[0].close()
    met(path, clock, south)[0].close()
    loop, _ = met(path, clock)
    assert [len(group.meetings) for group in loop.meeting.memory.groups] == [1, 1]
    assert loop.meeting.memory.past(south).number == 2


def test_voices_survive_the_cut(path: Path) -> None:
    way = ("næste", "n E s d @")
    journal = Journal(path)
    first = events.Remembered(1.0, NOTHING.taught(PLAN, (way,)), 5)
    journal.cut(first, events.StickIn(1.0, PLAN))
    journal.close()
    loop, _ = a_box(path, SetClock())
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    loop.close()
    again, _ = a_box(path, SetClock())
    assert again.meeting.shown.listen_for.learned == (way,)


def test_what_is_cut_is_not_in_the_file_any_more(path: Path) -> None:
    clock = SetClock()
    loop, _ = a_box(path, clock)
    loop.put(events.StickIn(0.0, replace(PLAN, remarks=("Hemmelige Hanne",))))
    loop.run_pending()
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    loop.close()
    assert b"Hemmelige" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_a_cut_that_fails_leaves_the_journal_as_it_was(path: Path) -> None:
    """As on a disk that is full in the middle: here the second row can't be written."""
    loop, _ = met(path, SetClock())
    before = kinds(path)
    journal = Journal(path)
    unwritable = events.StickIn(1.0, replace(PLAN, early=float("nan")))
    with pytest.raises(JournalError):
        journal.cut(events.Remembered(1.0), unwritable)
    assert kinds(path) == before
    loop.close()


@pytest.mark.parametrize("pressed_before", [0, 1])
def test_scores_that_cannot_be_written_are_told_of_as_any_event_is(
    path: Path, pressed_before: int
) -> None:
    """As on a disk that has gone read-only: the statement's first press, and one after it."""
    journal = Journal(path)
    for _ in range(pressed_before):
        journal.keep_scores(events.Scored(1.0, 0, 0, (0, 0, 0, 1, 0)))
    journal._db.execute("PRAGMA query_only = ON")
    with pytest.raises(JournalError, match="cannot write the journal"):
        journal.keep_scores(events.Scored(1.0, 0, 0, (0, 0, 0, 0, 1)))


def cut_and_die(path: Path, statements: int) -> bool:
    """Cut `path` in a child that is killed before a statement of it; whether it came so far."""
    child = os.fork()
    if child == 0:
        journal = Journal(path)
        left = iter(range(statements))

        def count(_statement: str) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        journal._db.set_trace_callback(count)
        journal.cut(events.Remembered(9_000.0, next_id=77), events.StickIn(9_000.0, PLAN))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_kill_at_any_statement_of_the_cut_leaves_the_old_or_the_new(
    path: Path, tmp_path: Path
) -> None:
    met(path, SetClock())[0].close()
    old, whole = kinds(path), path.read_bytes()
    found = []
    for statements in range(8):
        copy = tmp_path / f"{statements}.db"
        copy.write_bytes(whole)
        killed = cut_and_die(copy, statements)
        left = kinds(copy)
        assert left in (old, ["Remembered", "StickIn"])
        found.append((killed, left == old))
    assert (True, True) in found
    assert (True, False) in found
    assert found[-1] == (False, False)


def older(line: str) -> str:
    """A row of memory as a program wrote it that knew less than this one."""
    return line.replace(',"ears":true', "").replace(',"goals":[]', "")


def newer(line: str) -> str:
    return line.replace('"kind":"Summary"', '"kind":"Summary","mood":{"kind":"Mood"}')


@pytest.mark.parametrize("other", [older, newer])
def test_a_memory_of_another_version_is_read(path: Path, other: Callable[[str], str]) -> None:
    clock = SetClock()
    loop, _ = met(path, clock)
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    memory = loop.meeting.memory
    line = encode(events.Remembered(1.0, memory))
    assert other(line) != line
    assert decode(other(line)) == events.Remembered(1.0, memory)
    loop.close()


def test_a_memory_that_another_program_could_not_read_is_read_by_this_one(path: Path) -> None:
    """The box was set back to a program without memory, held a meeting, and was brought on."""
    clock = SetClock()
    met(path, clock)[0].close()
    loop, _ = met(path, clock)
    loop.close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE events SET failed = 'UnknownKindError' WHERE sequence = 1")
    again, ears = a_box(path, SetClock())
    assert again.meeting.memory.past(PLAN).number == 2
    assert again.meeting.stage == "finished"
    assert "journal_trouble" not in ears.said


def test_a_memory_that_cannot_be_read_is_not_cut_away(path: Path) -> None:
    clock = SetClock()
    met(path, clock)[0].close()
    line = '{"kind":"Remembered","t":1.0,"memory":7}'
    with sqlite3.connect(path) as database:
        database.execute("UPDATE events SET event = ? WHERE sequence = 1", (line,))
    loop, ears = a_box(path, SetClock())
    assert ears.said.count("journal_trouble") == 1
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    loop.close()
    assert kinds(path)[:2] == ["Remembered", "StickIn"]
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT event FROM events ORDER BY sequence").fetchone() == (line,)
    assert a_box(path, SetClock())[1].said == ["how_to_start"]


def test_the_next_meeting_knows_nothing_of_who_was_here_or_what_they_agreed() -> None:
    table = Table.started(AGREEMENT, CLOSING)
    for _ in range(6):
        table.press("green")
    assert table.meeting.agreed
    table.hear("finish")
    table.hear("yes")
    table.happens(events.StickIn(0.0, PLAN))
    assert table.meeting.stage == "waiting"
    assert (table.meeting.present, table.meeting.agreed) == ((), None)
