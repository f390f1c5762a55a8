"""Is the group ahead or behind, what may be done about it, and how long is it until the break.

All pure, over a small view of the agenda: whoever knows the kinds of items makes the `Slot`s, from
the one forecast (`device.meeting.forecast`), so that nothing here is reckoned twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from device.meeting.sentence import Sentence
from speech.saying.wording import duration_in_words


@dataclass(frozen=True)
class Slot:
    """An item that is still to come, with the time that the forecast gives it."""

    title: str
    seconds: float
    is_break: bool = False
    can_grow: bool = False
    """A dialogue: more time does it good."""
    round_seconds: float = 0.0
    """What one more round of it takes (sparring, interviews); 0: it has no rounds."""


@dataclass(frozen=True)
class Rules:
    """When it is worth saying."""

    on_time: float = 120.0
    """Within so many seconds of its plan a group is on time, asked or not."""
    worth_saying: float = 300.0
    """Unasked, at the change of an item, only from here on: the box talks little."""
    news: float = 180.0
    """And only when it is so much more or less than what was last said."""
    soon: float = 45.0
    """What comes within so many seconds comes in a moment; it isn't counted out."""
    least_offer: float = 300.0
    """Less time to spare than this is no offer: it is what keeps a meeting calm."""
    step: float = 300.0
    """What is offered is rounded down to whole steps."""
    start_reminder: float = 600.0
    """Nobody has started the meeting: reminded once, after so long."""


USUAL = Rules()


def behind(planned: Sequence[float], elapsed: float) -> float:
    """Seconds behind the plan where the items of `planned` seconds are over; negative: ahead."""
    return elapsed - sum(planned)


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


class Choice(Enum):
    """What a group can do with time to spare."""

    LONGER = "longer"
    """The next dialogue gets it."""
    ROUND = "round"
    """One more round of what is going on, or comes."""
    EARLY = "early"
    """They end early."""


@dataclass(frozen=True)
class Offer:
    """One thing to do with time to spare."""

    choice: Choice
    seconds: float
    """What it takes, or for EARLY how much earlier they end."""
    place: int | None = None
    """Which of the slots it is about; None for EARLY."""
    title: str = ""

    @property
    def sentence(self) -> Sentence:
        """How it is offered; each can be answered by ja and nej, or green and yellow."""
        time = duration_in_words(self.seconds, roughly=True)
        match self.choice:
            case Choice.LONGER:
                return Sentence("offer_longer", time=time, title=self.title)
            case Choice.ROUND:
                return Sentence("offer_round", time=time, title=self.title)
            case Choice.EARLY:
                return Sentence("offer_early", time=time)


def offers(spare: float, slots: Sequence[Slot], rules: Rules = USUAL) -> tuple[Offer, ...]:
    """What `spare` seconds can be used for, the best first; () where they are too few.

    `slots`: the present item, where it can still grow, and those to come. One more round first:
    it gives somebody their turn who has none. Then the next dialogue. To end early is always the
    last, and never with less than a step to win.
    """
    if spare < rules.least_offer:
        return ()
    found = [
        Offer(Choice.ROUND, slot.round_seconds, place, slot.title.rstrip(" .?!"))
        for place, slot in enumerate(slots)
        if 0 < slot.round_seconds <= spare
    ][:1]
    whole = spare // rules.step * rules.step
    if whole:
        found += [
            Offer(Choice.LONGER, whole, place, slot.title.rstrip(" .?!"))
            for place, slot in enumerate(slots)
            if slot.can_grow
        ][:1]
        found.append(Offer(Choice.EARLY, whole))
    return tuple(found)


def until(left: float, slots: Sequence[Slot], place: int) -> float:
    """Seconds until slot `place` begins: `left` of the present item, then those before it."""
    return max(0.0, left) + sum(slot.seconds for slot in slots[:place])


def to_break(
    left: float, slots: Sequence[Slot], *, in_break: bool = False, rules: Rules = USUAL
) -> Sentence:
    """The answer to "Hvor længe er der til pausen?", `left` seconds from the next item."""
    if in_break:
        return Sentence("break_now")
    place = next((n for n, slot in enumerate(slots) if slot.is_break), None)
    if place is None:
        return Sentence("no_break")
    seconds = until(left, slots, place)
    if seconds < rules.soon:
        return Sentence("break_soon")
    return Sentence("break_in", time=duration_in_words(seconds, roughly=True))


HOW_TO_START = Sentence("start_reminder")
"""What is said then."""


def start_reminder(since: float, *, reminded: bool, rules: Rules = USUAL) -> float | None:
    """When to say HOW_TO_START, if nobody has started by then; None: that has been said.

    `since`: when the plan was read, meeting time. Once is enough: who waits for the last to come
    needs no second.
    """
    return None if reminded else since + rules.start_reminder
