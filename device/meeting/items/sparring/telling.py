"""How the groups of a sparring are told who they are, and who does what."""

from device.meeting.items.sparring.circles import Circle, Circles
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.steps.step import Line
from device.meeting.notes import RoleNote
from device.meeting.roles import ASKER, FOCUS, SparringRound
from device.meeting.scene import Scene
from speech.saying.wording import duration_in_words, number_in_words

WHOLE_STEP = 30.0
"""Seconds: times are told in whole steps."""


def plan_of(scene: Scene) -> Sparring:
    """The item with the time that it has now."""
    assert isinstance(scene.item, Sparring)
    return scene.item


ASKED = frozenset({"questions", "whole_group"})
"""The ways in which one person asks."""


def say_groups(scene: Scene, circles: Circles) -> None:
    """Who sits with whom, each group by its number."""
    for number, people in enumerate(circles.groups, start=1):
        names = scene.said_name(*people)
        if circles.several:
            scene.say("sparring_group", number=_number(number), names=names)
        else:
            scene.say("groups_are", groups=names)


def roles_said(scene: Scene, circles: Circles, *places: int) -> tuple[Line, ...]:
    """Who tells, and who asks where one does: of all groups, or of those at `places`."""
    asks = plan_of(scene).way in ASKED
    return tuple(
        _roles_line(scene, circle.now, place + 1 if circles.several else 0, asks=asks)
        for place, circle in enumerate(circles.all)
        if circle.now is not None and (not places or place in places)
    )


def _roles_line(scene: Scene, now: SparringRound, number: int, *, asks: bool) -> Line:
    """What one group is told; `number`: which it is, 0 where there is but one."""
    focus, asker = scene.said_name(now.focus), scene.said_name(now.asker)
    match bool(number), asks:
        case True, True:
            return Line.of("sparring_roles_of", number=_number(number), focus=focus, asker=asker)
        case True, False:
            return Line.of("sparring_tells_of", number=_number(number), focus=focus)
        case _, True:
            return Line.of("sparring_roles", focus=focus, asker=asker)
        case _:
            return Line.of("sparring_tells", focus=focus)


def note_roles_of(scene: Scene, circle: Circle) -> None:
    """Keep who told and who asked, so that over the meetings it goes round."""
    if circle.now is None:
        return
    scene.note(RoleNote(FOCUS, circle.now.focus))
    if plan_of(scene).way in ASKED:
        scene.note(RoleNote(ASKER, circle.now.asker))


def note_roles(scene: Scene, circles: Circles) -> None:
    """The same of all groups."""
    for circle in circles.all:
        note_roles_of(scene, circle)


def _number(number: int) -> str:
    """What a group is called: "ét", "to"."""
    return "ét" if number == 1 else number_in_words(number)


def told(seconds: float) -> str:
    """`seconds` as they are told: in whole half minutes, and from two minutes in whole ones."""
    step = WHOLE_STEP if seconds < 4 * WHOLE_STEP else 2 * WHOLE_STEP
    return duration_in_words(max(step, round(seconds / step) * step))
