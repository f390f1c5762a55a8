"""Every kind of agenda item there is: led whole by buttons alone and by voice alone, and complete.

A new kind is found by the registry, and needs no line here but what an item of it may look like,
where the plan class can't be made from a title and a time alone.
"""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import pytest

import device
from device.box.rehearsal import rehearse
from device.meeting import events, items
from device.meeting.commands import ASKED
from device.meeting.items.closing.fields import ClosingFields
from device.meeting.items.fields.face import Fields
from device.meeting.items.item import ItemState
from device.meeting.items.kind import Kind
from device.meeting.items.registry import (
    AnyKind,
    IncompleteKindError,
    by_name,
    check,
    kind_of,
    kinds,
)
from device.meeting.items.welcome.fields import WelcomeFields
from device.meeting.plan import Item
from device.meeting.scene import Scene
from tests.device.meeting.any_item import example
from tests.device.meeting.table import (
    CLOSING,
    PHRASES,
    Table,
    a_plan,
)

MOST = 600
"""No item takes so many moments of people who do what is expected of them."""


EVERY = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)


def by_buttons(table: Table) -> None:
    """Where a button goes on it is pressed; scores are given; else time passes."""
    meaning = table.meeting.meaning("score4")
    if meaning == "score" and not table.meeting.item.scores_complete:  # type: ignore[union-attr]
        return table.press("score4")
    if meaning == "digit":
        table.press("score4")
    if meaning == "choice":
        table.press("score1")
    if table.meeting.meaning("green") not in {None, "hush"}:
        return table.press("green")
    return waits(table)


def by_voice(table: Table) -> None:
    """What answers the question, else "næste", else what the box asks people to say after it."""
    listen = table.meeting.shown.listen_for
    if listen.enrolment:
        return table.happens(events.SaidAfter(0.0, listen.enrolment, (), understood=True))
    if "number" in listen.answers:
        number = table.meeting.came if table.meeting.situation != "scoring" else 1
        return table.hear("number", number=number)
    for intent in ("all_agree", "yes", "next"):
        if intent in listen.answers | listen.commands:
            return table.hear(intent)
    return waits(table)


def waits(table: Table) -> None:
    due = table.meeting.shown.wake_at.t
    assert due is not None, "nothing is ever to happen"
    table.wait(max(0.1, due - table.now))


def led(kind: AnyKind, people: Callable[[Table], None]) -> Iterator[Table]:
    """An item of `kind` and what comes after it, moment by moment, until the meeting is over."""
    table = Table.started(example(kind), replace(CLOSING, points=("Find en dato.",)))
    for _ in range(MOST):
        if table.meeting.stage == "finished":
            return
        yield table
        people(table)
    pytest.fail("it is never over")


@EVERY
@pytest.mark.parametrize("people", [by_buttons, by_voice])
def test_it_is_led_whole(kind: AnyKind, people: Callable[[Table], None]) -> None:
    table = None
    for table in led(kind, people):
        item = table.meeting.item
        assert item is not None
        if table.meeting.index == 0 and not table.meeting.confirm:
            assert item.situation in kind.situations
            assert item.help in kind.helps
            assert any(table.meeting.meaning(button) for button in ("green", "yellow", "blue"))
    assert table is not None
    assert [record.index for record in table.meeting.items] == [0, 1]
    assert "no" not in table.chimes


@EVERY
def test_whoever_asks_for_help_gets_it(kind: AnyKind) -> None:
    for table in led(kind, by_buttons):
        if table.meeting.index:
            break
        before = len(table.said)
        table.hear("help")
        told = [said.key for said in table.said[before:]]
        key = table.meeting.item.help  # type: ignore[union-attr]
        if key == "help" and table.meeting.situation in ASKED:
            assert told, "the question itself is what helps"
        else:
            assert told == [key]


