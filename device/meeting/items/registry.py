"""The kinds of agenda item that there are: every module and package of `items` with a `KIND`.

Each is checked when this is imported, so that a kind that lacks something stops the program at
its start, before any meeting, and says what is missing.
"""

from collections.abc import Iterable
from dataclasses import is_dataclass
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any

from content import load_all
from device.meeting import items
from device.meeting.buttons import STATES, intents
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.kind import Kind
from device.meeting.phrases import load_phrases
from device.meeting.plan import Item, Plan
from device.meeting.remembered import Past
from speech.errors import TidtagerError

AnyKind = Kind[Any]


class IncompleteKindError(TidtagerError, TypeError):
    """A kind of agenda item lacks something; the message says what."""


def kinds() -> tuple[AnyKind, ...]:
    """All kinds, by the names of their modules."""
    return tuple(_BY_ITEM.values())


def kind_of(item: Item) -> AnyKind:
    """The kind of `item`."""
    return _BY_ITEM[type(item)]


def by_name(name: str) -> AnyKind:
    """The kind that is called `name`. Raises KeyError for none."""
    return _BY_NAME[name]


def going_to(intent: str) -> AnyKind | None:
    """The kind that `intent` takes the group to."""
    return next((kind for kind in kinds() if kind.goes_to and kind.goes_to.intent == intent), None)


def asked_for_by(intent: str) -> AnyKind | None:
    """The kind that `intent` asks for an item of."""
    asked = ((kind, kind.asked_for) for kind in kinds())
    return next((kind for kind, ask in asked if ask and ask.intent == intent), None)


def with_what_comes_up(plan: Plan, past: Past) -> Plan:
    """`plan` with what the box asks this group now and then, where it is time for that."""
    for kind in kinds():
        if (item := kind.comes_up(plan, past)) is not None:
            plan = plan.with_coming_up(item)
    return plan


def check(kind: AnyKind) -> None:
    """Raises IncompleteKindError with all that `kind` lacks."""
    if missing := [*_missing(kind)]:
        raise IncompleteKindError(f"{type(kind).__name__}: {'; '.join(missing)}")


def _missing(kind: AnyKind) -> Iterable[str]:
    needed = ("name", "item", "fields", "situations", "helps")
    if lacking := [name for name in needed if not hasattr(kind, name)]:
        yield from (f"no `{name}`" for name in lacking)
        return
    item = kind.item
    if not (is_dataclass(item) and issubclass(item, Item)):
        yield f"`item` {item!r} is no dataclass that is an Item"
    elif isabstract(item):
        yield f"{item.__name__} leaves out {', '.join(sorted(item.__abstractmethods__))}"
    if odd := kind.situations - set(STATES):
        yield f"no row in content/buttons.yaml for {', '.join(sorted(odd))}"
    if not kind.situations:
        yield "no `situations`, so its buttons are unknown"
    if not kind.helps:
        yield "no `helps`: what may be said in it"
    yield from _missing_in_content(kind)


def _missing_in_content(kind: AnyKind) -> Iterable[str]:
    if kind.name not in load_all("items"):
        yield f"no file in content/items whose first spelling is {kind.name!r}"
    else:
        yield from _lost_fields(kind)
    phrases = set(kind.helps)
    heard = set()
    if going := kind.goes_to:
        phrases |= {going.going, going.none_left}
        heard.add(going.intent)
    if ask := kind.asked_for:
        phrases |= {ask.title, ask.first, ask.after_greeting, ask.later, ask.too_late}
        heard.add(ask.intent)
        if type(kind).new is Kind.new:
            yield "it is asked for, and has no `new`"
    if unsaid := phrases - set(load_phrases().wordings):
        yield f"no phrase for {', '.join(sorted(unsaid))}"
    if unheard := heard - intents():
        yield f"no words in content/commands.yaml for {', '.join(sorted(unheard))}"


def _lost_fields(kind: AnyKind) -> Iterable[str]:
    known = {one.alias or name for name, one in kind.fields.model_fields.items()}
    if lost := set(all_rules()[kind.name].fields) - known:
        yield f"{kind.fields.__name__} has no field with the alias {', '.join(sorted(lost))}"


def _found() -> Iterable[AnyKind]:
    for module in iter_modules(items.__path__):
        place = f"{items.__name__}.{module.name}"
        if place == __name__:
            continue
        try:
            kind = getattr(import_module(place), "KIND", None)
        except TypeError as fault:  # a method that a kind can't do without is left out
            raise IncompleteKindError(f"{place}: {fault}") from fault
        if kind is not None:
            check(kind)
            yield kind


def _each_once(found: Iterable[AnyKind]) -> dict[type[Item], AnyKind]:
    by_item: dict[type[Item], AnyKind] = {}
    names: dict[str, AnyKind] = {}
    for kind in found:
        for name in (kind.name, kind.item.__name__):
            if (other := names.setdefault(name, kind)) is not kind:
                both = f"{type(other).__name__} and {type(kind).__name__}"
                raise IncompleteKindError(f"{both} are both called {name}")
        by_item[kind.item] = kind
    if lone := set(load_all("items")) - {kind.name for kind in by_item.values()}:
        raise IncompleteKindError(
            f"content/items: no module of device/meeting/items has the kind "
            f"{', '.join(repr(name) for name in sorted(lone))}"
        )
    return by_item


_BY_ITEM = MappingProxyType(_each_once(_found()))
_BY_NAME = MappingProxyType({kind.name: kind for kind in _BY_ITEM.values()})
