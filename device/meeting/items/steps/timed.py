"""Time runs: the clock, its signals, and what happens when it is up and nobody ends it."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words


@dataclass(frozen=True, kw_only=True)
class Timed(ItemState):
    """An item, or the part of one, in which time runs.

    It is announced in stage `opening`; when that has been said the clock runs in stage `running`,
    with the signals that belong to it and what `time_is_up` and `over_time` do.
    """

    clock: Timer | None = None
    more: float = 0.0
    """Seconds that were asked for before the clock ran."""
    reminders: int = 0
    """How often it has said that the time is over."""
    reminded_at: float | None = None

    opening: ClassVar[str] = "intro"
    running: ClassVar[str] = "talk"
    first_reminder: ClassVar[float] = 180.0
    """So long after the end it is over time for the first time …"""
    remind_seconds: ClassVar[float] = 180.0
    """… and then again, so often."""

    @property
    @abstractmethod
    def given(self) -> float:
        """Seconds on the clock when it starts."""

    def nearly_up(self, _scene: Scene) -> ItemState:
        """The warning has just been given."""
        return self

    def time_is_up(self, _scene: Scene) -> ItemState:
        """The signal for the end has just been given."""
        return self

    def over_time(self, scene: Scene) -> ItemState | Done:
        """The time has been up for a while, and was not ended: see `reminder_due`."""
        scene.chime("end")
        return self.reminded(scene.now)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        if self.leaving:
            return Done()
        if self.stage == self.opening:
            return replace(self.begun(scene.now, self.given), stage=self.running)
        return self

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        if self.timer is None or self.deadline is None or scene.now < self.deadline:
            return self
        if self.timer.ended:
            return self.over_time(scene)
        clock = signal(self.timer, scene)
        after = replace(self, clock=clock)
        return after.time_is_up(scene) if clock.ended else after.nearly_up(scene)

    @property
    @override
    def situation(self) -> str:
        if self.timer is None:
            return "speaking"
        return "over" if self.timer.ended else "running"

    @property
    @override
    def timer(self) -> Timer | None:
        return self.clock if self.stage == self.running else None

    @property
    @override
    def deadline(self) -> float | None:
        if self.timer is None:
            return None
        return self.reminder_due if self.timer.ended else self.timer.next_moment()

    @property
    def reminder_due(self) -> float | None:
        """When it is over time."""
        return self.next_reminder(self.first_reminder, self.remind_seconds)

    @override
    def left(self, now: float) -> float | None:
        return 0.0 if self.leaving else self.clock_left(now, self.given)

    @override
    def moved(self, seconds: float) -> Self:
        clock = self.clock.moved(seconds) if self.clock else None
        reminded = None if self.reminded_at is None else self.reminded_at + seconds
        return replace(super().moved(seconds), clock=clock, reminded_at=reminded)

    def begun(self, now: float, seconds: float) -> Self:
        """The clock runs from now on."""
        clock = Timer(now, seconds, extra=self.more)
        return replace(self, clock=clock, more=0.0, reminders=0, reminded_at=None)

    def longer(self, scene: Scene, command: Command) -> Self:
        """With the minutes more that `command` asks for; what it was reminded of is forgotten."""
        seconds = 60 * (command.minutes or 0.0)
        scene.say("more_time", time=duration_in_words(seconds))
        if self.clock is None:
            return replace(self, more=self.more + seconds)
        clock = self.clock.extended(seconds, scene.now)
        return replace(self, clock=clock, reminders=0, reminded_at=None)

    def clock_left(self, now: float, otherwise: float) -> float:
        """Seconds left on the clock, 0 when it is over; `otherwise` where it doesn't run yet."""
        return max(0.0, self.clock.left(now)) if self.clock else otherwise + self.more

    def next_reminder(self, first: float, after: float) -> float | None:
        """When to remind that the time is over: `first` seconds after that, then each `after`."""
        if self.clock is None:
            return None
        if self.reminded_at is None:
            return self.clock.due + first
        return self.reminded_at + after

    def reminded(self, now: float) -> Self:
        """It has just said, or chimed, that the time is over."""
        return replace(self, reminders=self.reminders + 1, reminded_at=now)


def signal(timer: Timer, scene: Scene) -> Timer:
    """Give the signals that are due: one soft chime at the warning, two at the end."""
    if not timer.ended and scene.now >= timer.due:
        scene.chime("end")
        return replace(timer, warned=True, ended=True)
    if not timer.warned and scene.now >= timer.warning_due:
        scene.chime("warning")
        return replace(timer, warned=True)
    return timer
