"""What the plan has of a quiet reflection, and how its time is parted between the questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from device.meeting.items.fields.slots import round_seconds
from device.meeting.plan import Item

READ = 6.0
"""Seconds that a question takes to read aloud."""
LEAST_PAUSE = 15.0
"""Fewer seconds than this nobody gets a thought to its end in."""
MOST_PAUSE = 180.0
"""After so many everybody has thought, and looks at the others."""
BEFORE_ROUND = 20.0
"""Seconds: what is asked in the round is said."""


@dataclass(frozen=True)
class Reflection(Item):
    """Questions with silence after each; then a round, if it is wished for."""

    leads: tuple[str, ...] = ()
    """What is said before each question; "" where nothing is."""
    questions: tuple[str, ...] = ()
    pauses: tuple[float, ...] = ()
    """Seconds of silence that each asks for; the item's time may make them longer or shorter."""
    close: str = ""
    """Said where the meeting ends with it."""
    question: str = ""
    """Of the round; empty: no round."""
    turn_seconds: float = 60.0

    @override
    def needs(self, people: int) -> float:
        return self.seconds

    @override
    def flexible(self, people: int) -> float:
        return self.seconds

    def round_seconds(self, people: int) -> float:
        """Seconds of the round with so many; nobody tells themselves."""
        if not self.question or people < 2:
            return 0.0
        return round_seconds(people, BEFORE_ROUND, self.turn_seconds)

    def silences(self, people: int) -> tuple[float, ...]:
        """Seconds of silence after each question that there is time for."""
        return silences(self.pauses, self.seconds - self.round_seconds(people))


def silences(pauses: Sequence[float], seconds: float) -> tuple[float, ...]:
    """`pauses` made longer or shorter, so that all takes about `seconds`.

    Where that is too little the last ones are left out; the first never is.
    """
    count = len(pauses)
    while count > 1 and seconds < _least(pauses[:count]):
        count -= 1
    kept = pauses[:count]
    if not kept:
        return ()
    share = (seconds - READ * count) / sum(kept)
    return tuple(
        max(min(LEAST_PAUSE, pause), min(MOST_PAUSE, round(share * pause))) for pause in kept
    )


def _least(pauses: Sequence[float]) -> float:
    return sum(READ + min(LEAST_PAUSE, pause) for pause in pauses)


def usual_seconds(pauses: Sequence[float]) -> float:
    """What questions with these pauses take."""
    return sum(READ + pause for pause in pauses)
