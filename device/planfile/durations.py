"""Lengths of time as people write them in Danish, and as they are read aloud.

What is read: a number (digits, ``1,5``, ``½``, or a word: ``to``, ``femogtyve``, ``halvanden``)
and a unit (``timer``, ``t``, ``kvarter``, ``minutter``, ``min``, ``m``, ``sekunder``, ``s``),
as many times as wanted with or without ``og``: "1 time og 20 minutter", "2t", "tre kvarter".
A number after the last unit counts in the next smaller one: "1 time 20", "2 min 30".

Words that only frame a length are left out ("ca. 2 timer", "max 5 min", "2 timer (med pause)"), and
whether it is each person's ("1 min hver", "2 min pr. person") is told by `parse_length`.

What can mean two things is decided by where it stands (`Scale`):

=========  ==============================  ================================
written    a whole meeting                 an agenda item or a turn
=========  ==============================  ================================
``1:30``   1 hour 30 minutes               1 minute 30 seconds
``2``      2 hours (up to 8)               2 minutes
``90``     90 minutes                      90 minutes
``1.30``   refused, ``1,30`` too: a clock time or a decimal number? (`DurationError`)
``2-3 t``  refused: which of the two?
=========  ==============================  ================================
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from content import load
from speech.errors import TidtagerError

HOUR = 3600.0
MINUTE = 60.0
LONGEST = 100
"""Characters; no length of time takes more to write."""
MOST_BARE_HOURS = 8
"""A bare number up to this, for a whole meeting, is hours; above it, minutes."""


class Scale(Enum):
    """Where a length stands; decides what ``1:30`` and a bare number mean."""

    MEETING = "meeting"
    ITEM = "item"


class DurationError(TidtagerError, ValueError):
    """The text is no length of time. `reason`: ``unknown``, ``negative`` or ``ambiguous``."""

    def __init__(self, text: str, reason: str, suggestion: str | None = None) -> None:
        super().__init__(f"{text!r} is no duration: {reason}")
        self.reason = reason
        self.suggestion = suggestion
        """Danish, the length that was probably meant."""


_CONTENT = load("durations.yaml")
NUMBER_WORDS: dict[str, float] = {
    **{word: float(value) for word, value in _CONTENT["numbers"].items()},
    **{word: float(value) for word, value in _CONTENT["tens"].items()},
    **{
        f"{one}og{ten}": float(place + value)
        for place, one in enumerate(_CONTENT["ones"], start=1)
        for ten, value in _CONTENT["tens"].items()
    },
}
_FRACTIONS: dict[str, float] = _CONTENT["fractions"]
_UNITS: dict[str, float] = {
    way: float(unit["seconds"]) for unit in _CONTENT["units"] for way in unit["ways"]
}
_ALONE = frozenset(_CONTENT["alone"])
_FILLERS = frozenset(_CONTENT["fillers"])
_PERSON = rf"(?:{'|'.join(_CONTENT['persons'])})\b\.?"
_EACH = re.compile(
    rf"\s*(?:\(?\b(?:til|for)?\s*\bhver(?:\s+(?:især|person|deltager|af\s+os|isærs?))?\)?"
    rf"|\(?(?:\bpr\b\.?|\bper\b|/)\s*{_PERSON}\)?)\s*"
)
_LEADING_ALL = re.compile(r"^(?:i alt|ialt|samlet)\s+")
_LEADING_EACH = re.compile(r"^(?:hver|á|a|à)\s+(?=\d)")
_ALL = re.compile(r"\s*\(?\b(?:i alt|ialt|samlet|tilsammen|for alle)\)?\s*$")
_ASIDE = re.compile(
    r"\s*\((?:[^()]*)\)\s*$|,?\s+(?:inkl|incl|inklusive|med|uden|eks|ekskl)\b\.?.*$"
)
_ABOUT = re.compile(r"^(?:~|≈|<|≤|op\s+til\s+|under\s+)\s*")
_VULGAR = re.compile(r"(?<![\d/])(?:(\d+)\s+)?([1-3])/([24])(?![\d/])")
_QUARTERS = {(1, 2): "½", (1, 4): "¼", (3, 4): "¾", (2, 4): "½"}
_BOTH = re.compile(r"(?P<from>[^-]+?)\s*(?:-|\btil\b|\beller\b)\s*(?P<to>.+)")
_COLON = re.compile(r"(\d{1,3}):([0-5]?\d)(?::([0-5]\d))?(?:\s+([a-z]+)\.?)?")
_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[½¼¾]|[^\W\d_]+")


@dataclass(frozen=True)
class Length:
    """A length of time."""

    seconds: float
    """0 or more, not bounded above."""
    each: bool = False
    """For each person: "1 min hver"."""
    all_in_all: bool = False
    """For all together: "10 min i alt"."""


def parse_duration(text: str, scale: Scale = Scale.ITEM) -> float:
    """Seconds that Danish `text` stands for, each one's or all's; 0 or more, not bounded above.

    Raises DurationError.
    """
    return parse_length(text, scale).seconds


def parse_length(text: str, scale: Scale = Scale.ITEM) -> Length:
    """The length that Danish `text` stands for. Raises DurationError."""
    if len(text) > LONGEST:
        raise DurationError(text[:LONGEST], "unknown")
    plain = unicodedata.normalize("NFC", text).casefold().replace("\u00a0", " ")
    plain = re.sub("[\u2010-\u2015\u2212]", "-", " ".join(plain.split()))
    plain = re.sub(r"(?<=\d)\s?['′](?!\w)", " min", plain)
    bare = _LEADING_EACH.sub("", _EACH.sub(" ", plain).strip())
    each = bare != plain
    whole = _LEADING_ALL.sub("", _ALL.sub("", bare))
    all_in_all = whole != bare
    seconds = _seconds(text, _ASIDE.sub("", _ABOUT.sub("", whole)).strip(" ."), scale)
    return Length(seconds, each=each and not all_in_all, all_in_all=all_in_all)


def _seconds(text: str, plain: str, scale: Scale) -> float:
    if re.match(r"(minus|-)\s*[\w½¼¾]", plain):
        raise DurationError(text, "negative")
    if colon := _COLON.fullmatch(plain):
        return _with_colons(text, colon, scale)
    plain = _VULGAR.sub(_with_sign, plain)
    if both := _BOTH.fullmatch(plain):
        _refuse_both(text, both["from"], both["to"], scale)
    if dotted := re.search(
        r"(?<![\d.,])(\d+)(?:\.([0-5]\d)|,([1-5]0|15|45))(?!\d)\s*([^\W\d_]*)", plain
    ):
        size = _UNITS.get(dotted[4], HOUR if scale is Scale.MEETING else MINUTE)
        likely = int(dotted[1]) * size + int(dotted[2] or dotted[3]) * size / 60
        raise DurationError(text, "ambiguous", danish_duration(likely))
    if re.sub(r"[\s.,-]", "", _TOKEN.sub("", plain)):
        raise DurationError(text, "unknown")
    seconds = _add_up(_TOKEN.findall(plain), scale)
    if seconds is None:
        raise DurationError(text, "unknown", _meant(plain, scale))
    return seconds


def _with_sign(match: re.Match[str]) -> str:
    """ "2 1/2" as "2½"."""
    sign = _QUARTERS.get((int(match[2]), int(match[3])))
    return f"{match[1] or ''}{sign}" if sign else match[0]


def _refuse_both(text: str, least: str, most: str, scale: Scale) -> None:
    """Refuse "2-3 timer" as two lengths; its unit may stand at the end only."""
    ending = _add_up(_TOKEN.findall(most), scale)
    tokens = _TOKEN.findall(least)
    unit = next((token for token in reversed(_TOKEN.findall(most)) if token in _UNITS), None)
    if unit is not None and not any(token in _UNITS for token in tokens):
        tokens.append(unit)
    beginning = _add_up(tokens, scale)
    if beginning is not None and ending is not None:
        raise DurationError(text, "ambiguous", danish_duration(ending))


def _with_colons(text: str, colon: re.Match[str], scale: Scale) -> float:
    first, second, third, unit = colon.groups()
    if third is not None:
        return int(first) * HOUR + int(second) * MINUTE + int(third)
    size = HOUR if scale is Scale.MEETING else MINUTE
    if unit is not None:
        size = _UNITS.get(unit, 0.0)
    if size not in {HOUR, MINUTE}:
        raise DurationError(text, "unknown")
    return size * int(first) + size / 60 * int(second)


def _add_up(tokens: list[str], scale: Scale) -> float | None:
    """The sum of number-unit pairs; None when the tokens do not make sense."""
    total, amount, size = 0.0, None, None
    words = [token for token in tokens if token not in _FILLERS]
    for place, token in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if token in _UNITS:
            if amount is None and (place > 0 or len(words) > 1 or token not in _ALONE):
                return None
            unit = _UNITS[token]
            if size is not None and unit >= size:
                return None
            total += (1.0 if amount is None else amount) * unit
            amount, size = None, unit
        elif token in {"en", "et"} and following in _FRACTIONS:
            continue
        elif token in _FRACTIONS:
            amount = (amount or 0.0) + _FRACTIONS[token]
        elif amount is None and (number := _number(token)) is not None:
            amount = number
        else:
            return None
    if amount is None:
        return total if size is not None else None
    return _bare(total, amount, size, scale)


def _bare(total: float, amount: float, size: float | None, scale: Scale) -> float | None:
    """The sum when the last number has no unit."""
    if size is None:
        hours = scale is Scale.MEETING and amount <= MOST_BARE_HOURS
        return amount * (HOUR if hours else MINUTE)
    if size in {HOUR, MINUTE} and amount == int(amount) and amount < 60:
        return total + amount * size / 60
    return None


def _number(token: str) -> float | None:
    if token in NUMBER_WORDS:
        return NUMBER_WORDS[token]
    if token[0].isdigit() and len(token) < 10:
        try:
            return float(token.replace(",", "."))
        except ValueError:
            return None
    return None


def _meant(plain: str, scale: Scale) -> str | None:
    """The length that was meant, if putting misspelt words right makes sense of it."""
    known = [*NUMBER_WORDS, *_FRACTIONS, *_UNITS, *_FILLERS]
    tokens = []
    for token in _TOKEN.findall(plain):
        if token in known or not token.isalpha():
            tokens.append(token)
            continue
        close = get_close_matches(token, [word for word in known if len(word) > 1], n=1, cutoff=0.7)
        if not close:
            return None
        tokens.append(close[0])
    seconds = _add_up(tokens, scale)
    return danish_duration(seconds) if seconds else None


def danish_duration(seconds: float) -> str:
    """`seconds` for the eye and the ear: "1 time og 20 minutter", "1 minut og 30 sekunder".

    Rounded to whole seconds; over an hour, to whole minutes.
    """
    whole = round(seconds)
    if whole >= HOUR:
        whole = round(whole / MINUTE) * 60
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [
        f"{value} {one if value == 1 else many}"
        for value, one, many in (
            (hours, "time", "timer"),
            (minutes, "minut", "minutter"),
            (left, "sekund", "sekunder"),
        )
        if value
    ]
    return " og ".join(parts) if parts else "0 sekunder"
