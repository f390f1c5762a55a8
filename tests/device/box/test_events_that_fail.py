"""An event that can't be handled: the meeting stands where it stood, says so, and goes on."""

from dataclasses import fields as dataclass_fields
from dataclasses import replace
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.meeting.meeting import Meeting
from device.meeting.plan import Plan
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box, lead
from tests.device.meeting.table import BUTTONS, CLOSING, DIALOGUE, PHRASES, ROUND, WELCOME, a_plan
from tests.device.memory.test_journal_damage import left_out, rows

SOUND = Meeting(PHRASES, BUTTONS)


def speechless(*keys: str) -> Meeting:
    """A program with a fault: it has no words for `keys`, and fails when it is to say them."""
    wordings = {key: said for key, said in PHRASES.wordings.items() if key not in keys}
    return Meeting(replace(PHRASES, wordings=wordings), BUTTONS)


def started(path: Path, meeting: Meeting) -> tuple[Loop, Ears, SetClock]:
    clock = SetClock()
    loop, ears = a_box(path, clock, meeting=meeting, seconds=1.0)
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    ears.said.clear()
    return loop, ears, clock


def test_what_fails_changes_nothing_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    loop, ears, clock = started(path, speechless("paused"))
    clock.advance(10)
    item = loop.meeting.item
    loop.put(events.Pressed(0.0, "yellow"))
    loop.run_pending()
    assert ears.said == ["program_trouble"]
    assert loop.meeting.paused_at is None
    assert loop.meeting.item == item
    # Whoever tries again hears it again
    loop.put(events.Pressed(0.0, "yellow"))
    loop.run_pending()
    assert ears.said == ["program_trouble"] * 2
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    loop.close()
    assert list(left_out(path).values()) == ["KeyError"] * 2
    assert all("yellow" in rows(path)[sequence] for sequence in left_out(path))


