""" "Glem alt" by voice and by buttons: asked first, never in a meeting, and told."""

import pytest

from device.meeting import actions, events
from device.panel.chords import CHORD_HOLD
from tests.device.meeting.table import CLOSING, DIALOGUE, Table, a_plan


def ask(table: Table, how: str) -> None:
    if how == "buttons":
        table.happens(events.Held(0.0, "green and white"))
    else:
        table.hear("forget")


def wiped(table: Table) -> bool:
    return actions.Forget() in table.done


@pytest.mark.parametrize("how", ["buttons", "voice"])
@pytest.mark.parametrize("stage", ["empty", "waiting", "finished"])
def test_it_is_asked_and_done_after_a_yes(how: str, stage: str) -> None:
    table = Table() if stage == "empty" else Table.with_plan(a_plan(CLOSING))
    if stage == "finished":
        table.hear("start")
        table.hear("finish")
        table.hear("yes")
    assert table.meeting.stage == stage
    ask(table, how)
    assert table.keys[-1] == "confirm_forget"
    assert not wiped(table)
    table.press("green")
    assert wiped(table)
    table.happens(events.Wiped(0.0, whole=True))
    assert table.keys[-1] == "forgotten"
    assert table.meeting.plan is None


@pytest.mark.parametrize("how", ["buttons", "voice"])
def test_a_no_and_no_answer_leave_all_as_it_was(how: str) -> None:
    table = Table.with_plan(a_plan(CLOSING))
    ask(table, how)
    table.press("yellow")
    ask(table, how)
    table.wait(100)
    assert not wiped(table)
    assert table.meeting.plan is not None


def test_in_a_meeting_it_is_nothing_but_a_low_tone() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    ask(table, "buttons")
    assert table.chimes[-1] == "no"
    assert table.meeting.confirm is None


def test_the_buttons_are_held_for_as_long_as_it_is_said() -> None:
    assert CHORD_HOLD == 5.0
