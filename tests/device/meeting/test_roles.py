"""Roles go round: who had them longest ago is next, and nobody has two while others have none."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.notes import RoleNote
from device.meeting.phrases import load_phrases
from device.meeting.plan import Person, Plan
from device.meeting.remembered import Past, Summary
from device.meeting.roles import (
    ROLES,
    SparringRound,
    give_out,
    had,
    in_turn,
    next_host,
    role_said,
    rotation,
    sentences,
    taken,
    turns,
)

PHRASES = load_phrases()
GROUP = ("Anna", "Bo", "Carla", "Dorte", "Erik")
PEOPLE = tuple(map(Person, GROUP))


def test_at_first_the_order_of_the_plan_holds() -> None:
    assert give_out(GROUP, {}) == dict(zip(ROLES, GROUP, strict=False))


def test_who_had_it_longest_ago_is_next() -> None:
    before = had([{"host": name} for name in ("Carla", "Anna", "Bo", "Erik", "Dorte")])
    assert in_turn("host", GROUP, before) == ("Carla", "Anna", "Bo", "Erik", "Dorte")


def test_who_never_had_it_comes_before_all_others() -> None:
    before = had([{"host": "Anna"}, {"host": "Carla"}])
    assert in_turn("host", GROUP, before) == ("Bo", "Dorte", "Erik", "Anna", "Carla")


def test_all_are_host_once_before_anybody_is_it_again() -> None:
    held: list[dict[str, str]] = []
    for _ in range(5):
        held.append(give_out(GROUP, had(held)))
    for role in ROLES:
        assert sorted(roles[role] for roles in held) == sorted(GROUP)


def test_who_was_away_is_the_first_when_they_are_back() -> None:
    held = [give_out(GROUP, {}, roles=["host"])]
    held.append(give_out(("Anna", "Carla", "Dorte", "Erik"), had(held), roles=["host"]))
    assert held[1] == {"host": "Carla"}, "Bo is away"
    assert give_out(GROUP, had(held), roles=["host"]) == {"host": "Bo"}


def test_what_the_plan_has_settled_stays() -> None:
    found = give_out(GROUP, {}, given={"leader": "Anna"})
    assert found == {"leader": "Anna", "host": "Bo", "practical": "Carla", "asker": "Dorte"}


def test_fewer_people_than_roles_share_them() -> None:
    found = give_out(("Anna", "Bo", "Carla"), {})
    assert Counter(Counter(found.values()).values()) == {1: 2, 2: 1}
    assert give_out((), {}) == {}


def test_a_seed_chooses_among_those_who_never_had_it() -> None:
    assert len({in_turn("host", GROUP, {}, seed=seed) for seed in range(9)}) > 1
    assert in_turn("host", GROUP, had([{"host": "Bo"}]), seed=3)[-1] == "Bo"


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), max_size=12))
def test_nobody_has_two_while_another_has_none(attendance: list[list[bool]]) -> None:
    held: list[dict[str, str]] = []
    for row in attendance:
        here = [name for name, is_here in zip(GROUP, row, strict=True) if is_here]
        roles = give_out(here, had(held))
        counts = Counter(roles.values())
        assert set(counts) <= set(here)
        if here:
            assert max(counts.values()) - min(counts[name] for name in here) <= 1
        held.append(roles)


TODAY = {"host": "Anna", "leader": "Bo"}


@pytest.mark.parametrize(
    ("role", "name", "after"),
    [
        ("host", "Carla", {"host": "Carla", "leader": "Bo"}),
        ("host", "Bo", {"host": "Bo", "leader": "Anna"}),
        ("host", "Anna", TODAY),
        ("asker", "Dorte", {**TODAY, "asker": "Dorte"}),
    ],
    ids=["one without a role", "role for role", "who has it", "nobody had it"],
)
def test_a_role_is_taken_over(role: str, name: str, after: dict[str, str]) -> None:
    assert taken(TODAY, role, name) == after


def met(number: int, **roles: str) -> Summary:
    """A meeting at which it was agreed who has which role at the next one."""
    notes = tuple(RoleNote(role, name) for role, name in roles.items())
    return Summary(number, "første møde", roles=notes)


def test_who_plans_the_next_meeting_is_told_what_was_agreed_and_who_had_what() -> None:
    plan = Plan("første møde", PEOPLE, (), host="Anna")
    past = Past((met(1, host="Carla"), met(2, host="Bo", leader="Erik", asker="Frida")))
    told = turns(plan, past)
    assert told.agreed == {"host": "Bo", "leader": "Erik"}
    assert told.had == {"host": {"Carla": 1, "Bo": 2, "Anna": 3}, "leader": {"Erik": 3}}


def test_who_is_host_by_todays_plan_has_had_it_today() -> None:
    # Given that Anna was host long ago, and is it today because the plan says so
    plan = Plan("første møde", PEOPLE[:3], (), host="Anna")
    past = Past((met(1, host="Anna"), met(2, host="Bo"), met(3, host="Carla")))
    before = turns(plan, past).had
    # Then it is not her turn again
    assert in_turn("host", GROUP[:3], before)[0] == "Bo"


def test_how_roles_are_told() -> None:
    said = [PHRASES.text(one.key, **one.values) for one in sentences(PEOPLE, give_out(GROUP, {}))]
    assert said == [
        "Anna er vært i dag.",
        "Bo tager sig af det praktiske.",
        "Carla leder mødet.",
        "Dorte stiller spørgsmålene.",
    ]
    found = next_host(PEOPLE, had([{"host": "Anna"}]))
    assert found
    assert PHRASES.text(found.key, **found.values) == "Næste gang er det Bo, der er vært."
    assert next_host((), {}) is None
    with pytest.raises(KeyError, match="dirigent"):
        role_said(PEOPLE, "dirigent", "Bo")


@pytest.mark.parametrize(
    ("people", "rounds"), [(3, 3), (4, 4), (3, 2), (4, 3), (4, 2), (2, 2), (5, 5)]
)
def test_over_the_rounds_each_is_focus_and_asker_as_often(people: int, rounds: int) -> None:
    group = GROUP[:people]
    found = rotation(group, rounds)
    assert len(found) == rounds
    for names in ([one.focus for one in found], [one.asker for one in found]):
        counts = [names.count(name) for name in group]
        assert max(counts) - min(counts) <= 1
    assert all(one.focus != one.asker for one in found)


@pytest.mark.parametrize("people", [3, 4])
def test_two_rounds_a_meeting_even_out_over_the_meetings(people: int) -> None:
    group, earlier = GROUP[:people], list[SparringRound]()
    for _ in range(people):
        earlier += rotation(group, 2, earlier=earlier)
    for names in ([one.focus for one in earlier], [one.asker for one in earlier]):
        assert {names.count(name) for name in group} == {2}


def test_who_needs_the_time_is_next_and_the_others_after() -> None:
    first = rotation(GROUP[:3], 3, focus="Carla")
    assert first[0].focus == "Carla"
    later = rotation(GROUP[:3], 3, been=first[:1], focus="Bo")
    assert [one.focus for one in later] == ["Carla", "Bo", "Anna"]
    assert later[0] == first[0]
    assert rotation(GROUP[:3], 3, focus="Søren") == rotation(GROUP[:3], 3)


def test_one_person_is_no_sparring_group() -> None:
    assert rotation(("Anna",), 3) == ()
