"""The one face of every agenda item: a frozen state machine that is told what happens."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.events import SaidAfter
from device.meeting.scene import Command, Scene
from device.meeting.timer import Timer
from speech.saying.wording import duration_in_words


@dataclass(frozen=True)
class Done:
    """The item is over."""


@dataclass(frozen=True)
class ItemState(ABC):
    """An agenda item under way. Each method gives the state that follows.

    The meeting takes care of what is the same everywhere (pause, repeat, time left, help …) and
    tells the item the rest. None from `command` or `digit` means: no use for that here.
    """

    @abstractmethod
    def quiet(self, scene: Scene) -> "ItemState | Done":
        """All that was to be said has been said."""

    @abstractmethod
    def resume(self, scene: Scene) -> "ItemState":
        """The box was gone for a moment: say again what people wait for."""

    @property
    @abstractmethod
    def situation(self) -> str:
        """The column of content/buttons.yaml that holds now."""

    def command(self, _scene: Scene, _command: Command) -> "ItemState | Done | None":
        """A command came by voice or button."""
        return None

    def digit(self, _scene: Scene, _value: int) -> "ItemState | Done | None":
        """A score button was pressed."""
        return None

    def said_after(self, _scene: Scene, _said: SaidAfter) -> "ItemState | Done | None":
        """The sentence of `lesson` was said."""
        return None

    def not_understood(self, _scene: Scene) -> "ItemState | Done | None":
        """Something else than `lesson`, or than a command, was said."""
        return None

    def tick(self, _scene: Scene) -> "ItemState | Done":
        """It may be time for something; see `deadline`."""
        return self

    def addressed(self, _now: float) -> "ItemState":
        """Somebody called the box, and is about to say something."""
        return self

    def moved(self, _seconds: float) -> "ItemState":
        """The group paused for so many seconds."""
        return self

    @property
    def timer(self) -> Timer | None:
        """The time that runs, if any."""
        return None

    @property
    def deadline(self) -> float | None:
        """Meeting time at which `tick` has something to do."""
        return self.timer.next_moment() if self.timer else None

    @property
    def lesson(self) -> str:
        """What somebody is to say after the box, so that it learns how they say it."""
        return ""

    @property
    def understands(self) -> frozenset[str]:
        """Intents that need the wake word."""
        return frozenset()

    @property
    def answer_intents(self) -> frozenset[str]:
        """Intents that answer the box's question and need no wake word."""
        return frozenset()


@dataclass(frozen=True, kw_only=True)
class Timed(ItemState):
    """An item, or the part of one, in which time runs."""

    clock: Timer | None = None

    @override
    def moved(self, seconds: float) -> Self:
        return replace(self, clock=self.clock.moved(seconds)) if self.clock else self

    def longer(self, scene: Scene, command: Command) -> Timer | None:
        """The clock with the minutes that `command` asks for; None where it can't be had."""
        if not command.minutes or self.clock is None:
            return None
        seconds = 60 * command.minutes
        scene.say("more_time", time=duration_in_words(seconds))
        return self.clock.extended(seconds, scene.now)


@dataclass(frozen=True, kw_only=True)
class Asking(ItemState):
    """An item in which the box asks something and waits, reminding now and then."""

    stage: str = ""
    """Where it is; in ``thanks`` it says its last words."""
    asked_at: float | None = None
    """When the question had been said, or the last answer came; None while the box speaks."""
    reminders: int = 0
    """How often the box has asked again."""
    remind_seconds: ClassVar[float] = 20.0
    """So long it waits for an answer before it asks again."""

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return Done() if self.stage == "thanks" else replace(self, asked_at=scene.now)

    @override
    def addressed(self, now: float) -> Self:
        return self if self.asked_at is None else replace(self, asked_at=now)

    @override
    def moved(self, seconds: float) -> Self:
        return self if self.asked_at is None else replace(self, asked_at=self.asked_at + seconds)

    @property
    @override
    def deadline(self) -> float | None:
        return None if self.asked_at is None else self.asked_at + self.remind_seconds

    def patience_is_over(self, now: float) -> bool:
        """Whether it is time to ask again."""
        return self.deadline is not None and now >= self.deadline


def signal(timer: Timer, scene: Scene) -> Timer:
    """Give the signals that are due: one soft chime at the warning, two at the end."""
    if not timer.ended and scene.now >= timer.due:
        scene.chime("end")
        return replace(timer, warned=True, ended=True)
    if not timer.warned and scene.now >= timer.warning_due:
        scene.chime("warning")
        return replace(timer, warned=True)
    return timer
