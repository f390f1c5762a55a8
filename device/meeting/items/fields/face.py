"""The face that the fields of every kind of agenda item show to what makes agendas of them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import override

from device.meeting.items.fields.rules import Rules
from device.meeting.items.fields.slots import (
    LEAST_TURN,
    MINUTE,
    RoundTiming,
    Slot,
    fixed,
    round_seconds,
    turn_in,
    whole_minutes,
)
from device.meeting.items.fields.values import ItemLength, ShortText, TurnLength
from device.meeting.plan import Item
from device.meeting.spelling import fold
from device.meeting.topics import Topic
from speech.errors import TidtagerError


class PlanFault(TidtagerError, ValueError):  # noqa: N818 - as in PlanFaults, the word that the meeting uses
    """An item of a plan can't be made; its wording is `key` among the faults of content/.

    `field`: the word that it stands at; "": the item as a whole. Among `values` a float is a
    length in seconds.
    """

    def __init__(self, key: str, field: str = "", **values: str | int | float) -> None:
        super().__init__(f"{key} at {field!r}: {values}")
        self.key = key
        self.field = field
        self.values = values


class ToldAlreadyError(TidtagerError, ValueError):
    """An item can't be made because of something else in the plan, which is told of there."""


@dataclass(frozen=True)
class Remark:
    """What is no fault, but worth a look; like a `PlanFault`."""

    key: str
    field: str
    text: str


@dataclass(frozen=True)
class Setting:
    """What an item has to fit into."""

    rules: Rules
    """Its kind's, with what its form changes in them."""
    spelt: str
    """The kind as the plan spells it."""
    people: int
    people_known: bool = True
    """False: `people` is a guess, so nothing is said about whether the time is enough."""
    # What the plan says for the whole meeting; None and () where it doesn't.
    welcome: str | None = None
    purpose: str | None = None
    ground_rules: tuple[str, ...] = ()
    topic: Topic | None = None
    topic_told: bool = False
    """The plan has a topic that can't be read."""
    turn: float | None = None
    order: str | None = None
    statements: tuple[str, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the item is called where the plan gives it no title."""
        titles = {fold(way): title for way, title in self.rules.titles.items()}
        return titles.get(fold(self.spelt), self.rules.title)


class Fields(BaseModel, ABC):
    """What a plan says of an item, read; each kind adds its own. Times are seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    grows: ClassVar[bool] = False
    """Without a time of its own it takes what is left over."""
    page_numbers: ClassVar[Mapping[str, float]] = {}
    """What the planning page reckons this kind's time by, by its names there; seconds but for
    sizes."""

    title: ShortText = Field(None, alias="titel")
    length: ItemLength = Field(None, alias="tid")

    @property
    def has_time(self) -> bool:
        """Whether the plan settles how long it takes."""
        return self.length is not None

    def slot(self, setting: Setting) -> Slot:
        """The time it may take. Raises PlanFault for what does not fit, and ToldAlreadyError."""
        if self.length is not None:
            return fixed(self.length)
        span = setting.rules.length
        if span is None:
            raise ValueError(f"content/items: {setting.rules.spellings[0]} has no `length`")
        return Slot(span.least * MINUTE, span.usual * MINUTE, span.most * MINUTE)

    @abstractmethod
    def made(self, seconds: float, setting: Setting) -> Item:
        """The item with so many seconds; asked for only where `slot` raises nothing."""

    def remarks(self, _setting: Setting) -> tuple[Remark, ...]:
        """What is worth a look."""
        return ()


class RoundFields(Fields):
    """The fields of an item in which everyone has a turn."""

    turn: TurnLength = Field(None, alias="taletid")

    @property
    @override
    def has_time(self) -> bool:
        return self.length is not None or self.turn is not None

    @abstractmethod
    def timing(self, setting: Setting) -> RoundTiming:
        """The round before its time is known."""

    @override
    def slot(self, setting: Setting) -> Slot:
        timing = self.timing(setting)
        if self.length is None:
            return timing.slot
        if setting.people_known:
            if self.turn is not None:
                _agrees(self.length, timing)
            else:
                _suffices(self.length, timing)
        return fixed(self.length)

    def turn_seconds(self, seconds: float, setting: Setting) -> float:
        """Each one's turn in a round of `seconds`."""
        return self.turn if self.turn is not None else self.timing(setting).turn(seconds)


def timing_of(setting: Setting, before: float, turn: float | None) -> RoundTiming:
    """A round with `before` seconds ahead; `turn` settles what else the kind's rules do."""
    span = setting.rules.turn_seconds
    if turn is not None:
        return RoundTiming(setting.people, before, turn, turn, turn)
    if span is None:
        raise ValueError(f"content/items: {setting.rules.spellings[0]} has no `turn_seconds`")
    return RoundTiming(setting.people, before, span.least, span.usual, span.most)


def _agrees(given: float, timing: RoundTiming) -> None:
    """Raise the fault that a round's own time doesn't go with its given turns."""
    turn = timing.usual
    needed = round_seconds(timing.people, timing.before, turn)
    # People leave the changes out, or round up: up to a quarter more or less is meant well.
    if not timing.people * turn <= given <= 1.25 * needed:
        needed = whole_minutes(needed)
        raise PlanFault("round_both", "tid", turn=turn, needed=needed, length=given)


def _suffices(given: float, timing: RoundTiming) -> None:
    """Raise the fault that a round's own time gives nobody a turn worth having."""
    turn = turn_in(given, timing.people, timing.before)
    if turn < LEAST_TURN:
        needed = whole_minutes(round_seconds(timing.people, timing.before, LEAST_TURN))
        raise PlanFault(
            "round_tight", "tid", turn=turn, people=timing.people, length=given,
            least=LEAST_TURN, needed=needed,
        )  # fmt: skip
