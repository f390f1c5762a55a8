"""What the plan has of a welcome."""

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from device.meeting.plan import Item


@dataclass(frozen=True)
class Welcome(Item):
    """Greeting; asks how many came and marks absences."""

    text: str | None = None
    """The facilitator's own words of welcome, read after the greeting."""

    greets: ClassVar[bool] = True

    @override
    def flexible(self, people: int) -> float:
        return 0.0
