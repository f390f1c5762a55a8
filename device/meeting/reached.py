"""How far a meeting has come, written down at each item: what holds whatever the rules become.

A replay gives the same meeting only to the program that wrote the rows. Another one may lose its
way in an item; at the next it is led back, and a meeting that was over is over. The items' own
states are not written: they are the program's, and would be the first to be unreadable.
"""

from device.meeting.along import began
from device.meeting.changing import replace
from device.meeting.events import Reached
from device.meeting.here import Attendance
from device.meeting.record import Kept
from device.meeting.scene import Scene
from device.meeting.state import Meeting


def reached(before: Meeting, meeting: Meeting) -> Reached | None:
    """What is to be written down of `meeting`, if it has come to another place than `before`."""
    if meeting.plan is None or meeting.stage not in {"running", "finished"}:
        return None
    if (before.stage, before.index) == (meeting.stage, meeting.index):
        return None
    return Reached(
        meeting.now,
        stage=meeting.stage,
        index=meeting.index,
        plan=meeting.plan,
        started=meeting.started,
        paused=meeting.paused,
        present=meeting.present,
        absent=meeting.absent,
        gone=meeting.gone,
        came=meeting.came,
        agreed=meeting.agreed,
        items=meeting.items,
        turns=meeting.turns,
        scores=meeting.scores if meeting.stage == "finished" else (),
        notes=meeting.notes,
    )


def led_to(meeting: Meeting, scene: Scene, place: Reached) -> Meeting:
    """`meeting`, at `place`: its item as it is if it is there, else from the item's beginning.

    Of one that is over the record is what it was then.
    """
    is_there = (meeting.stage, meeting.index) == (place.stage, place.index)
    if is_there and place.stage == "running":
        return replace(meeting, started=place.started, paused=place.paused)
    scene.here = Attendance(place.present, place.absent, place.gone, place.came)
    kept = Kept(place.items, place.turns, agreed=place.agreed, notes=place.notes)
    scene.plan, scene.kept = place.plan, kept
    there = replace(
        meeting,
        stage=place.stage,
        index=place.index,
        plan=place.plan,
        started=place.started,
        paused=place.paused,
    )
    if place.stage == "finished":
        scene.kept = kept = replace(kept, scores=place.scores)
        there = replace(there, ended=place.t)
    if is_there:
        return there
    there = replace(
        there,
        item=None,
        paused_at=None,
        stopped=False,
        going_on=False,
        awaiting=None,
        confirm=None,
        offered=0.0,
        left=(),
    )
    if place.stage == "running":
        there = began(there, scene, place.index)
        scene.kept = kept  # what is noted at its beginning is among the place's
    return there
