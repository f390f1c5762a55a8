"""When a statement is open, who is waited for, and how a score is taken back."""

import pytest

from device.meeting import actions, events
from device.meeting.items.evaluation.state import EvaluationState
from tests.device.meeting.table import CLOSING, EVALUATION, ROUND, Table, a_plan

EIGHT = tuple("ABCDEFGH")


def counts(table: Table) -> tuple[int, ...]:
    item = table.meeting.item
    assert isinstance(item, EvaluationState)
    return item.counts


def statement(table: Table) -> int:
    item = table.meeting.item
    assert isinstance(item, EvaluationState)
    return item.number


def silent(*names: str) -> Table:
    """The evaluation begins, and its first statement is still being said."""
    table = Table.with_plan(a_plan(EVALUATION, CLOSING, names=names or ("A", "B", "C", "D")))
    table.speaks = False
    table.press("green")
    table.clear()
    return table


def has_said_it(table: Table) -> None:
    assert table.meeting.awaiting is not None
    table.happens(events.Spoken(0.0, table.meeting.awaiting))


def test_a_press_before_the_statement_has_been_said_is_not_taken_and_stops_nothing() -> None:
    table = silent()
    table.press("score5")
    assert table.chimes == ["no"]
    assert actions.StopSaying() not in table.done
    table.wait(2)
    has_said_it(table)
    table.press("score5")
    assert counts(table) == (0, 0, 0, 0, 1)


def test_a_press_while_the_one_before_ends_does_not_count_for_the_next() -> None:
    table = silent()
    has_said_it(table)
    table.press("score1", "score2", "score3", "score4")
    table.wait(5)
    assert statement(table) == 1
    table.press("score5")
    assert counts(table) == (0, 0, 0, 0, 0)
    has_said_it(table)
    table.press("score5")
    assert counts(table) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize("by", ["blue", "repeat", "question"])
def test_a_statement_that_is_read_again_is_still_open(by: str) -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score5")
    table.speaks = False
    if by == "blue":
        table.press("blue")
    else:
        table.hear(by)
    table.press("score4")
    assert counts(table) == (0, 0, 0, 1, 1)


def test_after_a_pause_the_scores_given_are_there_and_the_box_says_so() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score5", "yellow")
    table.press("score4")
    table.wait(100)
    table.press("yellow")
    assert table.keys[-2:] == ["own_words", "scores_kept"]
    assert counts(table) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("pressed", "quiet", "said"),
    [
        pytest.param((), 18, [], id="time to think"),
        pytest.param((), 22, ["scores_how"], id="nobody knows what to do"),
        pytest.param(("score5",), 9, [], id="nobody is hurried"),
        pytest.param(("score5",), 13, ["scores_missing"], id="three are missing"),
        pytest.param(("score5", "score4", "score3"), 13, ["one_score_missing"], id="one is"),
        pytest.param(("score5",), 29, ["scores_missing"], id="more patience after that"),
        pytest.param(("score5",), 36, ["scores_missing"] * 2, id="once more"),
    ],
)  # fmt: skip
def test_the_box_asks_for_what_is_missing(
    pressed: tuple[str, ...], quiet: float, said: list[str]
) -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press(*pressed)
    table.clear()
    table.wait(quiet)
    assert table.keys == said


def test_quiet_is_counted_from_the_last_press() -> None:
    table = Table.started(EVALUATION, CLOSING, names=EIGHT)
    table.clear()
    for button in ("score5", "score4", "score3", "score2", "score1", "score5"):
        table.wait(9)
        table.press(button)
    assert table.keys == []


def test_the_box_goes_on_without_the_one_who_does_not_press() -> None:
    table = Table.started(EVALUATION, CLOSING, names=(*"ABCDE",))
    table.press("score5", "score4", "score4", "score1")
    table.wait(66)
    assert table.meeting.scores[0].counts == (1, 0, 0, 2, 1)


@pytest.mark.parametrize("quiet", [0.0, 1.0, 2.0, 2.9])
def test_the_last_press_does_not_close_at_once(quiet: float) -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.wait(7)
    table.press("score5", "score4", "score4", "score1")
    table.wait(quiet)
    assert statement(table) == 0
    table.wait(5.1 - quiet)
    assert statement(table) == 1
    assert table.chimes[-2:] == ["thanks", "listening"]


