"""Who sits with whom: the groups are made, told, and find their places."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, cast

from typing_extensions import override

from device.meeting.grouping import Groups, divide
from device.meeting.items.item import Done, ItemState
from device.meeting.items.sparring.circles import Circle, Circles, earlier_rounds
from device.meeting.items.sparring.telling import plan_of, say_groups
from device.meeting.items.steps.ask import Ask
from device.meeting.items.steps.step import Answers, Becoming, Line
from device.meeting.notes import RoleNote, TogetherNote
from device.meeting.partners import met
from device.meeting.scene import Command, Scene

SEATED = Line("sparring_seated")
NOBODY = Circles((), 0)


def circles_of(answers: Answers) -> Circles:
    """The groups."""
    return cast("Circles", answers["circles"])


@dataclass(frozen=True)
class Opening(Becoming):
    """What the parts of a sparring that become something else have in common."""

    @property
    @override
    def help(self) -> str:
        return "help_sparring"


@dataclass(frozen=True)
class Divide(Opening):
    """The answer: the groups of those who are here, with partners they haven't met lately."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> Done:
        item = plan_of(scene)
        here = scene.present
        groups: Groups = (here,) if here else ()
        if item.parted(len(here)):
            everyone = scene.plan.names
            seed = scene.plan.seed + scene.index
            groups = divide(here, item.size, met(scene), everyone=everyone, seed=seed)
        if item.way != "whole_group" and len(here) > 1:
            scene.note(TogetherNote(groups))
        roles = [(n.role, n.name) for meeting in scene.past.meetings for n in meeting.roles]
        roles += [(n.role, n.name) for n in scene.kept.notes if isinstance(n, RoleNote)]
        bids = cast("tuple[tuple[str, int], ...]", answers.get("needs") or ())
        return Done(
            Circles(
                tuple(Circle(people) for people in groups),
                item.size,
                earlier=earlier_rounds(roles),
                needs=dict(bids),
            )
        )


@dataclass(frozen=True)
class Seat(Ask):
    """The groups are told, and find their places; nothing to do for one group."""

    line: Line = SEATED
    patience: int = field(default=1, kw_only=True)
    circles: Circles = field(default=NOBODY, kw_only=True)
    remind_seconds: ClassVar[float] = 45.0

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if not circles_of(answers).several:
            return Done()
        seated = replace(self, circles=circles_of(answers))
        scene.say("sparring_groups")
        return seated.resume(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        return Done() if command.intent in self.understands else None

    @override
    def resume(self, scene: Scene) -> ItemState:
        say_groups(scene, self.circles)
        self.line.say(scene)
        return replace(self, asked_at=None)

    @property
    @override
    def situation(self) -> str:
        return "points"

    @property
    @override
    def help(self) -> str:
        return "help_sparring_next"

    @property
    @override
    def understands(self) -> frozenset[str]:
        return frozenset({"next", "start", "yes", "all_here"})

    @property
    @override
    def answer_intents(self) -> frozenset[str]:
        return frozenset()
