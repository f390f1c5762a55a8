"""A step: a part of an agenda item that knows how to begin, and a line that it says."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.scene import Scene

Answers = Mapping[str, object]
"""What the steps before it found out, by their `name`."""


@dataclass(frozen=True)
class Line:
    """Something to say: a phrase and what is filled into it."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    @staticmethod
    def of(key: str, **values: object) -> "Line":
        """The phrase `key` with these values."""
        return Line(key, tuple(values.items()))

    @staticmethod
    def own(text: str) -> "Line":
        """Words of the plan or of a content bank, as they are."""
        return Line.of("own_words", text=text.strip())

    def say(self, scene: Scene) -> None:
        """Say it after what is already queued."""
        scene.say(self.key, **dict(self.values))


@dataclass(frozen=True)
class Step(ItemState):
    """Part of an item. `Steps` calls `begin` when its turn has come.

    What it says is followed by `quiet`, also where that is nothing at all.
    """

    name: str = field(default="", kw_only=True)
    """What its answer is kept by."""

    @abstractmethod
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        """It begins now; Done where there is nothing to do. It may become any other state."""


class Passing(ItemState):
    """A state in which nothing is asked of anybody: the box speaks, or is about to."""

    @override
    def resume(self, scene: Scene) -> ItemState:
        return self

    @property
    @override
    def situation(self) -> str:
        return "speaking"

    @property
    @override
    def help(self) -> str:
        return "help"


@dataclass(frozen=True)
class Becoming(Passing, Step):
    """A step that becomes another state as it begins, or is over at once or when it has spoken."""

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return Done()
