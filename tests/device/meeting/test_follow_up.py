"""Given goals and cases from last time, each is asked about theirs, and nothing is claimed."""

import pytest

from device.meeting import events
from device.meeting.items.welcome.plan import Welcome
from device.meeting.notes import FollowUpNote, GoalNote, RoleNote
from tests.device.meeting.following import (
    CLOSING,
    FOLLOW_UP,
    a_table,
    met,
    talks,
)
from tests.device.meeting.table import NAMES, Table


def follow_up(*goals: str) -> Table:
    return a_table(met(goals=goals), agenda=(FOLLOW_UP, CLOSING))


def test_those_who_set_a_goal_come_first_and_are_asked_whether_it_is_reached() -> None:
    table = follow_up("Cilla", "Bo")
    assert "Hvordan gik det med dit mål?" in [said.text for said in table.said]
    assert "Bo" in table.last
    talks(table)
    assert table.said[-1].key == "follow_up_ask"
    table.hear("yes")
    assert [said.key for said in table.said[-2:]] == ["follow_up_reached", "turn_start"]
    assert "Cilla" in table.last
    talks(table)
    table.press("yellow")
    assert table.keys[-2:] == ["follow_up_onward", "follow_up_other"]
    assert "Anne" in table.last
    assert table.meeting.notes == (
        FollowUpNote("Bo", followed_up=True), GoalNote("Cilla"),
        FollowUpNote("Cilla", followed_up=False),
    )  # fmt: skip


def test_whoever_had_a_case_is_asked_about_it_too() -> None:
    focus = (RoleNote("focus", "Bo"), RoleNote("focus", "Dan"), RoleNote("asker", "Anne"))
    table = a_table(met(goals=("Bo", "Cilla"), roles=focus), agenda=(FOLLOW_UP, CLOSING))
    said = [table.last]
    for _ in range(3):
        talks(table)
        if table.said[-1].key == "follow_up_ask":
            table.hear("no")
        said.append(table.last)
    assert said[0] == "Bo, så er det dig. Fortæl også, hvad der skete med din sag."
    assert said[1].startswith("Cilla")
    assert said[2] == "Anne, hvad er der sket hos dig? Sig det kort."
    assert said[3] == "Dan, hvad skete der med den sag, du havde med? Sig det kort."


def test_a_group_that_set_no_goals_tells_of_its_cases() -> None:
    table = a_table(met(roles=(RoleNote("focus", "Anne"),)), agenda=(FOLLOW_UP, CLOSING))
    assert table.last == "Anne, hvad skete der med den sag, du havde med? Sig det kort."
    talks(table)
    assert table.said[-1].key == "turn_start"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("yes", "yes"), "follow_up_all_reached"),
        (("yes", "no"), "own_words"),
        (("yes", "skip"), "own_words"),
    ],
    ids=" and ".join,
)
def test_where_all_goals_are_reached_that_is_told(answers: tuple[str, str], told: str) -> None:
    table = a_table(
        met(goals=("Anne", "Bo"), present=("Anne", "Bo")),
        agenda=(FOLLOW_UP, CLOSING), names=("Anne", "Bo"),
    )  # fmt: skip
    for answer in answers:
        talks(table)
        table.clear()
        table.hear(answer)
    assert table.said[1].key == told


def test_who_calls_the_box_before_answering_is_waited_for() -> None:
    table = follow_up("Bo")
    talks(table)
    table.wait(11)
    table.happens(events.WakeWord(0.0))
    table.wait(5)
    assert table.said[-1].key == "follow_up_ask"
    table.hear("yes")
    assert FollowUpNote("Bo", followed_up=True) in table.meeting.notes


def test_who_set_no_goal_is_not_asked_about_one() -> None:
    table = follow_up("Bo")
    talks(table)
    table.press("green")
    for _ in "Anne", "Cilla", "Dan":
        table.clear()
        talks(table)
        assert "follow_up_ask" not in table.keys
    assert [turn.name for turn in table.meeting.turns] == ["Bo", "Anne", "Cilla", "Dan"]
    assert "uanset hvor langt" in table.said[-3].text or table.meeting.index == 1


