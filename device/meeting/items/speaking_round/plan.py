"""What the plan has of a speaking round."""

from dataclasses import dataclass, replace
from typing import Self

from typing_extensions import override

from device.meeting.plan import Item
from device.meeting.timing import Rules


@dataclass(frozen=True)
class SpeakingRound(Item):
    """Each person speaks `turn_seconds`."""

    question: str = ""
    """What each person is asked to speak about, said once at the start."""
    turn_seconds: float = 120.0
    shuffled: bool = False

    @override
    def needs(self, people: int) -> float:
        return self.turn_seconds * people if people else self.seconds

    @override
    def flexible(self, people: int) -> float:
        return self.needs(people)

    @override
    def shortened(self, part: float, invited: int, rules: Rules) -> Self:
        turn = rules.shorter_turn(self.turn_seconds, part)
        saved = (self.turn_seconds - turn) * (self.seconds / self.turn_seconds)
        return replace(self, seconds=self.seconds - saved, turn_seconds=turn)

    @property
    @override
    def each(self) -> float | None:
        return self.turn_seconds
