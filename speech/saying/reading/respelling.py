"""Another spelling for what the speech engine says wrong: for its ears alone.

A row of the table is a word or some words, or has stars, which stand for any letters or none:
"feedback*" holds for all that begins so, "*feedback*" wherever it stands in a word, "*aget" for
what ends so. The longest row that fits counts.
"""

from collections.abc import Mapping
from functools import lru_cache

from speech.saying.reading.rule import Rule, like, one_of, rule


def respellings(table: Mapping[str, str]) -> list[Rule]:
    """First the rows of several words, then those of one."""
    several = {row for row in table if not row.strip("*").isalpha()}
    words = _Words({row: said for row, said in table.items() if row not in several})
    return [
        rule(
            rf"(?<![\w'])({one_of(several)})(?![\w'])",
            lambda found: like(found[0], table[found[1].casefold()]),
        ),
        rule(r"[^\W\d_]+", lambda found: _as_written(found[0], words.said(found[0].casefold()))),
    ]


def _as_written(word: str, said: str) -> str:
    return word if said == word.casefold() else like(word, said)


class _Words:
    """The rows of one word."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._whole = {row: said for row, said in table.items() if "*" not in row}
        self._stars = [
            (row.strip("*"), row[0] == "*", row[-1] == "*", said.strip("*"))
            for row, said in sorted(table.items(), key=lambda row: len(row[0]), reverse=True)
            if "*" in row
        ]
        self.said = lru_cache(4096)(self._said)

    def _said(self, word: str) -> str:
        if word in self._whole:
            return self._whole[word]
        for part, within, goes_on, said in self._stars:
            if within and goes_on:
                at = word.find(part)
            elif within:
                at = len(word) - len(part) if word.endswith(part) else -1
            else:
                at = 0 if word.startswith(part) else -1
            if at >= 0:
                before = word[:at]  # "peerfeedback" has two
                return (self.said(before) if before else "") + said + word[at + len(part) :]
        return word
