"""Numbers alone, in order, in fractions and before units."""

import re
from collections.abc import Mapping, Sequence

from speech.saying.reading.rule import Rule, one_of, rule
from speech.saying.wording import (
    decimal_in_words,
    number_in_words,
    ordinal_in_words,
    year_in_words,
)

_WHOLE = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+"
_AMOUNT = rf"(?<![\w.,])(-?)({_WHOLE})(?:,(\d+))?"
_YEARS = range(1900, 2100)


def fractions() -> list[Rule]:
    """Halves, thirds and so on; "1 1/2" is "halvanden"."""

    def part(over: int, under: int) -> str:
        if under == 2:
            return "en halv" if over == 1 else f"{number_in_words(over)} halve"
        ordinal = ordinal_in_words(under)
        return f"{number_in_words(over)} {ordinal}del{'e' if over != 1 else ''}"

    def words(found: re.Match[str]) -> str:
        whole, over, under = (int(group or 0) for group in found.groups())
        if over in _YEARS and under in _YEARS:
            return f"{year_in_words(over)} {year_in_words(under)}"
        if over >= under:
            return f"{number_in_words(over)} {number_in_words(under)}"
        if under > 12:
            return f"{number_in_words(over)} af {number_in_words(under)}"
        if whole == 1 and (over, under) == (1, 2):
            return "halvanden"
        said = part(over, under)
        return f"{number_in_words(whole)} og {said}" if whole else said

    return [rule(r"(?<![\w.,/])(?:(\d+)\s)?(\d+)\s?/\s?(\d+)(?![\w/]|[.,]\d)", words)]


def quantities(units: Mapping[str, Sequence[str]]) -> list[Rule]:
    """A number, or two with a dash, and its unit: "2 t." is "to timer"."""

    def words(found: re.Match[str]) -> str:
        one, many, gender = units[found["unit"]]
        first = amount(found["minus"], found["first"], found["decimals"], gender == "neuter")
        if found["second"]:
            return f"{first} til {amount('', found['second'], None)} {many}{ending(found)}"
        single = found["first"] == "1" and not found["decimals"]
        return f"{first} {one if single else many}{ending(found)}"

    def ending(found: re.Match[str]) -> str:
        rest = found.string[found.end() :]
        ends = not rest.strip() or re.match(r"\s+[A-ZÆØÅ]", rest)
        return "." if found["stop"] and ends else ""

    return [
        rule(r"\b(kr\.?|dkk|€|\$)\s?(?=\d)(\d[\d.]*(?:,\d+)?)(?:,-)?", _money_first),
        rule(r"(?<=\d),-+", lambda _found: " kr."),
        rule(
            rf"(?<![\w.,])(?P<minus>-?)(?P<first>{_WHOLE})(?:,(?P<decimals>\d+))?"
            rf"(?:\s?-\s?(?P<second>{_WHOLE}))?\s?(?P<unit>{one_of(units)})(?![\w-])(?P<stop>\.?)",
            words,
            0,  # 4 g is not 4G
        ),
        rule(r"(?<=kroner)\.?\s?/\s?", lambda _found: " per "),
    ]


def _money_first(found: re.Match[str]) -> str:
    return f"{found[2].rstrip('.')} {found[1].rstrip('.')}."


def numbers(neuter: frozenset[str]) -> list[Rule]:
    """Numbers that are left: in order, from-to, years, decimals, before a noun."""
    nouns = "|".join(sorted(neuter, key=len, reverse=True))
    return [
        rule(r"(?:^|(?<=[.!?:]\s))(\d{1,2})[.)](?=\s+[A-ZÆØÅ])", _listed, 0),
        rule(
            r"(?<![\w.,])(\d{1,3})\.(?=\s+[a-zæøå]|-)",
            lambda found: ordinal_in_words(int(found[1])),
            0,
        ),
        rule(rf"{_AMOUNT}\s?-\s?({_WHOLE})(?![\w]|[.,]\d)", _from_to),
        rule(rf"(?<![\w.,])1(?=\s+(?:{nouns})\b)", lambda _found: "et"),
        rule(r"(?<![\w.,-])(\d{4})(?![\w]|[.,]\d)", _year),
        rule(r"(?<!\w)(\d\d)(\d\d)(\d\d)(\d\d)(?![\w]|[.,]\d)", _in_pairs),
        rule(r"(?<=\d)\s?[x*]\s?(?=\d)", lambda _found: " gange "),
        rule(r"(?<=\d):(?=\d)", lambda _found: " til "),
        rule(rf"{_AMOUNT}(?!\w|[.,]\d)", lambda found: amount(found[1], found[2], found[3])),
        rule(r"(?<=\d)\.(?=\d)", lambda _found: " punktum "),
        rule(r"#\s?(?=\d)", lambda _found: "nummer "),
        rule(r"(\D?)(\d+)(?=(\D?))", _inside_a_word),
    ]


def amount(minus: str, whole: str, decimals: str | None, neuter: bool = False) -> str:
    """The number as it is written: "1.000" and "1,5" are Danish."""
    sign = "minus " if minus else ""
    digits = whole.replace(".", "")
    if len(digits) > 1 and digits.startswith("0"):
        said = " ".join(number_in_words(int(digit)) for digit in digits)
    elif decimals:
        said = decimal_in_words(int(digits), decimals)
    else:
        said = number_in_words(int(digits), neuter=neuter)
    return sign + said


def _listed(found: re.Match[str]) -> str:
    return f"{number_in_words(int(found[1]))}."


def _from_to(found: re.Match[str]) -> str:
    first = amount(found[1], found[2], found[3])
    return f"{first} til {amount('', found[4], None)}"


def _in_pairs(found: re.Match[str]) -> str:
    """A telephone number."""
    return " ".join(amount("", pair, None) for pair in found.groups())


def _year(found: re.Match[str]) -> str:
    year = int(found[1])
    return year_in_words(year) if year in _YEARS else amount("", found[1], None)


def _inside_a_word(found: re.Match[str]) -> str:
    before, after = found[1], found[3]
    said = amount("", found[2], None)
    left = " " if before.isalpha() else ""
    right = " " if after.isalpha() else ""
    return f"{before}{left}{said}{right}"
