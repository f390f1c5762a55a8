"""The group asks the box to learn its voices, and it does so when nothing else is going on."""

import pytest

from device.box.rehearsal import rehearse
from device.meeting import events, plan
from device.meeting.actions import ListenFor
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.meeting import Meeting
from tests.device.meeting.table import (
    BUTTONS,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    NAMES,
    PHRASES,
    ROUND,
    WELCOME,
    Table,
    a_plan,
)

ENROLMENT = VoiceLesson("lær stemmer", 240)


def titles(table: Table) -> list[str]:
    assert table.meeting.plan is not None
    return [item.title for item in table.meeting.plan.agenda]


def test_in_the_middle_of_a_dialogue_it_waits_until_that_is_over() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    assert "learn_voices" in table.meeting.shown.listen_for.commands
    table.hear("learn_voices")
    assert table.last == "Det gør vi lige efter dette punkt."
    assert table.meeting.situation == "dialogue"
    table.hear("next_item")
    assert table.keys[-1] == "voices_intro"
    table.hear("yes")
    assert table.last.startswith("Anne, sig efter mig:")
    table.press("yellow")
    assert "closing_intro" in table.keys


def test_the_dialogue_keeps_its_time_and_its_clock() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.wait(60)
    table.hear("learn_voices")
    table.hear("time_left")
    assert table.last == "Der er fire minutter tilbage."


def test_it_takes_nothing_of_the_meetings_time() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    assert table.meeting.plan is not None
    planned = table.meeting.plan.seconds
    table.hear("learn_voices")
    assert table.meeting.plan.seconds == planned


def test_asked_twice_it_comes_once() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.hear("learn_voices")
    table.hear("learn_voices")
    assert titles(table) == ["dialog", "Jeres stemmer", "afslutning"]


def test_one_that_the_plan_has_later_is_moved_forward() -> None:
    table = Table.started(ROUND, DIALOGUE, ENROLMENT, CLOSING)
    table.hear("learn_voices")
    assert titles(table) == ["hvem er vi", "lær stemmer", "dialog", "afslutning"]


def test_one_that_is_over_may_come_again() -> None:
    table = Table.started(ENROLMENT, DIALOGUE, CLOSING)
    table.hear("no")
    table.hear("learn_voices")
    assert titles(table) == ["lær stemmer", "dialog", "Jeres stemmer", "afslutning"]


def test_when_the_enrolment_asks_whether_it_may_begin_it_may() -> None:
    table = Table.started(ENROLMENT, CLOSING)
    table.hear("learn_voices")
    assert table.keys[-1] == "voices_turn"
    assert titles(table) == ["lær stemmer", "afslutning"]


@pytest.mark.parametrize(
    ("agenda", "answer", "order"),
    [
        ((WELCOME, ROUND), "Det gør vi lige efter velkomsten.", [0, 1]),
        ((ROUND, CLOSING), "Det gør vi som det første, når mødet begynder.", [1, 0]),
    ],
)
def test_before_the_meeting_by_voice_and_by_the_yellow_button(
    agenda: tuple[plan.Item, ...], answer: str, order: list[int]
) -> None:
    spoken, pressed = Table.with_plan(a_plan(*agenda)), Table.with_plan(a_plan(*agenda))
    assert "learn_voices" in spoken.meeting.shown.listen_for.commands
    spoken.hear("learn_voices")
    pressed.press("yellow")
    for table in (spoken, pressed):
        assert table.last == answer
        assert table.meeting.stage == "waiting"
        assert [titles(table).index(name) for name in (agenda[0].title, "Jeres stemmer")] == order


def test_in_a_pause_it_is_promised_and_the_pause_goes_on() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("pause")
    assert "learn_voices" in table.meeting.shown.listen_for.commands
    table.hear("learn_voices")
    assert table.last == "Det gør vi lige efter dette punkt."
    assert table.meeting.situation == "paused"
    table.hear("resume")
    assert table.keys[-1] == "turn_resumed"
    table.hear("next_item")
    assert table.keys[-1] == "voices_intro"


def test_when_the_group_is_about_to_part_it_is_too_late() -> None:
    table = Table.started(CLOSING)
    table.hear("learn_voices")
    assert table.last == "Det når vi ikke i dag. Sig det igen næste gang, I mødes."
    assert titles(table) == ["afslutning"]


def test_the_rest_of_the_meeting_is_shortened_so_that_it_ends_in_time() -> None:
    table = Table.started(ROUND, DIALOGUE, CLOSING)
    table.hear("end_time")
    before = table.last
    table.hear("learn_voices")
    table.hear("end_time")
    assert table.last == before
    for _ in NAMES:
        table.wait(60)
        table.press("green")
    table.press("green")
    table.wait(120)
    table.press("yellow")
    assert "shortened" in table.keys


def test_the_same_stick_after_a_power_cut_is_still_nothing_new() -> None:
    table = Table.started(ROUND, CLOSING)
    written = table.meeting.written
    table.hear("learn_voices")
    table.happens(events.Resumed(0.0))
    table.clear()
    assert written is not None
    table.happens(events.StickIn(0.0, written))
    assert table.said == []
    assert titles(table) == ["hvem er vi", "Jeres stemmer", "afslutning"]


def test_the_next_meeting_has_the_plan_as_it_is_written() -> None:
    table = Table.started(EVALUATION, CLOSING)
    written = table.meeting.written
    table.hear("learn_voices")
    table.hear("finish")
    table.hear("yes")
    assert written is not None
    table.happens(events.StickIn(0.0, written))
    assert table.meeting.plan == written


def test_what_is_listened_for_then_can_be_made_ready_when_it_is_asked_for() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("learn_voices")
    assert table.meeting.plan is not None
    ready = rehearse(Meeting(PHRASES, BUTTONS), table.meeting.plan)
    table.hear("next_item")
    table.hear("yes")
    listened = {a for a in table.done if isinstance(a, ListenFor) and a.enrolment}
    assert listened
    assert listened <= set(ready.listening)
