"""Whether a plan is for a group that the box knows."""

from dataclasses import replace

import pytest

from device.meeting.group import MOST_GROUPS, Group, Memory
from tests.device.meeting.table import CLOSING, a_plan

FOUR = ("Anne", "Bo", "Cilla", "Dan")


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [("Nord", "Nord", True), ("Nord", "nord", True), ("Nord", "Syd", False), ("Nord", "", False),
     ("", "Nord", False)],
)  # fmt: skip
def test_a_group_is_known_by_its_own_name(ours: str, theirs: str, same: bool) -> None:
    plan = replace(a_plan(CLOSING), network=theirs)
    assert Group(ours, FOUR).meets(plan) is same


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
        plan = replace(a_plan(CLOSING), network=f"Netværk {number}")
        memory = memory.taught(plan, (("tidtager", "t i"),))
    networks = [group.network for group in memory.groups]
    assert networks == [f"Netværk {number}" for number in range(2, MOST_GROUPS + 2)]
