"""The single values of a plan file: texts, lengths, clock times, dates, choices.

Each is a pydantic type whose errors carry the name of their wording in content/planfile.yaml.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from content import load
from device.durations import DurationError, Scale, danish_duration, parse_duration
from device.planfile.tree import Written
from device.planfile.words import Spellings, words

LONGEST_NAME = 40
_CLOCK = re.compile(
    r"(?:kl\.?|klokken)?\s*(?P<hour>\d{1,2})(?:\s*[:.]\s*(?P<minute>\d{2})(?:[:.]00)?)?(?:\s*h)?"
)
_READ_ALOUD = re.compile(r"[a-zæøåäöüé]+(?:['-][a-zæøåäöüé]+)*", re.IGNORECASE)
"""A word of a respelling: what is said has no digits, signs or phonetic letters."""
_ISO_DATE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DANISH_DATE = re.compile(
    r"(?:\w+dag\s+)?(?:den\s+)?(\d{1,2})(?:\s*[-./]\s*|\s+)(\d{1,2}|[^\W\d]+)\.?(?:\s*[-./]\s*|\s+)(\d{4})"
)


def refuse(key: str, /, **values: object) -> NoReturn:
    """Raise the error whose wording is `key`."""
    raise PydanticCustomError(key, key, values)


def text_of(value: object) -> str:
    """A value that must be a text on its line."""
    if not isinstance(value, str):
        refuse("want_text")
    return unicodedata.normalize("NFC", str(value))


def text(most: int) -> Callable[[Any], Any]:
    """A text that is read aloud, of at most so many characters."""

    def check(value: object) -> str | None:
        if value is None:
            return None
        plain = text_of(value)
        if len(plain) > most:
            refuse("text_long", length=len(plain), most=most)
        return plain

    return check


def texts(most: int) -> Callable[[Any], Any]:
    """A list of texts; one text, and several lines without dashes, are lists too."""

    def check(value: object) -> list[object]:
        if value is None:
            return []
        entries: list[object]
        if isinstance(value, Written):
            lines = value.lines or (value,)
            entries = [line.removeprefix("-").strip() for line in lines]
        elif isinstance(value, list):
            # Empty entries keep their place, so that the others keep their line.
            entries = [Written("") if entry is None else entry for entry in value]
        else:
            refuse("want_list")
        if len(entries) > most:
            refuse("list_long", length=len(entries), most=most)
        return entries

    return check


def without_empty(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line for line in lines if line)


def duration(scale: Scale, limits: str, example: str) -> Callable[[Any], Any]:
    """A length in seconds, within the limits that content/forms.yaml gives."""

    def check(value: object) -> float | None:
        if value is None:
            return None
        if not isinstance(value, str):
            refuse("want_duration", example=example)
        try:
            seconds = parse_duration(value, scale)
        except DurationError as error:
            refuse(f"duration_{error.reason}", text=value, example=error.suggestion or example)
        least, most = bounds(limits)
        if seconds == 0:
            refuse("duration_zero", text=value, example=example)
        if seconds < least:
            refuse("duration_short", text=value, least=danish_duration(least))
        if seconds > most:
            refuse("duration_long", text=value, most=danish_duration(most))
        return seconds

    return check


def bounds(limits: str) -> tuple[float, float]:
    """Least and most seconds, from content/forms.yaml."""
    given = load("forms.yaml")["limits"][limits]
    unit = 1.0 if limits.endswith("seconds") else 60.0
    return given["least"] * unit, given["most"] * unit


def clock(value: object) -> int | None:
    """A time of day as minutes since midnight."""
    if value is None:
        return None
    plain = text_of(value)
    match = _CLOCK.fullmatch(plain.strip().casefold())
    hour, minute = (int(match["hour"]), int(match["minute"] or 0)) if match else (99, 0)
    if hour > 23 or minute > 59:
        refuse("clock_unknown", text=plain)
    return hour * 60 + minute


def iso_date(value: object) -> str | None:
    """A date as people write it, as ISO."""
    if value is None:
        return None
    plain = text_of(value)
    simple = plain.strip().casefold()
    if iso := _ISO_DATE.fullmatch(simple):
        year, month, day = (int(part) for part in iso.groups())
    elif danish := _DANISH_DATE.fullmatch(simple):
        day, year = int(danish[1]), int(danish[3])
        month = _month(danish[2]) or 0
    else:
        refuse("date_unknown", text=plain)
    if not 1 <= month <= 12:
        refuse("date_unknown", text=plain)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        refuse("date_impossible", text=plain)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    fits = [
        place
        for place, name in enumerate(words().months, start=1)
        if len(word) >= 3 and name.startswith(word)
    ]
    return fits[0] if len(fits) == 1 else None


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


def form(value: object) -> str | None:
    """The meeting form."""
    if value is None:
        return None
    plain = text_of(value)
    chosen = words().forms.get(plain)
    if chosen is None:
        forms = words().forms
        listed = words().fault("hint_list", choices=forms.choices())
        refuse("unknown_form", text=plain, hint=forms.hint(plain, listed))
    return chosen


def name(value: object) -> str:
    """A participant's name."""
    if value is None or isinstance(value, list):
        refuse("want_person")
    plain = text_of(value)
    if len(plain) > LONGEST_NAME:
        refuse("name_long", text=plain, most=LONGEST_NAME)
    if not any(character.isalpha() for character in plain):
        refuse("name_letters", text=plain)
    return plain


