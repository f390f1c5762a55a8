"""A statement that is open for scores: what has been given, and how long the rest is waited for.

It is what the journal knows of scores, too: see device.meeting.scores. All times are meeting time.
"""

import math
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from typing_extensions import override

from device.meeting.items.item import Standing
from device.meeting.items.steps.asking import Asking
from device.meeting.items.steps.hands import Hands
from device.meeting.items.steps.step import Step
from device.meeting.record import NOBODY, Counts
from device.meeting.scene import Scene

REMINDERS = 2
FIRST_PRESS_SECONDS = 20.0
"""So long everybody may think before the box says how it is done."""
MISSING_SECONDS = (10.0, 20.0, 30.0)
"""Quiet after the last press until it asks for what is missing, again, and goes on without."""
CHANGE_OF_MIND = 3.0
"""Quiet after the press that makes it complete until the statement is closed."""
TAKES_BACK_SECONDS = 15.0
"""So long after a press, and until the next, it can be taken back."""
GRID = 2.0
"""Whole multiples of it, in meeting time, are when the box asks and closes: a moment that can be
told from the journal says no nearer when somebody pressed. Heartbeats are multiples of it, too."""
NO_HANDS = Hands()


@dataclass(frozen=True)
class OpenStatement(Asking, Step):
    """``scores``: by button. ``hands``: by show of hands, when there are no buttons. ``thanks``:
    none is open any more.
    """

    statements: tuple[str, ...]
    """The statements that are left, the present one first."""
    stage: str = field(default="scores", kw_only=True)
    number: int = 0
    """The present statement's, from 0."""
    opened: float | None = None
    """When the statement had been said; None: it has not been yet."""
    counts: Counts = NOBODY
    """By button."""
    complete: bool = False
    """All who came have pressed."""
    last: tuple[int, float] | None = field(default=None, repr=False)
    """The last press, score and time, which can be taken back. It is written nowhere."""
    from_journal: bool = False
    """The scores were read from the journal, so its events tell what time led to, not the time."""
    hands: Hands = NO_HANDS
    """By show of hands."""

    @property
    def given(self) -> Counts:
        """The scores there are, by button or by hand."""
        return self.hands.raised if self.stage == "hands" else self.counts

    def stands(self, scene: Scene, counts: Counts) -> Self:
        """As the journal has it; the last press is forgotten."""
        complete = sum(counts) >= scene.came
        return replace(
            self, stage="scores", counts=counts, complete=complete, last=None, from_journal=True
        )

    @property
    @override
    def standing(self) -> Standing | None:
        given = self.stage == "scores" or sum(self.counts) > 0
        if self.opened is None or not given:
            return None
        return Standing(self.opened, self.number, self.counts)

    @property
    @override
    def counts_hands(self) -> bool:
        return self.stage == "hands" and self.opened is not None

    @property
    @override
    def scores_complete(self) -> bool:
        return self.complete

    @override
    def opened_by(self, t: float) -> Self:
        return replace(self, opened=t) if self.opened is None else self

    @override
    def scores_due(self, now: float) -> Literal["ask", "close"] | None:
        if self.stage != "scores" or self.deadline is None or now < self.deadline:
            return None
        return "close" if self.complete or self.reminders >= REMINDERS else "ask"

    @override
    def joined(self, scene: Scene, name: str) -> Self:
        return replace(self, complete=sum(self.counts) >= scene.came)

    @override
    def without(self, scene: Scene, name: str) -> Self:
        given = sum(self.counts)
        return replace(self, complete=given > 0 and given >= scene.came - 1)

    @property
    @override
    def deadline(self) -> float | None:
        if self.stage != "scores":
            return None if self.stage == "thanks" else super().deadline
        if self.asked_at is None:
            return None
        missing = MISSING_SECONDS[min(self.reminders, REMINDERS)]
        patience = missing if sum(self.counts) else max(missing, FIRST_PRESS_SECONDS)
        quiet = CHANGE_OF_MIND if self.complete else patience
        return math.ceil((self.asked_at + quiet) / GRID) * GRID
