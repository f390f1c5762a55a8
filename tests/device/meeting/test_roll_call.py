"""At the welcome it is found out who is here: no list is wrong in silence."""

import pytest

from device.meeting import events
from tests.device.meeting.attending import (
    SIX,
    table_of,
    turns_to_come,
)
from tests.device.meeting.table import (
    CLOSING,
    ROUND,
    WELCOME,
)


def test_who_sent_apologies_is_told_and_not_counted_as_missing() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, absent="Bo Ek", late="Nina Krogh")
    assert "Bo har meldt afbud i dag." in [said.text for said in table.said]
    assert "Nina kommer lidt senere." in [said.text for said in table.said]
    table.clear()
    table.hear("number", number=4)
    assert "some_missing" not in table.keys
    assert (
        "bortset fra Bo og Nina" in table.said[0].text
        or "undtagen Bo og Nina" in table.said[0].text
    )
    assert table.meeting.present == ("Anna Holm", "Carla Dam", "Dan Friis", "Eva Skov")
    assert table.meeting.came == 4
    assert table.meeting.absent == ("Bo Ek", "Nina Krogh")
    assert "Bo Ek" not in turns_to_come(table)


def test_without_a_welcome_apologies_hold_as_well() -> None:
    table = table_of(ROUND, CLOSING, absent="Bo Ek")
    assert "Bo Ek" not in turns_to_come(table)


def test_one_who_sent_apologies_came_after_all() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, absent="Bo Ek")
    table.hear("number", number=6)
    assert table.last == "Bo?"
    table.hear("present")
    assert table.meeting.present[-1] == "Bo Ek"
    assert (table.meeting.came, table.meeting.absent) == (6, ())


def test_one_more_came_but_not_the_one_who_sent_apologies() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, absent="Bo Ek")
    table.hear("number", number=6)
    table.hear("no")
    assert table.keys[-1] == "ask_if_more"
    table.hear("yes")
    assert table.meeting.present[-1] == "Gæst 1"
    assert table.meeting.absent == ("Bo Ek",)
    assert table.meeting.came == 6


@pytest.mark.parametrize("how", ["silence", "not understood", "button"])
def test_whoever_does_not_say_who_is_missing_gets_the_roll_call_after_one_try(how: str) -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    assert table.keys[-1] == "ask_who_is_missing"
    if how == "silence":
        table.wait(13)
    elif how == "button":
        table.press("green")
    else:
        table.happens(events.NotUnderstood(0.0))
    assert table.keys[-2:] == ["roll_call", "roll_call_name"]
    assert table.keys.count("ask_who_is_missing") == 1
    assert table.last == "Anna?"


ANSWERS = {
    "yes and no": ["yes", "yes", "yes", "yes", "yes", "no"],
    "here": ["present"] * 5 + ["not_present"],
    "buttons": ["green"] * 5 + ["yellow"],
    "names": ["here", "here", "here", "here", "here", "absent"],
    "mixed": ["yes", "green", "here", "present", "green", "yellow"],
}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_the_roll_call_by_voice_and_by_button(answers: list[str]) -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.wait(13)
    for name, answer in zip(SIX, answers, strict=True):
        assert table.last == f"{name.split(maxsplit=1)[0]}?"
        if answer in {"green", "yellow"}:
            table.press(answer)
        elif answer in {"here", "absent"}:
            table.hear(answer, name=name)
        else:
            table.hear(answer)
    assert table.meeting.absent == ("Nina Krogh",)
    assert "uden Nina" in " ".join(said.text for said in table.said)
    asked = [said.people[0] for said in table.said if said.key == "roll_call_name"]
    assert asked == list(SIX)


def test_who_does_not_answer_the_roll_call_is_away_if_that_makes_the_number() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.wait(13)
    table.hear("yes")
    table.wait(13)  # Bo does not answer
    for _ in range(4):
        table.hear("yes")
    assert table.meeting.absent == ("Bo Ek",)
    assert [said.key for said in table.said].count("roll_call_name") == 6


def test_nobody_answers_at_all_and_nobody_loses_a_turn() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.wait(13 * 8)
    assert table.meeting.index == 1
    assert table.meeting.present == SIX
    assert "I er seks" in " ".join(s.text for s in table.said if s.key == "all_here")


def test_somebody_who_is_said_to_be_here_is_never_noted_as_away() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.hear("here", name="Nina Krogh")
    assert table.last == "Godt, Nina er her. Hvem mangler?"
    table.hear("named", name="Bo Ek")
    assert table.meeting.absent == ("Bo Ek",)
    assert "Nina Krogh" in table.meeting.present


def test_the_number_was_wrong_and_all_are_here() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.hear("nobody")
    assert (table.meeting.came, table.meeting.present) == (6, SIX)
    assert "all_here" in table.keys


def test_a_first_name_that_two_share_is_asked_about() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, names=("Anne Kjær", "Anne Møller", "Bo Ek"))
    table.hear("number", number=2)
    table.hear("named", name="Anne")
    assert table.last == "Mener du Anne K eller Anne M?"
    table.hear("named", name="Anne Møller")
    assert table.meeting.absent == ("Anne Møller",)


def test_the_word_to_one_of_two_is_given_after_the_question() -> None:
    table = table_of(ROUND, CLOSING, names=("Bo Ek", "Anne Kjær", "Anne Møller"))
    table.hear("floor_to", name="Anne")
    assert table.last == "Mener du Anne K eller Anne M?"
    assert "floor_to" in table.meeting.shown.listen_for.answers
    table.hear("floor_to", name="Anne Møller")
    assert table.said[-1].people == ("Anne Møller",)


def test_a_name_of_nobody_gives_the_low_sound() -> None:
    table = table_of(ROUND, CLOSING)
    table.clear()
    table.hear("floor_to", name="Ukendt")
    assert (table.chimes, table.said) == (["no"], [])
