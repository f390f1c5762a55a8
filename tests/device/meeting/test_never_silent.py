"""Nobody is cut off, and nobody is left in silence: the box lets hear of itself now and then."""

from dataclasses import replace

import pytest

from device.meeting import plan
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

HOURS_4 = 4 * 3600
QUIET = 301.0
"""No longer than this passes without a word or a sound, when no time runs."""


@pytest.mark.parametrize("on_time_up", ["wait", "move_on"])
@pytest.mark.parametrize(
    "item",
    [WELCOME, AGREEMENT, ROUND, DIALOGUE, BREAK, EVALUATION, CLOSING],
    ids=lambda item: type(item).__name__,
)
def test_it_never_waits_for_hours_without_a_sound(item: plan.Item, on_time_up: str) -> None:
    table = Table.started(replace(item, seconds=min(item.seconds, 300)), DIALOGUE,
                          on_time_up=on_time_up)  # fmt: skip
    last = table.now
    while table.now < HOURS_4:
        table.clear()
        table.wait(10)
        if table.said or table.chimes:
            last = table.now
        assert table.now - last <= QUIET


def test_where_it_waits_for_next_it_says_so_once_and_then_chimes() -> None:
    table = Table.started(ROUND, CLOSING, on_time_up="wait")
    table.clear()
    table.wait(60 + 59)
    assert (table.keys, table.chimes) == ([], ["warning", "end"])
    table.wait(2)
    assert table.keys == ["turn_over_waiting"]
    assert "Anne" in table.last
    table.wait(3600)
    assert table.keys == ["turn_over_waiting"]
    assert table.chimes.count("end") == 1 + 20
    assert table.meeting.turns == ()


def test_a_pause_that_was_forgotten_is_recalled_and_stays_a_pause() -> None:
    table = Table.started(ROUND, CLOSING)
    table.press("yellow")
    table.clear()
    table.wait(899)
    assert (table.keys, table.chimes) == ([], [])
    table.wait(HOURS_4)
    assert table.keys == ["still_paused"]
    assert table.chimes.count("warning") == 15
    assert table.meeting.situation == "paused"


def test_more_time_takes_the_reminders_back() -> None:
    table = Table.started(ROUND, CLOSING, on_time_up="wait")
    table.wait(200)
    table.hear("more_time", minutes=5.0)
    table.clear()
    table.wait(299)
    assert table.keys == []
    table.wait(62)
    assert table.keys == ["turn_over_waiting"]


@pytest.mark.parametrize(
    ("agenda", "named", "unnamed"),
    [
        ((DIALOGUE, ROUND, EVALUATION, CLOSING), ["evaluering", "afslutning"], ["hvem er vi"]),
        ((DIALOGUE, EVALUATION, BREAK, CLOSING), ["evaluering", "afslutning"], ["pause"]),
        ((DIALOGUE, CLOSING), ["afslutning"], []),
        ((DIALOGUE, ROUND), ["hvem er vi"], []),
    ],
)
def test_a_long_dialogue_hears_once_what_is_still_to_come(
    agenda: tuple[plan.Item, ...], named: list[str], unnamed: list[str]
) -> None:
    table = Table.started(*agenda)
    table.clear()
    table.wait(HOURS_4)
    assert table.keys == ["dialogue_time_up", "dialogue_over_time"]
    assert all(title in table.last for title in named)
    assert not any(title in table.last for title in unnamed)
    assert table.meeting.index == 0


def test_a_dialogue_that_is_the_last_thing_only_chimes() -> None:
    table = Table.started(DIALOGUE)
    table.clear()
    table.wait(3600)
    assert table.keys == ["dialogue_time_up"]
    assert table.chimes.count("end") > 10


@pytest.mark.parametrize("count", [1, 2, 5])
def test_questions_that_run_out_are_said_to_have_run_out(count: int) -> None:
    questions = tuple(f"Spørgsmål {n}?" for n in range(count))
    table = Table.started(replace(DIALOGUE, questions=questions), CLOSING)
    table.clear()
    for _ in range(2):
        table.press(*["blue"] * count)
        table.press("blue")
    said = [each.text if each.key == "own_words" else each.key for each in table.said]
    assert said == [*questions, "questions_over"] * 2


@pytest.mark.parametrize(("opening", "said"), [("Hvad nu?", "own_words"), ("", "dialogue_topic")])
def test_a_dialogue_without_questions_has_what_it_has(opening: str, said: str) -> None:
    table = Table.started(replace(DIALOGUE, questions=(), opening=opening), CLOSING)
    table.clear()
    table.press("blue", "blue")
    assert table.keys == [said] * 2
    assert table.chimes == []


def test_nobody_is_there_and_a_meeting_that_moves_on_still_keeps_everyones_turn() -> None:
    table = Table.started(ROUND, CLOSING)
    table.wait(3600)
    assert [turn.name for turn in table.meeting.turns] == list(NAMES)
