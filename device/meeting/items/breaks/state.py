"""Break: time off, with a call back."""

from dataclasses import dataclass, field, replace
from typing import Self

from typing_extensions import override

from device.meeting.items.breaks.plan import Break
from device.meeting.items.item import Done, ItemState, Timed, signal
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
        if self.stage == "thanks":
            return Done()
        if self.stage == "intro":
            return replace(self.begun(scene.now, self.seconds), stage="break")
        if self.stage == "back":
            return replace(self, called_at=scene.now)
        return self

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

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.deadline is None or scene.now < self.deadline or self.clock is None:
            return self
        if self.stage == "break":
            signalled = signal(self.clock, scene)
            if signalled.ended:
                scene.say("break_call")
                return replace(self, clock=signalled, stage="back", calls=1, called_at=None)
            left = duration_in_words(signalled.left(scene.now), roughly=True)
            scene.say("break_nearly_over", time=left)
            return replace(self, clock=signalled)
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

    @override
    def left(self, now: float) -> float | None:
        return 0.0 if self.leaving else self.clock_left(now, self.seconds)

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
    def deadline(self) -> float | None:
        if self.stage == "break" and self.clock:
            return self.clock.next_moment()
        if self.stage == "back" and self.called_at is not None:
            return self.called_at + REMIND_SECONDS
        return None

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving:
            return frozenset()
        return frozenset({"next", "start", "resume", "yes", "all_here", "more_time"})
