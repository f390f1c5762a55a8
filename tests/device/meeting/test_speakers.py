"""Fingers up in a dialogue: who asked first has the word first, and nobody twice before others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.phrases import load_phrases
from device.meeting.plan import Person
from device.meeting.sentence import Sentence
from device.meeting.speakers import (
    FINGER,
    Speakers,
    said_added,
    said_called,
    said_list,
    said_removed,
)

PHRASES = load_phrases()
PEOPLE = tuple(map(Person, ("Anna", "Bo", "Carla")))


def asked(*names: str, then: Speakers | None = None) -> Speakers:
    now = then or Speakers()
    for name in names:
        now = now.added(name)
    return now


def text(sentence: Sentence) -> str:
    return PHRASES.text(sentence.key, **sentence.values)


def order(now: Speakers) -> list[str]:
    """Who gets the word, until the list is empty."""
    found = []
    while now.asked:
        name, now = now.called_up()
        assert name is not None
        found.append(name)
    return found


def test_who_asked_first_has_the_word_first() -> None:
    assert order(asked("Carla", "Anna", "Bo")) == ["Carla", "Anna", "Bo"]


def test_twice_on_the_list_is_once() -> None:
    assert order(asked("Carla", "Anna", "Carla")) == ["Carla", "Anna"]


def test_who_has_not_had_the_word_comes_before_those_who_have() -> None:
    name, now = asked("Bo").called_up()
    assert name == "Bo"
    assert order(asked("Bo", "Anna", "Carla", then=now)) == ["Anna", "Carla", "Bo"]


def test_fingers_without_a_name_each_count_and_wait_as_anybody() -> None:
    assert order(asked(FINGER, "Anna", FINGER)) == [FINGER, "Anna", FINGER]


def test_a_name_is_taken_off_and_so_is_the_last_finger() -> None:
    assert asked("Bo", "Anna").removed("Bo") == asked("Anna")
    assert asked(FINGER, "Anna", FINGER).removed(FINGER) == asked(FINGER, "Anna")
    assert asked("Anna").removed("Bo") == asked("Anna")
    assert asked("Anna", "Bo").left("Anna") == asked("Bo")


def test_nobody_waits() -> None:
    assert Speakers().called_up() == (None, Speakers())


def test_next_belongs_to_the_list_only_while_somebody_waits() -> None:
    assert "next" not in Speakers().understands
    assert {"next", "queue_remove"} <= asked("Bo").understands
    assert "queue_add" in Speakers().understands


def test_what_is_said() -> None:
    bo = asked("Bo")
    assert text(said_added(PEOPLE, Speakers(), "Bo")) == "Bo er på listen."
    assert text(said_added(PEOPLE, bo, "Bo")) == "Bo står der allerede."
    assert text(said_added(PEOPLE, bo, FINGER)) == "En mere på listen."
    assert text(said_removed(PEOPLE, bo, "Bo")) == "Bo er taget af listen."
    assert text(said_removed(PEOPLE, bo, "Anna")) == "Anna står ikke på listen."
    assert text(said_called(PEOPLE, "Bo")) == "Bo, værsgo."
    assert text(said_called(PEOPLE, FINGER)) == "Den næste med fingeren oppe, værsgo."


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Carla", "Bo"), "På listen står Carla og Bo."),
        (("Bo", FINGER), "På listen står Bo. Der er en finger oppe."),
        ((FINGER,), "Der er en finger oppe."),
        ((FINGER, FINGER), "Der er to fingre oppe."),
        ((), "Der er ingen på listen."),
    ],
)
def test_who_is_on_the_list(names: tuple[str, ...], said: str) -> None:
    assert " ".join(map(text, said_list(PEOPLE, asked(*names)))) == said


@given(
    st.lists(
        st.sampled_from(["add", "next", "remove"]).flatmap(
            lambda act: st.tuples(st.just(act), st.sampled_from(["Anna", "Bo", "Carla", FINGER]))
        )
    )
)
def test_whatever_happens_nobody_is_lost_or_there_twice(steps: list[tuple[str, str]]) -> None:
    now = Speakers()
    for act, name in steps:
        before = now
        match act:
            case "add":
                now = now.added(name)
                assert name in now.asked
            case "remove":
                now = now.removed(name)
                assert now.asked.count(name) == max(0, before.asked.count(name) - 1)
            case _:
                got, now = now.called_up()
                assert sorted((*now.asked, *([] if got is None else [got]))) == sorted(before.asked)
        named = [name for name in now.asked if name]
        assert len(named) == len(set(named))
