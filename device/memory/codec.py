"""Events to JSON and back, for the journal. Dataclasses keep their name, tuples come back.

What an older or a newer program wrote is read as far as it means something here: fields that are
missing get their defaults, and fields that are not known are left out. Values are checked, since
one of the wrong type would only be found out in the middle of a meeting.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from types import ModuleType, NoneType, UnionType
from typing import Never, Union, get_args, get_origin, get_type_hints

from device.meeting import account, events, group, notes, record, remembered
from device.meeting.items.registry import kinds
from device.meeting.plan import Person, Plan
from speech.errors import TidtagerError

VERSION = 3
"""Of what is written: of the events and plans, and of what a meeting makes of them. A row keeps
its own. 1: 0.1.0, whose rows did not say so. 2: without memory, and with no place at each item."""
MOST = 1e9
"""No time or other measure in a journal is beyond this: in seconds, thirty years."""
_HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")


class UnknownKindError(TidtagerError, ValueError):
    """The journal holds something that this version does not know."""


def _dataclasses(module: ModuleType) -> Iterable[type]:
    return (
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    )


def by_its_name(found: Iterable[type]) -> dict[str, type]:
    """Each class by the name that a journal has it under. Raises ValueError for a name of two."""
    named: dict[str, type] = {}
    for kind in found:
        if (other := named.setdefault(kind.__name__, kind)) is not kind:
            raise ValueError(f"{other.__module__} and {kind.__module__} both have {kind.__name__}")
    return named


KINDS = by_its_name(
    (
        *chain.from_iterable(
            map(_dataclasses, (account, events, group, notes, record, remembered))
        ),
        Person,
        Plan,
        *(kind.item for kind in kinds()),
    )
)


def encode(event: events.Event) -> str:
    """One line of JSON. Raises ValueError for a number that is none, such as NaN."""
    return json.dumps(_plain(event), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def decode(line: str) -> events.Event:
    """The event that `encode` was given, by this version or another.

    Raises UnknownKindError for anything else.
    """
    try:
        line.encode()  # bytes that were no UTF-8 have become half characters, which can't be said
        event = _thing(json.loads(line, parse_constant=_no_number))
    except (TypeError, ValueError, KeyError, RecursionError) as fault:
        raise UnknownKindError(f"not an event of this version: {line[:80]!r}") from fault
    if not isinstance(event, events.Event):
        raise UnknownKindError(f"not an event: {line[:80]!r}")
    if not 0 <= event.t <= MOST:
        raise UnknownKindError(f"at no possible time: {line[:80]!r}")
    return event


def _plain(thing: object) -> object:
    if is_dataclass(thing):
        values = {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}
        return {"kind": type(thing).__name__, **values}
    if isinstance(thing, tuple):
        return [_plain(part) for part in thing]
    return thing


def _thing(plain: object) -> object:
    if isinstance(plain, dict):
        kind = KINDS[plain["kind"]]
        hints = _hints(kind)
        # Only what is known is looked into: a field of a later version may hold kinds of its own.
        values = {name: _thing(plain[name]) for name in hints if name in plain}
        for name, value in values.items():
            if not _fits(value, hints[name]):
                raise TypeError(f"{kind.__name__}.{name} is {value!r}")
        return kind(**values)
    if isinstance(plain, list):
        return tuple(_thing(part) for part in plain)
    return plain


@cache
def _hints(kind: type) -> dict[str, object]:
    """The fields that `kind` is made from, each with its type."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}


def _fits(value: object, hint: object) -> bool:
    """Whether `value` is of the type `hint`; a float may be a whole number, but not infinite."""
    match get_origin(hint):
        case origin if origin in {Union, UnionType}:
            return any(_fits(value, one) for one in get_args(hint))
        case origin if origin is tuple:
            return isinstance(value, tuple) and _all_fit(value, get_args(hint))
    if hint is None or hint is NoneType:
        return value is None
    if hint is float:
        return isinstance(value, int | float) and type(value) is not bool and abs(value) <= MOST
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(value, str):
        return hint is str and not _HALF_A_CHARACTER.search(value)
    return isinstance(hint, type) and isinstance(value, hint)


def _all_fit(values: tuple[object, ...], hints: tuple[object, ...]) -> bool:
    if hints[1:] == (...,):
        return all(_fits(value, hints[0]) for value in values)
    return len(values) == len(hints) and all(map(_fits, values, hints))


def _no_number(constant: str) -> Never:
    raise ValueError(f"{constant} is no number")
