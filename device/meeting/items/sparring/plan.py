"""What the plan has of a sparring exercise, and how its time is parted in rounds."""

from dataclasses import dataclass
from typing import Literal

from typing_extensions import override

from device.meeting.plan import Item

Way = Literal["questions", "backs_turned", "one_question_each", "whole_group"]
"""How a round goes. ``questions``: one asks, then all give experiences and ideas.
``backs_turned``: whoever has told turns away while the others talk (troika, reflecting team).
``one_question_each``: all ask, one question each. ``whole_group``: everyone is one group."""

USUAL_SIZE = 3
"""So many in a group where the plan doesn't say: the fewer they are, the sooner all have told."""
LARGEST = 5
"""So many at most sit together without anybody having said how many."""
USUAL_ROUND = 17.5 * 60
"""Seconds; the field's rounds take 15 to 20 minutes."""
LEAST_ROUND = 8 * 60.0
"""Shorter than this nobody gets beyond telling what it is about."""
SEATING = 60.0
"""Seconds until the groups sit together."""
GATHERING = 120.0
"""Seconds for what groups have found out, when all are back."""


@dataclass(frozen=True)
class Sparring(Item):
    """Groups help one after the other of their own with a challenge of theirs."""

    way: str = "questions"
    """See `Way`."""
    size: int = USUAL_SIZE
    """How many sit together; a group may be one larger or smaller."""
    rounds: int = 0
    """0: as many as the time gives."""
    need: bool = False
    """First everybody tells by the buttons how much they need time today."""
    questions: tuple[str, ...] = ()
    """The plan's own, which are read before those of content/."""

    @override
    def flexible(self, people: int) -> float:
        return self.seconds

    def parted(self, people: int) -> bool:
        """Whether so many sit in several groups."""
        return self.way != "whole_group" and people > LARGEST

    def around(self, people: int) -> float:
        """Seconds of it that are no round's."""
        return SEATING + GATHERING if self.parted(people) else 0.0

    def laps(self, people: int) -> int:
        """How many rounds there are time for with so many people; no more than were asked for."""
        seconds = self.seconds - self.around(people)
        if self.rounds:
            return max(1, min(self.rounds, int(seconds // LEAST_ROUND)))
        return max(1, round(seconds / USUAL_ROUND))

    def lap_seconds(self, people: int) -> float:
        """How long a round is by the plan."""
        return max(0.0, self.seconds - self.around(people)) / self.laps(people)
