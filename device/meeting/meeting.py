"""The meeting: one event in, the next state and the actions out. Pure."""

from dataclasses import replace

from device.meeting import reactions, signs
from device.meeting.actions import Action
from device.meeting.events import Event
from device.meeting.going_back import remembering
from device.meeting.state import Meeting

__all__ = ["Meeting", "handle"]


def handle(meeting: Meeting, event: Event) -> tuple[Meeting, list[Action]]:
    """The state after `event`, and what the outlets are to do, in order."""
    before = replace(meeting, now=max(meeting.now, event.t))
    scene = before.scene()
    after = reactions.react(before, scene, event)
    if not scene.attended:
        after = remembering(before, after)
    after = after.settled(scene)
    shown = signs.shown(after)
    return replace(after, shown=shown), [*scene.actions, *signs.changes(after.shown, shown)]
