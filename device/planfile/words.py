"""The words of the plan file and of its faults, from content/planfile.yaml and its neighbours."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from content import load

_ALIKE = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "_": " ", "-": " ", "é": "e", "ö": "oe"})
LONGEST_SHOWN = 50
JOINER = "\u2060"
"""Put before a ``#`` that is part of a text, so that YAML takes it for one; never in a value."""


def fold(text: str) -> str:
    """`text` as it is compared: case, spaces, hyphens and ways to write æøå do not count."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)
    return " ".join(plain.strip(" .:\"'").split())


def shown(text: str) -> str:
    """`text` as a message quotes it: one line, not too long."""
    line = " ".join(text.replace(JOINER, "").split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1].rstrip() + "…"


class Spellings:
    """Words with the ways they may be spelt."""

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        self.words = tuple(spellings)
        self._by_fold = {fold(way): word for word, ways in spellings.items() for way in ways}

    def get(self, text: str) -> str | None:
        """The word that `text` spells, or None."""
        return self._by_fold.get(fold(text))

    def close(self, text: str, cutoff: float = 0.75) -> str | None:
        """The word that `text` nearly spells, or None; `cutoff` is difflib's, 0 to 1."""
        near = get_close_matches(fold(text), list(self._by_fold), n=1, cutoff=cutoff)
        return self._by_fold[near[0]] if near else None

    def hint(self, text: str, otherwise: str = "", cutoff: float = 0.75) -> str:
        """The question whether the close word is meant, if there is one; else `otherwise`."""
        close = self.close(text, cutoff)
        return words().fault("hint_close", close=close) if close else otherwise

    def choices(self) -> str:
        """All words, for a message: "a, b eller c"."""
        return either(self.words)


def either(options: Iterable[str]) -> str:
    """ "a, b eller c"."""
    *most, last = [f'"{option}"' for option in options]
    return f"{', '.join(most)} eller {last}" if most else last


class Words:
    """content/planfile.yaml."""

    def __init__(self) -> None:
        self._content: dict[str, Any] = load("planfile.yaml")
        content = self._content
        self.keys = Spellings(content["keys"])
        self.loose = Spellings(content["loose"])
        self.top_keys = Spellings(content["keys"] | content["loose"])
        self.strict_keys = frozenset(content["strict_keys"])
        self.list_keys = frozenset(content["list_keys"])
        self.people_keys = frozenset(content["people_keys"])
        self.person_keys = Spellings(content["person_keys"])
        self.items = Spellings(content["items"])
        self.item_titles: dict[str, str] = {
            fold(word): title for word, title in content["item_titles"].items()
        }
        self.item_keys = Spellings(content["item_keys"])
        self.item_fields: dict[str, list[str]] = content["item_fields"]
        self.item_lists: dict[str, str] = content["item_lists"]
        self.item_kind_keys = frozenset(content["item_kind_key"])
        self.times = Spellings(content["times"])
        self.forms = Spellings(content["forms"])
        self.orders = Spellings(content["orders"])
        self.time_up = Spellings(content["time_up"])
        chosen = load("commands.yaml")["choosable_wake_words"]
        self.wake_words = Spellings({word: [word] for word in chosen})
        self.yes_no = Spellings({"ja": content["yes"], "nej": content["no"]})
        self.planned_forms = Spellings(content["planned_forms"])
        self.planned_items = Spellings(content["planned_items"])
        self.months: list[str] = content["months"]
        self.weekdays: list[str] = content["weekdays"]
        self.absent_words = tuple(fold(word) for word in content["absent"])
        self.late_words = tuple(fold(word) for word in content["late"])
        self.title_words = frozenset(content["title_words"])
        self.title_endings = tuple(content["title_endings"])
        self.no_name_words = frozenset(word.casefold() for word in content["no_names"])
        self.name_links = frozenset(content["name_links"])
        self.sentence_words = frozenset(content["sentence_words"])
        self.vowels = frozenset(content["vowels"])
        self.sayable_letters = frozenset(content["sayable_letters"].replace(" ", ""))
        self.check: dict[str, str] = content["check"]
        self.no_plan: dict[str, str] = content["no_plan"]
        self.presentations = frozenset(fold(word) for word in content["presentations"])

    def template(self, key: str) -> str:
        """A wording outside the list of faults."""
        return str(self._content[key])

    def fault(self, key: str, /, **values: object) -> str:
        """The fault `key` with its values put in; texts are shortened."""
        return self._filled("faults", key, values)

    def remark(self, key: str, /, **values: object) -> str:
        """The remark `key`, as `fault`."""
        return self._filled("remarks", key, values)

    def _filled(self, section: str, key: str, values: dict[str, object]) -> str:
        kept = {
            name: shown(value) if name in {"text", "key"} and isinstance(value, str) else value
            for name, value in values.items()
        }
        return str(self._content[section][key]).format(**kept)


@cache
def words() -> Words:
    """The words, read once."""
    return Words()
