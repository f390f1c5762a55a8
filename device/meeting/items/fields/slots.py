"""How long items may take before a meeting's time is divided. Pure; all times in seconds."""

import math
from dataclasses import dataclass

from content import load

MINUTE = 60.0
LEAST_TURN = 15.0
"""Seconds; shorter than this nobody gets a sentence said."""


@dataclass(frozen=True)
class Slot:
    """An item's time before the division."""

    least: float
    usual: float
    most: float
    people: int = 0
    """Above 0: a round of so many turns, with `before` seconds ahead of the first."""
    before: float = 0.0
    turn_least: float = 0.0
    turn_most: float = 0.0


def fixed(seconds: float) -> Slot:
    """A slot whose time is given."""
    return Slot(seconds, seconds, seconds)


def round_slot(people: int, before: float, turns: tuple[float, float, float]) -> Slot:
    """A round's slot; `turns` are the least, usual and most seconds of each turn."""
    least, usual, most = (whole_minutes(round_seconds(people, before, turn)) for turn in turns)
    return Slot(least, usual, most, people, before, turns[0], turns[2])


def round_seconds(people: int, before: float, turn: float) -> float:
    """A whole round's length, with the change from one speaker to the next."""
    return before + people * (turn + changeover())


def whole_minutes(seconds: float) -> float:
    """`seconds` rounded up to whole minutes."""
    return math.ceil(round(seconds, 3) / MINUTE) * MINUTE


def changeover() -> float:
    """Seconds between one turn and the next."""
    return float(load("limits.yaml")["changeover_seconds"])


def turn_in(seconds: float, people: int, before: float) -> float:
    """The turn that a round of `seconds` leaves for each."""
    return max(0.0, (seconds - before) / people - changeover())


@dataclass(frozen=True)
class RoundTiming:
    """A round before its time is known."""

    people: int
    before: float
    """What is said ahead of the first turn."""
    least: float
    usual: float
    most: float

    @property
    def slot(self) -> Slot:
        """The time the whole round may take."""
        return round_slot(self.people, self.before, (self.least, self.usual, self.most))

    def turn(self, seconds: float) -> float:
        """Each one's turn in a round of `seconds`: whole fives, as it is said aloud."""
        turn = turn_in(seconds, self.people, self.before)
        return max(5.0, min(self.most, turn // 5 * 5))
