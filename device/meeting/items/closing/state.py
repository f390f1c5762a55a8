"""Closing: what the group agrees on until next time, point by point, and thanks."""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from typing_extensions import override

from device.meeting.items.closing.plan import Closing
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.timed import Timed
from device.meeting.scene import Command, Scene

REMIND_SECONDS = 60.0
REMINDERS = 3
"""After so many reminders for one point the box takes the next."""


@dataclass(frozen=True)
class ClosingState(Timed):
    """``point``: being read. ``talk``: the group agrees. ``thanks``: goodbye is said."""

    points: tuple[str, ...]
    """The points that are left, the present one first."""
    point_seconds: float
    stage: str = field(default="point", kw_only=True)
    opening: ClassVar[str] = "point"
    first_reminder: ClassVar[float] = REMIND_SECONDS
    remind_seconds: ClassVar[float] = REMIND_SECONDS

    @staticmethod
    def begin(scene: Scene, item: Closing) -> "ClosingState":
        """Say what is left to agree on."""
        state = ClosingState(item.points, item.seconds / max(1, len(item.points)))
        if item.points:
            scene.say("closing_intro")
            scene.prepare(item.points)
        return state._next_point(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match self.stage, command.intent:
            case "point" | "talk", "next" | "yes" | "all_agree":
                return replace(self, points=self.points[1:])._next_point(scene)
            case "point" | "talk", "question":
                scene.say_text("own_words", self.points[0])
                return self
            case "point" | "talk", "more_time":
                return self.longer(scene, command)
            case _:
                return None

    @property
    @override
    def given(self) -> float:
        return self.point_seconds

    @override
    def over_time(self, scene: Scene) -> ItemState:
        if self.reminders >= REMINDERS:
            return replace(self, points=self.points[1:])._next_point(scene)
        scene.say("closing_point_over")
        return self.reminded(scene.now)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "thanks":
            scene.say("goodbye")
        else:
            scene.say_text("own_words", self.points[0])
        return self

    @property
    @override
    def help(self) -> str:
        return "help"

    @property
    @override
    def situation(self) -> str:
        return "points" if self.stage == "talk" else "speaking"

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving:
            return frozenset()
        return frozenset({"next", "question", "yes", "all_agree", "more_time"})

    @property
    @override
    def place(self) -> object:
        return self.points

    @override
    def taken_back(self, _since: ItemState | None, away: float, now: float) -> ItemState:
        back = self.moved(away)
        if back.clock is None:
            return back
        return replace(back, clock=back.clock.taken_up(now), reminders=0)

    @override
    def left(self, now: float) -> float | None:
        if not self.points:
            return 0.0
        others = self.point_seconds * len(self.points[1:])
        return self.clock_left(now, self.point_seconds) + others

    def _next_point(self, scene: Scene) -> "ClosingState":
        if not self.points:
            scene.say("goodbye")
            scene.chime("thanks")
            return replace(self, stage="thanks", clock=None)
        scene.say_text("own_words", self.points[0])
        return replace(self, stage="point", clock=None, more=0.0)
