"""The box says something, and goes on."""

from dataclasses import dataclass

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.step import Answers, Becoming, Line
from device.meeting.scene import Scene


@dataclass(frozen=True)
class Announce(Becoming):
    """Over when it has been said."""

    lines: tuple[Line, ...]

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        for line in self.lines:
            line.say(scene)
        return self if self.lines else Done()

    @override
    def resume(self, scene: Scene) -> ItemState:
        for line in self.lines:
            line.say(scene)
        return self
