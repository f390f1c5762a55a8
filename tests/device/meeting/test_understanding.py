"""Wake word, white button, pardon, questions to the box, and what needs a second yes."""

import pytest

from device.box.outlets import grammar_of
from device.meeting import actions, events
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    WELCOME,
    WHOLE,
    Table,
    a_plan,
)


def answers(table: Table) -> frozenset[str]:
    return table.meeting.shown.listen_for.answers


def test_after_the_wake_word_alone_a_command_needs_none() -> None:
    table = Table.started(ROUND, CLOSING)
    table.clear()
    assert "next" not in answers(table)
    table.happens(events.WakeWord(0.0))
    assert table.chimes == ["listening"]
    assert table.meeting.shown.listening.on
    assert "next" in answers(table)
    assert grammar_of(table.meeting.shown.listen_for).called
    table.wait(9)
    assert "next" not in answers(table)
    assert not grammar_of(table.meeting.shown.listen_for).called
    assert not table.meeting.shown.listening.on


def test_after_a_question_of_the_box_other_speech_is_as_likely_as_ever() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("finish")
    assert answers(table) == {"yes", "no"}
    assert not grammar_of(table.meeting.shown.listen_for).called


def test_one_short_pardon_and_then_only_a_sound() -> None:
    table = Table.started(ROUND, CLOSING)
    table.clear()
    table.happens(events.NotUnderstood(0.0))
    assert table.last == "Undskyld?"
    assert "next" in answers(table)
    table.happens(events.NotUnderstood(0.0))
    assert (table.keys, table.chimes) == (["sorry"], ["no"])


def test_white_is_held_to_talk() -> None:
    table = Table.started(ROUND, CLOSING)
    table.press("white")
    table.wait(20)
    assert "next" in answers(table)
    table.happens(events.Released(0.0, "white"))
    table.wait(5)
    assert "next" not in answers(table)


def test_white_held_for_long_closes_the_ear_and_opens_it_again() -> None:
    table = Table.started(ROUND, CLOSING)
    table.press("white")
    table.happens(events.Held(0.0, "white"))
    assert table.last == "Mikrofonen er slukket."
    assert actions.Microphone(on=False) in table.done
    assert table.meeting.shown.listen_for == actions.ListenFor()
    table.happens(events.Released(0.0, "white"))
    assert table.meeting.shown.listen_for == actions.ListenFor()
    table.press("white")
    table.happens(events.Held(0.0, "white"))
    assert table.last == "Mikrofonen er tændt."
    assert table.meeting.shown.listen_for.commands


def test_a_button_without_use_gives_the_low_sound() -> None:
    table = Table.started(ROUND, CLOSING)
    table.clear()
    table.press("score3")
    assert (table.chimes, table.said) == (["no"], [])


def test_a_button_stops_the_voice_at_once() -> None:
    table = Table.with_plan(a_plan(ROUND, CLOSING))
    table.speaks = False
    table.press("green")
    table.clear()
    table.press("green")  # get on with it
    assert table.done[0] == actions.StopSaying()
    assert table.meeting.awaiting is not None
    table.happens(events.Spoken(0.0, table.meeting.awaiting))
    assert table.light == "green"


@pytest.mark.parametrize(
    "called", [events.Heard(0.0, "hush"), events.WakeWord(0.0), events.NotUnderstood(0.0)]
)
def test_who_calls_the_box_while_it_speaks_silences_it(called: events.Event) -> None:
    table = Table.with_plan(a_plan(DIALOGUE, CLOSING))
    table.speaks = False
    table.press("green")
    assert "hush" in table.meeting.shown.listen_for.interruptions
    table.clear()
    table.happens(called)
    assert table.done[0] == actions.StopSaying()
    # and says no more of what it was saying
    assert set(table.keys) <= {"sorry"}


def test_while_the_box_speaks_every_command_is_listened_for_and_no_answer() -> None:
    table = Table.started(WELCOME, ROUND, CLOSING)
    listening = table.meeting.shown.listen_for
    assert "number" in listening.answers
    assert "number" not in listening.interruptions
    assert listening.interruptions == listening.commands | {"hush"}
    table.happens(events.WakeWord(0.0))
    assert table.meeting.shown.listen_for.commands == frozenset()
    assert table.meeting.shown.listen_for.interruptions == listening.interruptions


def test_blue_held_says_it_again() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.clear()
    table.happens(events.Held(0.0, "blue"))
    assert [s.text for s in table.said] == ["Emnet er: ledelse.", "Hvad er svært?"]


