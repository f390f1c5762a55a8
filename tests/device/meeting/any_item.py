"""Agenda items of every kind that the registry knows, of whatever a plan may hold."""

from dataclasses import MISSING, Field, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

import hypothesis.strategies as st
from hypothesis.strategies import SearchStrategy

from device.meeting import plan
from device.meeting.items.fields.face import Setting
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.reflection.plan import Reflection
from device.meeting.items.registry import AnyKind, kinds
from device.meeting.topics import find_topic
from tests.device.meeting.table import AGREEMENT, CLOSING, DIALOGUE, EVALUATION, ROUND

REFLECTION = Reflection(
    "refleksion", 300, questions=("Hvad vil du?", "Hvad skal der til?"), pauses=(60.0, 90.0)
)
WITH_MORE = {
    type(item): item for item in (AGREEMENT, CLOSING, DIALOGUE, EVALUATION, REFLECTION, ROUND)
}
"""What a plan of that class may look like."""
OF_TYPE: dict[object, tuple[object, ...]] = {
    bool: (False, True),
    float: (30.0, 120.0),
    int: (1, 2),
    tuple[str, ...]: ((), ("Et.", "To.")),
}
LIMITED: dict[str, tuple[object, ...]] = {"size": (3, 4), "roles": ((), ("practical", ""))}
"""Fields that no plan file can give another value than these."""


def example(kind: AnyKind) -> plan.Item:
    """One item of `kind`, as a plan has it that says nothing but what there must be."""
    if kind.item in WITH_MORE:
        return WITH_MORE[kind.item]
    setting = Setting(all_rules()[kind.name], kind.name, people=4, topic=find_topic("konflikter"))
    return kind.fields().made(300.0, setting)


def any_item() -> SearchStrategy[plan.Item]:
    """An item of any kind, as usual or with odd values."""
    return st.one_of(*(st.one_of(st.just(example(k)), _odd(k.item)) for k in kinds()))


def _odd(item: type[plan.Item]) -> SearchStrategy[plan.Item]:
    hints = get_type_hints(item)
    values = {field.name: _value(field, hints[field.name]) for field in fields(item)}
    values |= {"title": st.just("punkt"), "seconds": st.sampled_from((60.0, 300.0, 1200.0))}
    return st.fixed_dictionaries(values).map(lambda found: item(**found))


def _value(field: "Field[Any]", hint: object) -> SearchStrategy[Any]:
    """Whatever the type allows; a text that has a meaning of its own stays what it is."""
    usual = None if field.default is MISSING else field.default
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if field.name in LIMITED:
        return st.sampled_from(LIMITED[field.name])
    if hint is str:
        return st.just(usual) if usual else st.sampled_from(("", "Hvad er svært?"))
    if hint in OF_TYPE:
        return st.sampled_from(OF_TYPE[hint])
    if field.default_factory is not MISSING:
        return st.just(field.default_factory())
    return st.just(usual)
