"""A box that is updated, whenever it happens: the meeting stands where it stood, and goes on."""

import json
import os
import shutil
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from device.meeting import events
from device.meeting.meeting import Meeting
from device.meeting.record import kept
from device.memory import journal_file
from device.memory.codec import VERSION
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import a_box, lead
from tests.device.meeting.table import BUTTONS, PHRASES
from tests.device.memory.journals.make import standing

KEPT = Path(__file__).with_name("journals")
STANDS = json.loads((KEPT / "stands.json").read_text(encoding="utf-8"))
SECONDS = 25.0
"""A sentence more or less, which nobody tells has been said, moves an end by no more than this."""


@pytest.fixture(params=sorted(STANDS))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A journal of 0.1.0, by the name of what the box was doing."""
    path = tmp_path / f"{request.param}.db"
    shutil.copy(KEPT / path.name, path)
    return path


def replayed(path: Path) -> Meeting:
    journal = Journal(path)
    meeting = journal.replay(Meeting(PHRASES, BUTTONS))
    assert not journal.incomplete
    assert journal.kept
    journal.close()
    return meeting


def assert_stands_as(meeting: Meeting, name: str) -> None:
    now, then = standing(meeting), dict(STANDS[name])
    then["scores"] = as_kept(then["scores"])
    assert now.pop("left") == pytest.approx(then.pop("left"), abs=SECONDS)
    assert now == then


def as_kept(scores: list[list[int]]) -> list[list[int]]:
    """Of a closed statement with too few scores nothing is kept any more."""
    return [list(kept(tuple(counts))) for counts in scores]  # type: ignore[arg-type]


def rows(path: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as database:
        return list(database.execute("SELECT sequence, boot, t, event FROM events"))


def test_the_meeting_stands_where_it_stood(old: Path) -> None:
    before = rows(old)
    assert_stands_as(replayed(old), old.stem)
    assert rows(old) == before
    # And once more, by the program that has brought it up to date
    assert_stands_as(replayed(old), old.stem)


def test_it_is_led_to_its_end(old: Path, tmp_path: Path) -> None:
    stick, clock = tmp_path / "stick", SetClock(5_000.0)
    stick.mkdir()
    loop, ears = a_box(old, clock, stick=stick)
    if old.stem == "fresh":
        assert ears.said == []
        return
    assert "journal_trouble" not in ears.said
    if loop.meeting.stage == "waiting":
        loop.put(events.Pressed(0.0, "green"))
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    if old.stem != "finished":
        assert ears.said[-1] == "report_written"
        assert "Astrid" not in (stick / "rapport.html").read_text(encoding="utf-8")
    told = as_kept(STANDS[old.stem]["scores"])
    assert [list(score.counts) for score in loop.meeting.scores][: len(told)] == told


def test_what_is_written_from_now_on_says_by_which_version(old: Path) -> None:
    count = len(rows(old))
    journal = Journal(old)
    journal.append(events.Tick(1_000.0))
    journal.close()
    with sqlite3.connect(old) as database:
        versions = [row[0] for row in database.execute("SELECT version FROM events")]
    assert versions == [1] * count + [VERSION]


@pytest.mark.parametrize("more", [-3, -1, 1, 3], ids=lambda more: f"{more:+} sentences")
@pytest.mark.parametrize("name", ["in_the_round", "in_the_break", "in_the_evaluation"])
def test_a_program_that_says_more_or_less_comes_to_the_same_place(
    name: str, more: int, tmp_path: Path
) -> None:
    """As though this program said so many sentences less or more than the one that wrote it."""
    path = tmp_path / "journal.db"
    shutil.copy(KEPT / f"{name}.db", path)
    with sqlite3.connect(path) as database:
        for sequence, line in database.execute("SELECT sequence, event FROM events").fetchall():
            event = json.loads(line)
            if event["kind"] == "Spoken" and event["id"] > 3:
                event["id"] += more
            changed = (json.dumps(event), sequence)
            database.execute("UPDATE events SET event = ? WHERE sequence = ?", changed)
    assert_stands_as(replayed(path), name)


def open_and_die(path: Path, statements: int) -> bool:
    """Open `path` in a child that is killed before its next statement; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = iter(range(statements))
        connect = sqlite3.connect

        def count(_statement: str) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        def traced(*args: Any, **more: Any) -> sqlite3.Connection:
            database: sqlite3.Connection = connect(*args, **more)
            database.set_trace_callback(count)
            return database

        sqlite3.connect = traced  # type: ignore[assignment]
        journal_file.open_file(path)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_kill_at_any_statement_of_the_change_loses_nothing(tmp_path: Path) -> None:
    kills = 0
    for statements in range(30):
        path = tmp_path / f"{statements}.db"
        shutil.copy(KEPT / "in_the_evaluation.db", path)
        kills += open_and_die(path, statements)
        assert_stands_as(replayed(path), "in_the_evaluation")
    assert 5 < kills < 30, "before, within and after"
