"""What the plan has of a break."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from device.meeting.plan import Item


@dataclass(frozen=True)
class Break(Item):
    """A pause, with a call back."""

    rests: ClassVar[bool] = True

    @override
    def flexible(self, people: int) -> float:
        return 0.0