@pytest.mark.parametrize(
    ("waited", "answer"),
    [(0, "Der er et minut tilbage."), (29, "Der er tredive sekunder tilbage."),
     (63, "Tiden er lige gået.")],
)  # fmt: skip
def test_how_much_time_is_left(waited: float, answer: str) -> None:
    table = Table.started(ROUND, CLOSING)
    table.wait(waited)
    table.hear("time_left")
    assert table.last == answer


def test_when_the_meeting_ends() -> None:
    table = Table.started(ROUND, BREAK, CLOSING)
    table.hear("end_time")
    assert table.last == "Vi slutter om cirka seksten minutter."


def test_rules_purpose_and_agenda_are_read_at_any_time() -> None:
    table = Table.started(ROUND, AGREEMENT, CLOSING)
    table.hear("purpose")
    assert table.last == "Vores formål er: at blive klogere."
    table.hear("rules")
    assert table.last == "Vi lytter."
    table.hear("agenda")
    assert table.last == "Tilbage er: aftale. afslutning."


def test_ending_the_meeting_needs_a_yes() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("finish")
    assert table.last == "Skal vi slutte mødet nu? Sig ja, eller tryk grøn."
    table.hear("no")
    assert table.meeting.stage == "running"
    table.hear("finish")
    table.press("green")
    assert table.meeting.stage == "finished"
    assert not table.meeting.record.finished


def test_a_question_nobody_answers_is_dropped() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("finish")
    table.wait(31)
    assert table.last == "Så lader vi det være."
    table.hear("yes")
    assert table.meeting.stage == "running"


def test_forget_everything_wipes_the_plan_and_asks_for_the_journal_to_be_wiped() -> None:
    table = Table.with_plan(WHOLE)
    table.hear("forget")
    table.hear("yes")
    assert actions.Forget() in table.done
    assert table.meeting.plan is None
    assert table.meeting.stage == "empty"


def test_everything_can_be_forgotten_after_the_meeting_but_not_in_the_middle_of_it() -> None:
    table = Table.started(CLOSING)
    table.hear("forget")
    assert table.chimes[-1] == "no"
    table.press("green", "green")
    table.hear("forget")
    table.press("green")
    assert actions.Forget() in table.done


def test_straight_to_the_evaluation() -> None:
    table = Table.started(ROUND, DIALOGUE, EVALUATION, CLOSING)
    table.hear("evaluate")
    assert table.meeting.index == 2


def test_a_new_plan_waits_until_the_meeting_is_over() -> None:
    table = Table.started(ROUND, CLOSING)
    table.happens(events.StickIn(0.0, WHOLE))
    assert table.last.startswith("Jeg har set den nye plan.")
    assert table.meeting.plan != WHOLE


def test_the_same_stick_after_a_power_cut_is_nothing_new() -> None:
    table = Table.started(ROUND, CLOSING)
    assert table.meeting.written is not None
    table.clear()
    table.happens(events.StickIn(0.0, table.meeting.written))
    assert table.said == []


def test_faults_in_a_plan_are_said_and_the_old_plan_is_kept() -> None:
    table = Table.with_plan(WHOLE)
    table.happens(events.PlanRejected(0.0, 3, "Linje to: Der mangler et kolon."))
    assert table.keys[-2:] == ["plan_faults", "plan_kept"]
    assert table.said[-2].text.startswith("Planen har tre fejl. Linje to: Der mangler")
    assert table.meeting.plan == WHOLE


def test_without_a_microphone_the_box_points_to_the_buttons() -> None:
    table = Table.with_plan(WHOLE)
    table.happens(events.Trouble(0.0, "microphone"))
    assert table.last == "Jeg kan ikke høre jer lige nu. Brug knapperne så længe."
    table.happens(events.Trouble(0.0, "microphone"))
    assert table.keys.count("microphone_lost") == 1
    table.happens(events.Trouble(0.0, "microphone", working=True))
    assert table.last == "Nu hører jeg jer igen."


def test_after_a_power_cut_the_turn_goes_on_with_the_time_that_was_left() -> None:
    table = Table.started(ROUND, CLOSING)
    table.wait(25)
    table.clear()
    table.happens(events.Resumed(0.0))
    assert [s.text for s in table.said] == [
        "Så er jeg her igen.",
        "Anne, du har femogtredive sekunder tilbage.",
    ]
    table.wait(19.9)
    assert table.chimes == []
    table.wait(0.2)
    assert table.chimes == ["warning"]
