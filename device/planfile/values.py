"""The single values of a plan file: texts, lengths, clock times, dates, choices.

Each is a pydantic type whose errors carry the name of their wording in content/planfile.yaml.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, NoReturn

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from content import load
from device.planfile.clocks import DateError, clock_minutes, date_of
from device.planfile.durations import DurationError, Scale, danish_duration, parse_length
from device.planfile.persons import sayable
from device.planfile.tree import Written
from device.planfile.words import Spellings, words

LONGEST_NAME = 40
SENTENCES = 200
"""A text that may be this long, in characters, has sentences; a shorter one is a title."""
_READ_ALOUD = re.compile(r"[a-zæøåäöüé]+(?:['-][a-zæøåäöüé]+)*", re.IGNORECASE)
"""A word of a respelling: what is said has no digits, signs or phonetic letters."""


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
        plain = text_of(_as_one(value, most))
        if len(plain) > most:
            refuse("text_long", length=len(plain), most=most)
        return plain

    return check


def _as_one(value: object, most: int) -> object:
    """A list where one text is wanted: its sentences, or its words with an "og"."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        return value
    parts = [one.rstrip(" ,;") for one in value]
    if most < SENTENCES:
        return " og ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return " ".join(part if part[-1:] in ".!?:" else f"{part}." for part in parts)


def single_list(value: str) -> tuple[str, ...]:
    """The entries of a list on one line; a sentence with commas is one.

    "Fortrolighed, mødetid og ingen telefoner" is three, "Det, vi siger her, bliver her" is one:
    where a part begins as a part of a sentence does, the commas are a sentence's.
    """
    marks = (r"(?:^|\s)[•·*]\s+", r"(?:^|\s)[-–]\s+")
    for between in (
        *(mark for mark in marks if re.match(mark, value)),
        r";",
        r"\s/\s",
        r"(?:^|\s)\(?\d{1,2}[.)]\s",
    ):
        parts = [part.strip() for part in re.split(between, value) if part.strip()]
        if len(parts) > 1:
            return tuple(parts)
    sentences = re.findall(r"[^.!?]+[.!?]*(?=\s+[A-ZÆØÅ]|\s*$)", value)
    whole = "".join(sentences).replace(" ", "") == value.replace(" ", "")
    if whole and len(sentences) > 1 and all(len(one.split()) > 1 for one in sentences):
        return tuple(sentence.strip() for sentence in sentences)
    parts = [part.strip() for part in value.split(",")]
    if len(parts) < 2 or not all(parts):
        return (value,)
    *firsts, last = parts
    together = last.split(" og ")
    if len(together) == 2 and len(firsts) > 0 and not _in_sentence(last):
        parts = [*firsts, *together]
    if any(_in_sentence(part) for part in parts[1:]) or _in_sentence(parts[0] + " "):
        return (value,)
    return tuple(parts)


def _in_sentence(part: str) -> bool:
    spoken = part.casefold().split()
    pronoun = spoken[:1] in (["det"], ["vi"], ["den"], ["de"], ["i"], ["jeg"], ["man"], ["du"])
    return (
        not spoken
        or spoken[0] in words().sentence_words
        or (pronoun and part[:1].islower())
        or (pronoun and len(spoken) < 3)
    )


def questions_on_line(value: str) -> tuple[str, ...]:
    """The questions on one line: each ends with its mark."""
    found = re.findall(r"[^?]+\?*", value)
    return tuple(part.strip() for part in found if part.strip(" ?"))


def texts(most: int, split: Callable[[str], tuple[str, ...]] = single_list) -> Callable[[Any], Any]:
    """A list of texts; one text, and several lines without dashes, are lists too."""

    def check(value: object) -> list[object]:
        if value is None:
            return []
        entries: list[object]
        if isinstance(value, Written):
            entries = [line.removeprefix("-").strip() for line in value.lines]
            entries = entries or list(split(value))
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
            hint = _smaller_unit(value, least, most)
            refuse("duration_long", text=value, most=danish_duration(most), hint=hint)
        return seconds

    return check


def _smaller_unit(value: str, least: float, most: float) -> str:
    """The question whether "90" at ``taletid`` means seconds, where it can't mean minutes."""
    if not value.strip().isdigit() or most >= 60 * 60:
        return ""
    seconds = float(value)
    meant = f"{value.strip()} sekunder"
    return words().fault("hint_close", close=meant) if least <= seconds <= most else ""


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


def form(value: object) -> str | None:
    """The meeting form."""
    if value is None:
        return None
    plain = text_of(value)
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", plain).strip(" !,;.")
    chosen = words().forms.get(bare)
    if chosen is None and words().planned_forms.get(bare):
        refuse("planned_form", text=plain, choices=words().forms.choices())
    if chosen is None:
        forms = words().forms
        listed = words().fault("hint_list", choices=forms.choices())
        refuse("unknown_form", text=plain, hint=forms.hint(plain, listed, cutoff=0.8))
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
    if value is None:
        return None
    plain = text_of(value)
    if len(plain) > LONGEST_NAME:
        refuse("name_long", text=plain, most=LONGEST_NAME)
    readable = all(_READ_ALOUD.fullmatch(word) for word in plain.split())
    if not readable or not sayable(plain):
        refuse("say_as_letters", text=plain)
    return plain


Form = Annotated[str | None, BeforeValidator(form)]
ShortText = Annotated[str | None, BeforeValidator(text(100))]
LongText = Annotated[str | None, BeforeValidator(text(600))]
Question = Annotated[str | None, BeforeValidator(text(300))]
Line = Annotated[str, BeforeValidator(text(300))]
Rules = Annotated[tuple[Line, ...], BeforeValidator(texts(12)), AfterValidator(without_empty)]
Questions = Annotated[
    tuple[Line, ...], BeforeValidator(texts(20, questions_on_line)), AfterValidator(without_empty)
]
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


def needed_item_length(value: object) -> float | None:
    """The length of an item that a first meeting can't do without."""
    if isinstance(value, str) and words().yes_no.get(value) == "nej":
        refuse("cannot_leave_out", example="10 minutter")
    seconds: float | None = duration(Scale.ITEM, "item", "10 minutter")(value)
    return seconds


NeededItemLength = Annotated[float | None, BeforeValidator(needed_item_length)]
OptionalItemLength = Annotated[float | None, BeforeValidator(optional_item_length)]
