"""What was heard with doubt is asked about in three words, or let be: never in anybody's way."""

import pytest

from content import load
from device.box.rehearsal import rehearse
from device.meeting import events
from device.meeting.items.interview.plan import Interview
from device.meeting.phrases import load_phrases
from device.meeting.signs import ASKED_ABOUT
from tests.device.meeting.table import BREAK, CLOSING, DIALOGUE, ROUND, Table
from tests.device.meeting.table import a_plan as plan_of

INTERVIEW = Interview("par", 900, turn_seconds=400, questions=("Hvad håber du?", "Og så?"))


def doubt(table: Table, intent: str, **values: object) -> list[str]:
    """What the box says to that, as people hear it."""
    table.clear()
    table.happens(events.Doubted(0.0, intent, **values))
    return [said.text for said in table.said]


def talking() -> Table:
    """Anne has the word in a round."""
    table = Table.started(ROUND, DIALOGUE, CLOSING)
    table.wait(5)
    table.clear()
    return table


@pytest.mark.parametrize(
    ("intent", "values", "asked"),
    [
        ("next", {}, "Skal vi videre?"),
        ("skip", {}, "Springe over?"),
        ("skip", {"name": "Bo"}, "Springe Bo over?"),
        ("floor_to", {"name": "Bo"}, "Ordet til Bo?"),
        ("absent", {"name": "Bo"}, "Mangler Bo?"),
        ("take_break", {"minutes": 5.0}, "Tage en pause?"),
        ("finish", {}, "Slutte mødet?"),
        ("off", {}, "Slukke nu?"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_it_asks_in_three_words(intent: str, values: dict[str, object], asked: str) -> None:
    assert doubt(talking(), intent, **values) == [asked]


@pytest.mark.parametrize("how", ["voice", "green"])
def test_a_yes_does_it(how: str) -> None:
    table, sure = talking(), talking()
    sure.hear("next")
    doubt(table, "next")
    if how == "voice":
        table.hear("yes")
    else:
        table.press("green")
    assert table.keys[1:] == sure.keys
    assert table.meeting.item
    assert sure.meeting.item
    assert table.meeting.item.place == sure.meeting.item.place


@pytest.mark.parametrize("how", ["no", "yellow", "nobody"])
def test_a_no_or_no_answer_is_silence(how: str) -> None:
    table = talking()
    before = table.meeting.item
    doubt(table, "skip", name="Bo")
    if how == "no":
        table.hear("no")
    elif how == "yellow":
        table.press("yellow")
    else:
        table.wait(10)
    assert len(table.said) == 1, "the question, and no word more"
    assert table.meeting.confirm is None
    assert table.meeting.item == before


def test_the_same_is_not_asked_twice_in_a_row() -> None:
    table = talking()
    assert doubt(table, "skip", name="Bo")
    table.wait(10)
    assert not doubt(table, "skip", name="Bo")
    assert doubt(table, "skip", name="Cilla"), "another is"
    table.hear("no")
    assert not doubt(table, "skip", name="Cilla")
    table.hear("time_left")
    assert doubt(table, "skip", name="Cilla"), "somebody wanted something else meanwhile"


def test_it_may_be_said_again_in_place_of_a_yes() -> None:
    table, sure = talking(), talking()
    sure.hear("next")
    doubt(table, "next")
    table.hear("next")
    assert table.keys[1:] == sure.keys
    assert table.meeting.confirm is None


def test_something_else_drops_the_question() -> None:
    table = talking()
    doubt(table, "finish")
    table.hear("pause")
    assert table.keys[-1] == "paused"
    assert table.meeting.confirm is None


def test_the_question_is_asked_again_on_request() -> None:
    table = talking()
    doubt(table, "finish")
    table.press("blue")
    assert table.keys == ["doubted_finish", "doubted_finish"]
    table.wait(20)
    assert table.meeting.confirm is None


def test_a_yes_to_the_end_is_not_asked_for_again() -> None:
    table = talking()
    doubt(table, "finish")
    table.hear("yes")
    assert table.meeting.stage == "finished"
    assert "confirm_finish" not in table.keys


def test_a_green_press_that_comes_too_late_is_no_other_thing() -> None:
    table = talking()
    before = table.meeting.item
    doubt(table, "finish")
    table.wait(9)
    table.press("green")
    assert table.meeting.item == before
    table.wait(5)
    table.press("green")
    assert table.meeting.item != before


@pytest.mark.parametrize("agenda", [(INTERVIEW,), (BREAK,)], ids=["groups", "break"])
def test_where_all_talk_at_once_it_is_silent(agenda: tuple[object, ...]) -> None:
    table = Table.started(*agenda, CLOSING)
    table.wait(120)
    assert not doubt(table, "next_item")
    assert table.meeting.confirm is None


@pytest.mark.parametrize("state", ["paused", "asked", "speaking", "called", "finished", "mute"])
def test_where_a_question_would_be_in_the_way_it_is_silent(state: str) -> None:
    table = talking()
    match state:
        case "paused":
            table.hear("pause")
        case "asked":
            table.hear("finish")
        case "speaking":
            table.speaks = False
            table.hear("time_left")
        case "called":
            table.happens(events.WakeWord(0.0))
        case "finished":
            table.hear("finish")
            table.hear("yes")
        case "mute":
            table.happens(events.Trouble(0.0, "voice", working=False))
    before = table.meeting.confirm
    assert not doubt(table, "off")
    assert table.meeting.confirm == before


def test_before_the_meeting_it_asks_too() -> None:
    table = Table.with_plan(plan_of(ROUND, CLOSING))
    assert doubt(table, "start") == ["Begynde mødet?"]
    table.hear("yes")
    assert table.meeting.stage == "running"


def test_what_has_no_question_is_let_be() -> None:
    assert not doubt(talking(), "learn_voices")
    assert not doubt(talking(), "skip", name="Ingen")


def test_whatever_is_asked_about_is_far_reaching_and_has_its_question() -> None:
    assert set(load("commands.yaml")["far_reaching"]) >= ASKED_ABOUT
    phrases = {key.removesuffix("_named") for key in load_phrases().wordings}
    assert {f"doubted_{intent}" for intent in ASKED_ABOUT} <= phrases


def test_the_ear_is_ready_for_the_question_before_the_meeting() -> None:
    table = talking()
    plan = table.meeting.written
    assert plan
    ahead = rehearse(table.meeting, plan).listening
    doubt(table, "next")
    assert table.meeting.shown.listen_for in ahead
    table.happens(events.WakeWord(0.0))
    assert table.meeting.shown.listen_for in ahead


def test_meanwhile_it_listens_for_yes_and_no_and_for_what_was_meant() -> None:
    table = talking()
    doubt(table, "next")
    listened = table.meeting.shown.listen_for
    assert listened.answers == {"yes", "no"}
    assert listened.commands >= ASKED_ABOUT
