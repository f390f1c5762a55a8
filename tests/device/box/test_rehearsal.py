"""What is rehearsed is what happens: few surprises for the voice, few graphs for the ear."""

from device.box.rehearsal import rehearse
from device.meeting.actions import ListenFor, Prepare
from device.meeting.meeting import Meeting
from tests.device.meeting.table import BUTTONS, PHRASES, WHOLE, Table
from tests.device.meeting.test_whole_meeting import lead


def test_everything_that_is_listened_for_was_rehearsed() -> None:
    rehearsal = rehearse(Meeting(PHRASES, BUTTONS), WHOLE)
    table = Table.with_plan(WHOLE)
    table.press("green")
    lead(table)
    listened = {a for a in table.done if isinstance(a, ListenFor) and (a.commands or a.answers)}
    assert listened <= set(rehearsal.listening)
    assert len(rehearsal.listening) < 28


def test_most_of_what_is_said_was_rehearsed() -> None:
    rehearsal = rehearse(Meeting(PHRASES, BUTTONS), WHOLE)
    table = Table.with_plan(WHOLE)
    table.press("green")
    lead(table)
    ahead = {text for one in table.done if isinstance(one, Prepare) for text in one.texts}
    known = {*rehearsal.texts, *ahead}  # a round has its names made when it begins
    new = [said.text for said in table.said if said.aloud not in known]
    assert len(new) <= len(table.said) / 4, new


def test_a_rehearsal_leaves_the_meeting_as_it_was() -> None:
    table = Table.started(*WHOLE.agenda)
    before = table.meeting
    rehearse(table.meeting, WHOLE)
    assert table.meeting == before
