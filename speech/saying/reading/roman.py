"""Roman numerals: of regents, after what is numbered, and alone where they are no word."""

import re
from collections.abc import Iterable

from speech.saying.reading.rule import Rule, one_of, rule
from speech.saying.wording import number_in_words, ordinal_in_words

_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_VALUES = {"X" * tens + _ONES[ones]: 10 * tens + ones for tens in range(3) for ones in range(10)}
del _VALUES[""]
_WORDS_TOO = frozenset(("I", "V", "VI", "X", "XX"))
"""A pronoun, letters, a blank to fill in: numerals only where what stands before says so."""
_PHASES = frozenset(("fase", "kapitel", "modul", "del"))
"""Never plural as they stand, so an "I" that follows is no pronoun ("spørgsmål I har")."""


def roman_numbers(regents: Iterable[str], numbered: Iterable[str]) -> list[Rule]:
    """All of them, up to 29."""
    any_of = one_of(_VALUES)
    joint = r"\s*(?:,|-|&|\bog\b|\beller\b|\btil\b)\s*"

    def regent(found: re.Match[str]) -> str:
        return f"{found[1]} den {ordinal_in_words(_VALUES[found[2]]).capitalize()}{found[3] or ''}"

    def after_numbered(found: re.Match[str]) -> str:
        if found["list"] == "I" and not _is_one(found):
            return found[0]
        said = re.sub(any_of, lambda one: _number(one[0]), found["list"])
        return found["before"] + re.sub(r"\s*-\s*", " til ", said)

    # "Christian V" is who shares the first name with Christian P, not the king
    of_regents = one_of(_VALUES.keys() - {"I", "V"})
    alone = one_of(_VALUES.keys() - _WORDS_TOO)
    return [
        rule(
            rf"\b({one_of(regents)})\s+(?:d\.\s*|den\s+)?({of_regents})(?:'?(s))?(?!\w)", regent, 0
        ),
        rule(
            rf"(?P<before>(?:\b(?P<of>(?i:af|efter|fra|i|på|til|under))\s+)?"
            rf"\b(?P<what>(?i:{one_of(numbered)}))(?:en|erne|r|rne)?\s+)"
            rf"(?P<list>(?:{any_of})(?:{joint}(?:{any_of})\b)*)(?![\w'])",
            after_numbered,
            0,
        ),
        rule(
            rf"\b({alone})\.(?=\s+[a-zæøå])", lambda found: ordinal_in_words(_VALUES[found[1]]), 0
        ),
        rule(r"(?<!\w)I(?=\s*(?:,|-|og\b|eller\b)\s*II+\b)", "et", 0),
        rule(rf"(?<![\w.'])({alone})(?![\w'])", lambda found: _number(found[1]), 0),
    ]


def _is_one(found: re.Match[str]) -> bool:
    """Whether a lone "I" is the numeral, not the people at the table."""
    rest = found.string[found.end() :]
    if re.match(r"\s*(?:$|[.,:;!?)-]|(?:og|eller|til)\s+\w+\s+[IVX]+\b)", rest):
        return True
    sure = found["what"].casefold() in _PHASES
    return sure and (found["what"][0].isupper() or found["of"] is not None)


def _number(numeral: str) -> str:
    return number_in_words(_VALUES[numeral], neuter=True)
