"""What can't be done now means nothing else: the low tone, and everything stays as it was."""

import pytest

from device.meeting import plan
from device.meeting.items.voices.plan import VoiceLesson
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    NAMES,
    ROUND,
    WELCOME,
    Table,
)

ENROLMENT = VoiceLesson("stemmer", 240)


def at(item: plan.Item) -> Table:
    return Table.started(item, CLOSING)


def spoken_round() -> Table:
    table = at(EVALUATION)
    for _ in range(2):
        table.press(*["score4"] * len(NAMES))
        table.wait(6)
    assert table.keys[-1] == "turn_start"
    return table


def second_turn(table: Table) -> Table:
    table.wait(20)
    table.press("green")
    assert "Bo" in table.last
    return table


@pytest.mark.parametrize(
    ("table", "intent", "values"),
    [
        (second_turn(at(ROUND)), "skip", {"name": "Anne"}),
        (second_turn(spoken_round()), "skip", {"name": "Anne"}),
        (second_turn(at(ROUND)), "skip", {"name": "Ukendt"}),
        (second_turn(at(ROUND)), "floor_to", {"name": "Ukendt"}),
        (second_turn(at(ROUND)), "floor_to", {"name": "Bo"}),
        (second_turn(at(ROUND)), "floor_to", {}),
        (second_turn(at(ROUND)), "more_time", {}),
        (at(DIALOGUE), "skip", {"name": "Bo"}),
        (at(DIALOGUE), "skip", {}),
        (at(DIALOGUE), "more_time", {}),
        (at(BREAK), "skip", {"name": "Bo"}),
        (at(BREAK), "more_time", {}),
        (at(CLOSING), "skip", {"name": "Bo"}),
        (at(EVALUATION), "skip", {"name": "Bo"}),
        (at(AGREEMENT), "skip", {"name": "Bo"}),
        (at(WELCOME), "number", {}),
        (at(WELCOME), "absent", {}),
        (at(ENROLMENT), "floor_to", {"name": "Bo"}),
    ],
    ids=lambda case: case if isinstance(case, str) else type(getattr(case, "meeting", 0)).__name__,
)
def test_a_command_that_has_no_use_loses_nothing(
    table: Table, intent: str, values: dict[str, str]
) -> None:
    before = table.meeting
    table.clear()
    table.hear(intent, **values)
    assert (table.chimes, table.said) == (["no"], [])
    assert (table.meeting.item, table.meeting.index) == (before.item, before.index)
    assert table.meeting.turns == before.turns


def test_after_a_skip_in_vain_everybody_still_gets_a_turn() -> None:
    table = second_turn(at(ROUND))
    table.hear("skip", name="Anne")
    table.press("green", "green", "green")
    assert [turn.name for turn in table.meeting.turns] == list(NAMES)


def test_in_a_pause_next_says_how_to_go_on_and_takes_nobodys_word() -> None:
    table = second_turn(at(ROUND))
    table.press("yellow")
    table.hear("next")
    assert table.keys[-1] == "still_paused"
    assert table.meeting.situation == "paused"


@pytest.mark.parametrize(("what", "stage"), [("finish", "running"), ("forget", "finished")])
@pytest.mark.parametrize("waited", [9.0, 29.0, 31.0, 44.0])
def test_a_late_yes_to_a_question_does_nothing_else(what: str, stage: str, waited: float) -> None:
    table = second_turn(at(ROUND))
    if stage == "finished":
        table.hear("finish")
        table.hear("yes")
    table.hear(what)
    turns = table.meeting.turns
    table.wait(waited)
    table.press("green")
    table.press("green")
    if waited < 30:  # it is still a yes; and a second one finds nothing to end
        assert table.meeting.stage == {"finish": "finished", "forget": "empty"}[what]
    else:
        assert "confirm_dropped" in table.keys
        assert table.meeting.stage == stage
    assert table.meeting.turns in {turns, ()}


def test_while_the_question_stands_nobodys_turn_ends_and_then_it_does() -> None:
    table = at(ROUND)
    table.wait(60)
    table.hear("finish")
    table.wait(20)  # the grace is over
    assert table.meeting.turns == ()
    table.press("yellow")
    table.wait(1)
    assert [turn.name for turn in table.meeting.turns] == ["Anne"]


@pytest.mark.parametrize("aside", ["repeat", "repeat_question", "help", "louder", "blue"])
def test_the_question_outlives_what_is_asked_about_it(aside: str) -> None:
    table = at(ROUND)
    table.hear("finish")
    if aside == "blue":
        table.press("blue")
    else:
        table.hear(aside)
    table.wait(25)
    table.press("green")
    assert table.meeting.stage == "finished"


def test_whoever_is_not_understood_can_press_at_once() -> None:
    from device.meeting import events

    table = at(ROUND)
    table.wait(20)
    table.happens(events.NotUnderstood(0.0))
    table.press("green")
    assert [turn.name for turn in table.meeting.turns] == ["Anne"]
