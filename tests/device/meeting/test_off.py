"""Switching off: two buttons or a word; a meeting under way can go on next time."""

import pytest

from device.meeting import actions, events
from tests.device.meeting.any_order import holds_together
from tests.device.meeting.table import BREAK, CLOSING, DIALOGUE, ROUND, Table, a_plan

CHORD = "green and yellow"


def off(table: Table) -> bool:
    return actions.SwitchOff() in table.done


def ask(table: Table, how: str) -> None:
    if how == "buttons":
        table.happens(events.Held(0.0, CHORD))
    else:
        table.hear("off")


@pytest.mark.parametrize("how", ["buttons", "voice"])
@pytest.mark.parametrize("stage", ["empty", "waiting", "finished"])
def test_between_meetings_it_says_so_and_is_off(how: str, stage: str) -> None:
    table = Table.between_meetings(stage, a_plan(CLOSING))
    ask(table, how)
    assert table.keys[-1] == "switching_off"
    assert off(table)
    assert table.light == "off"
    table.clear()
    table.wait(3600)
    assert not table.done


@pytest.mark.parametrize("how", ["buttons", "voice"])
def test_in_a_meeting_it_asks_first(how: str) -> None:
    table = Table.started(ROUND, CLOSING)
    ask(table, how)
    assert table.keys[-1] == "confirm_off"
    assert not off(table)
    table.hear("no")
    assert table.keys[-1] == "carry_on"
    assert not off(table)
    ask(table, how)
    table.press("green")
    assert table.keys[-1] == "switching_off_meeting"
    assert off(table)


def test_nobody_who_answers_is_a_no() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    ask(table, "buttons")
    table.wait(60)
    assert "confirm_dropped" in table.keys
    assert not off(table)


@pytest.mark.parametrize("before", ["running", "paused", "stopped", "break"])
def test_the_meeting_goes_on_when_it_is_on_again(before: str) -> None:
    table = Table.started(BREAK if before == "break" else DIALOGUE, CLOSING)
    table.wait(60)
    if before in {"paused", "stopped"}:
        table.hear("pause" if before == "paused" else "stop_all")
    ask(table, "voice")
    table.hear("yes")
    holds_together(table.meeting)
    table.wait(4000)
    table.clear()
    table.happens(events.Resumed(0.0))
    assert table.keys[0] == "back_again"
    assert table.meeting.paused_at is not None, "nobody is at the table yet, perhaps"
    assert table.light != "off"
    table.press("green")
    table.wait(10)
    assert table.meeting.item_used < 100


def test_whoever_presses_while_it_says_goodbye_wants_it_to_stay() -> None:
    table = Table.with_plan(a_plan(DIALOGUE, CLOSING))
    table.speaks = False
    ask(table, "voice")
    goodbye = table.meeting.awaiting
    assert goodbye is not None
    table.happens(events.Pressed(0.0, "green"))
    assert actions.StopSaying() in table.done
    assert table.keys[-1] == "stays_on"
    table.happens(events.Spoken(0.0, goodbye))
    table.speaks = True
    table.wait(60)
    assert not off(table)
    assert table.light == "green"
    assert table.meeting.stage == "waiting"


def test_a_dead_voice_does_not_keep_it_on() -> None:
    table = Table.with_plan(a_plan(DIALOGUE))
    table.speaks = False
    ask(table, "buttons")
    table.wait(60)
    assert off(table)


def test_a_power_cut_in_the_goodbye_leaves_a_box_that_is_on() -> None:
    table = Table()
    table.speaks = False
    ask(table, "voice")
    table.happens(events.Resumed(0.0))
    table.wait(3600)
    assert not off(table)
    assert table.light == "white"


def test_a_box_that_nobody_uses_after_a_meeting_goes_off() -> None:
    table = Table.started(CLOSING)
    table.happens(events.LeftAlone(0.0))
    assert not off(table), "a meeting is on"
    table.hear("finish")
    table.hear("yes")
    table.happens(events.LeftAlone(0.0))
    assert table.keys[-1] == "switching_off"
    assert off(table)
