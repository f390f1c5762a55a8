"""Abbreviations, capitals, symbols and addresses."""

import re
from collections.abc import Mapping

from speech.saying.reading.rule import Rule, one_of, rule
from speech.saying.wording import number_in_words, ordinal_in_words

_VOWELS = frozenset("AEIOUYÆØÅ")


def respelled(table: Mapping[str, str]) -> list[Rule]:
    """Words that the engine needs another spelling for."""

    def words(found: re.Match[str]) -> str:
        said = table[found[0].casefold()]
        return said[0].upper() + said[1:] if found[0][0].isupper() else said

    return [rule(rf"(?<!\w)(?:{one_of(table)})(?!\w)", words)]


def addresses() -> list[Rule]:
    """E-mail and web addresses, without what nobody would say."""

    def dotted(name: str) -> str:
        return name.rstrip(".").replace(".", " punktum ").replace("_", " ")

    return [
        rule(
            r"\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)",
            lambda found: f"{dotted(found[1])} snabel-a {dotted(found[2])}",
        ),
        rule(
            r"\b(?:https?://(?:www\.)?|www\.)([\w-]+(?:\.[\w-]+)+)(?:[/?#:][^\s,;]*[\w/])?",
            lambda found: dotted(found[1]),
        ),
        rule(
            r"\b([a-z][\w-]*\.(?:dk|com|org|net|eu|html|pdf|yaml))\b(?:/[^\s,;]*[\w/])?",
            lambda found: dotted(found[1]),
        ),
    ]


def abbreviations(
    table: Mapping[str, str], closes: frozenset[str], only_with_stop: frozenset[str]
) -> list[Rule]:
    """Abbreviations in full. Those that `closes` holds end the sentence if a new one follows."""

    def words(found: re.Match[str]) -> str:
        key = found[1].casefold()
        said = table[key]
        if found[1][0].isupper():
            said = said[0].upper() + said[1:]
        rest = found.string[found.end() :]
        ends = not rest.strip() or (key in closes and re.match(r"\s+[A-ZÆØÅ]", rest))
        if rest[:1].isdigit():
            return f"{said} "
        return f"{said}." if found[2] and ends else said

    alone = [key for key in table if key not in only_with_stop]
    return [
        rule(rf"(?<![\w.])({one_of(table)})(\.)(?![^\W\d])", words),
        rule(rf"(?<![\w.])({one_of(alone)})()(?![\w.-])", words),
    ]


def capitals(
    table: Mapping[str, str], roman: Mapping[str, int], letters: Mapping[str, str]
) -> list[Rule]:
    """Words in capitals: some are words, the others are said letter by letter."""

    def spelled(word: str) -> str:
        return "-".join(letters.get(letter, letter) for letter in word.lower())

    def words(found: re.Match[str]) -> str:
        word = found[1]
        if word in table:
            return table[word]
        if len(word) > 3 and _VOWELS & set(word):
            return word.capitalize()
        return spelled(word)

    return [
        rule(
            rf"\b({one_of(roman)})\.(?=\s+[a-zæøå])",
            lambda found: ordinal_in_words(roman[found[1]]),
            0,
        ),
        rule(rf"\b({one_of(roman)})\b", lambda found: number_in_words(roman[found[1]]), 0),
        rule(r"(?<![\w])([A-ZÆØÅ]{2,})(?![a-zæøå])", words, 0),
        rule(r"(?<=\d)\s?-?([A-ZÆØÅ])\b", lambda found: " " + spelled(found[1]), 0),
    ]


def symbols(table: Mapping[str, str]) -> list[Rule]:
    """Signs that are said; the others have no sound."""
    return [
        rule(r"(?<=[^\W\d])\s?/\s?(?=[^\W\d])", lambda _found: " eller "),
        rule(f"({one_of(table)})", lambda found: f" {table[found[1]]} "),
    ]
