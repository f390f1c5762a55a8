"""Numbers alone: in order, from one to another, years, telephone numbers, before a noun."""

import re
from collections.abc import Iterable

from speech.saying.reading.rule import Rule, one_of, rule
from speech.saying.wording import (
    decimal_in_words,
    number_in_words,
    ordinal_in_words,
    year_in_words,
)

WHOLE = r"\d{1,3}(?:\.\d{3})+(?!\d)|\d+"
"""A pattern: "1.000" is Danish for a thousand."""
YEARS = range(1900, 2100)

_LONGEST = 12
"""Digits; more are said one by one, as a number that begins with 0."""
_AMOUNT = rf"(?<![\w.,])(-?)({WHOLE})(?:,(\d+))?"
_DECADES = {
    0: "nullerne", 10: "tierne", 20: "tyverne", 30: "trediverne", 40: "fyrrerne",
    50: "halvtredserne", 60: "tresserne", 70: "halvfjerdserne", 80: "firserne", 90: "halvfemserne",
}  # fmt: skip
_ONES = (
    "", "etter", "toer", "treer", "firer", "femmer", "sekser", "syver", "otter", "nier", "tier",
)  # fmt: skip
_COUNTED = r"(?!\s+(?:dag|deltager|gang|krone|kvinde|mand|måned|person|ting|time|uge)\b)"


def numbers(neuter: Iterable[str], numbered: Iterable[str]) -> list[Rule]:
    """All of them. `neuter`: nouns with "et"; `numbered`: what has numbers, as in "side 1"."""
    genders = _Genders(frozenset(neuter))
    return [
        rule(r"(?:^|(?<=[.!?:]\s))(\d{1,2})[.)](?=\s+[A-ZÆØÅ])", _listed, 0),
        rule(
            r"(?<![\w.,])(\d{1,3})\.?\s?-\s?(?=\d{1,3}\.\s+[a-zæøå])",
            lambda found: f"{found[1]}. til ",
            0,
        ),
        rule(r"(?<![\w.,])(\d{1,2})\.(?=[a-z]\b(?!\.))", lambda found: f"{found[1]} ", 0),
        rule(r"(?<![\w.,])(\d{1,2})\.(?=[a-zæøå]{3})", lambda found: f"{found[1]}. ", 0),
        rule(r"(?<![\w.,])(\d{1,3})\.(?=\s+[a-zæøå]|-\w)", genders.ordinal, 0),
        rule(r"(?<!\w)'?((?:19|20)?\d0)'?er(ne)?(?=s?\b)", _decade),
        rule(
            r"(?<![\w.,])([1-9]|10)'er(?=(?:en?|ne|s|ens|nes)?\b)",
            lambda found: _ONES[int(found[1])],
        ),
        rule(
            rf"\b({one_of(numbered)})\s+(\d{{1,3}})(?:\s?-\s?(\d{{1,3}}))?"
            rf"(?![\w-]|[.,:/]\d){_COUNTED}",
            _numbered,
        ),
        rule(r"(?<!\w)\+(?=\d{10}(?!\w))(\d\d)", lambda found: f"+{found[1]} "),
        rule(r"(?<!\d)(\d\d)(\d\d)\s(\d\d)(\d\d)(?![\w]|[.,]\d)", _two_pairs),
        rule(r"(?<![\w.,])(1[1-9])00(?=-tal)", lambda found: _hundreds(found[1])),
        rule(r"(?<=\bi\s)(1[1-8]\d\d)(?![\w-]|[.,]\d)", _old_year),
        rule(
            r"(?<![\w.,-])\d{1,2}(?:-\d{1,2}){2,}(?![\w-]|[.,]\d)",
            lambda found: found[0].replace("-", " "),
        ),
        rule(r"\bfra\s+1(?=\s+til\s+\d+\s*(?:$|[.,!?]))", lambda found: f"{found[0][:-1]}et"),
        rule(rf"{_AMOUNT}\s?-\s?({WHOLE})(?:,(\d+))?(?![\w]|[.,]\d)", genders.from_to),
        rule(r"(?<![\w.,])1(?=\s+[a-zæøå])", genders.one, 0),
        rule(r"(?<![\w.,-])(\d{4})(?![\w]|[.,]\d)", _year),
        rule(r"(?<!\w)(\d\d)(\d\d)(\d\d)(\d\d)(?![\w]|[.,]\d)", _in_pairs),
        rule(r"(?<=\d):(?=\d)", " til "),
        rule(rf"{_AMOUNT}(?!\w|[.,]\d)", lambda found: amount(found[1], found[2], found[3])),
        rule(r"(?<=\d)\.(?=\d)", " punkt "),
        rule(r"(\D?)(\d+)(?=(\D?))", _inside_a_word),
    ]


def times_over() -> list[Rule]:
    """The "x" in "3 x 20", "2x om ugen" and "kaffe x 2"."""
    return [
        rule(r"(?<=\d)\s?[x×*]\s?(?=\d)", " gange "),
        rule(r"(?<=\d)\s?[x×](?=\s+[a-zæøå]|\s*(?:$|[,.!?:)]))", " gange"),
        rule(r"(?<=\w)\s[x×]\s?(?=\d)", " gange "),
    ]


