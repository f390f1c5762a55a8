"""Small things that people notice when they are missing."""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.items.registry import kind_of
from device.meeting.items.voices.plan import VoiceLesson
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    Table,
    a_plan,
)


def test_a_no_to_the_end_is_answered() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.hear("finish")
    table.hear("no")
    assert table.keys[-1] == "carry_on"
    assert table.meeting.stage == "running"
    table.press("yellow")
    table.hear("finish")
    table.hear("no")
    assert table.keys[-1] == "confirm_dropped", "it is still paused"


def test_a_no_to_forgetting_is_answered_before_the_meeting() -> None:
    table = Table.with_plan(a_plan(DIALOGUE, CLOSING))
    table.hear("forget")
    table.hear("no")
    assert table.keys[-1] == "confirm_dropped"
    assert table.meeting.stage == "waiting"


@pytest.mark.parametrize("intent", ["time_left", "end_time"])
def test_the_time_is_told_in_a_pause(intent: str) -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.press("yellow")
    table.clear()
    table.hear(intent)
    assert len(table.said) == 1
    assert table.chimes == []
    assert table.meeting.paused_at is not None


def test_in_a_pause_whoever_says_pause_or_next_hears_that_it_is_one() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.press("yellow")
    for intent in ("pause", "next"):
        table.clear()
        table.hear(intent)
        assert (table.keys, table.chimes) == (["still_paused"], [])


def test_once_it_was_called_a_command_is_expected() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    assert not table.meeting.shown.listen_for.called
    table.happens(events.WakeWord(0.0))
    assert table.meeting.shown.listen_for.called


def test_a_sentence_that_is_said_after_it_needs_no_call() -> None:
    table = Table.started(VoiceLesson("stemmer", 240), CLOSING)
    table.press("green")
    listen = table.meeting.shown.listen_for
    assert listen.enrolment
    assert not listen.called


def test_what_check_shows_of_an_agreement_and_an_evaluation() -> None:
    agreement = kind_of(AGREEMENT)
    assert [line.key for line in agreement.about(AGREEMENT)] == ["purpose", "rules"]
    bare = type(AGREEMENT)("aftale", 60)
    assert [line.key for line in agreement.about(bare)] == ["own_rules"]
    assert kind_of(EVALUATION).statements(EVALUATION) == EVALUATION.statements
    assert kind_of(ROUND).statements(ROUND) == ()


def test_it_is_told_that_the_report_is_written() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.happens(events.ReportWritten(0.0))
    assert table.keys[-1] == "report_written"


@pytest.mark.parametrize(("seconds", "able"), [(178.0, True), (180.5, False)])
def test_the_step_before_can_be_gone_back_to_for_three_minutes(seconds: float, able: bool) -> None:
    table = Table.started(ROUND, replace(DIALOGUE, seconds=900), CLOSING)
    table.press(*["green"] * 4)
    assert table.meeting.index == 1
    table.wait(seconds)
    table.hear("back")
    assert (table.meeting.index == 0) is able


def test_times_are_said_roughly() -> None:
    table = Table.started(replace(DIALOGUE, seconds=302), CLOSING)
    intro = next(said.text for said in table.said if "intro" in said.key)
    assert "fem minutter" in intro
    assert "sekund" not in intro
    table = Table.started(BREAK, CLOSING)
    table.wait(122)
    table.hear("repeat")
    assert "otte minutter" in table.last
    table = Table.started(replace(ROUND, seconds=1200, turn_seconds=300), CLOSING)
    table.wait(117)
    table.press("yellow", "yellow")
    assert "tre minutter" in table.last
    assert "sekund" not in table.last
