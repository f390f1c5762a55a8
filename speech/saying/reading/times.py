"""Dates and times of day."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from speech.saying.reading.rule import Rule, Words, one_of, rule
from speech.saying.wording import MONTHS, date_in_words, ordinal_in_words, time_in_words


def dates(months: Mapping[str, int], weekdays: Mapping[str, str]) -> list[Rule]:
    """Dates, in figures or with the month's name; without a weekday's short form."""
    of_name = {name: number for number, name in enumerate(MONTHS, 1)} | dict(months)

    def said(found: re.Match[str], day: int, month: int, year: str | None) -> str:
        try:
            full = date(int(year) if year and len(year) == 4 else 2000, month, day)
        except ValueError:
            return found[0]
        if year is None:
            return date_in_words(full)
        if len(year) == 2:
            full = date(2000 + int(year), month, 1).replace(day=day)
        return date_in_words(full, year=True)

    def numeric(found: re.Match[str]) -> str:
        return said(found, int(found["day"]), int(found["month"]), found["year"])

    def named(found: re.Match[str]) -> str:
        month = of_name[found["name"].casefold()]
        words = said(found, int(found["day"]), month, found["year"])
        return words if found["den"] or words == found[0] else words.removeprefix("den ")

    den = r"(?P<den>\b(?:den|d\.)\s*)"
    day = r"(?P<day>\d{1,2})"
    return [
        rule(
            rf"\b({one_of(weekdays)})\.?(?=\s+(?:den|d\.)\s*\d)",
            lambda found: weekdays[found[1].casefold()],
        ),
        rule(rf"(?:{den})?\b(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", numeric),
        rule(
            rf"(?:{den})?\b{day}[./-]\s?(?P<month>\d{{1,2}})[./ -]\s?(?P<year>\d{{4}})\b", numeric
        ),
        rule(rf"{den}{day}[./](?P<month>\d{{1,2}})(?P<year>)?(?![\d/])\.?", _no_year(said)),
        rule(
            rf"{den}?\b{day}\.\s?(?P<name>{one_of(of_name)})\b(?:\.(?=\s+[a-zæøå\d,]|,))?"
            r"(?:,?\s(?P<year>\d{4})\b)?",
            named,
        ),
        rule(r"\b(?:den|d\.)\s*(\d{1,2})\.(?!\d)", _day_alone),
    ]


def _no_year(said: Callable[[re.Match[str], int, int, None], str]) -> Words:
    return lambda found: said(found, int(found["day"]), int(found["month"]), None)


def _day_alone(found: re.Match[str]) -> str:
    return f"den {ordinal_in_words(int(found[1]))}"


def times() -> list[Rule]:
    """Times of day."""
    clock = r"([01]?\d|2[0-4])[.:]([0-5]\d)"

    def said(hour: str, minute: str | None) -> str:
        return time_in_words(int(hour) * 60 + int(minute or 0))

    def after_klokken(found: re.Match[str]) -> str:
        words = f"klokken {said(found[1], found[2])}"
        return f"{words} til {said(found[3], found[4])}" if found[3] else words

    return [
        rule(
            r"\b(?:kl\.?|klokken)\s*([01]?\d|2[0-4])(?:[.:]([0-5]\d))?(?![\d])"
            r"(?:\s*-\s*([01]?\d|2[0-4])(?:[.:]([0-5]\d))?(?!\d))?",
            after_klokken,
        ),
        rule(
            rf"(?<![\d.,:]){clock}\s*-\s*{clock}(?![\d:]|[.,]\d)",
            lambda found: f"{said(found[1], found[2])} til {said(found[3], found[4])}",
        ),
        rule(
            rf"(?<![\d.,:/]){clock}(?![\d:]|[.,]\d)(?!\s*(?:kr|%))",
            lambda found: said(found[1], found[2]),
        ),
    ]
