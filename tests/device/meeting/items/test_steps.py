"""Steps that items are put together from, one after the other, as a group lives through them."""

from dataclasses import replace

import pytest

from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.ask import AskWho, AskYesNo
from device.meeting.items.steps.parties import Party
from device.meeting.items.steps.round import Round
from device.meeting.items.steps.sequence import Steps
from device.meeting.items.steps.step import Line, Step
from device.meeting.items.steps.talk import BREATH, Talk
from device.meeting.meeting import gathered
from tests.device.meeting.table import BREAK, CLOSING, NAMES, Table

HELLO = Announce((Line("carry_on"),))
TALK = Talk(300.0, (Line("round_intro_plain"),), ("Og så?", "Hvorfor?"), over=Line("end_soon"))
WHO = AskWho(Line("carry_on"), name="first")
PAIRS = (Party("a", ("Anne", "Bo")), Party("b", ("Cilla", "Dan")))


def at(*steps: Step) -> Table:
    """A group at the first of `steps`; the closing comes after the last."""
    table = Table.started(BREAK, CLOSING)
    table.clear()
    scene = table.meeting.scene()
    meeting = gathered(replace(table.meeting, item=Steps.begun(scene, *steps)), scene)
    table.said += scene.last_said
    table.meeting = meeting
    if meeting.awaiting is not None:
        table.wait(meeting.spoken_by - table.now)  # nobody tells that it has been said
    return table


def step(table: Table) -> object:
    item = table.meeting.item
    return item.step if isinstance(item, Steps) else None


def over(table: Table) -> bool:
    return table.meeting.index == 1


def answers(table: Table) -> dict[str, object]:
    item = table.meeting.item
    assert isinstance(item, Steps)
    return dict(item.answers)


def test_what_is_said_leads_to_what_comes_next() -> None:
    table = at(HELLO, TALK)
    assert table.keys == ["carry_on", "round_intro_plain"]
    assert table.meeting.situation == "running"
    table.press("green")
    assert over(table)


def test_a_step_that_says_nothing_goes_on_all_the_same() -> None:
    table = at(Announce(()), Talk(60.0))
    assert table.keys == []
    assert table.meeting.item is not None
    assert table.meeting.item.timer is not None
    table.press("green")
    assert over(table)


def test_prompts_are_read_on_request_and_one_after_a_long_silence() -> None:
    table = at(TALK)
    table.clear()
    assert table.meeting.item is not None
    for _ in range(3):
        scene = table.meeting.scene()
        table.meeting = replace(table.meeting, item=table.meeting.item.silence(scene))
        table.said += scene.last_said
    assert [said.text for said in table.said] == ["Og så?"]
    table.press("blue")
    assert table.last == "Hvorfor?"
    table.press("blue")
    assert table.keys[-1] == "questions_over"


def test_where_many_talk_a_sentence_comes_a_breath_after_the_chime() -> None:
    table = at(replace(TALK, loud=True))
    table.clear()
    table.wait(300.0)
    assert (table.chimes, table.keys) == (["warning", "end"], [])
    table.wait(BREATH)
    assert table.keys == ["end_soon"]
    table.wait(3600)
    assert table.keys == ["end_soon"]
    assert not over(table)


def test_a_talk_that_moves_on_does() -> None:
    table = at(replace(TALK, moves_on=10.0))
    table.wait(309)
    assert not over(table)
    table.wait(2)
    assert over(table)


@pytest.mark.parametrize(("button", "answer"), [("green", True), ("yellow", False)])
def test_yes_and_no_by_button(button: str, answer: bool) -> None:
    table = at(AskYesNo(Line("carry_on"), name="sure"), TALK)
    table.press(button)
    assert answers(table) == {"sure": answer}


def test_nobody_answers_and_what_was_to_be_taken_is_taken() -> None:
    table = at(AskYesNo(Line("carry_on"), name="sure", otherwise=True), TALK)
    table.wait(61)
    assert table.keys == ["carry_on"] * 3 + ["round_intro_plain"]
    assert answers(table) == {"sure": True}


def test_whoever_is_to_start_is_said_or_found_by_button() -> None:
    table = at(WHO, Round(30.0, starts="first"))
    table.hear("named", name="Cilla")
    assert "Cilla" in table.last
    table = at(WHO, Round(30.0, starts="first"))
    table.press("yellow", "green")
    assert "Bo" in table.last
    for _ in NAMES:
        table.wait(15)
        table.press("green")
    assert [turn.name for turn in table.meeting.turns] == ["Bo", "Cilla", "Dan", "Anne"]
    assert over(table)


def test_where_nobody_is_here_nobody_is_asked_who_starts() -> None:
    table = Table.started(BREAK, CLOSING)
    scene = table.meeting.scene()
    scene.here = replace(scene.here, present=())
    state = Steps.begun(scene, WHO, Announce((Line("carry_on"),)))
    assert [said.key for said in scene.last_said] == ["carry_on"]
    assert isinstance(state, Steps)
    assert dict(state.answers) == {"first": ""}
    scene.last_said.clear()
    state = Steps.begun(scene, Round(30.0, name="told"), Announce((Line("carry_on"),)))
    assert [said.key for said in scene.last_said] == ["carry_on"], "and nobody has a turn"


def test_groups_have_the_word_together_and_who_comes_is_in_the_smallest() -> None:
    table = at(Round(60.0, parties=PAIRS))
    assert "Anne og Bo" in table.last
    table.hear("left", name="Anne")
    assert "Bo" not in table.last.replace("Bo", "", 1)
    table.hear("guest")
    assert isinstance(table.meeting.item, Steps)
    assert table.meeting.item.speaker(table.meeting.scene()) is None
    table.wait(15)
    table.press("green")
    assert "Cilla og Dan" in table.last
    table.wait(15)
    table.press("green")
    assert over(table)
    assert table.meeting.turns == ()


def test_a_group_whose_people_have_all_gone_has_no_turn() -> None:
    table = at(Round(60.0, parties=PAIRS))
    table.hear("left", name="Cilla")
    table.hear("left", name="Dan")
    table.wait(15)
    table.press("green")
    assert over(table)


def test_the_group_goes_back_to_the_step_before() -> None:
    table = at(TALK, WHO, TALK)
    table.wait(30)
    table.press("green")
    assert isinstance(step(table), AskWho)
    table.hear("back")
    assert isinstance(step(table), Talk)
    assert table.meeting.item is not None
    assert table.meeting.item.timer is not None
    assert table.meeting.item.timer.left(table.now) == pytest.approx(270, abs=1)


def test_more_time_is_for_the_step_that_is_under_way() -> None:
    table = at(TALK, TALK)
    table.hear("more_time", minutes=2.0)
    assert table.meeting.item is not None
    assert table.meeting.item.left(table.now) == pytest.approx(720, abs=1)
