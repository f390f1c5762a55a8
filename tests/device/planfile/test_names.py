"""Entries of pasted lists of people: each is read, or told of by itself."""

import pytest

from device.planfile import PlanFaults, read_plan
from device.planfile.name_list import read_entry
from device.planfile.persons import Reading
from tests.device.planfile.table import table

NAMES: dict[str, list[str]] = table("names.yaml")


def shown(reading: Reading) -> str:
    if reading.problem:
        return f"!{reading.problem}"
    way = f"/{reading.say_as}" if reading.say_as else ""
    return ("-" if reading.absent else "") + reading.name + way


@pytest.mark.parametrize("entry", NAMES)
def test_who_is_in_an_entry(entry: str) -> None:
    assert [shown(one) for one in read_entry(entry, own_line=True)] == NAMES[entry]


ROUND = "form: første møde\nvarighed: 2 timer\ndeltagere:"


def names(people: str) -> list[str]:
    return [person.name for person in read_plan(f"{ROUND}{people}\n".encode()).people]


def faults(people: str) -> list[str]:
    with pytest.raises(PlanFaults) as caught:
        names(people)
    return [fault.text for fault in caught.value.faults]


def test_a_list_with_surnames_first_is_read_so_throughout() -> None:
    listed = "\n  - Müller, Xiulan\n  - Ny, Bo\n  - Holm Petersen, Ida"
    assert names(listed) == ["Xiulan Müller", "Bo Ny", "Ida Holm Petersen"]


def test_headings_in_a_list_are_nobody() -> None:
    assert names("\n  - Navn\n  - Anna\n  - Bo\n  - 'Cc:'\n  - Carla") == ["Anna", "Bo", "Carla"]


def test_surnames_and_first_names_by_turns_on_a_line_are_told_of() -> None:
    (told,) = faults(" Petersen, Anna, Holm, Bo, Ny, Ida")
    assert "kan læses på to måder" in told


def test_a_name_twice_on_a_line_is_not_said_to_be_on_the_same_line_too() -> None:
    assert faults(" Anna, Bo, Carla, Anna") == [
        'Linje 3: Navnet "Anna" står to gange. Giv dem hver sit navn, for eksempel med et bogstav '
        "efter."
    ]
