"""Break: time off, with a call back."""

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.items.breaks.plan import Break
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.timed import Timed
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words

REMIND_SECONDS = 60.0
REMINDERS = 5
"""After so many calls the meeting goes on with those who are there."""


@dataclass(frozen=True)
class BreakState(Timed):
    """``intro``, ``break``, ``back`` (calling the group together), ``thanks``."""

    seconds: float
    running: ClassVar[str] = "break"
    stage: str = field(default="intro", kw_only=True)
    calls: int = 0
    called_at: float | None = None

    @staticmethod
    def begin(scene: Scene, item: Break) -> "BreakState":
        """Say how long the break is."""
        scene.say("break_start", time=duration_in_words(item.seconds, roughly=True))
        return BreakState(item.seconds)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.stage == "back":
            return replace(self, called_at=scene.now)
        return super().quiet(scene)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "next" | "start" | "resume" | "yes" | "all_here":
                scene.say("break_over")
                return replace(self, stage="thanks")
            case "more_time":
                longer = self.longer(scene, command)
                stage = "break" if longer.clock else "intro"
                return replace(longer, stage=stage, calls=0, called_at=None)
            case _:
                return None

    @property
    @override
    def given(self) -> float:
        return self.seconds

    @override
    def nearly_up(self, scene: Scene) -> ItemState:
        left = duration_in_words(self.clock_left(scene.now, self.seconds), roughly=True)
        scene.say("break_nearly_over", time=left)
        return self

    @override
    def time_is_up(self, scene: Scene) -> ItemState:
        scene.say("break_call")
        return replace(self, stage="back", calls=1, called_at=None)

    @override
    def over_time(self, scene: Scene) -> ItemState:
        if self.calls > REMINDERS:
            scene.say("break_over")
            return replace(self, stage="thanks")
        scene.say("break_call_again")
        return replace(self, calls=self.calls + 1, called_at=None)

    @override
    def resume(self, scene: Scene) -> ItemState:
        if self.stage == "thanks":
            scene.say("break_over")
        elif self.clock is None or not self.clock.ended:
            left = self.clock.left(scene.now) if self.clock else self.seconds
            scene.say("break_start", time=duration_in_words(left, roughly=True))
        else:
            scene.say("break_call")
        return self

    @override
    def moved(self, seconds: float) -> Self:
        called = None if self.called_at is None else self.called_at + seconds
        return replace(super().moved(seconds), called_at=called)

    @override
    def repeat(self, scene: Scene) -> ItemState:
        if self.stage == "break" and self.clock:
            left = duration_in_words(self.clock.left(scene.now), roughly=True)
            scene.say("break_nearly_over", time=left)
            return self
        return self.resume(scene)

    @property
    @override
    def help(self) -> str:
        return "help"

    @property
    @override
    def situation(self) -> str:
        return {"break": "break", "back": "break"}.get(self.stage, "speaking")

    @property
    @override
    def timer(self) -> Timer | None:
        return self.clock if self.stage in {"break", "back"} else None

    @property
    @override
    def reminder_due(self) -> float | None:
        return None if self.called_at is None else self.called_at + REMIND_SECONDS

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving:
            return frozenset()
        return frozenset({"next", "start", "resume", "yes", "all_here", "more_time"})
