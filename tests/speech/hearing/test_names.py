"""Full names in the plan: the ear knows whoever is named shortly, wholly, or by a respelling."""

import numpy as np
import pytest

from device.meeting.names import heard
from device.meeting.plan import Person
from speech.hearing import Ear, Grammar
from speech.sound import BLOCK
from tests.speech.hearing.conftest import Say

PEOPLE = (
    Person("Anna Petersen"),
    Person("Bo Hansen"),
    Person("Carla Møller"),
    Person("Anne Mette Holm"),
    Person("Nina Krogh"),
    Person("Peter Kjær"),
    Person("Peter Madsen"),
    Person("Søren Dahl", "Søøren"),
)
UNDER_WAY = frozenset(
    {"next", "pause", "skip", "floor_to", "here", "absent", "left", "guest", "one_more", "hush"}
)
ROUND = Grammar(UNDER_WAY, frozenset(), heard(PEOPLE))
MISSING = Grammar(
    UNDER_WAY, frozenset({"absent", "named", "here", "nobody", "all_here", "number"}), heard(PEOPLE)
)
ROLL_CALL = Grammar(
    UNDER_WAY,
    frozenset({"yes", "no", "present", "not_present", "here", "absent"}),
    heard(PEOPLE),
)


def understood(ear: Ear, grammar: Grammar, *sounds: object) -> list[tuple[str | None, str | None]]:
    ear.listen_for(grammar)
    sound = np.concatenate(sounds)  # type: ignore[arg-type]
    found = [u for at in range(0, len(sound), BLOCK) for u in ear.feed(sound[at : at + BLOCK])]
    return [(u.intent, u.name) if u.kind == "command" else (u.kind, None) for u in found]


@pytest.mark.parametrize(
    ("said", "intent", "name"),
    [
        ("ordet til Carla", "floor_to", "Carla Møller"),
        ("giv ordet til Carla Møller", "floor_to", "Carla Møller"),
        ("ordet til Anne Mette", "floor_to", "Anne Mette Holm"),
        ("ordet til Peter K", "floor_to", "Peter Kjær"),
        ("ordet til Peter Madsen", "floor_to", "Peter Madsen"),
        ("ordet til Peter", "floor_to", "Peter"),
        ("Bo mangler", "absent", "Bo Hansen"),
        ("Bo Hansen er gået", "left", "Bo Hansen"),
        ("Nina er her", "here", "Nina Krogh"),
        ("Nina er her ikke", "absent", "Nina Krogh"),
        ("Nina Krogh er kommet", "here", "Nina Krogh"),
        ("ordet til Søøren", "floor_to", "Søren Dahl"),
        ("der er kommet en gæst", "guest", None),
        ("vi er blevet en mere", "one_more", None),
    ],
)
def test_in_a_round(ear: Ear, say: Say, said: str, intent: str, name: str | None) -> None:
    assert understood(ear, ROUND, say(f"tidtager, {said}")) == [(intent, name)]


def test_who_is_to_be_passed_over_is_asked_about_where_nobody_named_is_as_likely(
    ear: Ear, say: Say
) -> None:
    ear.listen_for(ROUND)
    sound = say("tidtager, spring Bo over")
    (heard,) = [u for at in range(0, len(sound), BLOCK) for u in ear.feed(sound[at : at + BLOCK])]
    assert heard.kind in {"command", "doubted"}
    assert (heard.intent, heard.name) == ("skip", "Bo Hansen")


@pytest.mark.parametrize(
    ("said", "intent", "name"),
    [
        ("Bo mangler", "absent", "Bo Hansen"),
        ("Bo", "named", "Bo Hansen"),
        ("Carla Møller kommer ikke", "absent", "Carla Møller"),
        ("Nina er her", "here", "Nina Krogh"),
        ("Anna Petersen", "named", "Anna Petersen"),
    ],
)
def test_who_is_missing(ear: Ear, say: Say, said: str, intent: str, name: str) -> None:
    assert understood(ear, MISSING, say(said)) == [(intent, name)]


@pytest.mark.parametrize(
    ("said", "intents"),
    [
        ("ja", {"yes"}),
        ("her", {"present"}),
        ("ja, jeg er her", {"present"}),
        ("nej", {"no"}),
        ("hun mangler", {"not_present"}),
        ("Nina er her", {"here"}),
    ],
)
def test_the_roll_call(ear: Ear, say: Say, said: str, intents: set[str]) -> None:
    assert {intent for intent, _ in understood(ear, ROLL_CALL, say(said))} == intents
