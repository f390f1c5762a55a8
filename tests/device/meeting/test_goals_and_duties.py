"""Goals and roles for next time: who set one, and who takes which."""

import pytest

from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.welcome.plan import Welcome
from device.meeting.notes import GoalNote, RoleNote
from device.meeting.remembered import Summary
from tests.device.meeting.following import (
    CLOSING,
    DIALOGUE,
    GOALS,
    ROLES,
    a_table,
    met,
    talks,
)
from tests.device.meeting.table import NAMES, Table

# Goals -----------------------------------------------------------------------------------------


def test_each_says_a_goal_and_it_is_kept_that_they_did() -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    for _ in NAMES:
        talks(table, 8)
    assert table.meeting.notes == tuple(map(GoalNote, NAMES))
    assert table.meeting.index == 1


@pytest.mark.parametrize("way", ["skip at once", "green at once", "skip after talking"])
def test_who_passes_has_set_no_goal(way: str) -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    match way:
        case "skip at once":
            table.hear("skip")
        case "green at once":
            table.wait(1)
            table.press("green")
        case _:
            table.wait(15)
            table.hear("skip")
    assert "skipped" in table.keys
    assert "Bo" in table.last
    talks(table, 8)
    assert table.meeting.notes == (GoalNote("Bo"),)


def test_on_request_a_goal_is_asked_about_once_more() -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    table.press("blue")
    assert table.last == "Hvem her må spørge dig til det undervejs?"
    talks(table)
    table.hear("question")
    assert table.last == "Hvad kan komme i vejen, og hvad gør du så?"
    table.hear("repeat_question")
    assert table.last == "Hvad er dit mål, og hvornår er det nået?"


def test_going_back_takes_the_goal_back() -> None:
    table = a_table(agenda=(GOALS, CLOSING))
    talks(table, 12)
    assert table.meeting.notes == (GoalNote("Anne"),)
    table.hear("back")
    assert table.meeting.notes == ()


# Roles -----------------------------------------------------------------------------------------


def roles_of(table: Table) -> dict[str, str]:
    return {note.role: note.name for note in table.meeting.notes if isinstance(note, RoleNote)}


LAST = (RoleNote("host", "Anne"), RoleNote("practical", "Bo"), RoleNote("leader", "Cilla"))


def test_roles_come_to_those_who_had_them_longest_ago() -> None:
    table = a_table(met(roles=LAST), agenda=(ROLES, CLOSING))
    table.press("green", "green", "green")
    assert len(set(roles_of(table).values())) == 3
    assert all(roles_of(table)[note.role] != note.name for note in LAST)
    assert table.meeting.index == 1


def test_over_the_meetings_everyone_has_each_role_as_often() -> None:
    past: tuple[Summary, ...] = ()
    hosts, leaders = [], []
    for number in range(1, 9):
        table = a_table(*past, agenda=(ROLES, CLOSING))
        table.press("green", "green", "green")
        hosts.append(roles_of(table)["host"])
        leaders.append(roles_of(table)["leader"])
        notes = tuple(n for n in table.meeting.notes if isinstance(n, RoleNote))
        past = (*past, met(number, roles=notes))
    for had in (hosts, leaders):
        assert sorted(had) == sorted([*NAMES, *NAMES])


@pytest.mark.parametrize("way", ["by voice", "by button"])
def test_a_no_leads_to_the_next_in_turn(way: str) -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    assert table.last == "Næste vært er Anne, hvis det passer."
    table.hear("no") if way == "by voice" else table.press("yellow")
    assert table.last == "Næste vært er Bo, hvis det passer."
    table.press("green")
    assert roles_of(table) == {"host": "Bo"}


def test_a_no_goes_round_to_the_first_again() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    for _ in NAMES:
        table.hear("no")
    assert table.last == "Næste vært er Anne, hvis det passer."


def test_who_has_a_role_already_is_not_asked_to_take_another() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.press("green")
    for name in ("Bo", "Cilla", "Dan", "Bo"):
        assert table.last == f"{name} står for det praktiske, hvis det passer."
        table.hear("no")


@pytest.mark.parametrize("said", [("named", "Dan"), ("take_host", "Dan")])
def test_whoever_is_named_takes_it(said: tuple[str, str]) -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.hear(said[0], name=said[1])
    assert roles_of(table) == {"host": "Dan"}
    assert table.last.endswith("står for det praktiske, hvis det passer.")


def test_another_role_may_be_taken_meanwhile_and_is_not_asked_about() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.hear("take_leader", name="Dan")
    assert roles_of(table) == {"leader": "Dan"}
    table.press("green", "green")
    assert table.meeting.index == 1
    assert roles_of(table) == {"leader": "Dan", "host": "Anne", "practical": "Bo"}


def test_silence_takes_the_suggestions() -> None:
    table = a_table(agenda=(ROLES, CLOSING))
    table.wait(400)
    assert set(roles_of(table)) == {"host", "practical", "leader"}


def test_roles_are_taken_and_swapped_at_any_time() -> None:
    table = a_table(agenda=(DIALOGUE, ROLES, CLOSING))
    table.press("green")
    table.wait(30)
    table.hear("take_host", name="Cilla")
    assert table.last == "Så er Cilla vært næste gang."
    table.hear("take_practical", name="Bo")
    table.hear("take_host", name="Bo")
    assert roles_of(table) == {"host": "Bo", "practical": "Cilla"}
    table.hear("next_host")
    assert table.last == "Næste gang er det Bo, der er vært."


def test_the_next_host_is_told_before_it_is_agreed() -> None:
    table = a_table(met(roles=LAST), agenda=(DIALOGUE, ROLES, CLOSING))
    table.press("green")
    table.wait(30)
    table.hear("next_host")
    assert table.last.startswith("Næste gang er det ")
    assert "Anne" not in table.last


def test_the_plans_host_of_today_has_had_it() -> None:
    table = a_table(agenda=(ROLES, CLOSING), host="Anne")
    assert table.last == "Næste vært er Bo, hvis det passer."
    table.press("green")
    assert table.meeting.notes == (RoleNote("host", "Anne"), RoleNote("host", "Bo"))


WELCOME = Welcome("Velkomst", 60)


@pytest.mark.parametrize(
    ("facilitator", "present", "told"),
    [("", 4, ["Cilla leder mødet."]), ("Dan", 4, ["Dan leder mødet."]), ("Lis", 4, []),
     ("", 3, [])],
    ids=["as agreed", "by the plan", "somebody from outside", "who is away"],
)  # fmt: skip
def test_todays_leader_is_named_at_the_welcome(
    facilitator: str, present: int, told: list[str]
) -> None:
    table = a_table(met(roles=LAST), agenda=(WELCOME, ROLES, CLOSING), facilitator=facilitator)
    table.hear("number", number=present)
    if present == 3:
        table.hear("absent", name="Cilla")
    assert [said.text for said in table.said if said.key == "role_leader"] == told


@pytest.mark.parametrize("name", NAMES)
def test_who_told_and_asked_in_the_sparring_swaps_no_role_for_that(name: str) -> None:
    sparring = Sparring("sparring", 1200.0, way="whole_group")
    table = a_table(agenda=(sparring, ROLES, CLOSING))
    table.hear("take_host", name="Bo")
    while "asker" not in roles_of(table):
        table.wait(10)
        table.press("green")
    asked = {role: who for role, who in roles_of(table).items() if role in {"focus", "asker"}}
    table.hear("next_item")
    table.hear("take_host", name=name)
    assert roles_of(table) == {"host": name, **asked}
