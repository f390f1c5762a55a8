"""A sparring exercise goes on where it was, whichever row of its journal was the last."""

import pytest

from device.meeting import events
from device.meeting.items.sparring.plan import Sparring
from device.meeting.meeting import Meeting, handle
from device.memory.codec import decode, encode
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, Table

NAMES = ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gustav", "Hanne")


def led(people: int, way: str, *, need: bool) -> Table:
    """A meeting to its end, with one who leaves and one who comes."""
    item = Sparring("Sparring", 1500.0, way=way, need=need)
    table = Table.started(item, CLOSING, names=NAMES[:people])
    for step in range(60):
        if table.meeting.stage == "finished":
            return table
        table.wait(7)
        match step:
            case 4:
                table.hear("left", name="Bo")
            case 6:
                table.hear("guest")
            case 8:
                table.press("yellow", "yellow", "blue")
            case _:
                table.press("score2" if step % 5 == 1 else "green")
    raise AssertionError("it never ended")


@pytest.mark.parametrize("need", [False, True], ids=["", "need"])
@pytest.mark.parametrize("way", ["questions", "backs_turned", "one_question_each", "whole_group"])
@pytest.mark.parametrize("people", [3, 8])
def test_what_the_journal_holds_gives_the_same_meeting(people: int, way: str, need: bool) -> None:
    table = led(people, way, need=need)
    meeting = Meeting(PHRASES, BUTTONS)
    resumed_at = 0
    for row in table.history:
        meeting, _ = handle(meeting, decode(encode(row)))
        if meeting.stage == "running" and row.t > resumed_at:
            resumed_at = int(row.t) + 60
            again, said = handle(meeting, events.Resumed(row.t))
            assert again.index == meeting.index
            assert any(action.__class__.__name__ == "Say" for action in said)
            for _ in range(200):  # and it can still be led to its end
                if again.stage == "finished":
                    break
                now = again.now + 8
                if again.awaiting is not None:
                    again, _ = handle(again, events.Spoken(now, again.awaiting))
                again, _ = handle(again, events.Tick(now))
                again, _ = handle(again, events.Pressed(now + 4, "green"))
            assert again.stage == "finished"
    assert meeting.kept == table.meeting.kept
    assert meeting.stage == "finished"
