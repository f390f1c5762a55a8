"""The banks of content/banks/: questions, statements, rules and reminders to choose from.

Each entry has an id that stays its own for good: the memory keeps ids of what was used.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from content import load
from speech.errors import TidtagerError

Audience = Literal["alle", "nye", "erfarne", "ledergruppe", "intern"]
"""For whom: everyone, new or experienced leaders, a leader team, leaders of one organisation."""
Form = Literal[
    "foerste-moede",
    "foelgende-moede",
    "sparringsoevelse",
    "laer-hinanden-at-kende",
    "forberedelse",
    "ledertrivsel",
    "egen-dagsorden",
]
"""A meeting form, named as its file in content/forms/."""
BANKS = (
    "laer-hinanden-at-kende",
    "sparring",
    "bidrag",
    "emner",
    "spilleregler",
    "udsagn",
    "paamindelser",
    "ledergruppe",
)
"""The files of content/banks/."""
DEEPEST = 3


class BankError(TidtagerError, ValueError):
    """A bank can't be read, or has no such entry."""


@dataclass(frozen=True)
class Entry:
    """One sentence to read aloud, and when it fits."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[a-z]\d{2,3}$|^egen-[0-9a-f]{8}$")]
    say: Annotated[str, Field(min_length=3, max_length=300)]
    depth: Annotated[int, Field(strict=True, ge=1, le=DEEPEST)]
    """1 light, 2 about oneself as a leader, 3 takes trust."""
    audience: Annotated[frozenset[Audience], Field(alias="for", min_length=1)]
    forms: Annotated[frozenset[Form], Field(min_length=1)]
    minutes: Annotated[int, Field(strict=True, ge=1, le=30)]
    """What one answer, or one talk about it, takes."""
    theme: str = ""
    """One of the bank's themes; empty where the bank has none."""


@dataclass(frozen=True)
class Bank:
    """A bank as content/ has it, or as a plan has changed it."""

    name: str
    entries: tuple[Entry, ...]
    themes: tuple[str, ...] = ()
    ordered: bool = False
    """Whether the themes are steps, to be taken in their order."""

    def entry(self, key: str) -> Entry:
        """The entry with the id `key`. Raises BankError when there is none."""
        for entry in self.entries:
            if entry.id == key:
                return entry
        raise BankError(f"bank {self.name} has no entry {key!r}")

    def changed(self, replaced: Mapping[str, str], added: Iterable[str] = ()) -> "Bank":
        """This bank with the sentences of `replaced` (by id), and with `added` ones at its end.

        An added sentence fits everywhere, and its id follows from its words: it is the same in
        the next meeting. Raises BankError for an id that the bank hasn't got.
        """
        for key in replaced:
            self.entry(key)
        kept = tuple(
            replace(entry, say=replaced[entry.id]) if entry.id in replaced else entry
            for entry in self.entries
        )
        known = {entry.say for entry in kept}
        own = [_own(say, self.themes) for say in dict.fromkeys(added) if say not in known]
        return replace(self, entries=(*kept, *own))


def fitting(
    bank: Bank,
    *,
    form: Form | None = None,
    audience: Collection[Audience] = (),
    depth: int = DEEPEST,
    theme: str | None = None,
) -> tuple[Entry, ...]:
    """The entries that fit a form, a depth of at most `depth`, a theme and a group.

    What is for everyone ("alle") always fits the group; the rest only one that `audience` names.
    """
    group = {"alle", *audience}
    return tuple(
        entry
        for entry in bank.entries
        if entry.depth <= depth
        and (form is None or form in entry.forms)
        and (theme is None or theme == entry.theme)
        and group & entry.audience
    )