def test_a_group_that_the_box_does_not_know_is_just_asked_how_it_went() -> None:
    table = a_table(agenda=(FOLLOW_UP, CLOSING))
    assert "Hvad gjorde du ved det, du tog med hjem sidst?" in [said.text for said in table.said]
    for name in NAMES:
        assert name in table.last
        talks(table)
    assert not {"follow_up_ask", "follow_up_other"} & set(table.keys)
    assert table.meeting.notes == ()


@pytest.mark.parametrize("how", ["nobody answers", "next by voice", "skip by voice"])
def test_without_an_answer_it_goes_on_and_nothing_is_claimed(how: str) -> None:
    table = follow_up("Bo")
    talks(table)
    match how:
        case "nobody answers":
            table.wait(13)
        case "next by voice":
            table.hear("next")
        case _:
            table.hear("skip")
    assert "Anne" in table.last
    assert table.meeting.notes == (FollowUpNote("Bo"),)


def test_the_time_that_the_question_takes_is_nobodys_turn() -> None:
    table = follow_up("Bo")
    talks(table, 20)
    table.wait(9)
    table.hear("yes")
    assert table.meeting.turns[0].used == pytest.approx(20)


def test_who_was_away_last_time_is_asked_about_the_goal_of_the_time_before() -> None:
    table = a_table(
        met(1, goals=("Anne", "Bo")), met(2, present=("Bo", "Cilla", "Dan"), goals=("Dan",)),
        agenda=(FOLLOW_UP, CLOSING),
    )  # fmt: skip
    for name in ("Anne", "Dan"):
        assert name in table.last
        talks(table)
        assert table.said[-1].key == "follow_up_ask"
        table.hear("no")


def test_prompts_are_read_on_request_and_the_question_again() -> None:
    table = follow_up("Bo")
    table.press("blue")
    assert table.last == "Hvor langt nåede du, stort eller småt?"
    table.hear("question")
    assert table.last == "Hvad kom i vejen?"
    table.hear("repeat_question")
    assert table.last == "Hvordan gik det med dit mål?"


def test_a_pause_in_the_question_asks_it_again() -> None:
    table = follow_up("Bo")
    talks(table)
    table.hear("pause")
    table.wait(60)
    table.clear()
    table.press("yellow")
    assert table.keys[-1] == "follow_up_ask"
    table.wait(13)
    assert "Anne" in table.last


def test_back_after_an_answer_is_back_at_the_question_and_takes_the_note_back() -> None:
    table = follow_up("Bo")
    talks(table)
    table.hear("no")
    assert table.meeting.notes
    table.wait(2)
    table.hear("back")
    assert table.keys[-1] == "follow_up_ask"
    assert table.meeting.notes == ()
    table.hear("yes")
    assert table.meeting.notes == (FollowUpNote("Bo", followed_up=True),)
    assert len(table.meeting.turns) == 1


def test_who_leaves_in_the_question_has_had_their_turn() -> None:
    table = follow_up("Bo", "Cilla")
    talks(table)
    table.hear("left", name="Bo")
    assert "Cilla" in table.last
    assert [turn.name for turn in table.meeting.turns] == ["Bo"]
    talks(table)
    table.hear("yes")
    assert "Anne" in table.last


def test_who_comes_late_gets_a_turn_and_is_asked_too() -> None:
    table = a_table(met(goals=("Dan",)), agenda=(Welcome("Velkomst", 60), FOLLOW_UP, CLOSING))
    table.hear("number", number=3)
    table.hear("absent", name="Dan")
    assert "Anne" in table.last
    table.hear("here", name="Dan")
    for _ in range(3):
        talks(table)
    assert "Dan" in table.last
    talks(table)
    assert table.keys[-1] == "follow_up_ask" or table.meeting.index == 2


def test_skipped_before_a_word_was_said_nothing_is_asked() -> None:
    table = follow_up("Bo")
    table.hear("skip", name="Bo")
    assert "Anne" in table.last
    assert table.meeting.notes == ()


def test_skipped_after_talking_nothing_is_asked_either() -> None:
    table = follow_up("Bo")
    table.wait(15)
    table.hear("skip")
    assert "follow_up_ask" not in table.keys
    assert "Anne" in table.last
    assert table.meeting.notes == (FollowUpNote("Bo"),)
