"""Reflection: quiet questions with silence after each, alone or with a round afterwards."""

from typing_extensions import override

from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.reflection.fields import ReflectionFields
from device.meeting.items.reflection.plan import Reflection
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.quiet import Quiet
from device.meeting.items.steps.round import Round
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Line, Step
from device.meeting.scene import Scene


class ReflectionKind(Kind[Reflection]):
    """Everybody thinks for themselves."""

    name = "refleksion"
    item = Reflection
    fields = ReflectionFields
    situations = frozenset({"speaking", "running", "over"})
    helps = frozenset({"help", "help_reflection", "help_round"})

    @override
    def begin(self, scene: Scene, item: Reflection) -> ItemState:
        scene.prepare(item.questions)
        return Steps.begun(scene, *steps(scene, item))


def steps(scene: Scene, item: Reflection) -> tuple[Step, ...]:
    """The questions with their silences, the round, and the last words."""
    people = len(scene.present)
    silences = item.silences(people)
    found: list[Step] = []
    for place, seconds in enumerate(silences):
        if lead := item.leads[place] if place < len(item.leads) else "":
            found.append(Announce((Line.own(lead),)))
        found.append(
            Quiet(
                (Line.own(item.questions[place]),),
                seconds,
                tone=place == len(silences) - 1,
                help_key="help_reflection",
            )
        )
    if item.round_seconds(people):
        found.append(Round(item.turn_seconds, item.question))
    if item.close and scene.index == len(scene.plan.agenda) - 1:
        found.append(Announce((Line.own(item.close),)))
    return tuple(found)


KIND = ReflectionKind()
