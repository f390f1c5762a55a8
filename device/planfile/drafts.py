"""An agenda item on its way: what the plan or its form says of it, and the time it may take."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from content import load
from device.meeting.items.fields.face import Fields, PlanFault, Setting, ToldAlreadyError
from device.meeting.items.fields.rules import Rules
from device.meeting.items.fields.slots import MINUTE, Slot, fixed
from device.meeting.items.registry import by_name
from device.meeting.plan import Item
from device.meeting.spelling import Spellings
from device.meeting.topics import find_topic
from device.planfile.durations import danish_duration
from device.planfile.faults import Faults
from device.planfile.forms import FormEntry, FormError
from device.planfile.frame import Frame
from device.planfile.item_text import split_time
from device.planfile.models import check
from device.planfile.tree import KIND, SPELT, Path, Tree, Value, Written
from device.planfile.words import hint, words


@dataclass(frozen=True)
class Draft:
    """An item before its time is settled."""

    fields: Fields
    setting: Setting
    slot: Slot
    problem: PlanFault | None = None
    """What the plan gives it isn't right; the slot is the time that it gives, if any."""
    problem_at: str = ""
    """The header's word that isn't right; "": the time."""

    @property
    def grows(self) -> bool:
        """A dialogue without a time of its own takes what is left over."""
        return self.fields.grows and not self.fields.has_time

    def made(self, seconds: float) -> Item:
        """The item with so many seconds."""
        return self.fields.made(seconds, self.setting)


def of_the_plan(place: int, value: Value, frame: Frame, tree: Tree, faults: Faults) -> Draft | None:
    """An entry of the plan's own agenda; None when it has faults, which are noted."""
    path = ("dagsorden", place)
    if not isinstance(value, dict):
        faults.add(tree.line(*path), "want_item")
        return None
    kind, spelt = value.get(KIND), str(value.get(SPELT) or "")
    if not isinstance(kind, str):
        _tell_unknown(spelt, tree.line(*path), faults)
        return None
    plain = {key: entry for key, entry in value.items() if key not in {KIND, SPELT}}
    checked = check(by_name(kind).fields, plain, path, tree, faults)
    if checked is None or checked.broken:
        return None
    fields, setting = checked.entry, _setting(frame, words().rules[kind], spelt)
    try:
        slot = fields.slot(setting)
    except ToldAlreadyError:
        return None
    except PlanFault as fault:
        tell(fault, (*path, fault.field) if fault.field else path, fault.field, tree, faults)
        return None
    for remark in fields.remarks(setting):
        faults.remark(tree.line(*path, remark.field), remark.key, text=remark.text)
    return Draft(fields, setting, slot)


def of_a_form(entry: FormEntry, length: float | None, frame: Frame) -> Draft:
    """An entry of a form, with the `length` that the plan gives it.

    Raises FormError where the form's file is wrong.
    """
    model = by_name(entry.kind).fields
    fields = model.model_validate(
        {**_own_fields(entry, model), **_from_header(entry, model, frame), "tid": length}
    )
    setting = _setting(frame, entry.rules, entry.item)
    try:
        return Draft(fields, setting, fields.slot(setting))
    except PlanFault as fault:
        word = entry.header.get(fault.field, "")
        if word and getattr(fields, _name(model, fault.field)) is not None:
            return Draft(fields, setting, fixed(length or MINUTE), fault, word)
        if length is None:
            raise FormError(f"content/forms: the item {entry.word!r}: {fault}") from fault
        return Draft(fields, setting, fixed(length), fault)


def tell(fault: PlanFault, path: Path, field: str, tree: Tree, faults: Faults) -> None:
    """Note what is wrong with the item at `path`, where its word is called `field`."""
    values: dict[str, object] = {
        name: danish_duration(value) if isinstance(value, float) else value
        for name, value in fault.values.items()
    }
    if "close" in values:
        values["hint"] = words().fault("hint_close", close=values["close"])
    faults.add(tree.line(*path), fault.key, field=field, **values)


def _own_fields(entry: FormEntry, model: type[Fields]) -> Mapping[str, object]:
    """What the form itself says the item is about, read as a plan is."""
    found: dict[str, Value] = {
        word: [Written(one) for one in said] if isinstance(said, list) else Written(said)
        for word, said in entry.fields.items()
    }
    aliases = {info.alias for info in model.model_fields.values()}
    if unknown := set(found) - aliases:
        raise FormError(f"content/forms: the item {entry.word!r} has no field {sorted(unknown)}")
    faults = Faults("content/forms")
    checked = check(model, found, (), Tree(), faults)
    if checked is None or checked.broken:
        told = "; ".join(fault.message for fault in faults.found)
        raise FormError(f"content/forms: the item {entry.word!r}: {told}")
    return {word: getattr(checked.entry, _name(model, word)) for word in found}


def _from_header(entry: FormEntry, model: type[Fields], frame: Frame) -> Mapping[str, object]:
    """What the plan's header settles of the item."""
    given: dict[str, Any] = frame.header.model_dump(by_alias=True)
    if frame.topic is None:
        given["emne"] = None  # there is none, or it can't be read
    found = {}
    for field, word in entry.header.items():
        if word not in given:
            raise FormError(f"content/forms: the item {entry.word!r}: no header word {word!r}")
        value = given[word]
        if value in (None, ()):
            continue
        several = isinstance(model.model_fields[_name(model, field)].default, tuple)
        found[field] = (value,) if several and isinstance(value, str) else value
    return found


def _name(model: type[BaseModel], word: str) -> str:
    found = (name for name, info in model.model_fields.items() if info.alias == word)
    name = next(found, None)
    if name is None:
        raise FormError(f"content/forms: {model.__name__} has no field {word!r}")
    return name


def _setting(frame: Frame, rules: Rules, spelt: str) -> Setting:
    header = frame.header
    return Setting(
        rules=rules,
        spelt=spelt,
        people=frame.people,
        people_known=frame.people_known,
        welcome=header.welcome,
        purpose=header.purpose,
        ground_rules=header.rules,
        topic=frame.topic,
        topic_told="emne" in frame.broken,
        turn=header.turn,
        order=header.order,
        statements=header.statements,
        points=header.points,
    )


def _tell_unknown(spelt: str, line: int | None, faults: Faults) -> None:
    """Say that `spelt` is no item, and what it may have been meant for."""
    vocabulary = words()
    listed = vocabulary.fault("hint_list", choices=vocabulary.items.choices())
    first = spelt.split(" ", maxsplit=1)[0].strip(",:")
    if _planned(vocabulary.planned_items, first, spelt):
        faults.add(line, "planned_item", text=spelt, hint=listed)
        return
    about = split_time(spelt)[0]
    if find_topic(about) is not None:
        listed = vocabulary.fault("hint_topic", topic=about)
    meant = hint(vocabulary.items, spelt, listed)
    faults.add(line, "unknown_item", text=spelt, hint=meant)


def _planned(planned: Spellings, *texts: str) -> bool:
    return any(planned.get(text) is not None for text in texts)


def most_items() -> int:
    """How many items an agenda may have."""
    return int(load("limits.yaml")["items"])
