"""The meeting: one event in, the next state and the actions out. Pure."""

from device.meeting import reactions, signs
from device.meeting.actions import Action
from device.meeting.changing import replace
from device.meeting.events import Event
from device.meeting.going_back import remembering
from device.meeting.scene import Scene
from device.meeting.state import Meeting

__all__ = ["Meeting", "gathered", "handle"]

ASIDES = frozenset({"volume", "sorry"})
"""Said beside the matter: nobody wants them repeated."""
ANSWER_SECONDS = 30.0
"""So long after somebody was given an answer "gentag" means that answer."""
SLOWEST_SPEECH = 0.25
"""Seconds a character, slower than any voice speaks: after that a Say counts as spoken."""


def handle(meeting: Meeting, event: Event) -> tuple[Meeting, list[Action]]:
    """The state after `event`, and what the outlets are to do, in order."""
    before = replace(meeting, now=max(meeting.now, event.t))
    scene = before.scene()
    after = reactions.react(before, scene, event)
    if not scene.attended:
        after = remembering(before, after)
    after = gathered(after, scene)
    shown = signs.shown(after)
    return replace(after, shown=shown), [*scene.actions, *signs.changes(after.shown, shown)]


def gathered(meeting: Meeting, scene: Scene) -> Meeting:
    """This state with what the scene has gathered."""
    after = replace(meeting, next_id=scene.next_id)
    if meeting.stage in {"running", "finished"}:  # else what was gathered was the last meeting's
        after = _with_notes(after, scene)
    if not scene.last_said:
        return after
    after = replace(after, unheard=False)
    length = sum(len(said.text) for said in scene.last_said)
    from_when = meeting.spoken_by if meeting.awaiting is not None else meeting.now
    after = replace(
        after,
        awaiting=scene.last_said[-1].id,
        spoken_by=max(from_when, meeting.now) + 5.0 + length * SLOWEST_SPEECH,
    )
    if {said.key for said in scene.last_said} <= ASIDES:
        return after
    return replace(
        after,
        last_said=tuple(scene.last_said),
        answer_until=meeting.now + ANSWER_SECONDS if scene.answered else None,
    )


def _with_notes(meeting: Meeting, scene: Scene) -> Meeting:
    after = replace(meeting, here=scene.here, kept=scene.kept)
    if meeting.plan and scene.again:
        after = replace(after, plan=meeting.plan.with_coming_back(meeting.index, scene.again))
    elif meeting.plan and scene.over:
        after = replace(after, plan=meeting.plan.without_coming_back(meeting.index))
    if scene.learned and meeting.plan:
        memory = meeting.memory.taught(meeting.plan, tuple(scene.learned))
        after = replace(after, memory=memory)
    return after
