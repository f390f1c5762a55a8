"""Who is here, who is expected, and whose turn is still to come."""

from device.meeting.plan import Person
from tests.device.meeting.table import (
    Table,
    a_plan,
)

SIX = ("Anna Holm", "Bo Ek", "Carla Dam", "Dan Friis", "Eva Skov", "Nina Krogh")


def table_of(*agenda: object, absent: str = "", late: str = "", names: object = SIX) -> Table:
    """The meeting has been started; those whose names are in `absent` have sent apologies."""
    people = tuple(
        Person(name, absent=name in absent.split(", "), late=name in late.split(", "))
        for name in names  # type: ignore[attr-defined]
    )
    table = Table.with_plan(a_plan(*agenda, people=people))  # type: ignore[arg-type]
    table.press("green")
    return table


def turns_to_come(table: Table) -> list[str]:
    """Whom the box gives the word to, from here to the round's end, each after half a minute."""
    index = table.meeting.index
    names = []
    while table.meeting.stage == "running" and table.meeting.index == index:
        speaker = table.meeting.item.speaker(table.meeting.scene())  # type: ignore[union-attr]
        if speaker is None:
            break
        names.append(speaker)
        table.wait(30)
        table.press("green")
    return names