class _Genders:
    """Whether the noun that a number belongs to has "et"."""

    def __init__(self, neuter: frozenset[str]) -> None:
        self._neuter = neuter
        # "netværksmøde" is an "et" as "møde" is; short words end many others
        self._ends = tuple(noun for noun in neuter if len(noun) >= 4)

    def ordinal(self, found: re.Match[str]) -> str:
        before = found.string[max(0, found.start() - 12) : found.start()]
        rest = found.string[found.end() : found.end() + 80]
        number = int(found[1])
        said = ordinal_in_words(number)
        if not said.endswith("anden"):
            return said
        if re.search(r"\b(?:den|en|min|din|sin|hver)\s+$", before, re.IGNORECASE):
            return said
        if re.search(r"\b(?:det|et|dette|mit|dit|sit|hvert)\s+$", before, re.IGNORECASE):
            return said[:-1] + "t"
        others = r"\s+(?:(?:og|eller|til)\s+\d+\.\s+)*"
        noun = re.match(rf"{others}(?:{_DEFINITE}\s+)?([a-zæøå]+)", rest)
        return said[:-1] + "t" if noun and self._is_neuter(noun[1]) else said

    def one(self, found: re.Match[str]) -> str:
        rest = found.string[found.end() : found.end() + 80]
        return "et" if self._counts_neuter(rest) else "en"

    def from_to(self, found: re.Match[str]) -> str:
        rest = found.string[found.end() : found.end() + 80]
        # of a scale, or of an "et"
        neuter = not re.match(r"-?\s*\w", rest) or self._counts_neuter(rest)
        first, last = (
            year_in_words(int(digits)) if len(digits) == 4 and int(digits) in YEARS else None
            for digits in (found[2], found[4])
        )
        first = first if first and not found[1] else amount(found[1], found[2], found[3], neuter)
        return f"{first} til {last or amount('', found[4], found[5])}"

    def _counts_neuter(self, rest: str) -> bool:
        nouns = re.match(r"\s+([a-zæøå]+)(?:\s+([a-zæøå]+))?", rest)
        if not nouns:
            return False
        adjective = nouns[1] in ("fælles", "lille") or nouns[1].endswith("t")
        return self._is_neuter(nouns[1]) or bool(
            adjective and nouns[2] and self._is_neuter(nouns[2])
        )

    def _is_neuter(self, word: str) -> bool:
        return any(
            form in self._neuter or form.endswith(self._ends)
            for form in (word, word.removesuffix("s"))
        )


_DEFINITE = (
    r"(?:digitale|faste|fysiske|fælles|interne|korte|lange|lille|nye|ordinære|rigtige|store|sidste|"
    r"vigtige|vigtigste|åbne)"
)


def amount(minus: str, whole: str, decimals: str | None, neuter: bool = False) -> str:
    """The number as it is written: "1.000" and "1,5" are Danish."""
    sign = "minus " if minus else ""
    digits = whole.replace(".", "")
    if (len(digits) > 1 and digits.startswith("0")) or len(digits) > _LONGEST:
        said = " ".join(number_in_words(int(digit)) for digit in digits)
    elif decimals:
        said = decimal_in_words(int(digits), decimals)
    else:
        said = number_in_words(int(digits), neuter=neuter)
    return sign + said


def _listed(found: re.Match[str]) -> str:
    return f"{number_in_words(int(found[1]))}."


def _decade(found: re.Match[str]) -> str:
    century, decade = divmod(int(found[1]), 100)
    said = _DECADES[decade] if found[2] else _DECADES[decade].removesuffix("ne")
    return f"{number_in_words(century)} hundrede {said}" if century == 19 else said


def _numbered(found: re.Match[str]) -> str:
    def said(digits: str) -> str:
        return amount("", digits, None, neuter=True)

    last = f" til {said(found[3])}" if found[3] else ""
    return f"{found[1]} {said(found[2])}{last}"


def _hundreds(digits: str) -> str:
    return f"{number_in_words(int(digits))} hundrede"


def _old_year(found: re.Match[str]) -> str:
    return year_in_words(int(found[1]))


def _two_pairs(found: re.Match[str]) -> str:
    both_years = all(int(half) in YEARS for half in (found[1] + found[2], found[3] + found[4]))
    return found[0] if both_years else _in_pairs(found)


def _in_pairs(found: re.Match[str]) -> str:
    """A telephone number."""
    return " ".join(amount("", pair, None) for pair in found.groups())


def _year(found: re.Match[str]) -> str:
    year = int(found[1])
    return year_in_words(year) if year in YEARS else amount("", found[1], None)


def _inside_a_word(found: re.Match[str]) -> str:
    before, after = found[1], found[3]
    said = amount("", found[2], None, neuter=before.isalpha())
    left = " " if before.isalpha() else ""
    right = " " if after.isalpha() else ""
    return f"{before}{left}{said}{right}"
