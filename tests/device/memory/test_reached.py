"""Whatever the code becomes: a meeting is led back to its place at each item, and stays over."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.meeting.meeting import Meeting
from device.memory.codec import VERSION
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.box.test_events_that_fail import speechless
from tests.device.boxes import Ears, a_box, lead
from tests.device.meeting.table import (
    BUTTONS,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    PHRASES,
    ROUND,
    WELCOME,
    a_plan,
)

PLAN = a_plan(WELCOME, ROUND, EVALUATION, DIALOGUE, CLOSING)


def led(path: Path, item: int | None = None) -> Loop:
    """A meeting that came to its end, or to the item at place `item`."""
    clock = SetClock()
    loop, _ = a_box(path, clock, seconds=1.0)
    loop.put(events.StickIn(0.0, PLAN))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    while loop.meeting.stage == "running" and loop.meeting.index != item:
        lead(loop, clock, steps=1)
    return loop


def started_again(path: Path, meeting: Meeting, clock: SetClock | None = None) -> tuple[Loop, Ears]:
    return a_box(path, clock or SetClock(500.0), meeting=meeting)


def lose(path: Path, *kinds: str) -> None:
    """Of these kinds no row says anything to the program that comes next."""
    with sqlite3.connect(path) as database:
        for kind in kinds:
            database.execute(
                "UPDATE events SET version = ?, event = replace(event, ?, ?)",
                (VERSION + 1, f'{{"kind":"{kind}"', '{"kind":"Else"'),
            )


FAULTY = speechless("round_question", "round_intro", "dialogue_intro", "ask_how_many", "turn_start")


@pytest.mark.parametrize(
    "meeting", [Meeting(PHRASES, BUTTONS), FAULTY], ids=["a sound program", "one that fails"]
)
@pytest.mark.parametrize("lost", [(), ("Pressed",), ("Pressed", "Tick", "Spoken")], ids=str)
def test_a_finished_meeting_stays_finished(
    tmp_path: Path, lost: tuple[str, ...], meeting: Meeting
) -> None:
    path = tmp_path / "journal.db"
    loop = led(path)
    record = loop.meeting.record
    loop.close()
    lose(path, *lost)
    for _ in range(2):
        again, ears = started_again(path, meeting)
        assert again.meeting.stage == "finished"
        assert again.meeting.record == record, "the report would be the same"
        assert "back_again" not in ears.said
        again.close()
    again, _ = started_again(path, Meeting(PHRASES, BUTTONS))
    again.put(events.StickIn(0.0, PLAN))
    again.run_pending()
    assert [past.number for past in again.meeting.memory.past(PLAN).meetings] == [1]


def test_a_meeting_whose_rows_mean_something_else_goes_on_at_its_item(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    loop = led(path, item=3)
    stood = loop.meeting
    loop.close()
    lose(path, "Pressed", "Tick", "Scored")
    clock = SetClock(600.0)
    again, ears = started_again(path, Meeting(PHRASES, BUTTONS), clock)
    assert (again.meeting.stage, again.meeting.index) == ("running", 3)
    assert again.meeting.turns == stood.turns
    assert again.meeting.present == stood.present
    assert again.meeting.notes == stood.notes
    assert "back_again" in ears.said
    lead(again, clock)
    assert again.meeting.stage == "finished"


def test_a_pause_that_a_replay_does_not_see_is_none_of_the_meetings_time(tmp_path: Path) -> None:
    path, clock = tmp_path / "journal.db", SetClock()
    loop, _ = a_box(path, clock, seconds=1.0)
    loop.put(events.StickIn(0.0, PLAN))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    loop.put(events.Heard(0.0, "pause"))
    loop.run_pending()
    clock.advance(300)
    loop.put(events.Heard(0.0, "resume"))
    loop.run_pending()
    while loop.meeting.index < 2:
        lead(loop, clock, steps=1)
    stood = loop.meeting
    assert stood.paused >= 300
    loop.close()
    lose(path, "Heard")  # the next program knows neither pause nor resume
    journal = Journal(path)
    again = journal.replay(Meeting(PHRASES, BUTTONS))
    journal.close()
    assert again.index == stood.index
    assert again.paused == stood.paused
    assert again.record.seconds == stood.record.seconds


def test_for_the_same_program_it_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    loop = led(path, item=3)
    stood = loop.meeting
    loop.close()
    journal = Journal(path)
    with_places = journal.replay(Meeting(PHRASES, BUTTONS))
    journal.close()
    with sqlite3.connect(path) as database:
        places = database.execute('DELETE FROM events WHERE event LIKE \'{"kind":"Reached"%\'')
        assert places.rowcount == 4
    journal = Journal(path)
    without = journal.replay(Meeting(PHRASES, BUTTONS))
    journal.close()
    assert replace(with_places, shown=without.shown) == without
    assert with_places.turns == stood.turns


def test_no_place_tells_of_scores_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    led(path).close()
    with sqlite3.connect(path) as database:
        lines = database.execute("SELECT event FROM events WHERE event LIKE '%\"Reached\"%'")
        places = [json.loads(line) for (line,) in lines]
    assert [place["stage"] for place in places] == ["running"] * 5 + ["finished"]
    assert [len(place["scores"]) for place in places] == [0, 0, 0, 0, 0, 2]
