"""Extra minutes come from somewhere: who gives them, and how the box says so. All pure.

Time that the group is ahead is given first, since it costs nobody anything. Then those whose turn
is still to come in this round give as much each, since they are the ones who hear it and may
object. The rest makes the group late, so the forecast takes it from the items ahead; what they
can't give makes the meeting end later. How far anything may be shortened is `timing.Rules`, for
turns that give and for the forecast alike.
"""

import math
from dataclasses import dataclass

from device.meeting import forecast
from device.meeting.items.item import TurnsAhead
from device.meeting.plan import Item, Plan
from device.meeting.sentence import Sentence
from device.meeting.timing import RULES, Rules
from speech.saying.wording import duration_in_words

SLIGHT = 45.0
"""What the items ahead give, or the end waits, less than this many seconds goes unsaid."""


@dataclass(frozen=True)
class Payment:
    """Where extra time comes from; all in seconds. What is not named here was to spare."""

    each: float = 0.0
    """From each turn still to come in this round."""
    items: tuple[tuple[str, float], ...] = ()
    """From which items ahead, by their titles, and how much."""
    later: float = 0.0
    """So much later the meeting ends."""


def each_gives(missing: float, turns: TurnsAhead | None, rules: Rules = RULES) -> float:
    """What each of `turns` gives of `missing` seconds: whole steps, as much as may be."""
    if missing <= 0 or turns is None:
        return 0.0
    shortest = max(rules.shortest_turn, rules.shortest_share * turns.planned)
    able = max(0.0, turns.seconds - shortest)
    most = math.floor(able / rules.gift_step) * rules.gift_step
    return min(most, math.ceil(missing / turns.count / rules.gift_step) * rules.gift_step)


@dataclass(frozen=True)
class Moment:
    """Where a meeting is: enough for the forecast."""

    plan: Plan
    index: int
    elapsed: float
    """Seconds since the start."""
    people: int
    left: float
    """Seconds that the present item still takes."""

    @property
    def end(self) -> float:
        """Seconds from the start to the end, as it looks now."""
        return self.elapsed + forecast.remaining(*self._all)

    @property
    def spare(self) -> float:
        """Seconds by which it will end before the promised end; 0 for what changeovers take."""
        early = self.plan.promised - self.end
        return early if early >= RULES.late else 0.0

    @property
    def late(self) -> float:
        """Seconds behind the plan (negative: ahead), if the items ahead keep their time."""
        return forecast.over(self.plan, self.index + 1, self.elapsed + self.left, self.people)

    def ahead(self) -> tuple[Item, ...]:
        """The items that are still to come, with the time that they will get."""
        return forecast.ahead(*self._all)

    @property
    def _all(self) -> tuple[Plan, int, float, int, float]:
        return self.plan, self.index, self.elapsed, self.people, self.left


def paid(before: Moment, after: Moment, each: float = 0.0) -> Payment:
    """What it costs that `before` has become `after`, where each turn ahead gave `each`."""
    people = after.people
    lost = [
        (had.title, had.needs(people) - has.needs(people))
        for had, has in zip(before.ahead(), after.ahead(), strict=True)
    ]
    items = tuple((title, part) for title, part in lost if part > 0)
    if sum(part for _, part in items) < SLIGHT:
        items = ()
    later = after.end - max(before.end, before.plan.promised)
    return Payment(each, items, later if later >= SLIGHT else 0.0)


def told(payment: Payment) -> tuple[Sentence, ...]:
    """How it is said: one sentence, two at most. With time to spare there is no price."""
    said = []
    if payment.each:
        said.append(Sentence("extra_turns", cost=duration_in_words(payment.each)))
    if payment.items:
        cost = duration_in_words(sum(part for _, part in payment.items), roughly=True)
        if len(payment.items) == 1:
            title = payment.items[0][0].rstrip(" .?!")
            said.append(Sentence("extra_item", title=title, cost=cost))
        else:
            said.append(Sentence("extra_items", cost=cost))
    if payment.later:
        time = duration_in_words(payment.later, roughly=True)
        said.append(Sentence("extra_later", time=time))
    return tuple(said[:2])
