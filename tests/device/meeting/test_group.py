"""Whether a plan is for a group that the box knows."""

from dataclasses import replace

import pytest

from device.meeting.group import MOST_GROUPS, Group, Memory
from device.meeting.remembered import Summary
from tests.device.meeting.table import CLOSING, a_plan

FOUR = ("Anne", "Bo", "Cilla", "Dan")


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [("Nord", "Nord", True), ("Nord", "nord", True), ("Nord", "Syd", False), ("Nord", "", False),
     ("", "Nord", False)],
)  # fmt: skip
def test_a_group_is_known_by_its_own_name(ours: str, theirs: str, same: bool) -> None:
    plan = replace(a_plan(CLOSING, names=("Anne", "Bo", "Cilla", "Eva")), network=theirs)
    assert Group(ours, FOUR).meets(plan) is same


@pytest.mark.parametrize(
    ("people", "theirs", "same"),
    [
        (FOUR, "Nordlys", True),  # the group has taken another name
        (FOUR, "", True),  # or left it out this time
        (FOUR[::-1], "Nordlys", True),
        (FOUR[:3], "Nordlys", False),  # three of four may be of two networks
        ((*FOUR, "Eva"), "Nordlys", False),
    ],
)
def test_the_same_people_are_known_by_any_name(
    people: tuple[str, ...], theirs: str, same: bool
) -> None:
    plan = replace(a_plan(CLOSING, names=people), network=theirs)
    assert Group("Nord", FOUR).meets(plan) is same


def test_two_people_alike_make_no_group_of_another_name() -> None:
    plan = replace(a_plan(CLOSING, names=FOUR[:2]), network="Syd")
    assert not Group("Nord", FOUR[:2]).meets(plan)


def test_the_name_goes_before_the_people() -> None:
    first = Summary(1, "følgende møde", present=FOUR, goals=FOUR)
    groups = (Group("Nord", FOUR, meetings=(first,)), Group("Syd", FOUR))
    assert Memory(groups).past(replace(a_plan(CLOSING, names=FOUR), network="Syd")).meetings == ()


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (FOUR, FOUR, True),
        (FOUR, ("Dan", "Cilla", "Eva", "Finn"), True),  # half
        (FOUR, ("Dan", "Eva", "Finn", "Gerda"), False),
        (("Anne", "Bo", "Cilla"), FOUR, True),
        (("Anne", "Bo", "Cilla"), (*FOUR, "Eva", "Finn", "Gerda"), False),  # three of seven
        (FOUR, ("Anne", "Bo"), True),
        ((*FOUR, "Eva", "Finn"), ("Anne", "Bo"), False),  # two of six
        (("Anne", "Eva"), ("Anne K", "Anne B", "Bo", "Dan"), False),  # one may be two
    ],
)
def test_or_by_at_least_half_of_its_people(
    ours: tuple[str, ...], theirs: tuple[str, ...], same: bool
) -> None:
    assert Group("", ours).meets(a_plan(CLOSING, names=theirs)) is same


def test_those_that_met_longest_ago_are_forgotten_when_there_are_too_many() -> None:
    memory = Memory()
    for number in range(MOST_GROUPS + 2):
        names = tuple(f"{name} {'BDFGLMR'[number % 7]}{'aeiouø'[number // 7]}" for name in FOUR)
        plan = replace(a_plan(CLOSING, names=names), network=f"Netværk {number}")
        memory = memory.taught(plan, (("tidtager", "t i"),))
    networks = [group.network for group in memory.groups]
    assert networks == [f"Netværk {number}" for number in range(2, MOST_GROUPS + 2)]
