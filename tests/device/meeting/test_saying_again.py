""" "Gentag" says what people wait for; "gentag spørgsmålet" says the question they are at."""

from collections.abc import Callable

import pytest

from device.meeting import events, plan
from speech.hearing.grammar import phrases
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
    a_plan,
)

Act = Callable[[Table], None]


def presses(*buttons: str) -> Act:
    return lambda table: table.press(*buttons)


def hears(intent: str, **values: object) -> Act:
    return lambda table: table.hear(intent, **values)


def waits(seconds: float) -> Act:
    return lambda table: table.wait(seconds)


MORE = hears("more_time", minutes=10.0)


def scored(table: Table) -> None:
    """Both statements, and the moment in which the last press may be taken back."""
    for _ in range(2):
        table.press(*["score4"] * len(NAMES))
        table.wait(6)


@pytest.mark.parametrize(
    ("item", "acts", "repeat", "question"),
    [
        (ROUND, [], ["Hvem er du?", "turn_now Anne"], ["Hvem er du?"]),
        (ROUND, [MORE], ["Hvem er du?", "turn_now Anne"], ["Hvem er du?"]),
        (ROUND, [presses("green"), MORE], ["Hvem er du?", "turn_now Bo"], ["Hvem er du?"]),
        (DIALOGUE, [], ["dialogue_topic ledelse", "Hvad er svært?"], ["Hvad er svært?"]),
        (DIALOGUE, [hears("question")], ["dialogue_topic ledelse", "Og så?"], ["Og så?"]),
        (DIALOGUE, [hears("question"), MORE], ["dialogue_topic ledelse", "Og så?"], ["Og så?"]),
        (BREAK, [], ["break_nearly_over ti minutter"], ["break_nearly_over ti minutter"]),
        (BREAK, [MORE], ["break_nearly_over tyve minutter"], ["break_nearly_over"]),
        (BREAK, [waits(600)], ["break_call"], ["break_call"]),
        (CLOSING, [], ["Find en dato."], ["Find en dato."]),
        (CLOSING, [presses("green"), MORE], ["Find en vært."], ["Find en vært."]),
        (EVALUATION, [], ["Jeg fik noget med.", "scores_how"], ["Jeg fik noget med."]),
        (EVALUATION, [scored], ["Hvad var godt?", "turn_now Anne"], ["Hvad var godt?"]),
        (EVALUATION, [scored, MORE], ["Hvad var godt?", "turn_now Anne"], ["Hvad var godt?"]),
        (WELCOME, [], ["ask_how_many_again"], ["ask_how_many_again"]),
        (AGREEMENT, [], ["agreement_dare"], ["agreement_dare"]),
        (AGREEMENT, [presses("green")], ["ask_agreed_again"], ["ask_agreed_again"]),
        (AGREEMENT, [presses(*["green"] * 3)], ["yes_missing to"], ["yes_missing to"]),
    ],
)
def test_what_people_wait_for(
    item: plan.Item, acts: list[Act], repeat: list[str], question: list[str]
) -> None:
    table = Table.started(item, CLOSING)
    for act in acts:
        act(table)
    before = table.meeting
    for intent, expected in (("repeat", repeat), ("repeat_question", question)):
        table.clear()
        table.hear(intent)
        assert len(table.said) == len(expected)
        for said, words in zip(table.said, expected, strict=True):
            if said.key == "own_words":
                assert said.text == words
            else:  # a key, and what is said in it
                key, _, value = words.partition(" ")
                assert (said.key, value in said.text) == (key, True)
    assert table.meeting.index == before.index
    assert table.meeting.turns == before.turns
    assert table.meeting.scores == before.scores


def test_the_speaker_keeps_word_and_clock() -> None:
    table = Table.started(ROUND, CLOSING)
    table.wait(20)
    assert table.meeting.item is not None
    timer = table.meeting.item.timer
    table.hear("repeat_question")
    assert table.meeting.item.timer == timer


@pytest.mark.parametrize("asked", ["rules", "agenda", "time_left", "end_time", "help"])
def test_an_answer_is_repeated_while_it_is_fresh(asked: str) -> None:
    table = Table.started(ROUND, AGREEMENT, CLOSING)
    table.clear()
    table.hear(asked)
    answer = [said.text for said in table.said]
    table.clear()
    table.hear("repeat")
    assert [said.text for said in table.said] == answer
    table.wait(31)
    table.hear("repeat")
    assert table.keys[-1] == "turn_now"


@pytest.mark.parametrize("digits", [("score5",), ("score2", "score1")])
def test_digits_that_are_pressed_already_are_kept(digits: tuple[str, ...]) -> None:
    table = Table.started(WELCOME, CLOSING, names=tuple(f"P{n}" for n in range(8)))
    table.press(*digits)
    table.hear("repeat")
    table.press("score3", "green")
    number = {1: "otte", 2: "seks"}[len(digits)]
    assert any(f"I er {number}." in said.text for said in table.said)


def test_before_the_meeting_it_is_what_was_said_and_never_a_word_in_passing() -> None:
    table = Table.with_plan(a_plan(ROUND, CLOSING))
    said = [each.text for each in table.said]
    table.hear("louder")
    table.clear()
    table.hear("repeat_question")
    assert [each.text for each in table.said] == said


def test_each_has_its_own_words() -> None:
    meant = {
        p.text: p.intent for p in phrases(frozenset({"repeat", "repeat_question", "question"}), ())
    }
    assert meant["gentag"] == "repeat"
    assert meant["gentag spørgsmålet"] == "repeat_question"
    assert meant["næste spørgsmål"] == "question"


def test_help_names_what_is_there() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.hear("help")
    assert table.keys[-1] == "help_evaluation"
    for _ in EVALUATION.statements:
        table.press("score3", "score3", "score4", "score5")
        table.wait(6)
    table.hear("help")
    assert table.keys[-1] == "help_round"


def test_help_by_show_of_hands_names_no_buttons() -> None:
    table = Table.with_plan(a_plan(EVALUATION, CLOSING))
    table.happens(events.Trouble(0.0, "panel"))
    table.hear("start")
    table.hear("help")
    assert table.keys[-1] == "help"


@pytest.mark.parametrize("ask", ["finish", "one_more"])
def test_help_with_a_question_is_the_question(ask: str) -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("left", name="Dan")
    table.hear(ask)
    asked = table.last
    table.hear("help")
    assert table.last == asked
