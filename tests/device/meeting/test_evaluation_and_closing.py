"""Scores belong to nobody; agreements are made point by point."""

from device.meeting import events
from device.meeting.actions import Prepare
from tests.device.meeting.table import BREAK, CLOSING, EVALUATION, NAMES, Table


def test_everyone_scores_each_statement_once() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score5", "score4", "score4", "score1")
    table.wait(6)
    table.press("score3", "score3", "score3", "score3")
    table.wait(6)
    assert [s.counts for s in table.meeting.scores] == [(1, 0, 0, 2, 1), (0, 0, 4, 0, 0)]
    assert "scores_over" in table.keys
    assert "Hvad var godt?" in [said.text for said in table.said]


def test_each_press_is_answered_by_a_small_sound() -> None:
    table = Table.started(EVALUATION, CLOSING)
    assert table.chimes[-1] == "listening", "now it is open"
    table.clear()
    table.press("score5", "score4", "score4", "score1")
    table.wait(6)
    assert table.chimes == ["tick", "tick", "tick", "tick", "thanks", "listening"]


def test_without_buttons_hands_are_counted() -> None:
    table = Table.with_plan(Table.started(EVALUATION, CLOSING).meeting.plan)  # type: ignore[arg-type]
    table.happens(events.Trouble(0.0, "panel"))
    table.hear("start")
    assert "evaluation_intro_hands" in table.keys
    assert table.last == "Hvor mange svarer fem? Sig tallet."
    table.hear("number", number=1)
    table.hear("number", number=2)
    table.hear("nobody")
    assert table.last == "Hvor mange svarer to? Sig tallet."
    table.hear("number", number=1)  # that makes four
    assert table.meeting.scores[0].counts == (0, 1, 0, 2, 1)


def test_no_score_is_tied_to_a_name() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score5", "score4", "score4", "score1")
    table.wait(6)
    assert not any(name in repr(table.meeting.scores) for name in NAMES)


def test_the_closing_takes_the_points_one_by_one_and_says_thanks() -> None:
    table = Table.started(CLOSING)
    assert table.last == "Find en dato."
    table.hear("next")
    assert table.last == "Find en vært."
    table.press("green")
    assert table.keys[-1] == "goodbye"
    assert table.meeting.stage == "finished"
    table.happens(events.ReportWritten(0.0))
    assert table.last == "Rapporten ligger på stikket. Nu kan I tage det ud."


def test_the_break_calls_back_and_waits_for_green() -> None:
    table = Table.started(BREAK, CLOSING)
    table.clear()
    table.wait(600)
    assert table.keys == ["break_nearly_over", "break_call"]
    assert table.said[0].text == "Om to minutter går vi i gang igen."
    table.wait(61)
    assert table.keys[-1] == "break_call_again"
    table.press("green")
    assert table.meeting.index == 1


def test_a_longer_break_is_given_when_asked_for() -> None:
    table = Table.started(BREAK, CLOSING)
    table.wait(300)
    table.hear("more_time", minutes=5.0)
    table.clear()
    table.wait(599)
    assert "break_call" not in table.keys
    table.wait(2)
    assert "break_call" in table.keys


def test_past_the_last_item_the_box_says_goodbye() -> None:
    table = Table.started(CLOSING)
    table.clear()
    table.hear("next_item")
    assert table.keys == ["goodbye"]
    assert table.meeting.stage == "finished"


def test_the_points_of_the_closing_are_made_ready_before_they_are_said() -> None:
    table = Table.started(CLOSING)
    ready = [action.texts for action in table.done if isinstance(action, Prepare)]
    assert CLOSING.points in ready
