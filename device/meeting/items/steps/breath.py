"""Where many talk at once the box chimes and holds its breath before it says something."""

from dataclasses import dataclass, replace

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.step import Answers, Passing, Step
from device.meeting.items.steps.talk import BREATH, TIME_IS_UP
from device.meeting.scene import Scene


@dataclass(frozen=True)
class Breath(Passing, Step):
    """Over when the table has had time to fall silent."""

    after: str = ""
    """The talk before it: where its time ran out, its two tones have been the chime."""
    until: float = 0.0

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if answers.get(self.after) != TIME_IS_UP:
            scene.chime("attention")
        return replace(self, until=scene.now + BREATH)

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return self

    @override
    def tick(self, scene: Scene) -> ItemState | Done:
        return Done() if scene.now >= self.until else self

    @override
    def moved(self, seconds: float) -> "Breath":
        return replace(self, until=self.until + seconds)

    @property
    @override
    def deadline(self) -> float:
        return self.until
