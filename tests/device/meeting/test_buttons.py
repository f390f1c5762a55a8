import pytest

from content import content_file
from device.meeting.buttons import (
    OWN_MEANINGS,
    SCORES,
    STATES,
    ButtonTableError,
    intents,
    load_buttons,
)
from device.meeting.events import BUTTONS, CHORDS


def test_every_state_has_its_row_and_every_meaning_is_known() -> None:
    table = load_buttons()
    said = {
        table.meaning(state, button, held=held, long=held and long)
        for state in STATES
        for button in (*BUTTONS, *CHORDS)
        for held in (False, True)
        for long in (False, True)
    }
    assert said - {None} <= intents() | OWN_MEANINGS
    assert None in said


def test_green_leads_the_group_through_a_meeting() -> None:
    table = load_buttons()
    assert table.meaning("waiting", "green") == "start"
    assert table.meaning("running", "green") == "next"
    assert table.meaning("question_yes_no", "green") == "yes"
    assert table.meaning("paused", "green") == "resume"


def test_a_held_button_may_mean_something_else() -> None:
    table = load_buttons()
    assert table.meaning("running", "blue") == "question"
    assert table.meaning("running", "blue", held=True) == "repeat"
    assert {table.meaning(state, "white") for state in STATES} == {"talk"}
    assert {table.meaning(state, "white", held=True) for state in STATES} == {"microphone"}


@pytest.mark.parametrize("chord", CHORDS)
def test_two_buttons_held_may_mean_something_of_their_own(chord: str) -> None:
    rows = "\n".join(f"  {state}: {{green: next}}" for state in STATES)
    table = load_buttons(f"always: {{{chord} held: help}}\nstates:\n{rows}")
    assert table.meaning("running", chord, held=True) == "help"
    assert table.meaning("running", chord) is None


def test_score_buttons_count_people_and_give_scores_and_have_no_other_use() -> None:
    table = load_buttons()
    for score in SCORES:
        assert table.meaning("question_number", score) == "digit"
        assert table.meaning("scoring", score) == "score"
        assert table.meaning("running", score) is None


def test_a_state_or_button_that_does_not_exist_is_an_error() -> None:
    table = load_buttons()
    with pytest.raises(ValueError, match="no state 'dancing'"):
        table.meaning("dancing", "green")
    with pytest.raises(ValueError, match="no button 'purple'"):
        table.meaning("running", "purple")


def test_all_faults_of_a_table_are_told_at_once_with_their_lines() -> None:
    good = content_file("buttons.yaml").read_text(encoding="utf-8")
    lines = good.splitlines()
    running = lines.index(next(line for line in lines if line.startswith("  running:")))
    lines[running + 1] = "    purple: next"
    lines[running + 2] = "    yellow: dance"
    lines = ["  sleeping:" if line.startswith("  paused:") else line for line in lines]
    with pytest.raises(ButtonTableError) as caught:
        load_buttons("\n".join(lines))
    faults = str(caught.value)
    assert f"line {running + 2}: no button 'purple'" in faults
    assert f"line {running + 3}: yellow means 'dance'" in faults
    assert "no state 'sleeping'" in faults
    assert "no row for paused" in faults


@pytest.mark.parametrize(
    "text", ["", "- green", "states: 3", "states:\n  waiting: next", "a: [", "always: 1"]
)
def test_a_broken_table_is_a_clear_error(text: str) -> None:
    with pytest.raises(ButtonTableError, match="line "):
        load_buttons(text)


def test_a_table_without_always_is_allowed() -> None:
    rows = "\n".join(f"  {state}: {{green: next}}" for state in STATES)
    assert load_buttons(f"states:\n{rows}").meaning("over", "white") is None
