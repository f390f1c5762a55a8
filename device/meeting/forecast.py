"""Forecast: is the group ahead or behind, and what may be shortened so that it ends in time.

What an item takes and what of it may be shortened is the item's own to say (`plan.Item`); what
holds for all are the `Rules`.
"""

from device.meeting.plan import Item, Plan
from device.meeting.timing import RULES, Rules


def behind(plan: Plan, index: int, elapsed: float) -> float:
    """Seconds behind the plan at the start of item `index`; negative when ahead.

    It is reckoned from the promised end: what is still to come may have grown since.
    """
    return elapsed + sum(item.seconds for item in plan.agenda[index:]) - plan.promised


def over(plan: Plan, index: int, elapsed: float, people: int) -> float:
    """Seconds after the promised end if the items from `index` on keep their time; or before it.

    With fewer people than planned rounds take less: so this is what a group calls behind or ahead.
    """
    return elapsed + sum(item.needs(people) for item in plan.agenda[index:]) - plan.promised


def share(plan: Plan, index: int, elapsed: float, people: int, rules: Rules = RULES) -> float:
    """How much of their time the items from `index` on get: 1.0, or less when it is late.

    The last item and those marked fixed keep their time. Who is late, but ends in time all the
    same because fewer came, is not hurried.
    """
    to_come = plan.agenda[index:]
    late = min(behind(plan, index, elapsed), over(plan, index, elapsed, people))
    flexible = sum(_flexible(item, people) for item in to_come[:-1])
    if late < rules.late or flexible <= 0:
        return 1.0
    return max(rules.shortest_share, (flexible - late) / flexible)


def shortened(plan: Plan, index: int, elapsed: float, people: int, rules: Rules = RULES) -> Item:
    """The item `index` with the time it gets now; the same item where that is all of it."""
    item = plan.agenda[index]
    if index == len(plan.agenda) - 1 or not _flexible(item, people):
        return item
    part = share(plan, index, elapsed, people, rules)
    return item if part >= 1.0 else item.shortened(part, len(plan.people), rules)


def ahead(
    plan: Plan, index: int, elapsed: float, people: int, left: float, rules: Rules = RULES
) -> tuple[Item, ...]:
    """The items after `index`, which still takes `left` seconds, with the time they will get."""
    at, items = elapsed + left, []
    for later in range(index + 1, len(plan.agenda)):
        items.append(shortened(plan, later, at, people, rules))
        at += items[-1].needs(people)
    return tuple(items)


def remaining(
    plan: Plan, index: int, elapsed: float, people: int, left: float, rules: Rules = RULES
) -> float:
    """Seconds until the end: `left` in item `index`, then the others as they will be shortened."""
    return left + sum(i.needs(people) for i in ahead(plan, index, elapsed, people, left, rules))


def _flexible(item: Item, people: int) -> float:
    return 0.0 if item.fixed else item.flexible(people)
