"""Nobody can hear the box: the lamp says so, and what needs the voice waits."""

import pytest

from device.meeting import events
from device.meeting.actions import Light
from device.meeting.items.evaluation.state import EvaluationState
from device.meeting.items.silence import Silence
from device.memory.codec import decode, encode
from tests.device.meeting.table import CLOSING, DIALOGUE, EVALUATION, ROUND, Table, a_plan


def lost(table: Table) -> None:
    table.happens(events.Trouble(0.0, "voice"))


def back(table: Table) -> None:
    table.happens(events.Trouble(0.0, "voice", working=True))


def statement(table: Table) -> EvaluationState:
    item = table.meeting.item
    assert isinstance(item, EvaluationState)
    return item


def evaluating() -> Table:
    table = Table.with_plan(a_plan(EVALUATION, CLOSING))
    lost(table)
    table.press("green")
    return table


def test_the_lamp_blinks_in_the_colour_that_it_would_have() -> None:
    table = Table()
    lost(table)
    assert table.meeting.shown.light == Light("white", "blink")
    table.happens(events.StickIn(0.0, a_plan(ROUND, DIALOGUE)))
    assert table.meeting.shown.light == Light("green", "blink")
    table.press("green")
    assert table.meeting.shown.light == Light("green", "blink")
    table.wait(55)
    assert table.meeting.shown.light == Light("yellow", "blink")
    table.press("yellow")
    assert table.meeting.shown.light == Light("blue", "blink")
    back(table)
    assert table.meeting.shown.light == Light("blue", "pulse")
    assert table.keys[-1] == "voice_back"


def test_no_statement_that_nobody_heard_is_scored_however_long_it_takes() -> None:
    table = evaluating()
    table.press("score5", "score4")
    table.wait(600)
    table.press("score3")
    assert statement(table).counts == (0, 0, 0, 0, 0)
    assert statement(table).number == 0
    assert table.chimes[-1] == "no"


def test_when_the_voice_is_back_the_statement_is_read_and_then_scored() -> None:
    table = evaluating()
    table.clear()
    back(table)
    assert table.keys[:2] == ["voice_back", "own_words"]
    assert "Jeg fik noget med." in [said.text for said in table.said]
    table.press("score5", "score4")
    assert statement(table).counts == (0, 0, 0, 1, 1)


def test_a_voice_that_goes_while_a_statement_is_open_takes_no_score_away() -> None:
    table = Table.with_plan(a_plan(EVALUATION, CLOSING))
    table.press("green")
    table.press("score5", "score4")
    lost(table)
    table.press("score3", "score2")
    table.wait(6)
    assert statement(table).number == 1
    assert table.meeting.scores[0].counts == (0, 1, 1, 1, 1)
    table.press("score1")
    assert statement(table).counts == (0, 0, 0, 0, 0), "the next was heard by nobody"


def test_green_goes_on_without_and_so_a_meeting_comes_to_its_end() -> None:
    table = evaluating()
    for _ in range(40):
        table.wait(2)
        table.press("green")
    assert table.meeting.stage == "finished"
    assert [score.counts for score in table.meeting.scores] == [(0, 0, 0, 0, 0)] * 2


def test_a_turn_runs_by_the_lamp_alone() -> None:
    table = Table.with_plan(a_plan(ROUND, DIALOGUE))
    lost(table)
    table.press("green")
    table.wait(70)
    assert len(table.meeting.turns) == 1


def test_silence_whose_sentence_nobody_heard_waits_for_it() -> None:
    table = Table.with_plan(a_plan(Silence("stilhed", 60, text="Tænk på jeres uge."), CLOSING))
    lost(table)
    table.press("green")
    assert table.meeting.shown.light == Light("white", "blink")
    table.wait(300)
    assert table.meeting.index == 0
    back(table)
    assert table.meeting.shown.light == Light("white", "dim")
    table.wait(80)
    assert table.meeting.index == 1


@pytest.mark.parametrize("working", [True, False])
def test_what_is_known_already_is_not_told(working: bool) -> None:
    table = Table.started(ROUND, DIALOGUE)
    if not working:
        lost(table)
    table.clear()
    table.happens(events.Trouble(0.0, "voice", working=working))
    assert table.said == []


def test_how_loud_it_speaks_and_whether_it_does_is_kept_from_meeting_to_meeting() -> None:
    table = Table.started(ROUND, DIALOGUE)
    for _ in range(9):
        table.hear("quieter")
    assert table.meeting.volume == -6
    table.hear("louder")
    lost(table)
    later = table.meeting.cleared(None)
    assert (later.volume, later.voice) == (-5, False)
    kept = events.Remembered(1.0, voice=False, volume=-5)
    assert decode(encode(kept)) == kept
    other = Table()
    other.happens(kept)
    assert (other.meeting.volume, other.meeting.voice) == (-5, False)
