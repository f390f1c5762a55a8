"""Dividing a meeting's time between its items. Pure; all times in seconds."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from content import load
from speech.errors import TidtagerError

MINUTE = 60.0
TURN_STEP = 15.0
"""Turns are whole quarters of a minute."""


class DoesNotFitError(TidtagerError, ValueError):
    """The items need at least `least` seconds, which is more than there is."""

    def __init__(self, least: float) -> None:
        super().__init__(f"needs {least} s")
        self.least = least


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
    return float(load("forms.yaml")["round"]["changeover_seconds"])


def turn_in(seconds: float, people: int, before: float) -> float:
    """The turn that a round of `seconds` leaves for each."""
    return max(0.0, (seconds - before) / people - changeover())


def divide(slots: list[Slot], total: float, rest: Sequence[int]) -> list[float]:
    """Each slot's seconds, so that they fill `total`.

    With less time than usual all shrink towards their least by the same share, with more they
    grow towards their most. Times come in whole minutes, turns in quarters of a minute; what is
    left over goes to the slots at the indices of `rest`, as evenly as whole minutes go, or is left
    at the end when there are none.
    Raises DoesNotFitError.
    """
    least = sum(slot.least for slot in slots)
    usual = sum(slot.usual for slot in slots)
    most = sum(slot.most for slot in slots)
    if total < least:
        raise DoesNotFitError(least)
    if total < usual:
        share = (total - least) / (usual - least)
        wanted = [slot.least + share * (slot.usual - slot.least) for slot in slots]
    else:
        share = min(1.0, (total - usual) / (most - usual)) if most > usual else 0.0
        wanted = [slot.usual + share * (slot.most - slot.usual) for slot in slots]
    given = [_rounded(slot, seconds) for slot, seconds in zip(slots, wanted, strict=True)]
    left = total - sum(given)
    for count, place in enumerate(rest):
        share = left / (len(rest) - count) // MINUTE * MINUTE if count < len(rest) - 1 else left
        given[place] += share
        left -= share
    return given


def _rounded(slot: Slot, seconds: float) -> float:
    if slot.least == slot.most:
        return slot.least
    if slot.people:
        turn = turn_in(seconds, slot.people, slot.before) // TURN_STEP * TURN_STEP
        turn = min(slot.turn_most, max(slot.turn_least, turn))
        length = whole_minutes(round_seconds(slot.people, slot.before, turn))
        return max(slot.least, min(length, seconds))
    return max(slot.least, seconds // MINUTE * MINUTE)
