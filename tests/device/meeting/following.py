"""A group that meets again, with what it had before."""

from device.meeting import events, plan
from device.meeting.group import Group, Memory
from device.meeting.items.closing.plan import Closing
from device.meeting.items.duties import Duties
from device.meeting.items.follow_up import FollowUp
from device.meeting.items.goals import Goals
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.meeting import Meeting
from device.meeting.remembered import Summary
from tests.device.meeting.table import BUTTONS, NAMES, PHRASES, Table, a_plan

FOLLOW_UP = FollowUp("Siden sidst", 300, turn_seconds=60)
DIALOGUE = TopicDialogue("Dagens emne", 900, suggests=True)
GOALS = Goals("Mål", 200, turn_seconds=30)
ROLES = Duties("Roller", 120, fixed=True)
CLOSING = Closing("Aftaler", 120, fixed=True, points=("Hvornår ses vi?",))


def met(number: int = 1, **more: object) -> Summary:
    return Summary(number, "følgende møde", **{"present": NAMES, **more})  # type: ignore[arg-type]


def a_table(*meetings: Summary, agenda: tuple[plan.Item, ...], **more: object) -> Table:
    """A group that has had `meetings` begins its next one."""
    memory = Memory((Group("", NAMES, meetings=meetings),)) if meetings else Memory()
    table = Table(Meeting(PHRASES, BUTTONS, memory=memory))
    table.happens(events.StickIn(0.0, a_plan(*agenda, **more)))
    table.clear()
    table.press("green")
    return table


def talks(table: Table, seconds: float = 15.0) -> None:
    """Whoever has the word talks, and gives it on."""
    table.wait(seconds)
    table.press("green")
