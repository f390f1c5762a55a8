"""The box asks something and waits; it reminds now and then."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.items.item import Done, ItemState
from device.meeting.scene import Scene


@dataclass(frozen=True, kw_only=True)
class Asking(ItemState):
    """An item in which the box asks something and waits, reminding now and then."""

    asked_at: float | None = None
    """When the question had been said, or the last answer came; None while the box speaks."""
    reminders: int = 0
    """How often the box has asked again."""
    remind_seconds: ClassVar[float] = 20.0
    """So long it waits for an answer before it asks again."""

    @override
    def quiet(self, scene: Scene) -> ItemState | Done:
        return Done() if self.leaving else replace(self, asked_at=scene.now)

    @override
    def repeat(self, scene: Scene) -> ItemState:
        self.resume(scene)
        return replace(self, asked_at=None)

    @override
    def addressed(self, now: float) -> Self:
        return self if self.asked_at is None else replace(self, asked_at=now)

    @override
    def moved(self, seconds: float) -> Self:
        asked = None if self.asked_at is None else self.asked_at + seconds
        return replace(super().moved(seconds), asked_at=asked)

    @property
    @override
    def place(self) -> object:
        return self.stage

    @override
    def taken_back(self, _since: ItemState | None, away: float, _now: float) -> ItemState:
        return replace(self.moved(away), reminders=0)

    @property
    @override
    def needs_voice(self) -> bool:
        return not self.leaving

    @property
    @override
    def deadline(self) -> float | None:
        return None if self.asked_at is None else self.asked_at + self.remind_seconds

    def patience_is_over(self, now: float) -> bool:
        """Whether it is time to ask again."""
        return self.deadline is not None and now >= self.deadline