def say_as(value: object) -> str | None:
    """How a name is said: a respelling that a Danish voice reads."""
    plain = name(value) if value is not None else None
    if plain and not all(_READ_ALOUD.fullmatch(word) for word in plain.split()):
        refuse("say_as_letters", text=plain)
    return plain


Form = Annotated[str | None, BeforeValidator(form)]
ShortText = Annotated[str | None, BeforeValidator(text(100))]
LongText = Annotated[str | None, BeforeValidator(text(600))]
Question = Annotated[str | None, BeforeValidator(text(300))]
Line = Annotated[str, BeforeValidator(text(300))]
Rules = Annotated[tuple[Line, ...], BeforeValidator(texts(12)), AfterValidator(without_empty)]
Questions = Annotated[tuple[Line, ...], BeforeValidator(texts(20)), AfterValidator(without_empty)]
Statements = Annotated[tuple[Line, ...], BeforeValidator(texts(8)), AfterValidator(without_empty)]
Points = Annotated[tuple[Line, ...], BeforeValidator(texts(8)), AfterValidator(without_empty)]
MeetingLength = Annotated[
    float | None, BeforeValidator(duration(Scale.MEETING, "meeting", "2 timer"))
]
ItemLength = Annotated[float | None, BeforeValidator(duration(Scale.ITEM, "item", "10 minutter"))]
TurnLength = Annotated[
    float | None, BeforeValidator(duration(Scale.ITEM, "turn_seconds", "2 minutter"))
]
ClockTime = Annotated[int | None, BeforeValidator(clock)]
IsoDate = Annotated[str | None, BeforeValidator(iso_date)]
YesNo = Annotated[bool | None, BeforeValidator(yes_no)]
Order = Annotated[str | None, BeforeValidator(choice(lambda: words().orders))]
TimeUp = Annotated[str | None, BeforeValidator(choice(lambda: words().time_up))]
WakeWord = Annotated[str | None, BeforeValidator(choice(lambda: words().wake_words))]
Name = Annotated[str, BeforeValidator(name)]
SayAs = Annotated[str | None, BeforeValidator(say_as)]


def optional_item_length(value: object) -> float | None:
    """An item's length, or ``nej`` (-1): the item is left out."""
    if isinstance(value, str) and words().yes_no.get(value) == "nej":
        return -1.0
    seconds: float | None = duration(Scale.ITEM, "item", "10 minutter")(value)
    return seconds


OptionalItemLength = Annotated[float | None, BeforeValidator(optional_item_length)]
