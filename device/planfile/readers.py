"""How the values of a plan file are written: texts, lengths, clock times, dates, choices.

`READERS` has, for each name that a type of `device.meeting.items.fields.values` is read by, what
makes the value of what stands in the file.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NoReturn

from device.meeting.items.fields.rules import all_rules, numbers
from device.meeting.items.fields.rules import limits as bounds
from device.meeting.items.fields.rules import most as most_of
from device.meeting.spelling import Spellings
from device.planfile.clocks import DateError, clock_minutes, date_of
from device.planfile.durations import (
    NUMBER_WORDS,
    DurationError,
    Scale,
    danish_duration,
    parse_length,
)
from device.planfile.listing import as_one, questions_on_line, single_list
from device.planfile.name_list import read_entry
from device.planfile.persons import sayable
from device.planfile.tree import Written
from device.planfile.words import hint, words
from speech.errors import TidtagerError

_READ_ALOUD = re.compile(r"[a-zæøåäöüé]+(?:['-][a-zæøåäöüé]+)*", re.IGNORECASE)
"""A word of a respelling: what is said has no digits, signs or phonetic letters."""


class Refused(TidtagerError, ValueError):  # noqa: N818 - what happened to the value
    """A value that can't be read. `problems`: the place in a list, the wording, its values."""

    def __init__(self, *problems: tuple[int | None, str, Mapping[str, object]]) -> None:
        super().__init__(", ".join(key for _, key, _ in problems))
        self.problems = problems


def refuse(key: str, /, **values: object) -> NoReturn:
    """Raise Refused with the wording `key`."""
    raise Refused((None, key, values))


def text_of(value: object) -> str:
    """A value that must be a text on its line."""
    if not isinstance(value, str):
        refuse("want_text")
    return unicodedata.normalize("NFC", str(value))


def text(length: str) -> Callable[[Any], Any]:
    """A text that is read aloud, of at most so many characters; a name in content/limits.yaml."""

    def check(value: object) -> str | None:
        if value is None:
            return None
        most = most_of(length)
        plain = text_of(as_one(value, most))
        if len(plain) > most:
            refuse("text_long", length=len(plain), most=most)
        return plain

    return check


