"""The meeting forms: content/forms/, a file for each."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from content import load_all
from device.meeting.items.fields.rules import Rules, Span, all_rules
from device.meeting.items.fields.slots import MINUTE
from device.meeting.plan import MAX_PEOPLE, MIN_PEOPLE
from device.meeting.spelling import Spellings, fold
from speech.errors import TidtagerError


class FormError(TidtagerError, ValueError):
    """A file of content/forms/ is wrong; the message says which, and what."""


class FormEntry(BaseModel):
    """An item of a form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: str
    """Its kind, by any of the kind's spellings; a spelling may bring title and question along."""
    time: dict[str, tuple[str, ...]]
    """The one word, with its spellings, by which a plan gives it a time under ``tider``."""
    beside: tuple[str, ...] = ()
    """The spellings by which that time may stand beside the file's other words."""
    outside: str = ""
    """The header's word at which a time is this item's, where it isn't the word itself."""
    needed: bool = False
    """It can't be left out."""
    long: Literal["told"] | bool | float = False
    """Only in a meeting that is long enough, by the form's minutes or by its own; ``told``: only
    where the plan says that it is."""
    if_it_fits: bool = False
    """Left out where there is too little time for all: the last of them first."""
    with_header: str = ""
    """The header's word without which it is left out."""
    least_people: int = 1
    """With fewer on the list it is left out …"""
    most_people: int = MAX_PEOPLE
    """… and so it is with more."""
    title: str | None = None
    length: Span | None = None
    turn_seconds: Span | None = None
    fixed: bool | None = None
    fields: dict[str, str | list[str]] = {}
    """What it is about, as in a plan."""
    header: dict[str, str] = {}
    """Fields that the header settles, by the header's word, where the plan has it."""

    @model_validator(mode="after")
    def _check(self) -> "FormEntry":
        if self.kind_or_none is None:
            kinds = ", ".join(all_rules())
            raise ValueError(f"there is no kind of item {self.item!r}; there are {kinds}")
        if len(self.time) != 1:
            raise ValueError(f"`time` of {self.item!r} must have one word with its spellings")
        return self

    @property
    def kind_or_none(self) -> str | None:
        """The kind's name; None when there is none such."""
        return _kinds().get(self.item)

    @property
    def kind(self) -> str:
        """The kind's name."""
        return self.kind_or_none or ""

    def long_enough(self, seconds: float | None, minutes: float) -> bool:
        """Whether a meeting of `seconds` has time for it; None: the plan doesn't say how long.

        `minutes` is the form's own limit.
        """
        if isinstance(self.long, bool):
            return not self.long or seconds is None or seconds >= minutes * MINUTE
        if seconds is None:
            return False
        return seconds >= (minutes if self.long == "told" else self.long) * MINUTE

    def fits(self, people: int) -> bool:
        """Whether it makes sense with so many on the list."""
        return self.least_people <= people <= self.most_people

    @property
    def word(self) -> str:
        """Its word under ``tider``."""
        return next(iter(self.time))

    @property
    def rules(self) -> Rules:
        """Its kind's rules with what this form changes."""
        changed = {
            name: getattr(self, name)
            for name in ("length", "turn_seconds", "fixed", "title")
            if getattr(self, name) is not None
        }
        if self.title is not None:
            changed["titles"] = {}
        return all_rules()[self.kind].model_copy(update=changed)


class Form(BaseModel):
    """A meeting form."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: float
    """Where it stands in lists that people read."""
    spellings: tuple[str, ...]
    called: str
    """What it is called in the middle of a sentence: "et første møde"."""
    about: str
    """What it is for, in one Danish sentence, for whoever makes a plan."""
    greeting: str
    """What is said of it at the beginning; Danish, with {duration}."""
    phrases: dict[str, str | list[str]] = {}
    long_minutes: float = 0.0
    """A meeting from this length on has time for the items that are `long`."""
    least_people: int = MIN_PEOPLE
    """So many belong on the list at least."""
    items: Literal["of_the_plan"] | tuple[FormEntry, ...]

    @property
    def name(self) -> str:
        """As plans and reports have it."""
        return self.spellings[0]

    @property
    def own(self) -> bool:
        """Whether its items are those that the plan lists under ``dagsorden``."""
        return isinstance(self.items, str)

    @property
    def entries(self) -> tuple[FormEntry, ...]:
        """Its own items."""
        return () if isinstance(self.items, str) else self.items

    @property
    def times(self) -> Mapping[str, tuple[str, ...]]:
        """The words under ``tider`` with their spellings."""
        return {entry.word: entry.time[entry.word] for entry in self.entries}

    @property
    def beside(self) -> Mapping[str, tuple[str, ...]]:
        """Those of them that may stand beside the file's other words."""
        return {entry.word: entry.beside for entry in self.entries if entry.beside}

    @model_validator(mode="after")
    def _check(self) -> "Form":
        words = [entry.word for entry in self.entries]
        if doubles := {word for word in words if words.count(word) > 1}:
            raise ValueError(f"two items have the `time` {', '.join(sorted(doubles))}")
        return self


@cache
def _kinds() -> Spellings:
    return Spellings({kind: rules.spellings for kind, rules in all_rules().items()})


@cache
def all_forms() -> dict[str, Form]:
    """Every form by its name, in the order of `place`. Raises FormError for a wrong file."""
    found = {}
    for name, content in load_all("forms").items():
        try:
            found[name] = Form.model_validate(content)
        except ValidationError as error:
            raise FormError(f"content/forms, the form {name!r}: {error}") from error
    _check_beside(found)
    return found


def _check_beside(forms: Mapping[str, Form]) -> None:
    """Raise FormError where a word beside the others would mean something else in another form."""
    meant: dict[str, tuple[str, str]] = {}
    for name, form in forms.items():
        for word, ways in form.beside.items():
            for way in ways:
                first, its = meant.setdefault(fold(way), (name, word))
                if its != word:
                    raise FormError(
                        f"content/forms: {way!r} is {its!r} in {first!r}, but {word!r} in {name!r}"
                    )
