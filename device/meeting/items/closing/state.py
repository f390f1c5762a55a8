"""Closing: what the group agrees on until next time, point by point, and thanks."""

from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.items.closing.plan import Closing
from device.meeting.items.item import Done, ItemState, Timed, signal
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer

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

    @staticmethod
    def begin(scene: Scene, item: Closing) -> "ClosingState":
        """Say what is left to agree on."""
        state = ClosingState(item.points, item.seconds / max(1, len(item.points)))
        if item.points:
            scene.say("closing_intro")
            scene.prepare(item.points)
        return state._next_point(scene)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "thanks":
            return Done()
        if self.stage == "point":
            return replace(self.begun(scene.now, self.point_seconds), stage="talk")
        return self

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

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.deadline is None or scene.now < self.deadline or self.clock is None:
            return self
        if not self.clock.ended:
            return replace(self, clock=signal(self.clock, scene))
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
    def timer(self) -> Timer | None:
        return self.clock if self.stage == "talk" else None

    @property
    @override
    def deadline(self) -> float | None:
        if self.timer is None:
            return None
        if self.timer.ended:
            return self.next_reminder(REMIND_SECONDS, REMIND_SECONDS)
        return self.timer.next_moment()

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
