"""Is the group ahead or behind, what may be done about it, and how long is it until the break.

All pure. How late it is, and what the items ahead get, is told by the one forecast
(`device.meeting.forecast`), so that nothing here is reckoned twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from device.meeting.plan import Item
from device.meeting.sentence import Sentence
from speech.saying.wording import duration_in_words


@dataclass(frozen=True)
class Rules:
    """When it is worth saying."""

    on_time: float = 120.0
    """Within so many seconds of its plan a group is on time, asked or not."""
    worth_saying: float = 300.0
    """Unasked, at the change of an item, only from here on: the box talks little."""
    news: float = 180.0
    """And only when it is so much more or less than what was last said."""
    begun: float = 300.0
    """Who has been together for less isn't told to be ahead: it is only that all came."""
    soon: float = 45.0
    """What comes within so many seconds comes in a moment; it isn't counted out."""
    step: float = 300.0
    """Time to spare is offered in whole steps; less than one keeps a meeting calm."""
    start_reminder: float = 600.0
    """Nobody has started the meeting: reminded once, after so long."""


USUAL = Rules()


def standing(late: float, rules: Rules = USUAL) -> Sentence:
    """The answer to "Følger vi planen?", `late` seconds behind (negative: ahead)."""
    if abs(late) < rules.on_time:
        return Sentence("pace_on_time")
    time = duration_in_words(abs(late), roughly=True)
    return Sentence("pace_behind", time=time) if late > 0 else Sentence("pace_ahead", time=time)


def at_change(late: float, last_said: float = 0.0, rules: Rules = USUAL) -> Sentence | None:
    """What is said of it when an item begins; None: nothing that is worth it, or nothing new.

    `last_said`: how late it was when it was said last, 0 where it never was. Being on time again
    is worth a word only to those who were told that they are behind.
    """
    if abs(late - last_said) < rules.news:
        return None
    again = abs(late) < rules.on_time and last_said >= rules.worth_saying
    return standing(late, rules) if abs(late) >= rules.worth_saying or again else None


def offered(spare: float, item: Item, rules: Rules = USUAL) -> float:
    """How many of `spare` seconds `item` is offered when its time is up; 0.0: none."""
    whole = spare // rules.step * rules.step
    longer = item.longer(whole) if whole > 0 else None
    return 0.0 if longer is None else longer.seconds - item.seconds


def offer(seconds: float) -> Sentence:
    """How that is said; it is answered by ja and nej, or green and yellow."""
    return Sentence("offer_longer", time=duration_in_words(seconds))


def to_break(
    left: float, items: Sequence[Item], people: int, *, resting: bool = False, rules: Rules = USUAL
) -> Sentence:
    """The answer to "Hvor længe er der til pausen?", `left` seconds from the first of `items`."""
    if resting:
        return Sentence("break_now")
    place = next((n for n, item in enumerate(items) if item.rests), None)
    if place is None:
        return Sentence("no_break")
    seconds = max(0.0, left) + sum(item.needs(people) for item in items[:place])
    if seconds < rules.soon:
        return Sentence("break_soon")
    return Sentence("break_in", time=duration_in_words(seconds, roughly=True))


HOW_TO_START = Sentence("start_reminder")
"""What is said where nobody has started for `start_reminder` seconds; once is enough: who waits for
the last to come needs no second."""