def choose(
    bank: Bank,
    count: int,
    seed: int,
    *,
    form: Form | None = None,
    audience: Collection[Audience] = (),
    depth: int = DEEPEST,
    theme: str | None = None,
    used: Collection[str] = frozenset(),
    again: bool = False,
) -> tuple[Entry, ...]:
    """Up to `count` fitting entries whose ids are not in `used`, the same for the same seed.

    They are spread over the bank's themes. Where the themes are steps they come in that order,
    else the light ones first. When too few are left, fewer come, or, with `again`, used ones too.
    More entries in the bank leave the order of those it has as it was.
    """
    among = fitting(bank, form=form, audience=audience, depth=depth, theme=theme)
    fresh = [entry for entry in among if entry.id not in used]
    chosen = _spread(bank, fresh, count, seed)
    if again:
        old = [entry for entry in among if entry.id in used]
        chosen += _spread(bank, old, count - len(chosen), seed)
    steps = {theme: step for step, theme in enumerate(bank.themes)}
    if bank.ordered:
        return tuple(sorted(chosen, key=lambda entry: (steps[entry.theme], entry.depth)))
    return tuple(sorted(chosen, key=lambda entry: entry.depth))


def _spread(bank: Bank, entries: Iterable[Entry], count: int, seed: int) -> list[Entry]:
    """At most `count` of `entries`, as evenly over the themes as can be."""
    by_theme: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: _lot(seed, entry.id)):
        by_theme.setdefault(entry.theme, []).append(entry)
    # The first and the last step, then what lies between: a short sparring has both ends.
    themes = [theme for theme in bank.themes or ("",) if theme in by_theme]
    if bank.ordered:
        turns = [*themes[:1], *themes[:0:-1][:1]]
        turns += sorted(themes[1:-1], key=lambda theme: _lot(seed, theme))
    else:
        turns = sorted(themes, key=lambda theme: _lot(seed, theme))
    chosen: list[Entry] = []
    while len(chosen) < count and any(by_theme.values()):
        for theme in turns:
            if by_theme[theme] and len(chosen) < count:
                chosen.append(by_theme[theme].pop(0))
    return chosen


def _lot(seed: int, key: str) -> str:
    """What `key` draws: the same in every version of Python and of the bank."""
    return sha256(f"{seed} {key}".encode()).hexdigest()


def _own(say: str, themes: tuple[str, ...]) -> Entry:
    return Entry(
        id=f"egen-{sha256(say.encode()).hexdigest()[:8]}",
        say=say,
        depth=1,
        audience=frozenset({"alle"}),
        forms=frozenset(get_args(Form)),
        minutes=2,
        theme=themes[0] if themes else "",
    )


@cache
def load_bank(name: str) -> Bank:
    """The bank `name` of content/banks/, read once. Raises BankError when something is amiss."""
    return read_bank(name, load(f"banks/{name}.yaml"))


def read_bank(name: str, raw: Mapping[str, Any]) -> Bank:
    """The bank `name` from the values of its file. Raises BankError, which says where and what."""
    if unknown := set(raw) - {"forms", "themes", "ordered", "entries"}:
        raise BankError(f"content/banks/{name}.yaml: unknown words {sorted(unknown)}")
    themes = tuple(raw.get("themes", ()))
    entries = tuple(_read(name, key, value) for key, value in raw.get("entries", {}).items())
    if not entries:
        raise BankError(f"content/banks/{name}.yaml: it has no entries")
    for entry in entries:
        if entry.theme not in (themes or ("",)):
            raise BankError(
                f"content/banks/{name}.yaml, {entry.id}: theme is {entry.theme!r}; "
                f"it must be one of {', '.join(themes) or 'none: the file has no themes'}"
            )
    return Bank(name, entries, themes, bool(themes) and bool(raw.get("ordered", True)))


_ENTRY = TypeAdapter(Entry)


def _read(name: str, key: str, value: Mapping[str, Any]) -> Entry:
    if "id" in value:
        raise BankError(
            f"content/banks/{name}.yaml, {key}: its id is its key; take {value['id']!r} out"
        )
    try:
        return _ENTRY.validate_python({**value, "id": key})
    except ValidationError as fault:
        raise BankError(f"content/banks/{name}.yaml, {key}: {first_fault(fault)}") from fault


def first_fault(fault: ValidationError) -> str:
    """What is wrong first: the field, what stands there, and what should."""
    first = fault.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"{where} is missing"
    return f"{where} is {first['input']!r}: {first['msg']}"
