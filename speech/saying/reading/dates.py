"""Dates, in figures or with the month's name; days of the week."""

import re
from collections.abc import Mapping
from datetime import date

from speech.saying.reading.rule import Rule, one_of, rule, sentence_ends
from speech.saying.wording import MONTHS, WEEKDAYS, date_in_words, ordinal_in_words

_NO_FRACTIONS = (7, 9, 11, 12)
"""What nobody divides by: "1/7" and "3/12" are days."""


def dates(months: Mapping[str, int], weekdays: Mapping[str, str]) -> list[Rule]:
    """All of them; `months` and `weekdays` are the short forms."""
    of_name = {name: number for number, name in enumerate(MONTHS, 1)} | dict(months)

    def named(found: re.Match[str]) -> str:
        name = found["name"]
        if name.casefold() in months and name[0].isupper():  # "1. Jan" is first on a list
            return found[0]
        words = _said(found, found["day"], str(of_name[name.casefold()]), found["year"])
        return words if found["den"] or words == found[0] else words.removeprefix("den ")

    den = r"(?P<den>\b(?:den|d\.)\s*)"
    maybe_den = rf"(?:{den})?(?<![\w.,/])"
    day = r"(?P<day>\d{1,2})"
    month = r"(?P<month>\d{1,2})"
    year = r"(?P<year>\d{4})"
    short_year = r"'?(?P<year>[1-9]\d)(?![\d/:]|[.,]\d)"
    return [
        *_weekdays(weekdays),
        rule(
            rf"\b({one_of(months)})\.?\s?-\s?({one_of(months)})\b(?P<stop>\.?)",
            _months_of,
            0,
        ),
        rule(
            rf"\b({one_of(WEEKDAYS)})\s?-\s?({one_of(WEEKDAYS)})\b",
            lambda found: f"{found[1]} til {found[2]}",
        ),
        rule(
            rf"\b({one_of(MONTHS)})\s?-\s?({one_of(MONTHS)})\b",
            lambda found: f"{found[1]} til {found[2]}",
        ),
        rule(rf"{maybe_den}(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", _numeric),
        rule(rf"{maybe_den}{day}[./-]\s?{month}[./ -]\s?{year}\b", _numeric),
        rule(rf"{maybe_den}{day}/{month}[-/ ]\s?{short_year}", _numeric),
        rule(rf"{maybe_den}{day}\.{month}\.{short_year}", _numeric),
        rule(rf"{maybe_den}{day}-{month}-(?P<year>[234]\d)(?![\d/:-]|[.,]\d)", _numeric),
        rule(
            r"(?<![\w.,/])(\d{1,2}/\d{1,2})\s?-\s?(?=\d{1,2}/\d{1,2}(?!\w))",
            lambda found: f"{found[1]} til ",
        ),
        rule(rf"{maybe_den}(?P<from>\d{{1,2}})\.?\s?-\s?{day}\.?/{month}(?![\w/])", _days_of),
        rule(rf"{den}{day}[./]{month}(?P<stop>\.?)(?![\d/])", _numeric),
        rule(rf"(?<![\w.,/]){day}/{month}(?=,?\s+kl\b)", _numeric),
        rule(
            rf"(?P<before>\b(?:{one_of(WEEKDAYS)}|senest|inden|frist:?|dato:?),?\s+)"
            rf"{day}/{month}(?![\w/]|[.,]\d)",
            lambda found: found["before"] + _said(found, found["day"], found["month"], None),
        ),
        rule(
            r"(?<![\w.,/])(\d{1,2})/(\d{1,2})(\s+(?:til|og)\s+)(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)",
            _both_days,
        ),
        rule(rf"(?<![\w.,/])(?<!\d\s){day}/{month}(?![\w/]|[.,]\d)", _unless_fraction),
        rule(
            r"(?:\b(?P<den>den|d\.)\s*)?(?<![\w.,/])(?P<from>\d{1,2})\.?\s?-\s?"
            rf"(?=\d{{1,2}}\.?\s(?:{one_of(of_name)})\b)",
            lambda found: (
                f"{'den ' if found['den'] else ''}{ordinal_in_words(int(found['from']))} til "
            ),
        ),
        rule(
            rf"{den}?\b{day}(?:\.\s?|\s)(?P<name>{one_of(of_name)})\b(?:\.(?=\s+(?-i:[a-zæøå\d])|,))?"
            r"(?:,?\s(?P<year>\d{4})\b)?",
            named,
        ),
        rule(r"\b(?:den|d\.)\s*(\d{1,2})\.(?!\d)", _day_alone),
        rule(
            r"\bd\.\s*(\d{1,2})(?![\w/:-]|[.,]\d)",
            lambda found: f"den {ordinal_in_words(int(found[1]))}",
        ),
    ]