def texts(
    lines: str, split: Callable[[str], tuple[str, ...]] = single_list
) -> Callable[[Any], Any]:
    """A list of texts, of at most so many `lines` (a name in content/limits.yaml).

    One text, and several lines without dashes, are lists too; lines that say nothing are left out.
    """

    def check(value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        entries: list[object]
        if isinstance(value, Written):
            entries = [line.removeprefix("-").strip() for line in value.lines]
            entries = entries or list(split(value))
        elif isinstance(value, list):
            entries = value
        else:
            refuse("want_list")
        most = most_of(lines)
        if len(entries) > most:
            refuse("list_long", length=len(entries), most=most)
        found, problems = [], []
        line = text("line")
        for place, entry in enumerate(entries):
            try:
                found.append(line(entry) or "")
            except Refused as refused:
                problems += [(place, key, values) for _, key, values in refused.problems]
        if problems:
            raise Refused(*problems)
        return tuple(one for one in found if one)

    return check


def duration(scale: Scale, limits: str, example: str) -> Callable[[Any], Any]:
    """A length in seconds, within the limits that content/limits.yaml gives."""

    def check(value: object) -> float | None:
        if value is None:
            return None
        if not isinstance(value, str):
            refuse("want_duration", example=example)
        try:
            length = parse_length(value, scale)
        except DurationError as error:
            refuse(f"duration_{error.reason}", text=value, example=error.suggestion or example)
        seconds = length.seconds
        if length.each and limits != "turn_seconds":
            refuse("duration_each", text=value, example=example)
        least, most = bounds(limits)
        if seconds == 0:
            refuse("duration_zero", text=value, example=example)
        if seconds < least:
            refuse("duration_short", text=value, least=danish_duration(least))
        if seconds > most:
            meant = _smaller_unit(value, least, most)
            refuse("duration_long", text=value, most=danish_duration(most), hint=meant)
        return seconds

    return check


def _smaller_unit(value: str, least: float, most: float) -> str:
    """The question whether "90" at ``taletid`` means seconds, where it can't mean minutes."""
    if not value.strip().isdigit() or most >= 60 * 60:
        return ""
    seconds = float(value)
    meant = f"{value.strip()} sekunder"
    return words().fault("hint_close", close=meant) if least <= seconds <= most else ""


def clock(value: object) -> int | None:
    """A time of day as minutes since midnight."""
    if value is None:
        return None
    plain = text_of(value)
    minutes = clock_minutes(plain)
    if minutes is None:
        refuse("clock_unknown", text=plain)
    return minutes


def iso_date(value: object) -> str | None:
    """A date as people write it, as ISO."""
    if value is None:
        return None
    plain = text_of(value)
    try:
        found = date_of(plain, datetime.now().astimezone().date())
    except DateError as error:
        refuse(f"date_{error.reason}", text=plain, weekday=error.weekday)
    return found.isoformat() if found is not None else None


def yes_no(value: object) -> bool | None:
    """Ja or nej."""
    if value is None:
        return None
    plain = text_of(value)
    answer = words().yes_no.get(plain)
    if answer is None:
        refuse("yes_no", text=plain)
    return answer == "ja"


def choice(spellings: Callable[[], Spellings]) -> Callable[[Any], Any]:
    """One of a few words, by its first spelling."""

    def check(value: object) -> str | None:
        if value is None:
            return None
        plain = text_of(value)
        chosen = spellings().get(plain)
        if chosen is None:
            refuse("choice", text=plain, choices=spellings().choices())
        return chosen

    return check


def choice_of(reader: str) -> Callable[[Any], Any]:
    """One of what a kind of item gives to choose from."""
    return choice(lambda: words().choices[reader])


def form(value: object) -> str | None:
    """The meeting form."""
    if value is None:
        return None
    plain = text_of(value)
    bare = re.sub(r"\s*\([^()\d]*\)\s*$", "", plain).strip(" !,;.")
    chosen = words().forms.get(bare)
    if chosen is None and words().planned_forms.get(bare):
        refuse("planned_form", text=plain, choices=words().forms.choices())
    if chosen is None:
        forms = words().forms
        listed = words().fault("hint_list", choices=forms.choices())
        refuse("unknown_form", text=plain, hint=hint(forms, plain, listed, cutoff=0.8))
    return chosen


def name(value: object) -> str:
    """A participant's name."""
    if value is None or isinstance(value, list):
        refuse("want_person")
    plain = text_of(value)
    if len(plain) > most_of("name"):
        refuse("name_long", text=plain, most=most_of("name"))
    if not any(character.isalpha() for character in plain):
        refuse("name_letters", text=plain)
    return plain


def say_as(value: object) -> str | None:
    """How a name is said: a respelling that a Danish voice reads."""
    if value is None:
        return None
    plain = text_of(value)
    if len(plain) > most_of("name"):
        refuse("name_long", text=plain, most=most_of("name"))
    readable = all(_READ_ALOUD.fullmatch(word) for word in plain.split())
    if not readable or not sayable(plain):
        refuse("say_as_letters", text=plain)
    return plain


def item_or_no(value: object) -> float | bool | None:
    """An item's length, or ``nej`` (False): the item is left out."""
    if isinstance(value, str) and words().yes_no.get(value) == "nej":
        return False
    seconds: float | None = READERS["item"](value)
    return seconds


def needed_item(value: object) -> float | None:
    """The length of an item that its form can't do without."""
    if isinstance(value, str) and words().yes_no.get(value) == "nej":
        refuse("cannot_leave_out", example="10 minutter")
    seconds: float | None = READERS["item"](value)
    return seconds


def group_size(value: object) -> int | None:
    """How many work together: "i par", "tre og tre", "grupper på fire"."""
    sizes = words().group_sizes
    chosen = choice(lambda: sizes)(value)
    return None if chosen is None else 2 + sizes.words.index(chosen)


def number(limits: str, example: str) -> Callable[[Any], Any]:
    """A number, in figures or words, with or without what is counted: "2", "to runder"."""

    def check(value: object) -> int | None:
        if value is None:
            return None
        plain = text_of(value)
        counted = [word for word in plain.casefold().split() if word not in words().counted]
        found = NUMBER_WORDS.get(counted[0]) if len(counted) == 1 else None
        if len(counted) == 1 and re.fullmatch(r"\d{1,3}", counted[0]):
            found = float(counted[0])
        if found is None or found != int(found):
            refuse("number_unknown", text=plain, example=example)
        least, most = numbers(limits)
        if not least <= found <= most:
            refuse("number_range", text=plain, least=least, most=most)
        return int(found)

    return check


def names(value: object) -> tuple[str, ...]:
    """Names in a list or on one line, without what else is said of people."""
    if value is None:
        return ()
    entries = value if isinstance(value, list) else [value]
    found: list[str] = []
    problems = []
    for place, entry in enumerate(entries):
        if entry is None:
            continue
        for reading in read_entry(text_of(entry), own_line=isinstance(value, list)):
            try:
                if reading.problem:
                    refuse(reading.problem, text=reading.problem_text or reading.name)
                found.append(name(reading.name))
            except Refused as refused:
                here = place if isinstance(value, list) else None
                problems += [(here, key, told) for _, key, told in refused.problems]
    if problems:
        raise Refused(*problems)
    if len(found) > (most := most_of("speakers")):
        refuse("list_long", length=len(found), most=most)
    return tuple(found)


READERS: dict[str, Callable[[Any], Any]] = {
    "form": form,
    "title": text("title"),
    "line": text("line"),
    "text": text("text"),
    "rules": texts("rules"),
    "questions": texts("questions", questions_on_line),
    "statements": texts("statements"),
    "points": texts("points"),
    "meeting": duration(Scale.MEETING, "meeting", "2 timer"),
    "item": duration(Scale.ITEM, "item", "10 minutter"),
    "turn_seconds": duration(Scale.ITEM, "turn_seconds", "2 minutter"),
    "item_or_no": item_or_no,
    "needed_item": needed_item,
    "clock": clock,
    "iso_date": iso_date,
    "yes_no": yes_no,
    "order": choice(lambda: words().orders),
    "tool": choice(lambda: words().tools),
    "time_up": choice(lambda: words().time_up),
    "hearing": choice(lambda: words().hearings),
    "wake_word": choice(lambda: words().wake_words),
    "group_size": group_size,
    "rounds": number("rounds", "to runder"),
    "names": names,
    "name": name,
    "say_as": say_as,
    **{name: choice_of(name) for rules in all_rules().values() for name in rules.choices},
}
"""What reads a value, by the name in its type's `ReadBy`."""
