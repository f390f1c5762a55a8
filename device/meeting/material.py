"""What the box says and asks within the meeting forms: the parts of content/material/."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from content import load
from device.meeting.banks import Audience, first_fault
from speech.errors import TidtagerError

MATERIAL = (
    "foerste-moede",
    "foelgende-moede",
    "sparringsoevelse",
    "laer-hinanden-at-kende",
    "forberedelse",
    "ledertrivsel",
    "samtaleformer",
)
"""The files of content/material/."""


class MaterialError(TidtagerError, ValueError):
    """A file of material can't be read, or has no such part or line."""


@dataclass(frozen=True)
class Line:
    """One sentence, and the silence that it asks for."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    say: Annotated[str, Field(min_length=3, max_length=300)]
    pause: Annotated[int, Field(strict=True, ge=0, le=180)] = 0
    """Seconds of silence after it, for those who think."""


@dataclass(frozen=True)
class Part:
    """What belongs together in a form: the sentence that begins it, and lines by their keys."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    lead: Annotated[str, Field(min_length=3)]
    lines: Annotated[Mapping[str, Line], Field(min_length=1)]
    audience: Annotated[frozenset[Audience], Field(alias="for", min_length=1)]
    minutes: Annotated[int, Field(strict=True, ge=1, le=60)]
    """What the whole part usually takes."""
    close: str = ""
    """What ends it; empty where nothing is said."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the part says, in its order."""
        lines = tuple(line.say for line in self.lines.values())
        return (self.lead, *lines, *([self.close] if self.close else []))

    @property
    def silence(self) -> int:
        """Seconds of all its pauses together."""
        return sum(line.pause for line in self.lines.values())


@dataclass(frozen=True)
class Material:
    """The parts of one file."""

    name: str
    parts: Mapping[str, Part]

    def part(self, key: str) -> Part:
        """The part `key`. Raises MaterialError when there is none."""
        try:
            return self.parts[key]
        except KeyError:
            raise MaterialError(f"content/material/{self.name}.yaml has no part {key!r}") from None


@cache
def load_material(name: str) -> Material:
    """The material `name` of content/material/, read once. Raises MaterialError."""
    return read_material(name, load(f"material/{name}.yaml"))


def part_at(place: str) -> Part:
    """The part at "foerste-moede.interview". Raises MaterialError when there is none."""
    name, _, key = place.partition(".")
    return load_material(name).part(key)


def read_material(name: str, raw: Mapping[str, Any]) -> Material:
    """The material `name` from the values of its file. Raises MaterialError: where, and what."""
    return Material(name, {key: _read(name, key, value) for key, value in raw.items()})


_PART = TypeAdapter(Part)


def _read(name: str, key: str, value: Mapping[str, Any]) -> Part:
    lines = {
        word: {"say": line} if isinstance(line, str) else line
        for word, line in (value.get("lines") or {}).items()
    }
    try:
        return _PART.validate_python({**value, "lines": lines})
    except ValidationError as fault:
        raise MaterialError(f"content/material/{name}.yaml, {key}: {first_fault(fault)}") from fault
