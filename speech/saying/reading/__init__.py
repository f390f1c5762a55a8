"""Written Danish made into words: numbers, dates, abbreviations, symbols, addresses.

The words are in content/reading.yaml. What the speech engine reads right by itself is read here
too, so that every engine says the same. Own code, for no library has it: num2words (0.5.14) says
"tredivete" and "en millioner", and CLDR's rules (unicode-rbnf, Babel) "etogtyvende" and "fyrrende".
"""

import re
import unicodedata
from functools import cache

from content import load
from speech.saying.reading.capitals import capitals, genitives, initials, shouted
from speech.saying.reading.dates import dates
from speech.saying.reading.numbers import numbers, times_over
from speech.saying.reading.quantities import fractions, quantities
from speech.saying.reading.respelling import respellings
from speech.saying.reading.roman import roman_numbers
from speech.saying.reading.rule import Rule
from speech.saying.reading.times import times
from speech.saying.reading.words import (
    abbreviations,
    addresses,
    before_words,
    bounds,
    slashes,
    symbols,
)

_FRACTIONS = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅛": "1/8"}
_LOW_AND_HIGH = str.maketrans("₀₁₂₃₄₅₆₇₈₉²³", "012345678923")
_LENGTH = r"(?:kr|min|minutter|sek|t|time|timer)\b\.?"
_DAY = r"(?:man|tirs?|ons|tors?|fre|lør|søn)\."
_KEPT = frozenset(" .,!?:'-")


def in_words(text: str) -> str:
    """`text` as a Dane would read it, in letters and the signs that make pauses; "" for no words.

    Any text is read; what has no sound (emoji, odd symbols) is left out.
    """
    text = _plain(text)
    for rule in _rules():
        text = rule(text)
    text = "".join(letter if _sounds(letter) else " " for letter in text)
    text = re.sub(r"(?<!\w)['-]+|'+(?!\w)", " ", text)
    text = re.sub(r"-+(?!\w)", "-", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+(?=[.,!?:])", "", text)
    text = re.sub(r"[.,:]*([!?])[.,:!?]*|([.:,])[.,:]*", r"\1\2", text).strip(" ,:-'")
    return text if any(letter.isalpha() for letter in text) else ""


def read_aloud(text: str) -> str:
    """`in_words`, with what the speech engine needs another spelling for: for the voice alone."""
    text = in_words(text)
    for rule in _respellings():
        text = rule(text)
    return text


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_LOW_AND_HIGH)
    text = re.sub(r"\s*[\r\n]\s*", "\n", re.sub(r"[ \t]+", " ", text)).strip()
    for sign, fraction in _FRACTIONS.items():
        text = re.sub(rf"(?<=\d)\s*{sign}", f" {fraction}", text).replace(sign, fraction)
    text = re.sub(r"[\u00ad\u200b-\u200d\u2060\u20e3\ufe0f\ufeff]", "", text)
    text = re.sub(r"[\u2018\u2019\u00b4`]", "'", text)
    text = re.sub(r"[\u2010\u2011\u2212]", "-", text)
    text = re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3}\b)", ".", text)
    text = re.sub(r"<(/?\w+|[^<>\s]+@[^<>\s]+|https?:[^<>\s]+)>", _bracketed, text)
    # "1 250" is a thousand and more, but not within a telephone number
    text = re.sub(
        r"(?<![\d.,:/-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\d.:/-]| \d)",
        lambda found: found[0].replace(" ", "."),
        text,
    )
    text = re.sub(r"(?<!\w)(?:[:;=]'?-?[()DPp/|]+|<3)(?!\w)", " ", text)
    text = re.sub(r"\s*[-=]+>\s*", " → ", text)
    # a line is a sentence of its own
    text = re.sub(r"(?<=[^\s.,!?:;]) ?\n", ". ", text)
    text = re.sub(r"\s*(?:…|\.{2,})(?=\s+[a-zæøå])", ",", text)
    text = re.sub(r"…|\.{2,}", ".", text)
    # from one figure to another, or a pause
    text = re.sub(
        r"(\d[.:]\d\d|\d\.|(?:^|\b(?:kl|ca|fra|i|klokken|max|mellem|min|på)\b\.?\s*)\d+)"
        r"\s+[-\u2013\u2014]\s+(?=\d)",
        r"\1-",
        text,
        flags=re.IGNORECASE,
    )
    text = re.sub(
        rf"(\d\s?{_LENGTH})\s+[-\u2013\u2014]\s+(?=\d+\s?{_LENGTH})",
        r"\1 til ",
        text,
        flags=re.IGNORECASE,
    )
    # "1½-2 timer", "½-1 time"
    text = re.sub(
        r"((?<=\d )[1-3]/[234]|(?<!\S)[1-3]/[234](?=\s?-\s?\d+\s?t))\s?-\s?(?=\d+\s?[a-zæøå])",
        r"\1 til ",
        text,
    )
    text = re.sub(rf"\b({_DAY})\s+[-\u2013\u2014]\s+(?={_DAY})", r"\1-", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+[-\u2013\u2014]\s+|;", ", ", text)
    text = re.sub(r"\s*\u2014\s*", ", ", text)
    text = re.sub(r"(?<=[\d.])\u2013(?=\d)|(?<=\d)\s*\u2013\s*(?=\d)", "-", text)
    return re.sub(r"[()\[\]{}]", ", ", text)


def _bracketed(found: re.Match[str]) -> str:
    """An address; a tag of HTML has no sound."""
    return f", {found[1]}, " if re.search("[@:]", found[1]) else " "


def _sounds(letter: str) -> bool:
    if letter in _KEPT:
        return True
    return letter.isalpha() and "LATIN" in unicodedata.name(letter, "")


@cache
def _rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are used: what is longer and surer first."""
    table = load("reading.yaml")
    letters, words, numbered = table["letters"], table["words"], table["numbered"]
    known = {*table["spelled"], *(word for word, said in words.items() if said != word.lower())}
    return (
        *addresses(letters),
        *shouted(table["plain"], known),
        *slashes(letters, table["together"], numbered),
        *dates(table["months"], table["weekdays"]),
        *times(),
        *bounds(),
        *times_over(),
        *fractions(table["units"], table["neuter"]),
        *quantities(table["units"]),
        *initials(letters, numbered),
        *genitives(),
        *roman_numbers(table["regents"], numbered),
        *before_words(table["places"], table["degrees"]),
        *abbreviations(
            table["abbreviations"],
            table["closes"],
            table["only_with_stop"],
            table["not_last"],
            table["names_too"],
        ),
        *numbers(table["neuter"], numbered),
        *capitals(words, table["spelled"], letters),
        *symbols(table["symbols"]),
    )


@cache
def _respellings() -> tuple[Rule, ...]:
    return tuple(respellings(load("reading.yaml")["respelled"]))