def _weekdays(short: Mapping[str, str]) -> list[Rule]:
    any_of = one_of(short)
    return [
        rule(
            rf"\b({any_of})\.?\s?-\s?({any_of})\b\.?",
            lambda found: f"{short[found[1].casefold()]} til {short[found[2].casefold()]}",
        ),
        rule(
            rf"\b({any_of})\.(,| og| eller)\s({any_of})\b\.?",
            lambda found: f"{short[found[1].casefold()]}{found[2]} {short[found[3].casefold()]}",
        ),
        # "man" and "søn" are words
        rule(r"\b(ons|tirs|tors|lør)(?=\s+kl\b)", lambda found: short[found[1].casefold()]),
        rule(
            rf"\b({any_of})"
            r"(?:\.(?=,?\s*(?:den|d\.|kl|\d))|(?=\s+(?:den|d\.)\s*\d|\s+\d{1,2}/\d))",
            lambda found: short[found[1].casefold()],
        ),
    ]


def _said(found: re.Match[str], day: str, month: str, year: str | None) -> str:
    try:
        full = date(2000, int(month), int(day))
        if year:
            full = full.replace(year=int(year) if len(year) == 4 else 2000 + int(year))
    except ValueError:
        return found[0]
    return date_in_words(full, year=year is not None)


def _numeric(found: re.Match[str]) -> str:
    groups = found.groupdict()
    said = _said(found, found["day"], found["month"], groups.get("year"))
    return said + "." if groups.get("stop") and said != found[0] and sentence_ends(found) else said


def _days_of(found: re.Match[str]) -> str:
    said = _said(found, found["day"], found["month"], None)
    if said == found[0]:
        return said
    return f"den {ordinal_in_words(int(found['from']))} til {said.removeprefix('den ')}"


def _unless_fraction(found: re.Match[str]) -> str:
    day, month = int(found["day"]), int(found["month"])
    written_as_date = "0" in (found["day"][0], found["month"][0])
    all_the_time = (day, month) == (24, 7)
    if all_the_time or (day == month and day != 1):
        return found[0]
    if written_as_date or day >= month or month in _NO_FRACTIONS:
        return _said(found, found["day"], found["month"], None)
    return found[0]


def _months_of(found: re.Match[str]) -> str:
    first, last = (
        next(name for name in MONTHS if name.startswith(found[place][:3])) for place in (1, 2)
    )
    return f"{first} til {last}" + ("." if found["stop"] and sentence_ends(found) else "")


def _both_days(found: re.Match[str]) -> str:
    """ "5/6 til 7/6": where one of the two can be no fraction, both are days."""
    days = ((found[1], found[2]), (found[4], found[5]))
    if not any(int(day) > int(month) for day, month in days):
        return found[0]
    first, last = (_said(found, day, month, None) for day, month in days)
    return found[0] if found[0] in (first, last) else f"{first}{found[3]}{last}"


def _day_alone(found: re.Match[str]) -> str:
    said = f"den {ordinal_in_words(int(found[1]))}"
    return said + "." if sentence_ends(found) else said
