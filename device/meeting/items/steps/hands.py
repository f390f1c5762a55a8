"""A show of hands, where there are no buttons: who gives five, who gives four, and so on down."""

from dataclasses import dataclass, replace

from device.meeting.record import NOBODY, Counts, more_at
from device.meeting.scene import Scene
from speech.saying.wording import number_in_words


@dataclass(frozen=True)
class Hands:
    """The hands that have been counted, and the score that is asked about."""

    raised: Counts = NOBODY
    score: int = 5

    def ask(self, scene: Scene) -> None:
        """How many hands are up for this score?"""
        scene.say("hands_how_many", score=number_in_words(self.score, neuter=True))

    def counted(self, hands: int, came: int) -> "Hands":
        """So many were up, as far as there are people left who may have raised one."""
        left = came - sum(self.raised)
        return replace(
            self, raised=more_at(self.raised, self.score, min(hands, left)), score=self.score - 1
        )

    def are_all(self, came: int) -> bool:
        """Whether there is nothing left to ask."""
        return self.score < 1 or sum(self.raised) >= came
