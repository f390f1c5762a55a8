"""Whatever people are called, the one at the virtual table whose turn it is takes it."""

import pytest

from device.meeting import actions
from device.meeting.names import heard
from device.meeting.plan import Person, Plan
from device.simulation.cast import Talk, cast
from device.simulation.room import Room
from device.simulation.script import Script
from device.simulation.transcript import Line, compare, meanings
from speech.hearing.utterance import Utterance
from tests.device.meeting.table import CLOSING, ROUND, WELCOME, Table, a_plan

KINDS = {
    "a hyphen": ("Hans-Henrik", "Hans"),
    "an apostrophe": ("O'Brien", "D’Arcy Holm"),
    "a space": ("Anne Mette", "Anne"),
    "a full stop": ("Anne K.", "Anne M."),
    "full stops": ("J.P. Hansen", "Dr. Bo"),
    "digits": ("Bo 2", "Bo", "2pac"),
    "lower case": ("anna", "bo hansen"),
    "capitals": ("ANNA", "BO HANSEN"),
    "full names": ("Anna Petersen", "Bo Hansen"),
    "one first name": ("Anne Kjær", "Anne Møller", "Anne Mørk"),
    "one name within another": ("Anna", "Anna Petersen", "Hanna"),
    "respelled": ("Søren=Søøren", "Xuân Nguyễn=Svan Nujen", "Bo=bo o"),
    "not of our letters": ("محمد=Mohammed", "李明=Li Ming"),
    "a comma": ("Holm, Bo", "Bo"),
    "like the words around it": ("Ordet", "Tak", "Dig"),
}


def person(name: str) -> Person:
    name, _, say_as = name.partition("=")
    return Person(name, say_as or None)


def plan_of(names: tuple[str, ...], *agenda: object) -> Plan:
    people = tuple(map(person, (*names, "Zenia")))
    return a_plan(*agenda, people=people)  # type: ignore[arg-type]


@pytest.mark.parametrize("names", KINDS.values(), ids=KINDS.keys())
def test_whoever_is_named_takes_the_turn(names: tuple[str, ...]) -> None:
    plan = plan_of(names, ROUND, CLOSING)
    group = cast(plan, Script(), room=Room(), pins={}, on_line=lambda _: None, seed=1)
    table = Table.with_plan(plan)
    table.press("green")
    holders = []
    for _ in plan.people:
        table.wait(30)
        for said in table.said:
            group.notice(said)
        holders.append(group.holder.name if group.holder else None)
        table.clear()
        table.press("green")
    assert holders == list(plan.names)


def test_the_transcript_shows_names_as_they_are_written() -> None:
    plan = plan_of(("Søren Holm=Søøren", "Bo=bo o"), WELCOME, ROUND, CLOSING)
    table = Table.with_plan(plan)
    table.press("green")
    table.hear("number", number=2)
    table.hear("named", name="Bo")
    named = [said for said in table.said if said.people]
    assert "Søren" in next(said.text for said in named if said.key == "turn_start")
    assert not any("Søøren" in said.text or "bo o" in said.text for said in table.said)
    assert all("Søøren" in s.aloud or "bo o" in s.aloud for s in named)
    ahead = [text for a in table.done if isinstance(a, actions.Prepare) for text in a.texts]
    assert any("Søøren" in text for text in ahead)
    assert not any("Søren" in text for text in ahead)
    table.hear("repeat")
    assert "Søøren" in table.said[-1].aloud


def test_virtual_people_say_short_names_and_are_understood() -> None:
    plan = plan_of(("Søren Holm=Søøren", "Anne K.", "Anne M."), ROUND)
    talk = Talk(plan, ("Søren Holm", "Anne K."), rng=None)  # type: ignore[arg-type]
    assert talk.fill("Zenia", "{absent} mangler.") == "Søren mangler."
    assert talk.aloud("Søren mangler.") == "Søøren mangler."
    line = Line(1, "to_box", "Zenia", talk.fill("Zenia", "{absent} mangler."), 2)
    understood = Utterance("command", "absent", name="Anne K.", start=1, end=2, at=2)
    assert compare([line], [understood], meanings(heard(plan.people))).right == 1


def test_whoever_has_sent_apologies_does_not_come() -> None:
    people = (Person("Anna"), Person("Bo", absent=True), Person("Carla", late=True))
    group = cast(
        a_plan(ROUND, people=people), Script(), room=Room(), pins={},
        on_line=lambda _: None, seed=1,
    )  # type: ignore[arg-type]  # fmt: skip
    assert [person.name for person in group.people] == ["Anna", "Carla"]
