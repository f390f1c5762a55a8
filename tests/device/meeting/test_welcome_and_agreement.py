"""Who came, and what the group agrees on."""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.items.agreement.plan import Agreement
from tests.device.meeting.table import AGREEMENT, CLOSING, ROUND, WELCOME, Table

SHORT = replace(AGREEMENT, seconds=60)
"""No time to talk before the rules."""


def test_everyone_came() -> None:
    table = Table.started(WELCOME, CLOSING)
    table.hear("number", number=4)
    assert "all_here" in table.keys
    assert table.meeting.index == 1


def test_one_is_missing_and_is_left_out_of_the_round() -> None:
    table = Table.started(WELCOME, ROUND, CLOSING)
    table.hear("number", number=3)
    assert table.keys[-2:] == ["some_missing", "ask_who_is_missing"]
    table.hear("absent", name="Bo")
    assert table.meeting.absent == ("Bo",)
    assert table.meeting.present == ("Anne", "Cilla", "Dan")
    assert "Anne" in table.last


def test_the_roll_is_called_by_button() -> None:
    table = Table.started(WELCOME, CLOSING)
    table.press("score2", "green")  # two came
    table.press("green")  # read the names
    assert table.last == "Anne?"
    table.press("green")  # Anne is here
    assert table.last == "Bo?"
    table.press("yellow")  # Bo is not
    table.press("yellow")  # nor is Cilla; that makes two
    assert table.meeting.absent == ("Bo", "Cilla")


def test_after_a_power_cut_in_the_roll_call_people_are_told_what_to_press() -> None:
    table = Table.started(WELCOME, CLOSING)
    table.press("score2", "green", "green")
    table.clear()
    table.happens(events.Resumed(0.0))
    assert table.keys == ["back_again", "roll_call", "roll_call_name"]


def test_digits_add_up_and_can_be_taken_back() -> None:
    names = tuple(f"P{n}" for n in range(8))
    table = Table.started(WELCOME, CLOSING, names=names)
    table.press("score5", "score1", "yellow", "score5", "score3", "green")
    assert table.meeting.came == 8
    assert "all_here" in table.keys


def test_more_than_sixteen_is_no_number_of_people() -> None:
    table = Table.started(WELCOME, CLOSING)
    table.press("score5", "score5", "score5", "score5")
    assert table.chimes[-1] == "no"


def test_guests_get_a_turn_too() -> None:
    table = Table.started(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    assert table.last.startswith("Jeg fik tallet fem, men der står fire på listen.")
    table.hear("yes")
    assert table.meeting.present[-1] == "Gæst 1"
    assert table.meeting.came == 5


def test_a_number_that_was_misheard_gives_no_strangers_a_turn() -> None:
    table = Table.started(WELCOME, ROUND, CLOSING)
    table.hear("number", number=13)
    table.press("yellow")
    assert table.last == "Hvor mange er I? Sig for eksempel: Vi er otte."
    table.hear("number", number=13)
    table.hear("number", number=4)
    assert table.meeting.present == ("Anne", "Bo", "Cilla", "Dan")


def test_nobody_answers_and_the_box_goes_on_after_some_reminders() -> None:
    table = Table.started(WELCOME, CLOSING)
    table.wait(120)
    assert table.keys.count("ask_how_many_again") == 3
    assert "assume_all_here" in table.keys
    assert table.meeting.index == 1


def test_everyone_says_yes_by_voice_and_button() -> None:
    table = Table.started(SHORT, CLOSING)
    table.hear("yes")
    table.press("green")
    table.hear("yes")
    assert table.meeting.index == 0
    table.press("green")
    assert "agreed" in table.keys
    assert table.meeting.index == 1


def test_the_purpose_and_every_rule_are_read() -> None:
    table = Table.started(SHORT, CLOSING)
    said = [s.text for s in table.said]
    assert "Vores formål er: at blive klogere." in said
    assert "Vi lytter." in said


def test_the_box_suggests_rules_where_none_are_given() -> None:
    table = Table.started(Agreement("aftale", 60), CLOSING)
    assert "rules_suggested" in table.keys


def test_a_no_gives_time_to_talk_and_then_a_new_question() -> None:
    table = Table.started(SHORT, CLOSING)
    table.press("green", "green")
    table.hear("no")
    assert table.keys[-1] == "agreement_talk"
    table.wait(600)
    assert table.keys[-3:] == ["agreement_talk_ready"] * 3
    table.press("green")
    assert table.keys[-1] == "ask_agreed"
    table.hear("all_agree")
    assert table.meeting.index == 1


@pytest.mark.parametrize(
    ("agreed", "key"), [(0, "ask_agreed_again"), (2, "yes_missing"), (3, "one_yes_missing")]
)
def test_the_box_says_how_many_it_is_missing(agreed: int, key: str) -> None:
    table = Table.started(SHORT, CLOSING)
    table.press(*["green"] * agreed)
    table.wait(21)
    assert table.keys[-1] == key
