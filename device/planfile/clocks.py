"""Times of day and dates, as people write them in Danish.

A time of day: "13:00", "kl. 9.30", "14", "0930", "halv ni", "kvart over otte", "fem i halv ti",
"klokken ni". Hours up to six that are written in words are those of the afternoon: nobody meets at
halv to in the night. A stretch of time: "14-16", "kl. 13.00 til 15.30", "fra ni til elleve".
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from device.meeting.spelling import fold
from device.planfile.durations import LONGEST, NUMBER_WORDS
from device.planfile.words import words
from speech.errors import TidtagerError

_PREFIX = r"(?:(?:fra\s+)?(?:kl\b\.?|klokken|klokka)\s*)?"
_ABOUT = re.compile(r"^(?:(?:ca\b\.?|cirka|omkring|senest|fra)\s*)+")
_HOURS = r"(?P<hour>\d{1,2})(?:(?:\s*[:.,]\s*|\s)(?P<minute>\d{2})(?:[:.]00)?)?"
_CLOCK = re.compile(rf"{_PREFIX}(?:{_HOURS}|(?P<joined>[012]\d[0-5]\d))(?:\s*(?:h|uhr))?")
_SPOKEN = re.compile(
    r"(?:kl\.?\s*|klokken\s+)?(?:(?P<amount>[^\W\d_]+|\d{1,2})\s+(?:min(?:utter|\.)?\s+)?"
    r"(?P<side>i|over)\s+)?(?P<half>halv\s+)?(?P<hour>[^\W\d_]+|\d{1,2})"
)
_AFTER = re.compile(
    r"\s*(?:\((?P<in>[^()]*)\)|\bpræcis|\bom\s+(?P<when>morgenen|formiddagen|eftermiddagen|aftenen)"
    r"|\b(?:til\s+)?senest|\bca\.?)\s*$"
)
_BETWEEN = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|\btil\b|\bog\s+til\b)\s*")
_LEADING = re.compile(
    r"(?P<mark>kl\b\.?|klokken)?\s*(?P<h>\d{1,2})(?:[.:](?P<m>\d{2}))?"
    r"(?:\s*(?:[-\u2010-\u2015]|til)\s*(?:kl\.?\s*)?(?P<h2>\d{1,2})(?:[.:](?P<m2>\d{2}))?)?"
    r"\s*(?:[:,–—-]\s+|[:,]?$|\s)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_QUARTER = 15
_EARLIEST_SPOKEN = 7
_SANE_YEAR = 2025


def clock_minutes(text: str) -> int | None:
    """Minutes since midnight that `text` stands for, or None."""
    if len(text) > LONGEST:
        return None
    plain = _ABOUT.sub("", text.strip().casefold().strip(" ."))
    afternoon = False
    while match := _AFTER.search(plain):
        afternoon = afternoon or match["when"] in {"eftermiddagen", "aftenen"}
        plain = plain[: match.start()].rstrip()
    if match := _CLOCK.fullmatch(plain):
        joined = match["joined"]
        hour = int(joined[:2] if joined else match["hour"])
        minute = int(joined[2:] if joined else match["minute"] or 0)
    elif (spoken := _spoken(plain)) is not None:
        return spoken
    else:
        return None
    if afternoon and hour < 12:
        hour += 12
    return hour * 60 + minute if hour <= 23 and minute <= 59 else None


def _spoken(plain: str) -> int | None:
    match = _SPOKEN.fullmatch(plain)
    if match is None:
        return None
    hour = _whole(match["hour"])
    if (
        hour is None
        or not 1 <= hour <= 24
        or (match["hour"].isdecimal() and not match["half"] and not match["amount"])
    ):
        return None
    minutes = hour * 60 - (30 if match["half"] else 0)
    if match["amount"]:
        amount = _QUARTER if match["amount"] in {"kvart", "kvarter"} else _whole(match["amount"])
        if amount is None or not 1 <= amount <= 29:
            return None
        minutes += amount if match["side"] == "over" else -amount
    if minutes < _EARLIEST_SPOKEN * 60 - 30:
        minutes += 12 * 60
    return minutes % (24 * 60)


def _whole(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    value = NUMBER_WORDS.get(word)
    return int(value) if value is not None and value == int(value) else None


def is_clock(text: str) -> bool:
    """Whether `text` is a time of day."""
    return clock_minutes(text) is not None


def clock_span(text: str) -> tuple[int, int] | None:
    """Beginning and end, in minutes since midnight, of "kl. 14-16"; None when it is none."""
    if len(text) > LONGEST:
        return None
    plain = text.strip().casefold().removeprefix("fra ").strip()
    parts = _BETWEEN.split(plain)
    if len(parts) != 2:
        return None
    begin, end = clock_minutes(parts[0]), clock_minutes(parts[1])
    if begin is None or end is None:
        return None
    if end <= begin and end < 12 * 60 <= end + 12 * 60 and end + 12 * 60 > begin >= 7 * 60:
        end += 12 * 60  # "10-2"
    return (begin, end) if begin < end else None


@dataclass(frozen=True)
class Timed:
    """A line of an agenda that begins with the time of day."""

    begin: int
    end: int | None
    rest: str
    """What stands after the time."""


def leading_clock(text: str) -> Timed | None:
    """ "9.10 Runde", "kl. 9: Velkomst", "10.30-10.45 Pause"; None for "10 min pause"."""
    match = _LEADING.fullmatch(text.strip()) if len(text) <= 4 * LONGEST else None
    if match is None or not (match["mark"] or match["m"] or (match["h2"] and match["m2"])):
        return None
    begin = _minutes(match["h"], match["m"])
    end = _minutes(match["h2"], match["m2"]) if match["h2"] else None
    if begin is None or (match["h2"] and end is None):
        return None
    return Timed(begin, end, match["rest"].strip())


def _minutes(hour: str, minute: str | None) -> int | None:
    h, m = int(hour), int(minute or 0)
    return h * 60 + m if h <= 23 and m <= 59 else None


def danish_clock(minutes: float) -> str:
    """Minutes since midnight as "13:05"; past midnight it begins again."""
    whole = int(minutes) % (24 * 60)
    return f"{whole // 60}:{whole % 60:02d}"


class DateError(TidtagerError, ValueError):
    """The text is no date. `reason`: ``unknown``, ``impossible`` or ``weekday``."""

    def __init__(self, text: str, reason: str, weekday: str = "") -> None:
        super().__init__(f"{text!r} is no date: {reason}")
        self.reason = reason
        self.weekday = weekday
        """The day that the date really is."""


_ISO_DATE = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DATE = re.compile(
    r"(?:(?P<weekday>[^\W\d_]{3,})\.?,?\s+)?(?:den\s+|d\.?\s*)?(?P<day>\d{1,2})\.?"
    r"(?:\s*[-./]\s*|\s+)(?P<month>\d{1,2}|[^\W\d_]+)\.?"
    r"(?:(?:\s*[-./,]\s*|\s+)(?P<year>\d{4}|'?\d{2}))?"
)
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")


def date_of(text: str, today: date) -> date | None:
    """The date that `text` stands for; None when its year can't be known.

    Without a year it is the one nearest to `today` (that fits the weekday, if there is one); that
    of a computer whose own date is not set is not relied on. Raises DateError.
    """
    if len(text) > LONGEST:
        raise DateError(text, "unknown")
    plain = " ".join(text.casefold().split()).strip(" .,")
    if iso := _ISO_DATE.fullmatch(plain):
        return _date(text, int(iso[1]), int(iso[2]), int(iso[3]))
    if compact := _COMPACT.fullmatch(plain):
        return _date(text, _year(compact[3]), int(compact[2]), int(compact[1]))
    match = _DATE.fullmatch(plain)
    if match is None:
        raise DateError(text, "unknown")
    month = _month(match["month"])
    weekday = _weekday(match["weekday"]) if match["weekday"] else None
    if month is None or (match["weekday"] and weekday is None and match["weekday"] != "den"):
        raise DateError(text, "unknown")
    day = int(match["day"])
    if match["year"]:
        found = _date(text, _year(match["year"].strip("'")), month, day)
        if weekday is not None and found.weekday() != weekday:
            raise DateError(text, "weekday", words().weekdays[found.weekday()])
        return found
    return _nearest(text, month, day, weekday, today)


def _nearest(text: str, month: int, day: int, weekday: int | None, today: date) -> date | None:
    _date(text, 2024, month, day)  # a leap year: is there such a day at all?
    if today.year < _SANE_YEAR:
        return None
    fits = []
    for year in range(today.year - 1, today.year + 3):
        try:
            fits.append(date(year, month, day))
        except ValueError:
            continue
    if weekday is not None:
        nearest = min(fits, key=lambda one: abs(one - today), default=None)
        fits = [one for one in fits if one.weekday() == weekday]
        if not fits and nearest is not None:
            raise DateError(text, "weekday", words().weekdays[nearest.weekday()])
    # A plan is made for what is to come.
    return min(fits, key=lambda one: abs(one - today - timedelta(days=60)), default=None)


def _date(text: str, year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise DateError(text, "unknown")
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(text, "impossible") from None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    return _place(word, words().months)


def _weekday(word: str) -> int | None:
    return _place(word, words().weekdays)


def _place(word: str, names: list[str]) -> int | None:
    """Which of `names` begins with `word`, of at least three letters; months count from 1."""
    first = 1 if names is words().months else 0
    folded = fold(word)
    fits = [
        place
        for place, name in enumerate(names, start=first)
        if len(folded) >= 3 and fold(name).startswith(folded)
    ]
    return fits[0] if len(fits) == 1 else None
