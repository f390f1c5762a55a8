"""What a plan file holds: plain values under the words' first spelling, each with its line."""

from dataclasses import dataclass, field

Path = tuple[str | int, ...]
KIND = "punkt"
SPELT = "stavet"
"""An agenda item's kind as the file spells it."""


class Written(str):
    """A text as the file has it; lists may be written as several lines of it."""

    __slots__ = ("lines",)
    lines: tuple[str, ...]

    def __new__(cls, text: str, lines: tuple[str, ...] = ()) -> "Written":
        """The folded `text`, and the `lines` it stood on when there were several."""
        made = super().__new__(cls, text)
        made.lines = lines
        return made


Value = Written | None | list["Value"] | dict[str, "Value"]


@dataclass
class Tree:
    """A file's values, each with its line."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    whole: bool = True
    clocks: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    """When items of the agenda begin, and end, by their place; minutes since midnight."""

    def line(self, *path: str | int) -> int | None:
        """The line of the value at `path`, or of the nearest that holds it."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return None

    def has(self, key: str) -> bool:
        """Whether the file has something at this word."""
        return self.values.get(key) not in (None, "", [], {})
