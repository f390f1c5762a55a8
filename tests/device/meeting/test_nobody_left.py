"""Nobody is at the table, or everyone leaves in the middle of an item: it ends all the same."""

from dataclasses import replace

import pytest

from device.meeting.items.registry import AnyKind, kinds
from tests.device.meeting.any_item import example
from tests.device.meeting.table import CLOSING, NAMES, WELCOME, Table, a_plan

EVERY = pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)


def assert_comes_to_its_end(table: Table) -> None:
    """By green alone."""
    for _ in range(200):
        if table.meeting.stage == "finished":
            return
        table.wait(30)
        table.press("green")
    meeting = table.meeting
    raise AssertionError(f"stuck at item {meeting.index}, {meeting.situation}")


@EVERY
def test_an_item_begins_with_nobody_there(kind: AnyKind) -> None:
    plan = a_plan(WELCOME, example(kind), CLOSING)
    away = tuple(replace(person, absent=True) for person in plan.people)
    table = Table.with_plan(replace(plan, people=away))
    table.press("green")
    assert_comes_to_its_end(table)


@pytest.mark.parametrize("steps", [0, 1, 3], ids=lambda steps: f"{steps} steps in")
@EVERY
def test_everyone_leaves_during_an_item(kind: AnyKind, steps: int) -> None:
    table = Table.started(example(kind), CLOSING)
    for _ in range(steps):
        table.wait(20)
        table.press("green")
    for name in NAMES:
        table.hear("left", name=name)
    for intent in ("no", "repeat", "help", "time_left", "groups", "next_host", "who_next", "no"):
        table.hear(intent)
    assert_comes_to_its_end(table)
