"""How values are written in a plan file, whatever they mean: texts, lengths, times, dates, numbers.

What can't be read is Refused, with the wording of why.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NoReturn

from device.meeting.items.fields.rules import limits as bounds
from device.meeting.items.fields.rules import most as most_of
from device.meeting.items.fields.rules import numbers
from device.meeting.spelling import Spellings
from device.planfile.clocks import DateError, clock_minutes, date_of
from device.planfile.durations import (
    NUMBER_WORDS,
    DurationError,
    Scale,
    danish_duration,
    parse_length,
)
from device.planfile.listing import as_one, single_list
from device.planfile.tree import Written
from device.planfile.words import words
from speech.errors import TidtagerError


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
