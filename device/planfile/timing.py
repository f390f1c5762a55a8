"""Dividing a meeting's time between its items. Pure; all times in seconds."""

from collections.abc import Sequence

from device.meeting.items.fields.slots import MINUTE, Slot, round_seconds, turn_in, whole_minutes
from speech.errors import TidtagerError

TURN_STEP = 15.0
"""Turns are whole quarters of a minute."""


class DoesNotFitError(TidtagerError, ValueError):
    """The items need at least `least` seconds, which is more than there is."""

    def __init__(self, least: float) -> None:
        super().__init__(f"needs {least} s")
        self.least = least


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
