"""Numbers, lengths of time, times of day, dates and lists in Danish words, as a host says them.

All pure. Own code, since num2words' Danish (0.5.14) says "tredivete", "en millioner" and knows
no gender. The forms follow Dansk Sprognævn, Retskrivningsordbogen, the section on numbers.
"""

import math
from collections.abc import Sequence
from datetime import date

_ONES = (
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv",
    "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten",
)  # fmt: skip
_TENS = (
    "", "", "tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems",
)  # fmt: skip
_ORDINALS = (
    "nulte", "første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende",
    "niende", "tiende", "ellevte", "tolvte", "trettende", "fjortende", "femtende", "sekstende",
    "syttende", "attende", "nittende",
)  # fmt: skip
_ORDINAL_TENS = (
    "", "", "tyvende", "tredivte", "fyrretyvende", "halvtredsindstyvende", "tresindstyvende",
    "halvfjerdsindstyvende", "firsindstyvende", "halvfemsindstyvende",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip
_SCALES = ((1_000_000_000, "milliard", "milliarder"), (1_000_000, "million", "millioner"))
_MINUTES_A_DAY = 24 * 60


def number_in_words(number: int, *, neuter: bool = False) -> str:
    """A whole number: 21 is "enogtyve". `neuter`: a last "en" is "et" ("et minut").

    Above 999 milliarder the digits are said one by one.
    """
    if number < 0:
        return "minus " + number_in_words(-number, neuter=neuter)
    if number < 100:
        return _below_hundred(number, neuter)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "hundrede" if hundreds == 1 else f"{_below_hundred(hundreds, True)} hundrede"
        return head if rest == 0 else f"{head} og {_below_hundred(rest, neuter)}"
    if number < 1_000_000:
        thousands, rest = divmod(number, 1000)
        head = "tusind" if thousands == 1 else f"{number_in_words(thousands, neuter=True)} tusind"
        return head + _rest(rest, neuter)
    for size, one, many in _SCALES:
        count, rest = divmod(number, size)
        if 0 < count < 1000:
            return f"{number_in_words(count)} {one if count == 1 else many}{_rest(rest, neuter)}"
    return " ".join(_ONES[int(digit)] for digit in str(number))


def _below_hundred(number: int, neuter: bool) -> str:
    if number == 1 and neuter:
        return "et"
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_ONES[ones]}og{_TENS[tens]}" if ones else _TENS[tens]


def _rest(rest: int, neuter: bool) -> str:
    if rest == 0:
        return ""
    if rest < 100:
        return f" og {_below_hundred(rest, neuter)}"
    joint = " et " if rest < 200 else " "
    return joint + number_in_words(rest, neuter=neuter)


def ordinal_in_words(number: int) -> str:
    """The number's place in an order: 3 is "tredje", 21 is "enogtyvende"."""
    if number < 20:
        return _ORDINALS[number] if number >= 0 else "minus " + ordinal_in_words(-number)
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_ONES[ones]}og{_ORDINAL_TENS[tens]}" if ones else _ORDINAL_TENS[tens]
    rest = number % 100
    if rest == 0:
        return "nummer " + number_in_words(number)
    return f"{number_in_words(number - rest)} og {ordinal_in_words(rest)}"


def decimal_in_words(whole: int, decimals: str) -> str:
    """A decimal number, `decimals` being the digits after the comma: (1, "5") is "en komma fem"."""
    zeros = len(decimals) - len(decimals.lstrip("0"))
    if zeros or len(decimals) > 2:
        tail = " ".join(_ONES[int(digit)] for digit in decimals)
    else:
        tail = number_in_words(int(decimals))
    return f"{number_in_words(whole)} komma {tail}"


def year_in_words(year: int) -> str:
    """A year: 1998 is "nitten hundrede otteoghalvfems", 2026 is "tyve seksogtyve"."""
    century, rest = divmod(year, 100)
    if 1100 <= year < 2000:
        head = f"{_ONES[century]} hundrede"
        return head if rest == 0 else f"{head} {number_in_words(rest)}"
    if 2010 <= year < 2100:
        return f"tyve {number_in_words(rest)}"
    return number_in_words(year)


def duration_in_words(seconds: float, *, roughly: bool = False) -> str:
    """A length of time: 90 is "halvandet minut", 5400 is "halvanden time".

    Exact to the second below ten minutes, else to the minute. `roughly`, for time that is left:
    to 5 seconds below a minute, to half minutes below five minutes, else to the minute. Less
    than zero counts as zero.
    """
    whole = max(0, _nearest(seconds, 1))
    if whole >= 600 or (roughly and whole >= 285):
        return _minutes_in_words(_nearest(whole / 60, 1))
    if roughly:
        whole = _nearest(whole, 5) if whole < 58 else _nearest(whole, 30)
        whole = max(whole, 5) if seconds > 0 else whole
    minutes, rest = divmod(whole, 60)
    if minutes == 0:
        return _counted(rest, "sekund", "sekunder", neuter=True)
    if rest == 0:
        return _minutes_in_words(minutes)
    if rest == 30:
        if minutes == 1:
            return "halvandet minut"
        return f"{number_in_words(minutes)} og et halvt minut"
    seconds_too = _counted(rest, "sekund", "sekunder", neuter=True)
    return f"{_minutes_in_words(minutes)} og {seconds_too}"


def _minutes_in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        if rest == 30:
            return "en halv time"
        return _counted(rest, "minut", "minutter", neuter=True)
    if rest == 30:
        return "halvanden time" if hours == 1 else f"{number_in_words(hours)} og en halv time"
    said = _counted(hours, "time", "timer")
    if rest == 0:
        return said
    return f"{said} og {_counted(rest, 'minut', 'minutter', neuter=True)}"


def _counted(count: int, one: str, many: str, *, neuter: bool = False) -> str:
    return f"{number_in_words(count, neuter=neuter)} {one if count == 1 else many}"


def _nearest(value: float, step: int) -> int:
    return math.floor(value / step + 0.5) * step


def time_in_words(minutes: int) -> str:
    """A time of day, `minutes` after midnight, to follow "klokken": 870 is "fjorten tredive".

    The 24-hour reading, not "halv tre": it is what a plan shows, it holds any minute, and nobody
    at the table takes it for half past three.
    """
    hour, minute = divmod(minutes % _MINUTES_A_DAY, 60)
    hours = number_in_words(hour, neuter=True)
    if minute == 0:
        return hours if hour else "nul nul"
    if minute < 10:
        return f"{hours} nul {number_in_words(minute)}"
    return f"{hours} {number_in_words(minute)}"


def date_in_words(day: date, *, weekday: bool = False, year: bool = False) -> str:
    """A date: "den tredje december", or "torsdag den tredje december tyve seksogtyve"."""
    said = f"den {ordinal_in_words(day.day)} {MONTHS[day.month - 1]}"
    if weekday:
        said = f"{WEEKDAYS[day.weekday()]} {said}"
    return f"{said} {year_in_words(day.year)}" if year else said


def list_in_words(things: Sequence[str]) -> str:
    """Several things in one breath: "a", "a og b", "a, b og c"; nothing is ""."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} og {things[-1]}"
