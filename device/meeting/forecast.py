"""Forecast: is the group ahead or behind, and what may be shortened so that it ends in time."""

from collections.abc import Sequence
from dataclasses import replace

from device.meeting.plan import AgendaItem, Break, Plan, SpeakingRound, Welcome

LATE = 60.0
"""Seconds behind the plan before anything is shortened."""
SHORTEST_SHARE = 0.5
"""No item is shortened to less than this share of its time."""
SHORTEST_TURN = 30.0
"""No turn is shortened below this, in seconds."""


def behind(plan: Plan, index: int, elapsed: float) -> float:
    """Seconds behind the plan at the start of item `index`; negative when ahead."""
    return elapsed - sum(item.seconds for item in plan.agenda[:index])


def share(plan: Plan, index: int, elapsed: float) -> float:
    """How much of their time the items from `index` on get: 1.0, or less when it is late.

    The last item and those marked fixed keep their time.
    """
    late = behind(plan, index, elapsed)
    flexible = sum(item.seconds for item in plan.agenda[index:-1] if _may_shrink(item))
    if late < LATE or flexible <= 0:
        return 1.0
    return max(SHORTEST_SHARE, (flexible - late) / flexible)


def shortened(plan: Plan, index: int, elapsed: float) -> AgendaItem:
    """The item `index` with the time it gets now."""
    item = plan.agenda[index]
    part = share(plan, index, elapsed)
    if part >= 1.0 or not _may_shrink(item) or index == len(plan.agenda) - 1:
        return item
    if isinstance(item, SpeakingRound):
        turn = min(item.turn_seconds, max(SHORTEST_TURN, _round_down(item.turn_seconds * part, 10)))
        return replace(item, seconds=item.seconds * turn / item.turn_seconds, turn_seconds=turn)
    return replace(item, seconds=min(item.seconds, max(60.0, _round_down(item.seconds * part, 60))))


def remaining(plan: Plan, index: int, elapsed: float, used: float) -> float:
    """Seconds until the end, as far as it can be told, `used` seconds into item `index`."""
    now = max(0.0, plan.agenda[index].seconds - used)
    part = share(plan, index, elapsed - used)
    return now + sum(_kept(plan.agenda, k, part) for k in range(index + 1, len(plan.agenda)))


def _kept(agenda: Sequence[AgendaItem], index: int, part: float) -> float:
    item = agenda[index]
    shrinks = _may_shrink(item) and index < len(agenda) - 1
    return item.seconds * (part if shrinks else 1.0)


def _may_shrink(item: AgendaItem) -> bool:
    return not item.fixed and not isinstance(item, Welcome | Break)


def _round_down(seconds: float, step: int) -> float:
    return float(int(seconds // step) * step)