@EVERY
def test_it_is_in_the_rehearsal(kind: AnyKind) -> None:
    table = Table.with_plan(a_plan(example(kind), CLOSING))
    assert table.meeting.plan is not None
    rehearsal = rehearse(table.meeting, table.meeting.plan)
    for table in led(kind, by_voice):
        if table.meeting.index:
            break
    texts = {said.aloud for said in table.said if said.key not in {"plan_read", "how_to_start"}}
    assert rehearsal.listening
    assert len(texts & set(rehearsal.texts)) >= 1
    assert any(closing in rehearsal.texts for closing in CLOSING.points), "it comes to the end"


@EVERY
def test_the_registry_knows_it(kind: AnyKind) -> None:
    assert kind_of(example(kind)) is kind
    assert by_name(kind.name) is kind


def phrases_in(module: object) -> set[str]:
    """The phrases that a module says by their name."""
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if getattr(call.func, "attr", "") == "say"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_phrase_that_is_said_is_there() -> None:
    said = set()
    for module in pkgutil.walk_packages(items.__path__, f"{items.__name__}."):
        said |= phrases_in(import_module(module.name))
    assert len(said) > 50
    assert said <= set(PHRASES.wordings)


# What is incomplete


@dataclass(frozen=True)
class Yoga(Item):
    """A kind that nobody has made yet."""

    def flexible(self, people: int) -> float:
        return 0.0


@dataclass(frozen=True)
class Timeless(Item):
    """Doesn't say what of its time may be shortened."""


class YogaKind(Kind[Yoga]):
    """Complete, and called as a kind that has its content, so that each case lacks one thing."""

    name: ClassVar[str] = "velkomst"
    item: ClassVar[type[Item]] = Yoga
    fields: ClassVar[type[Fields]] = WelcomeFields
    situations: ClassVar[frozenset[str]] = frozenset({"running"})
    helps: ClassVar[frozenset[str]] = frozenset({"help"})

    def begin(self, scene: Scene, item: Yoga) -> ItemState:
        raise NotImplementedError


def test_what_lacks_nothing_is_let_in() -> None:
    check(YogaKind())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": "yoga"}, "no file in content/items whose first spelling is 'yoga'"),
        ({"fields": ClosingFields}, "ClosingFields has no field with the alias tekst"),
        ({"item": Timeless}, "Timeless leaves out flexible"),
        ({"item": str}, "no dataclass that is an Item"),
        ({"situations": frozenset({"on_the_mat"})}, "content/buttons.yaml for on_the_mat"),
        ({"situations": frozenset()}, "its buttons are unknown"),
        ({"helps": frozenset({"help_yoga"})}, "no phrase for help_yoga"),
        ({"helps": frozenset()}, "what may be said in it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "".join(value),
)
def test_an_incomplete_kind_is_refused(change: dict[str, object], told: str) -> None:
    kind = type("Lacking", (YogaKind,), change)()
    with pytest.raises(IncompleteKindError, match="Lacking") as refused:
        check(kind)
    assert told in str(refused.value)


def test_a_kind_without_a_beginning_can_not_be_made() -> None:
    lacking = type("Lacking", (Kind,), {})
    with pytest.raises(TypeError, match="begin"):
        lacking()


OF_ALL_KINDS = {"registry", "item", "kind", "fields", "steps"}
"""What in device.meeting.items belongs to no kind of its own."""


def test_no_kind_is_known_outside_its_own_place() -> None:
    """Neither the core nor any other room asks for anything of one kind."""
    own = {module.name for module in pkgutil.iter_modules(items.__path__)} - OF_ALL_KINDS
    assert {"welcome", "interview", "form_check"} <= own
    for file in Path(device.__file__).parent.rglob("*.py"):
        if "items" in file.parts:
            continue
        tree = ast.parse(file.read_text(encoding="utf8"))
        taken = {
            f"{node.module}.{alias.name}".removeprefix(f"{items.__name__}.").partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(items.__name__)
            for alias in node.names
        }
        assert not taken & own, file