def test_more_presses_than_people_are_not_taken() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.clear()
    table.press("score5", "score4", "score3", "score2", "score1")
    assert counts(table) == (0, 1, 1, 1, 1)
    assert table.chimes == ["tick"] * 4 + ["no"]


def by_voice(table: Table) -> None:
    table.hear("undo")


def by_button(table: Table) -> None:
    table.happens(events.Held(0.0, "blue"))


@pytest.mark.parametrize("undo", [by_voice, by_button])
@pytest.mark.parametrize(
    ("pressed", "later", "left"),
    [
        pytest.param(("score5",), 1, (0, 0, 0, 0, 0), id="the only one"),
        pytest.param(("score1", "score5", "score1"), 3, (1, 0, 0, 0, 1), id="the last of three"),
        pytest.param(("score1", "score2", "score3", "score4"), 2, (1, 1, 1, 0, 0), id="of all"),
        pytest.param((), 1, (0, 0, 0, 0, 0), id="none was given"),
        pytest.param(("score5",), 16, (0, 0, 0, 0, 1), id="too late"),
    ],
)  # fmt: skip
def test_the_last_score_can_be_taken_back(
    undo: object, pressed: tuple[str, ...], later: float, left: tuple[int, ...]
) -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press(*pressed)
    table.wait(later)
    undo(table)  # type: ignore[operator]
    assert counts(table) == left
    assert table.keys[-1] == ("score_undone" if sum(left) < len(pressed) else "nothing_to_undo")


def test_only_one_score_can_be_taken_back_and_not_twice() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score5", "score4")
    table.hear("undo")
    table.hear("undo")
    assert counts(table) == (0, 0, 0, 0, 1)
    assert table.keys[-1] == "nothing_to_undo"


def test_a_score_that_was_taken_back_can_be_given_anew() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score1", "score2", "score3", "score4")
    table.hear("undo")
    table.wait(8)
    table.press("score5")
    table.wait(6)
    assert table.meeting.scores[0].counts == (1, 1, 1, 0, 1)


def test_whoever_calls_the_box_before_it_goes_on_is_given_the_time_to_say_it() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score1", "score2", "score3", "score4")
    table.wait(2)
    table.happens(events.WakeWord(0.0))
    table.wait(2.5)
    table.hear("undo")
    assert statement(table) == 0
    assert counts(table) == (1, 1, 1, 0, 0)


def test_taking_back_is_of_scores_while_they_are_given_and_of_steps_after_that() -> None:
    table = Table.started(EVALUATION, ROUND)
    table.press("score4")
    table.hear("undo")
    assert (table.keys[-1], table.meeting.index) == ("score_undone", 0)
    table.hear("next_item")
    table.hear("undo")
    assert ("gone_back" in table.keys, table.meeting.index) == (True, 0)


def test_the_box_says_beforehand_that_three_are_too_few_to_show() -> None:
    table = Table.started(EVALUATION, CLOSING, names=(*"ABC",))
    assert "evaluation_few" in table.keys
    table.press("score5", "score5", "score1")
    table.wait(6)
    table.press("score4", "score4", "score4")
    table.wait(6)
    assert table.meeting.item.situation != "scoring"  # type: ignore[union-attr]
    assert {record.counts for record in table.meeting.scores} == {(0, 0, 0, 0, 0)}


def test_hands_that_were_too_few_leave_nothing_either() -> None:
    table = Table.with_plan(a_plan(EVALUATION, CLOSING, names=(*"ABC",)))
    table.happens(events.Trouble(0.0, "panel"))
    table.hear("start")
    table.hear("all_here")
    assert table.meeting.scores[0].counts == (0, 0, 0, 0, 0)


def test_buttons_that_come_back_in_a_show_of_hands_begin_the_statement_anew() -> None:
    table = Table.with_plan(a_plan(EVALUATION, CLOSING))
    table.happens(events.Trouble(0.0, "panel"))
    table.hear("start")
    table.hear("number", number=2)
    table.press("score1", "score2", "score2", "score3")
    table.wait(6)
    assert table.meeting.scores[0].counts == (1, 2, 1, 0, 0)


def test_nothing_of_who_pressed_is_in_what_can_be_printed() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score5")
    assert "last=" not in repr(table.meeting.item)
