"""Pauses: every clock stands still until the box has said where it is."""

from device.meeting.changing import replace
from device.meeting.scene import Scene
from device.meeting.state import Meeting

PAUSE_REMINDER = 900.0
"""A pause is recalled that often: first in words, then by a soft chime (seconds)."""
REST_REMINDER = 60.0
"""When a break of so long is over the group is called that often (seconds) …"""
REST_CALLS = 6
"""… and after so many calls the meeting goes on with those who are there, as after a break that
was planned (items/breaks)."""


def paused(meeting: Meeting) -> Meeting:
    """The clocks stop now."""
    return replace(meeting, paused_at=meeting.now, rest=0.0, going_on=False, pause_reminders=0)


def all_stopped(meeting: Meeting, scene: Scene) -> Meeting:
    """ "Stop alt", as when there is a fire: the clocks stand, and the box is silent."""
    scene.hush()
    if meeting.stage != "running":
        return meeting
    still = meeting if meeting.paused_at is not None else paused(meeting)
    return replace(
        still, stopped=True, going_on=False, confirm=None, offered=0.0, maybe_came=(),
        attentive_until=None, naming=None,
    )  # fmt: skip


def pause_reminder(meeting: Meeting) -> float | None:
    """When the group is to hear that it still has a pause."""
    if meeting.paused_at is None or meeting.going_on or meeting.stopped:
        return None
    if meeting.rest:
        return meeting.paused_at + meeting.rest + REST_REMINDER * meeting.pause_reminders
    return meeting.paused_at + PAUSE_REMINDER * (meeting.pause_reminders + 1)


def reminded_of_pause(meeting: Meeting, scene: Scene) -> Meeting:
    """The group hears that it still has a pause; a break of so long ends by itself at last."""
    if meeting.rest and meeting.pause_reminders >= REST_CALLS:
        scene.say("rest_goes_on")
        return go_on(meeting, scene)
    if meeting.rest and meeting.pause_reminders:
        scene.say("rest_over_again")
    elif meeting.rest:
        scene.chime("end")
        scene.say("rest_over")
    elif meeting.pause_reminders:
        scene.chime("warning")
    else:
        scene.say("still_paused")
    return replace(meeting, pause_reminders=meeting.pause_reminders + 1)


def go_on(meeting: Meeting, scene: Scene) -> Meeting:
    """End a pause (or a power cut): the clocks run when the box has said where they are."""
    if meeting.item is None:
        return meeting
    paused_at = meeting.now if meeting.paused_at is None else meeting.paused_at
    # The time that is left counts from the moment of the pause, not from now.
    scene.now = paused_at
    item = meeting.item.resume(scene)
    scene.now = meeting.now
    return replace(meeting, item=item, paused_at=paused_at, stopped=False, going_on=True)


def went_on(meeting: Meeting) -> Meeting:
    """The clocks run again: the pause is taken out of every time that is kept."""
    if meeting.paused_at is None or meeting.item is None:
        return replace(meeting, going_on=False, paused_at=None)
    pause = meeting.now - meeting.paused_at
    return replace(
        meeting,
        going_on=False,
        paused_at=None,
        paused=meeting.paused + pause,
        item_paused=meeting.item_paused + pause,
        item=meeting.item.moved(pause),
    )
