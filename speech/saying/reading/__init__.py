"""Written Danish made into words: numbers, dates, abbreviations, symbols, addresses.

The words are in content/reading.yaml. What the speech engine reads right by itself is read here
too, so that every engine says the same.
"""

import re
import unicodedata
from functools import cache

from content import load
from speech.saying.reading.quantities import fractions, numbers, quantities
from speech.saying.reading.rule import Rule
from speech.saying.reading.times import dates, times
from speech.saying.reading.words import abbreviations, addresses, capitals, respelled, symbols

_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_KEPT = frozenset(" .,!?:'-")


def read_aloud(text: str) -> str:
    """`text` as a Dane would read it, in letters and the signs that make pauses; "" for no words.

    Any text is read; what has no sound (emoji, odd symbols) is left out.
    """
    text = _plain(text)
    for rule in _rules():
        text = rule(text)
    text = "".join(letter if _sounds(letter) else " " for letter in text)
    text = re.sub(r"(?<!\w)['-]+(?!\w)", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[.,!?:])", "", text)
    text = re.sub(r"[.,:]*([!?])[.,:!?]*|([.:,])[.,:]*", r"\1\2", text).strip(" ,:-'")
    return text if any(letter.isalpha() for letter in text) else ""


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    for sign, fraction in _FRACTIONS.items():
        text = re.sub(rf"(?<=\d)\s*{sign}", f" {fraction}", text).replace(sign, fraction)
    text = re.sub(r"[\u00ad\u200b-\u200d\u2060\ufe0f\ufeff]", "", text)
    text = re.sub(r"[\u2018\u2019\u00b4`]", "'", text)
    text = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3}\b)", ".", text)
    text = re.sub(r"[\u2010\u2011\u2212]", "-", text)
    # a line is a sentence of its own
    text = re.sub(r"(?<=[^\s.,!?:;])[ \t]*[\r\n]+", ". ", text.strip())
    text = re.sub(r"\s*(?:…|\.{2,})(?=\s+[a-zæøå])", ",", text)
    text = re.sub(r"…|\.{2,}", ".", text)
    text = re.sub(r"\s+[-\u2013\u2014]\s+|;", ", ", text)
    text = re.sub(r"\s*\u2014\s*", ", ", text)
    return re.sub(r"[()\[\]{}]", ", ", re.sub(r"(?<=\d)\s*\u2013\s*(?=\d)", "-", text))


def _sounds(letter: str) -> bool:
    if letter in _KEPT:
        return True
    return letter.isalpha() and "LATIN" in unicodedata.name(letter, "")


@cache
def _rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are used: what is longer and surer first."""
    table = load("reading.yaml")
    neuter = frozenset(table["neuter"])
    return (
        *respelled(table["respelled"]),
        *addresses(),
        *dates(table["months"], table["weekdays"]),
        *times(),
        *fractions(),
        *quantities(table["units"]),
        *abbreviations(
            table["abbreviations"], frozenset(table["closes"]), frozenset(table["only_with_stop"])
        ),
        *numbers(neuter),
        *capitals(table["words"], table["roman"], table["letters"]),
        *symbols(table["symbols"]),
    )
