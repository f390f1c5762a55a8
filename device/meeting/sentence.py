"""A sentence that a pure rule asks for: its phrase and what is filled in, not yet said."""

from typing import Protocol


class Says(Protocol):
    """Whoever can say a phrase: a scene."""

    def say(self, key: str, **values: object) -> None:
        """Say the phrase `key` after what is already queued."""


class Sentence:
    """A phrase of content/phrases.yaml with its {fields}; equal where both are."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sentence) and (self.key, self.values) == (other.key, other.values)

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        fields = "".join(f", {name}={value!r}" for name, value in self.values.items())
        return f"Sentence({self.key!r}{fields})"

    def said_by(self, scene: Says) -> None:
        """Have `scene` say it."""
        scene.say(self.key, **self.values)
