"""Switching the box off: it says goodbye, and then it is off. A meeting can go on next time."""

from device.meeting.changing import replace
from device.meeting.pausing import paused
from device.meeting.scene import Scene
from device.meeting.state import Meeting


def going_off(meeting: Meeting, scene: Scene) -> Meeting:
    """Goodbye. A meeting under way has a pause until somebody goes on with it."""
    running = meeting.stage == "running"
    scene.say("switching_off_meeting" if running else "switching_off")
    if running and meeting.paused_at is None:
        meeting = paused(meeting)
    return replace(
        meeting,
        going_off=True,
        going_on=False,
        confirm=None,
        offered=0.0,
        attentive_until=None,
        naming=None,
    )


def stayed_on(meeting: Meeting, scene: Scene) -> Meeting:
    """Somebody pressed a button meanwhile, which means just that."""
    scene.hush()
    scene.say("stays_on")
    return meeting
