"""What the plan has of interviews, and the time they take."""

from dataclasses import dataclass, replace
from typing import Self

from typing_extensions import override

from device.meeting.grouping import sizes
from device.meeting.plan import Item
from device.meeting.timing import Rules

OPENING = 60.0
"""Seconds of each round that go with saying who is with whom, and with finding each other."""
CHANGE = 15.0
"""Seconds between two turns: the chime, a breath, and the next question."""
STEP, LONG_STEP, LONG_TURN = 15.0, 30.0, 120.0
"""Turns are whole steps, as they are said aloud; from `LONG_TURN` on whole long ones …"""
SHORTEST_TURN = 30.0
"""… and no shorter than this."""


@dataclass(frozen=True)
class Interview(Item):
    """In pairs or threes everyone is interviewed once a round, all groups at the same time."""

    turn_seconds: float = 300.0
    rounds: int = 1
    """With new partners in each."""
    size: int = 0
    """How many are together; 0: what fits those who are here."""
    lead: str = ""
    """What they talk about, said first."""
    questions: tuple[str, ...] = ()
    """One for each round, the rest on request; empty: from the bank, another for each turn."""
    close: str = ""

    def turns(self, people: int) -> int:
        """How many turns a round has: as many as the largest group has people."""
        return sizes(people, self.size or fitting_size(people))[0] if people else 0

    def turn_in(self, people: int) -> float:
        """Each one's seconds with `people` at the table: shorter where groups became larger."""
        count = self.turns(people) * self.rounds
        if not count:
            return self.turn_seconds
        room = (self.seconds - self.rounds * OPENING) / count - CHANGE
        return min(self.turn_seconds, as_said(room))

    @override
    def needs(self, people: int) -> float:
        if not people:
            return self.seconds
        turn = self.turn_in(people) + CHANGE
        return self.rounds * (OPENING + self.turns(people) * turn)

    @override
    def flexible(self, people: int) -> float:
        return self.turn_in(people) * self.turns(people) * self.rounds

    @override
    def shortened(self, part: float, invited: int, rules: Rules) -> Self:
        turn = rules.shorter_turn(self.turn_seconds, part)
        saved = (self.turn_seconds - turn) * self.turns(invited) * self.rounds
        return replace(self, seconds=max(0.0, self.seconds - saved), turn_seconds=turn)

    @property
    @override
    def each(self) -> float | None:
        return self.turn_seconds


def as_said(seconds: float) -> float:
    """A turn of at most `seconds` that is easy to say, but not too short to be one."""
    step = LONG_STEP if seconds >= LONG_TURN else STEP
    return max(SHORTEST_TURN, seconds // step * step)


def fitting_size(people: int) -> int:
    """Pairs; threes where pairs leave one over and threes don't."""
    return 3 if people % 2 and people % 3 == 0 else 2
