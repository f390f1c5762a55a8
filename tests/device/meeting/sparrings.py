"""A sparring exercise under way, and what can be seen of it."""

from dataclasses import replace

from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.steps.sequence import Steps
from device.meeting.notes import RoleNote, TogetherNote
from tests.device.meeting.table import CLOSING, Table

NAMES = (
    "Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gustav", "Hanne",
    "Ib", "Jens", "Karen", "Lars", "Mads", "Nina", "Ole", "Pia",
)  # fmt: skip
HOUR = 3600.0
WAYS = ("questions", "backs_turned", "one_question_each", "whole_group")


def sparring(people: int, seconds: float = 2400.0, **more: object) -> Table:
    item = replace(Sparring("Sparring", seconds), **more)
    return Table.started(item, CLOSING, names=NAMES[:people])


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


def notes(table: Table, kind: type) -> list[object]:
    return [note for note in table.meeting.notes if isinstance(note, kind)]


def groups(table: Table) -> list[tuple[str, ...]]:
    """Who sits with whom, as it was noted first."""
    (first, *_) = notes(table, TogetherNote)
    assert isinstance(first, TogetherNote)
    return [*first.groups]


def roles(table: Table) -> list[tuple[str, str]]:
    return [(note.role, note.name) for note in notes(table, RoleNote)]  # type: ignore[attr-defined]


def over(table: Table) -> bool:
    return table.meeting.index > 0 or table.meeting.stage != "running"


def done(table: Table) -> bool:
    """Whether it is over, or waits for green with all back at one table."""
    item = table.meeting.item
    back = isinstance(item, Steps) and not item.ahead
    return over(table) or (back and table.meeting.situation == "over")


def stands(table: Table, name: str) -> bool:
    """Whether the step of this name is under way."""
    return getattr(table.meeting.item, "name", "") == name


def until(table: Table, name: str) -> None:
    """Green until the step of this name is under way, and its time runs."""
    for _ in range(30):
        if stands(table, name) and table.meeting.situation in {"running", "question_who"}:
            return
        table.press("green")
        table.wait(3)
    raise AssertionError(f"{name} never came; it is {getattr(table.meeting.item, 'name', '')}")
