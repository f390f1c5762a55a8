"""Events to JSON and back, for the journal. Dataclasses keep their name, tuples come back."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from types import ModuleType

from device.meeting import events, plan


class UnknownKindError(ValueError):
    """The journal holds something that this version does not know."""


def _dataclasses(module: ModuleType) -> Iterable[type]:
    return (
        kind
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    )


KINDS: dict[str, type] = {
    kind.__name__: kind for module in (events, plan) for kind in _dataclasses(module)
}


def encode(event: events.Event) -> str:
    """One line of JSON."""
    return json.dumps(_plain(event), ensure_ascii=False, separators=(",", ":"))


def decode(line: str) -> events.Event:
    """The event that `encode` was given.

    Raises UnknownKindError for anything else.
    """
    try:
        event = _thing(json.loads(line))
    except (TypeError, ValueError, KeyError) as fault:
        raise UnknownKindError(f"not an event of this version: {line[:80]!r}") from fault
    if not isinstance(event, events.Event):
        raise UnknownKindError(f"not an event: {line[:80]!r}")
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
        values = {name: _thing(value) for name, value in plain.items() if name != "kind"}
        return KINDS[plain["kind"]](**values)
    if isinstance(plain, list):
        return tuple(_thing(part) for part in plain)
    return plain
