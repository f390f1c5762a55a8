"""What content/items/ says of a kind: its words, its usual title, and how long it takes."""

from functools import cache

from pydantic import BaseModel, ConfigDict, ValidationError

from content import load, load_all


class Span(BaseModel):
    """The least, the usual and the most of a time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: float
    usual: float
    most: float


class Behind(BaseModel):
    """What words behind an item's kind are, where it is written on one line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    """The field that a text is, behind a colon: "runde: Hvad nu?"."""
    question: str = ""
    """The field that it is when it ends with a question mark, where that is another."""
    words: str = "title"
    """Without a colon: ``title`` ("pause med kage"), ``about`` (as with a colon: "dialog om
    stress"), ``question`` (that only when it is one), ``nothing`` (then it is no such item)."""
    brackets: str = ""
    """``aside``: words in brackets are a remark."""


class Rules(BaseModel):
    """A file of content/items/, but for what its kind says aloud."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: float
    """Where the kind stands in lists that people read."""
    spellings: tuple[str, ...]
    title: str
    titles: dict[str, str] = {}
    """A spelling that has a better title than the usual one."""
    length: Span | None = None
    """Minutes."""
    turn_seconds: Span | None = None
    seconds: dict[str, float] = {}
    """Other times of this kind."""
    fixed: bool = False
    """The forecast may not shorten it."""
    asks: dict[str, str] = {}
    """A spelling that needs no question of the plan, and the part of material/ that has it."""
    fields: dict[str, tuple[str, ...]] = {}
    choices: dict[str, dict[str, tuple[str, ...]]] = {}
    """What may be chosen where a value's reader has this name: each choice with its spellings."""
    listed: str = ""
    """The field that a list right under the item is."""
    behind: Behind = Behind()
    faults: dict[str, str] = {}
    phrases: dict[str, str | list[str]] = {}


@cache
def all_rules() -> dict[str, Rules]:
    """The rules of every kind by its name. Raises ValueError, with its file, for a wrong one."""
    found = {}
    for name, content in load_all("items").items():
        try:
            found[name] = Rules.model_validate(content)
        except ValidationError as error:
            raise ValueError(f"content/items, the kind {name!r}: {error}") from error
    return found


def limits(name: str) -> tuple[float, float]:
    """Least and most seconds of a time, from content/limits.yaml."""
    given = load("limits.yaml")[name]
    unit = 1.0 if name.endswith("seconds") else 60.0
    return given["least"] * unit, given["most"] * unit


def numbers(name: str) -> tuple[int, int]:
    """The least and the most of a number that is no time, from content/limits.yaml."""
    given = load("limits.yaml")[name]
    return int(given["least"]), int(given["most"])


def most(name: str) -> int:
    """The most characters of a text, or lines of a list, from content/limits.yaml."""
    return int(load("limits.yaml")[name])
