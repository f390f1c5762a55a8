"""The box is called by another word: it listens for that, says it in its hints, and is named so."""

import json

import pytest

from device.box.outlets import grammar_of, interruptions_of
from device.meeting import events
from device.meeting.actions import ListenFor, Say
from device.meeting.items.voices.plan import VoiceLesson
from device.memory.codec import decode, encode
from speech.hearing.grammar import commands
from tests.device.meeting.table import CLOSING, DIALOGUE, NAMES, ROUND, WELCOME, Table, a_plan

ENROLMENT = VoiceLesson("lær stemmer", 240)


def test_it_listens_for_the_word_of_the_plan_and_for_no_other() -> None:
    table = Table.started(ROUND, CLOSING, wake_word="hej ordstyrer")
    table.happens(events.WakeWord(0.0))
    listened = [a for a in table.done if isinstance(a, ListenFor) and a.commands]
    assert len(listened) > 1
    for action in listened:
        assert grammar_of(action).wake_words == ("hej ordstyrer",)
        assert interruptions_of(action).wake_words == ("hej ordstyrer",)


def test_without_a_choice_it_listens_for_the_usual_word_and_says_it() -> None:
    table = Table.with_plan(a_plan(WELCOME, CLOSING))
    assert table.last == "Tryk på den grønne knap, eller sig: Tidtager, start mødet."
    assert grammar_of(table.meeting.shown.listen_for).wake_words == ()
    table.press("green")
    assert any("Jeg hedder Tidtager," in said.text for said in table.said)


def test_the_hints_and_the_name_follow() -> None:
    table = Table.with_plan(a_plan(WELCOME, DIALOGUE, CLOSING, wake_word="kære timeglas"))
    assert table.last == "Tryk på den grønne knap, eller sig: Kære timeglas, start mødet."
    table.press("green")
    assert any("Jeg hedder Timeglas," in said.text for said in table.said)
    table.hear("number", number=len(NAMES))
    table.hear("help")
    assert table.last.startswith("Sig Kære timeglas, og så for eksempel:")


def test_the_usual_word_is_never_said_where_another_was_chosen() -> None:
    table = Table.started(WELCOME, ENROLMENT, DIALOGUE, CLOSING, wake_word="ordstyrer")
    table.hear("number", number=len(NAMES))
    table.press("green")
    table.wait(600)
    table.press("yellow")
    table.wait(600)
    table.hear("next_item")
    assert {"voices_turn", "dialogue_time_up", "closing_intro"} <= set(table.keys)
    assert not [said.text for said in table.said if "tidtager" in said.text.casefold()]


def test_an_enrolment_is_about_the_word_that_was_chosen() -> None:
    table = Table.started(ENROLMENT, CLOSING, wake_word="hej tidtager")
    table.press("green")
    assert table.meeting.shown.listen_for.enrolment == "Hej tidtager, næste taler."
    assert table.meeting.shown.listen_for.wake_words == ("hej tidtager",)


def test_the_next_plan_may_choose_another() -> None:
    table = Table.with_plan(a_plan(ROUND, wake_word="ordstyrer"))
    table.happens(events.StickIn(0.0, a_plan(ROUND, wake_word="hej tidtager")))
    assert table.meeting.shown.listen_for.wake_words == ("hej tidtager",)
    assert [a.text for a in table.done if isinstance(a, Say)][-1].endswith("start mødet.")


@pytest.mark.parametrize("wake_word", commands().choosable)
def test_a_journal_keeps_the_choice(wake_word: str) -> None:
    taken = events.StickIn(1.0, a_plan(ROUND, wake_word=wake_word))
    assert decode(encode(taken)) == taken


def test_a_journal_of_before_there_was_a_choice_is_read() -> None:
    taken = events.StickIn(1.0, a_plan(ROUND))
    written = json.loads(encode(taken))
    del written["plan"]["wake_word"]
    assert decode(json.dumps(written)) == taken
