"""An item that fails at every event is given up: the meeting goes past it, whatever its state."""

import pytest

from device.meeting import events
from tests.device.meeting.table import CLOSING, DIALOGUE, ROUND, Table

LAST = 2


def given_up(table: Table, index: int) -> Table:
    table.clear()
    table.happens(events.GivenUp(0.0, index, index + 1))
    return table


def test_the_next_item_begins_and_the_box_says_so() -> None:
    table = Table.started(ROUND, DIALOGUE, CLOSING)
    table.wait(20)
    given_up(table, 0)
    assert table.keys[0] == "item_given_up"
    assert "goodbye" not in table.keys
    assert table.meeting.index == 1
    assert [(item.index, item.used) for item in table.meeting.items] == [(0, 20.0)]


def test_behind_the_last_item_it_is_over_with_a_goodbye() -> None:
    table = Table.started(ROUND, DIALOGUE, CLOSING)
    table.hear("next_item")
    table.hear("next_item")
    assert table.meeting.index == LAST
    given_up(table, LAST)
    assert table.keys == ["goodbye"]
    assert table.meeting.stage == "finished"


@pytest.mark.parametrize("state", ["paused", "asked whether to end"])
def test_a_pause_or_a_question_ends_with_it(state: str) -> None:
    table = Table.started(ROUND, DIALOGUE, CLOSING)
    table.wait(20)
    table.hear("pause" if state == "paused" else "finish")
    table.wait(10)
    given_up(table, 0)
    meeting = table.meeting
    assert (meeting.paused_at, meeting.confirm, meeting.offered) == (None, None, 0.0)
    paused = 10.0 if state == "paused" else 0.0
    assert meeting.paused == paused
    assert [item.used for item in meeting.items] == [30.0 - paused]
