"""The box's sentences: names in the code, Danish in content/."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from content import load, load_all

_TWO_ENDS = re.compile(r"([.?!…])\.(?=\s|$)")


@dataclass(frozen=True)
class Phrases:
    """Every sentence the box can say; a phrase may have several wordings, used in turn."""

    wordings: Mapping[str, tuple[str, ...]]
    wake_word: str
    """What calls the box where the plan doesn't say."""

    def text(self, key: str, turn: int = 0, **values: object) -> str:
        """The phrase `key` with its {fields} filled in; `turn` picks the wording.

        A field that ends its own sentence ("Hvad er ledelse?") ends the phrase's too. Raises
        KeyError for an unknown phrase or a field without a value.
        """
        wordings = self.wordings[key]
        said = wordings[turn % len(wordings)].format_map(values)
        return _TWO_ENDS.sub(r"\1", said)

    def fields(self, key: str) -> frozenset[str]:
        """The fields that the wordings of `key` use."""
        return frozenset(
            field
            for wording in self.wordings[key]
            for _, field, _, _ in Formatter().parse(wording)
            if field
        )


def greeting(form: str) -> str:
    """The phrase by which a meeting of `form` begins."""
    return f"greeting_{form}"


def load_phrases() -> Phrases:
    """What is said: content/phrases.yaml, and what only one kind of item or one form says.

    The usual wake word is that of content/commands.yaml. Raises ValueError for a phrase that
    stands in two places.
    """
    found: dict[str, tuple[str, ...]] = {}
    places: dict[str, str] = {}
    for place, phrases in _places():
        for key, said in phrases.items():
            if key in places:
                raise ValueError(f"phrase {key!r} is in both {places[key]} and {place}")
            places[key] = place
            found[key] = (said,) if isinstance(said, str) else tuple(said)
    return Phrases(found, load("commands.yaml")["wake_words"][0])


def _places() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each file that has phrases, and its phrases."""
    yield "content/phrases.yaml", load("phrases.yaml")
    for name, item in load_all("items").items():
        yield f"content/items ({name})", item.get("phrases", {})
    for name, form in load_all("forms").items():
        own = {greeting(name): form["greeting"]} if "greeting" in form else {}
        yield f"content/forms ({name})", own | form.get("phrases", {})
