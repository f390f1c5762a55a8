"""Extra minutes come from somewhere: who gives them, and how the box says so. All pure.

Time that the group is ahead is given first, since it costs nobody anything. Then those whose turn
is still to come in this round give as much each, since they are the ones who hear it and may
object. Then the items ahead that can be shorter, the longest first. What nobody can give makes the
meeting end later.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from device.meeting.sentence import Sentence
from speech.saying.wording import duration_in_words

SLIGHT = 30.0
"""What an item, or the end, gives or waits less than this many seconds goes unsaid."""


@dataclass(frozen=True)
class Rules:
    """How far anything may be shortened."""

    shortest_turn: float = 30.0
    """No turn below this, in seconds …"""
    least_share: float = 0.5
    """… nor below this share of what it was; the same for an item."""
    turn_step: float = 5.0
    """Turns are given in whole steps, so that the number can be said."""
    item_step: float = 60.0
    """And so are items."""


@dataclass(frozen=True)
class Ahead:
    """An item that is still to come."""

    title: str
    seconds: float
    """What it has now."""
    flexible: float = 0.0
    """How much of that is talk that may be shorter; 0 for what is fixed."""


@dataclass(frozen=True)
class Payment:
    """Where extra time comes from; all in seconds."""

    asked: float
    spare: float = 0.0
    """Of the time that the group is ahead."""
    each: float = 0.0
    """From each turn still to come in this round."""
    turns: int = 0
    """How many those are."""
    items: tuple[tuple[int, float], ...] = ()
    """From which items ahead, by their place in what was given, and how much."""
    later: float = 0.0
    """So much later the meeting ends."""

    @property
    def covered(self) -> float:
        """All that is given; whole steps may make it a little more than what was asked for."""
        return (
            self.spare + self.each * self.turns + sum(part for _, part in self.items) + self.later
        )


def paid(
    seconds: float,
    *,
    spare: float = 0.0,
    turns: int = 0,
    turn_seconds: float = 0.0,
    ahead: Sequence[Ahead] = (),
    rules: Rules = Rules(),
) -> Payment:
    """Where `seconds` more come from.

    `spare`: how far the group is ahead of its plan, seconds (0 or less: not at all). `turns`,
    `turn_seconds`: those still to come in this round, each of so many seconds. `ahead`: the items
    after this one.
    """
    free = min(seconds, max(0.0, spare))
    missing = seconds - free
    each = _from_each(missing, turns, turn_seconds, rules)
    missing -= each * turns
    given: list[tuple[int, float]] = []
    for place in sorted(range(len(ahead)), key=lambda n: -ahead[n].flexible):
        if missing <= 0:
            break
        if part := _from_item(missing, ahead[place], rules):
            given.append((place, part))
            missing -= part
    return Payment(seconds, free, each, turns if each else 0, tuple(given), max(0.0, missing))


def told(
    payment: Payment, ahead: Sequence[Ahead] = (), name: object = None
) -> tuple[Sentence, ...]:
    """How it is said: one sentence, two at most, the largest part first.

    `name`: whose minutes they are, as a sentence has it, or None for the whole group. With time
    to spare for all of it nothing is said of a price.
    """
    parts: list[tuple[float, Sentence]] = []
    if payment.each:
        cost = duration_in_words(payment.each)
        time = duration_in_words(payment.asked).capitalize()
        parts.append(
            (
                payment.each * payment.turns,
                Sentence("extra_turns_for", time=time, name=name, cost=cost)
                if name is not None
                else Sentence("extra_turns", cost=cost),
            )
        )
    if payment.items:
        place, part = max(payment.items, key=lambda item: item[1])
        title = ahead[place].title.rstrip(" .?!")
        cost = duration_in_words(part, roughly=True)
        parts.append((part, Sentence("extra_item", title=title, cost=cost)))
    if payment.later >= SLIGHT:
        time = duration_in_words(payment.later, roughly=True)
        parts.append((payment.later, Sentence("extra_later", time=time)))
    parts.sort(key=lambda one: -one[0])
    said = tuple(sentence for _, sentence in parts[:2])
    return said or ((Sentence("extra_spare"),) if payment.spare else ())


def _from_each(missing: float, turns: int, turn_seconds: float, rules: Rules) -> float:
    if missing <= 0 or not turns:
        return 0.0
    able = turn_seconds - max(rules.shortest_turn, rules.least_share * turn_seconds)
    most = math.floor(max(0.0, able) / rules.turn_step) * rules.turn_step
    return min(most, math.ceil(missing / turns / rules.turn_step) * rules.turn_step)


def _from_item(missing: float, item: Ahead, rules: Rules) -> float:
    able = math.floor(item.flexible * (1 - rules.least_share) / rules.item_step) * rules.item_step
    return min(able, math.ceil(missing / rules.item_step) * rules.item_step)
