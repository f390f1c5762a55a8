"""What the plan has of an evaluation."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from typing_extensions import override

from device.meeting.plan import Item
from device.meeting.timing import Rules


@dataclass(frozen=True)
class Evaluation(Item):
    """Statements scored 1-5 on the buttons, anonymous; then a spoken round."""

    statements: tuple[str, ...] = ()
    question: str = ""
    """For the spoken round; empty: no spoken round."""
    turn_seconds: float = 60.0

    evaluates: ClassVar[bool] = True

    @override
    def flexible(self, people: int) -> float:
        return min(self.seconds, self.turn_seconds * people) if self.question else 0.0

    @override
    def shortened(self, part: float, invited: int, rules: Rules) -> Self:
        turn = rules.shorter_turn(self.turn_seconds, part)
        turns = min(invited, self.seconds / self.turn_seconds)
        saved = (self.turn_seconds - turn) * turns
        return replace(self, seconds=self.seconds - saved, turn_seconds=turn)

    @property
    @override
    def each(self) -> float | None:
        return self.turn_seconds if self.question else None
