"""The plan of one meeting, as the meeting core uses it: checked, complete, in seconds.

The file that a facilitator writes is read by `device.planfile`, which makes one of these.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import ClassVar, Self

from device.meeting.timing import Rules

MAX_PEOPLE = 16
MIN_PEOPLE = 3


@dataclass(frozen=True)
class Person:
    """A participant."""

    name: str
    """Unique in the plan; as shown, and as said unless `say_as` is given."""
    say_as: str | None = None
    """Respelling for the voice and the recogniser, from ``udtale:``."""
    absent: bool = False
    """Has sent apologies: known to be away before the meeting begins."""
    late: bool = False
    """Comes later: away when the meeting begins, and expected."""


@dataclass(frozen=True)
class Terms:
    """What a group is asked to say yes to."""

    purpose: str
    """In its own words; "": the plan has none."""
    rules: tuple[str, ...]
    """Empty: those that the box suggests."""


@dataclass(frozen=True)
class Item(ABC):
    """An agenda item. `seconds` is what the plan gives it in all.

    Each kind has a class of its own (device.meeting.items). It says what the forecast and the
    plan need to know of it, so that neither knows the kinds.
    """

    title: str
    """Danish, short, as shown in agenda and report and said in announcements."""
    seconds: float
    fixed: bool = False
    """True: the forecast may not shorten it."""

    greets: ClassVar[bool] = False
    """It bids people welcome: nothing that is asked for comes before it."""
    evaluates: ClassVar[bool] = False
    """The group looks back on the meeting in it."""
    rests: ClassVar[bool] = False
    """The group is off; "hvor længe er der til pausen" means it."""
    looks_back: ClassVar[bool] = False
    """It follows up on last time: what a group is asked now and then comes after it."""
    says_goodbye: ClassVar[bool] = False
    """What comes back is put in before it, and nothing is put in after it."""

    @abstractmethod
    def flexible(self, people: int) -> float:
        """Seconds that may be shortened with `people` at the table; 0.0: none."""

    def needs(self, _people: int) -> float:
        """Seconds that it takes with so many at the table; 0 as long as nobody has been counted."""
        return self.seconds

    def shortened(self, part: float, _invited: int, rules: Rules) -> Self:
        """With `part` (below 1) of what is flexible; `invited`: how many the plan has."""
        return replace(self, seconds=rules.shorter(self.seconds, part))

    def longer(self, _seconds: float) -> Self | None:
        """With so much of the time to spare; None: more time does it no good."""
        return None

    @property
    def each(self) -> float | None:
        """Seconds that each person has the word, where everyone has it in turn."""
        return None

    @property
    def terms(self) -> Terms | None:
        """What everyone is asked to say yes to; None: nothing."""
        return None

    @property
    def to_agree_on(self) -> tuple[str, ...]:
        """What the group goes through, one by one, until next time."""
        return ()

    @property
    def coming_back(self) -> bool:
        """Whether it was put in because the group was not done with it the first time."""
        return False


@dataclass(frozen=True)
class Plan:
    """One meeting."""

    form: str
    """The meeting form, as its file in content/forms/ names it."""
    people: tuple[Person, ...]
    agenda: tuple[Item, ...]
    network: str = ""
    """The group's own name for itself."""
    topic: str = ""
    start: int | None = None
    """Minutes since midnight, when the plan gives a time of day."""
    date: str | None = None
    """ISO date, when the plan gives one."""
    on_time_up: str = "move_on"
    """``move_on``: thank and move on after `grace_seconds`; ``wait``: for "næste"."""
    grace_seconds: float = 10.0
    names_in_report: bool = False
    wake_word: str = ""
    """What calls the box, as content/commands.yaml spells it; "": what is usual."""
    careful: bool = False
    """Whether what takes somebody's word away or ends something must be heard more surely still."""
    place: str = ""
    """Where the group meets, for people to read."""
    host: str = ""
    """Whose place it is this time."""
    facilitator: str = ""
    """Who made the plan or looks after the meeting."""
    remarks: tuple[str, ...] = ()
    """Danish sentences for the facilitator: what is no fault of the plan, but worth a look."""
    early: float = 0.0
    """Seconds by which the agenda ends before the meeting was to end; 0 where it is no matter."""
    promised_seconds: float | None = None
    """How long the group knows the meeting to be; None: as long as the items together. Items that
    grow or are put in don't change it: only what the group asks for, knowing that it ends later."""
    seed: int = 0
    """For shuffling: from the plan's text, so the same plan gives the same order."""

    @property
    def seconds(self) -> float:
        """The planned length of the whole meeting."""
        return sum(item.seconds for item in self.agenda)

    @property
    def promised(self) -> float:
        """Seconds from the start to the end that the group knows of."""
        return self.seconds if self.promised_seconds is None else self.promised_seconds

    @property
    def names(self) -> tuple[str, ...]:
        """The participants' names in the plan's order."""
        return tuple(person.name for person in self.people)

    def promising(self, seconds: float) -> "Plan":
        """This plan, which the group knows to take so long."""
        return replace(self, promised_seconds=seconds)

    def place_to_come_back(self, index: int) -> int | None:
        """Where item `index` comes back: before the goodbye, else before the last item.

        None where nothing comes after it, or it has come back already.
        """
        ahead = range(index + 1, len(self.agenda))
        if not ahead or self.agenda[index].coming_back:
            return None
        goodbyes = [place for place in ahead if self.agenda[place].says_goodbye]
        return goodbyes[-1] if goodbyes else ahead[-1]

    def comes_back(self, index: int) -> bool:
        """Whether item `index` comes back after it."""
        return any(self._is_back(index, item) for item in self.agenda[index + 1 :])

    def with_coming_back(self, index: int, again: Item) -> "Plan":
        """This plan, in which item `index` comes back as `again`, and only once."""
        bare = self.without_coming_back(index)
        place = bare.place_to_come_back(index)
        return self if place is None else bare._with(place, again)

    def without_coming_back(self, index: int) -> "Plan":
        """This plan, in which item `index` doesn't come back."""
        done, ahead = self.agenda[: index + 1], self.agenda[index + 1 :]
        rest = (item for item in ahead if not self._is_back(index, item))
        return replace(self, agenda=(*done, *rest))

    def with_asked_for(self, place: int, item: Item) -> "Plan":
        """This plan with `item` at `place`, not before what is over, since the group asked for it.

        One of its kind that comes later is moved there. A new one takes no time of its own, so
        that the forecast takes it from what follows, and the meeting ends when it was to end.
        """
        done, ahead = self.agenda[:place], self.agenda[place:]
        later = next((other for other in ahead if type(other) is type(item)), None)
        rest = tuple(other for other in ahead if other is not later)
        return replace(self, agenda=(*done, later or item, *rest))

    def with_coming_up(self, item: Item) -> "Plan":
        """This plan with `item` after what looks back on last time; as it is where nothing does.

        Its time comes from the longest item after it that may be shortened and gives nobody a turn
        of their own, and is at most half of that: the meeting ends when it was to end.
        """
        looks_back = [place for place, one in enumerate(self.agenda) if one.looks_back]
        ahead = self.agenda[looks_back[-1] + 1 :] if looks_back else ()
        able = [one for one in ahead if not one.fixed and one.each is None and one.flexible(1)]
        if not able:
            return self
        longest = max(able, key=lambda one: one.seconds)
        taken = min(item.seconds, longest.seconds / 2)
        shorter = replace(longest, seconds=longest.seconds - taken)
        rest = tuple(shorter if one is longest else one for one in ahead)
        done = self.agenda[: looks_back[-1] + 1]
        return replace(self, agenda=(*done, replace(item, seconds=taken), *rest))

    def _is_back(self, index: int, item: Item) -> bool:
        return item.coming_back and type(item) is type(self.agenda[index])

    def _with(self, place: int, item: Item) -> "Plan":
        return replace(self, agenda=(*self.agenda[:place], item, *self.agenda[place:]))