def test_what_failed_is_left_out_for_good(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    loop, _, clock = started(path, speechless("paused"))
    clock.advance(10)
    loop.put(events.Pressed(0.0, "yellow"))
    loop.run_pending()
    stood = loop.meeting
    loop.close()
    # The next program could have paused then; but the group went on
    again, ears = a_box(path, SetClock(), meeting=SOUND)
    assert again.meeting.paused_at is None
    assert again.meeting.turns == stood.turns
    assert "journal_trouble" not in ears.said


@pytest.mark.parametrize("stage", ["running", "finished"])
def test_what_fails_only_after_an_update_is_left_out(tmp_path: Path, stage: str) -> None:
    path = tmp_path / "journal.db"
    loop, _, clock = started(path, SOUND)
    clock.advance(10)
    for button in ("yellow", "yellow", "green"):
        loop.put(events.Pressed(0.0, button))
        loop.run_pending()
    if stage == "finished":
        lead(loop, clock)
    turns = [turn.name for turn in loop.meeting.turns]
    loop.close()
    for start in range(3):
        again, ears = a_box(path, SetClock(), meeting=speechless("paused"))
        assert again.meeting.stage == stage
        assert [turn.name for turn in again.meeting.turns] == turns
        assert ears.said.count("journal_trouble") == (start == 0)
        again.close()
    assert set(left_out(path).values()) == {"KeyError"}


def test_a_moment_that_fails_is_said_once_and_tried_again(tmp_path: Path) -> None:
    clock = SetClock()
    faulty = speechless("ask_how_many_again")
    loop, ears = a_box(tmp_path / "journal.db", clock, meeting=faulty)
    loop.put(events.StickIn(0.0, a_plan(WELCOME, ROUND, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    for _ in range(120):
        clock.advance(1)
        loop.run_pending()
    assert ears.said.count("program_trouble") == 1
    # And the meeting can be led on
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    assert len(left_out(tmp_path / "journal.db")) < 40


@pytest.mark.parametrize(
    ("intent", "keys"),
    [("green", ("turn_thanks",)), ("nobody", ("dialogue_time_up",))],
    ids=["each press fails", "each moment fails"],
)
def test_an_item_at_which_everything_fails_is_given_up(
    tmp_path: Path, intent: str, keys: tuple[str, ...]
) -> None:
    path = tmp_path / "journal.db"
    clock = SetClock()
    loop, ears = a_box(path, clock, meeting=speechless(*keys), seconds=1.0)
    loop.put(events.StickIn(0.0, a_plan(ROUND if intent == "green" else DIALOGUE, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    for _ in range(80):
        if loop.meeting.index == 1:
            break
        clock.advance(12)
        if intent == "green":
            loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
    assert loop.meeting.index == 1
    assert ears.said.count("item_given_up") == 1
    assert len(left_out(path)) == 5
    stood = loop.meeting
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    items = loop.meeting.items
    loop.close()
    again, _ = a_box(path, SetClock(), meeting=SOUND)
    assert again.meeting.items == items
    assert again.meeting.items[:1] == stood.items[:1]


def test_an_item_that_can_not_even_begin_is_gone_past_too(tmp_path: Path) -> None:
    clock = SetClock()
    faulty = speechless("turn_thanks", "dialogue_intro", "dialogue_intro_plain")
    loop, ears = a_box(tmp_path / "journal.db", clock, meeting=faulty, seconds=1.0)
    loop.put(events.StickIn(0.0, a_plan(ROUND, DIALOGUE, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    for _ in range(5):
        clock.advance(12)
        loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
    assert loop.meeting.index == 2
    assert ears.said.count("item_given_up") == 1
    assert [item.index for item in loop.meeting.items] == [0]


def test_what_works_in_between_keeps_an_item_going(tmp_path: Path) -> None:
    loop, _, clock = started(tmp_path / "journal.db", speechless("paused"))
    for _ in range(8):
        for button in ("yellow", "blue"):
            clock.advance(2)
            loop.put(events.Pressed(0.0, button))
            loop.run_pending()
    assert loop.meeting.index == 0


def test_a_box_that_can_say_nothing_of_it_goes_on_all_the_same(tmp_path: Path) -> None:
    loop, ears, clock = started(tmp_path / "journal.db", speechless("paused", "program_trouble"))
    for _ in range(3):
        clock.advance(1)
        loop.put(events.Pressed(0.0, "yellow"))
        loop.run_pending()
    assert ears.said == []
    lead(loop, clock)
    assert loop.meeting.stage == "finished"


def test_who_watches_and_fails_ends_nothing(tmp_path: Path) -> None:
    clock = SetClock()
    ears = Ears(clock, None, 0.0)

    def watch(*_what: object) -> None:
        raise RuntimeError("the terminal is gone")

    journal = Journal(tmp_path / "journal.db")
    ears.loop = Loop(SOUND, journal, ears, clock, watch=watch)
    ears.loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    ears.loop.put(events.Pressed(0.0, "green"))
    ears.loop.run_pending()
    lead(ears.loop, clock)
    assert ears.loop.meeting.stage == "finished"


def test_a_plan_that_cannot_be_taken_is_left_out_and_the_meeting_before_stays(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    loop, ears, clock = started(path, SOUND)
    lead(loop, clock)
    loop.meeting = replace(loop.meeting, phrases=speechless("plan_read").phrases)
    before = len(rows(path))
    loop.put(events.StickIn(0.0, a_plan(ROUND)))
    loop.run_pending()
    assert ears.said[-1] == "program_trouble"
    assert loop.meeting.stage == "finished"
    assert len(rows(path)) > before, "nothing was cut"


def test_a_cut_that_would_lose_something_is_not_made(tmp_path: Path) -> None:
    """A field of the meeting that is kept for the next one, but is not in the memory's row."""
    path = tmp_path / "journal.db"
    loop, _, clock = started(path, SOUND)
    lead(loop, clock)
    before = len(rows(path))
    kept = Meeting.cleared

    class Kept(Meeting):
        def cleared(self, plan: Plan | None) -> Meeting:
            return replace(kept(self, plan), unclear=1)

    fields = {field.name: getattr(loop.meeting, field.name) for field in dataclass_fields(Meeting)}
    loop.meeting = Kept(**fields)
    loop.put(events.StickIn(0.0, a_plan(ROUND)))
    loop.run_pending()
    assert loop.meeting.stage == "waiting"
    assert len(rows(path)) > before
