"""The box's sentences: names in the code, Danish in content/phrases.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from content import load

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


def load_phrases() -> Phrases:
    """Read content/phrases.yaml, and the usual wake word from content/commands.yaml."""
    raw = load("phrases.yaml")
    return Phrases(
        {key: (said,) if isinstance(said, str) else tuple(said) for key, said in raw.items()},
        load("commands.yaml")["wake_words"][0],
    )
