"""Some things are only done after a yes: "Skal vi slutte mødet nu?"."""

from device.meeting.actions import Forget
from device.meeting.along import finished, note_item
from device.meeting.changing import replace
from device.meeting.doubting import DOUBT_SECONDS, asked_again, let_be
from device.meeting.going_off import going_off
from device.meeting.group import NOTHING
from device.meeting.leading import offer_declined, offer_taken
from device.meeting.pace import offer
from device.meeting.scene import Command, Scene
from device.meeting.state import UNSAID_SECONDS, Meeting

CONFIRM_SECONDS = 30.0
"""So long a yes is waited for when the question has been said."""
HARMLESS_SECONDS = 15.0
"""A yes that comes so soon after the question was dropped must not do something else."""


def ask(meeting: Meeting, scene: Scene, what: str) -> Meeting:
    """Ask once more, or for the first time: see `Meeting.confirm`."""
    if what == "doubted":
        return asked_again(meeting, scene)
    if meeting.offered:
        offer(meeting.offered).said_by(scene)
    else:
        scene.say(f"confirm_{what}")
    return replace(meeting, confirm=what, confirm_until=meeting.now + UNSAID_SECONDS)


def asked_and_said(meeting: Meeting) -> Meeting:
    """The question, or something after it, has been said: now there is time to answer."""
    seconds = DOUBT_SECONDS if meeting.confirm == "doubted" else CONFIRM_SECONDS
    return replace(meeting, confirm_until=meeting.now + seconds)


def dropped(meeting: Meeting, scene: Scene) -> Meeting:
    """Nobody answered: say so, so that nobody answers later. An offer is just gone, and what was
    hardly asked for, too."""
    if meeting.confirm == "doubted":
        return let_be(meeting)
    if meeting.offered:
        return replace(meeting, confirm=None, offered=0.0)
    scene.say("confirm_dropped")
    return replace(meeting, confirm=None, dropped_until=meeting.now + HARMLESS_SECONDS)


def forgotten(meeting: Meeting) -> Meeting:
    """Nothing of any meeting is known."""
    return replace(meeting.cleared(None), memory=NOTHING, owed=())


def answered(meeting: Meeting, scene: Scene, command: Command) -> Meeting | None:
    """The state after an answer; None: it was none, and the question goes on waiting for one."""
    without = replace(meeting, confirm=None)
    match meeting.confirm, command.intent:
        case "spare", "yes":
            return offer_taken(meeting, scene)
        case "spare", "no":
            return offer_declined(meeting, scene)
        case "evaluate", "no":
            return ask(meeting, scene, "finish")
        case "finish", "yes":
            scene.say("goodbye")
            note_item(without, scene)
            return finished(without, scene, meeting.index)
        case "off", "yes":
            return going_off(without, scene)
        case "forget", "yes":
            scene.actions.append(Forget())  # what came of it tells events.Wiped
            return forgotten(meeting)
        case "doubted", "no":
            return without
        case _, "no":
            running = meeting.stage == "running" and meeting.paused_at is None
            scene.say("carry_on" if running else "confirm_dropped")
            return without
        case str(what), "repeat" | "repeat_question" | "help":
            return ask(meeting, scene, what)
        case _:
            return None
