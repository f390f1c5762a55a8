"""What the plan has of a closing."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from device.meeting.plan import Item


@dataclass(frozen=True)
class Closing(Item):
    """Agreements until next time, and thanks."""

    points: tuple[str, ...] = ()
    """What to agree on, one by one (date, host, theme, a goal each)."""

    says_goodbye: ClassVar[bool] = True

    @override
    def flexible(self, people: int) -> float:
        return self.seconds

    @property
    @override
    def to_agree_on(self) -> tuple[str, ...]:
        return self.points
