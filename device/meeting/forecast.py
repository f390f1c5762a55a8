"""Forecast: is the group ahead or behind, and what may be shortened so that it ends in time."""

from dataclasses import replace

from device.meeting.plan import AgendaItem, Closing, Evaluation, Plan, SpeakingRound, TopicDialogue

LATE = 60.0
"""Seconds behind the plan before anything is shortened."""
SHORTEST_SHARE = 0.5
"""No item is shortened to less than this share of its time."""
SHORTEST_TURN = 30.0
"""No turn is shortened below this, in seconds."""


def behind(plan: Plan, index: int, elapsed: float) -> float:
    """Seconds behind the plan at the start of item `index`; negative when ahead."""
    return elapsed - sum(item.seconds for item in plan.agenda[:index])


def needs(item: AgendaItem, people: int) -> float:
    """Seconds that `item` takes with `people` at the table: each has a turn, as many as there are.

    Nobody at the table, as before the count: what the plan gives it.
    """
    if isinstance(item, SpeakingRound) and people:
        return item.turn_seconds * people
    return item.seconds


def share(plan: Plan, index: int, elapsed: float, people: int) -> float:
    """How much of their time the items from `index` on get: 1.0, or less when it is late.

    The last item and those marked fixed keep their time. Who is late, but ends in time all the
    same because fewer came, is not hurried.
    """
    ahead = plan.agenda[index:]
    over = elapsed + sum(needs(item, people) for item in ahead) - plan.seconds
    late = min(behind(plan, index, elapsed), over)
    flexible = sum(_flexible(item, people) for item in ahead[:-1])
    if late < LATE or flexible <= 0:
        return 1.0
    return max(SHORTEST_SHARE, (flexible - late) / flexible)


def shortened(plan: Plan, index: int, elapsed: float, people: int) -> AgendaItem:
    """The item `index` with the time it gets now; the same item where that is all of it."""
    item = plan.agenda[index]
    if index == len(plan.agenda) - 1 or not _flexible(item, people):
        return item
    part = share(plan, index, elapsed, people)
    if part >= 1.0:
        return item
    if isinstance(item, SpeakingRound | Evaluation):
        turn = _shorter(item.turn_seconds, part, step=10, least=SHORTEST_TURN)
        saved = (item.turn_seconds - turn) * _turns(item, plan)
        return replace(item, seconds=item.seconds - saved, turn_seconds=turn)
    return replace(item, seconds=_shorter(item.seconds, part, step=60, least=60.0))


def remaining(plan: Plan, index: int, elapsed: float, people: int, left: float) -> float:
    """Seconds until the end: `left` in item `index`, then the others as they will be shortened."""
    at = elapsed + left
    for later in range(index + 1, len(plan.agenda)):
        at += needs(shortened(plan, later, at, people), people)
    return at - elapsed


def _flexible(item: AgendaItem, people: int) -> float:
    """Seconds of `item` that can be shortened: turns, talk, points; nothing of one marked fixed."""
    if item.fixed:
        return 0.0
    match item:
        case SpeakingRound():
            return needs(item, people)
        case Evaluation() if item.question:
            return min(item.seconds, item.turn_seconds * people)
        case TopicDialogue() | Closing():
            return item.seconds
        case _:
            return 0.0


def _turns(item: SpeakingRound | Evaluation, plan: Plan) -> float:
    """How many turns the plan gives the item."""
    if isinstance(item, SpeakingRound):
        return item.seconds / item.turn_seconds
    return min(len(plan.people), item.seconds / item.turn_seconds)


def _shorter(seconds: float, part: float, *, step: int, least: float) -> float:
    """That part of `seconds`, in whole steps, not below `least`, and never more than it was."""
    return min(seconds, max(least, float(int(seconds * part // step) * step)))
