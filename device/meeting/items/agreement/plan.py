"""What the plan has of an agreement on purpose and ground rules."""

from dataclasses import dataclass

from typing_extensions import override

from device.meeting.plan import Item, Terms

READING = 60.0
"""Seconds of the item's time that the rules and everyone's yes take."""
DARE_STEP, DARE_MOST = 30.0, 180.0
"""The talk before the rules: whole half minutes, half of what is left, no longer than this."""


@dataclass(frozen=True)
class Agreement(Item):
    """Purpose and ground rules; everyone says ja or presses green."""

    purpose: str | None = None
    rules: tuple[str, ...] = ()
    """Empty: the box suggests the rules of content/."""
    again: bool = False
    """Asked once more, since not everyone said yes the first time."""
    dare: bool = False
    """The group first talks about what it takes to share doubt; plans of 0.1.0 had no such talk."""

    @override
    def flexible(self, people: int) -> float:
        return 0.0

    @property
    @override
    def terms(self) -> Terms:
        return Terms(self.purpose or "", self.rules)

    @property
    @override
    def coming_back(self) -> bool:
        return self.again

    @property
    def dare_seconds(self) -> float:
        """How long the talk before the rules is; 0.0: there is none, or no time for it."""
        return dare_seconds(self.seconds) if self.dare and not self.again else 0.0


def dare_seconds(seconds: float) -> float:
    """How long the talk before the rules is in an item of `seconds`; 0: no time for it."""
    spare = (seconds - READING) / 2
    return max(0.0, min(DARE_MOST, spare // DARE_STEP * DARE_STEP))
