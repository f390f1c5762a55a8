"""What was heard with doubt is asked about in three words: "Springe Bo over?".

Only what takes somebody's word away, ends something, or changes who is there is heard so
(``far_reaching`` in content/commands.yaml). No answer is a no, in silence, and the same is not
asked about again till something else was asked for: mostly it was talk.
"""

from device.meeting import events
from device.meeting.changing import replace
from device.meeting.scene import Command, Scene
from device.meeting.signs import ASKED_ABOUT, QUESTION, shown, talk_at_once, understood
from device.meeting.state import UNSAID_SECONDS, Meeting

DOUBT_SECONDS = 8.0
"""So long a yes is waited for when the question has been said."""
LATE_SECONDS = 3.0
"""A green press that comes so soon after that is too late, and must not do something else."""


def doubted(meeting: Meeting, scene: Scene, event: events.Doubted) -> Meeting:
    """Ask whether it was meant, where that disturbs nobody."""
    command = Command.of(event)
    if not _may_ask(meeting) or command == meeting.doubted:
        return meeting
    can = command.intent in ASKED_ABOUT and understood(meeting, command.intent)
    if not can or (command.name and not meeting.knows(command.name)):
        return meeting
    until = meeting.now + UNSAID_SECONDS
    meeting = replace(meeting, confirm="doubted", doubted=command, confirm_until=until)
    return asked_again(meeting, scene)


def _may_ask(meeting: Meeting) -> bool:
    """Whether nothing else is asked about or said, and one person's word at a time is to be heard.

    In a break everybody talks, as in groups.
    """
    if meeting.confirm or meeting.awaiting is not None or meeting.going_off or not meeting.voice:
        return False
    if meeting.attentive_until is not None or shown(meeting).listen_for.answers & QUESTION:
        return False
    match meeting.stage:
        case "waiting":
            return True
        case "running":
            rests = meeting.agenda[meeting.index].rests
            return meeting.paused_at is None and not rests and not talk_at_once(meeting)
        case _:
            return False


def asked_again(meeting: Meeting, scene: Scene) -> Meeting:
    """Say the question, or say it once more."""
    command = meeting.doubted
    assert command is not None
    if command.name:
        scene.say(f"doubted_{command.intent}_named", name=scene.said_name(command.name))
    else:
        scene.say(f"doubted_{command.intent}")
    return meeting


def let_be(meeting: Meeting) -> Meeting:
    """Nobody said yes."""
    return replace(meeting, confirm=None, dropped_until=meeting.now + LATE_SECONDS)
