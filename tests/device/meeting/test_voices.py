"""The box learns how each person says its commands, and what it learned stays with the group."""

from dataclasses import replace

import pytest

from device.meeting import events, plan
from device.meeting.group import MOST_VARIANTS, PERSON_VARIANTS, Group, taught
from device.meeting.items.voices.plan import VoiceLesson
from tests.device.meeting.table import CLOSING, NAMES, PHRASES, ROUND, Table, a_plan

ENROLMENT = VoiceLesson("lær stemmer", 240)
SENTENCES = tuple(said.format(wake="Tidtager") for said in PHRASES.wordings["voice_sentences"])
WAY = ("tidtager", "t i t a j V")
ANOTHER = ("tidtager", "d i D a V")


def at_the_enrolment(*more: plan.Item, **wishes: object) -> Table:
    """The group has said that it is ready; Anne is to say the first sentence."""
    table = Table.started(ENROLMENT, *more, CLOSING, **wishes)
    table.press("green")
    return table


def repeats(table: Table, *variants: tuple[str, str], understood: bool = False) -> None:
    """Whoever is asked says the sentence."""
    text = table.meeting.shown.listen_for.enrolment
    table.happens(events.SaidAfter(0.0, text, variants, understood=understood))


def repeats_all(table: Table, *variants: tuple[str, str]) -> None:
    for _ in SENTENCES:
        repeats(table, *variants)


def test_the_box_explains_asks_and_begins_with_the_first_person() -> None:
    table = Table.started(ENROLMENT, CLOSING)
    assert table.keys[-1] == "voices_intro"
    assert table.meeting.shown.listen_for.enrolment == ""
    table.hear("yes")
    assert table.last == f"Anne, sig efter mig: {SENTENCES[0]}"
    listening = table.meeting.shown.listen_for
    assert listening.enrolment == SENTENCES[0]
    assert listening.commands == frozenset()
    assert listening.answers == {"skip", "repeat"}


def test_who_is_understood_at_once_says_two_sentences() -> None:
    table = at_the_enrolment()
    repeats(table, WAY, understood=True)
    repeats(table, WAY, understood=True)
    assert table.keys[-2:] == ["voices_good", "voices_turn"]
    assert "Bo" in table.last
    assert table.meeting.groups == ()  # what is understood anyway need not be learned


def test_who_is_not_says_all_of_them_and_is_understood_in_the_end() -> None:
    table = at_the_enrolment()
    repeats_all(table, WAY)
    assert table.last == f"Lad os se, om det hjalp. Sig: {SENTENCES[0]}"
    listening = table.meeting.shown.listen_for
    assert listening.enrolment == ""
    assert listening.learned == (WAY,)
    assert {"next", "skip"} <= listening.commands
    table.hear("next")
    assert table.keys[-2:] == ["voices_better", "voices_turn"]


def test_where_it_did_not_help_the_box_asks_again_and_then_lets_it_be() -> None:
    table = at_the_enrolment()
    repeats_all(table, WAY)
    table.hear("end_time")  # taken for something else
    assert table.keys[-1] == "voices_check_again"
    table.happens(events.NotUnderstood(0.0))
    assert table.keys[-2:] == ["voices_poor", "voices_turn"]
    assert "Bo" in table.last


def test_another_sentence_is_asked_for_again_and_then_left_out() -> None:
    table = at_the_enrolment()
    table.happens(events.NotUnderstood(0.0))
    assert table.keys[-1] == "voices_again"
    table.wait(21)  # nobody says anything
    assert table.last.endswith(SENTENCES[1])
    assert table.keys[-1] == "voices_next"


def test_nobody_is_there_and_the_item_ends_by_itself() -> None:
    table = at_the_enrolment()
    table.wait(25 * 2 * 6 * len(NAMES))
    assert "voices_over" in table.keys
    assert table.meeting.index == 1


def test_one_person_is_passed_over_by_button_and_by_voice() -> None:
    table = at_the_enrolment()
    table.press("green")
    assert table.keys[-2:] == ["voices_passed", "voices_turn"]
    table.hear("skip")
    assert "Cilla" in table.last


@pytest.mark.parametrize("answer", ["no", "skip"])
def test_the_group_may_do_without(answer: str) -> None:
    table = Table.started(ENROLMENT, CLOSING)
    table.hear(answer)
    assert "voices_skipped" in table.keys
    assert table.meeting.index == 1


def test_the_rest_may_do_without() -> None:
    table = at_the_enrolment()
    repeats_all(table, WAY)
    table.hear("next")
    table.press("yellow")
    assert "voices_over" in table.keys
    assert table.meeting.index == 1
    assert table.meeting.shown.listen_for.learned == (WAY,)


def test_a_sentence_of_before_that_comes_late_is_nothing() -> None:
    table = at_the_enrolment()
    repeats(table, WAY)
    before = table.meeting.item
    table.happens(events.SaidAfter(0.0, SENTENCES[0], (ANOTHER,)))
    assert table.meeting.item == before


def test_a_pause_and_a_power_cut_in_the_middle() -> None:
    table = at_the_enrolment()
    repeats(table, WAY)
    table.hear("pause")
    assert table.meeting.shown.listen_for.enrolment == ""
    repeats(table, WAY)
    table.hear("resume")
    assert table.last == f"Anne, sig efter mig: {SENTENCES[0]}"
    table.clear()
    table.happens(events.Resumed(0.0))
    assert table.keys == ["back_again", "voices_turn"]


def test_with_the_white_button_commands_are_heard_in_an_enrolment_too() -> None:
    table = at_the_enrolment()
    table.happens(events.Pressed(0.0, "white"))
    listening = table.meeting.shown.listen_for
    assert listening.enrolment == ""
    assert "pause" in listening.answers


def one_is_learned(table: Table) -> None:
    """Anne is learned, the others do without, and the meeting comes to its end."""
    repeats_all(table, WAY)
    table.hear("next")
    table.press("yellow", *["green"] * 4)
    assert table.meeting.stage == "finished"


def test_what_was_learned_is_there_at_the_next_meeting_and_not_for_others() -> None:
    table = at_the_enrolment(network="Netværk Nord")
    one_is_learned(table)
    strangers = a_plan(ROUND, network="Netværk Syd", names=("Eva", "Finn", "Gro"))
    table.happens(events.StickIn(0.0, strangers))
    assert table.meeting.shown.listen_for.learned == ()
    again = a_plan(ROUND, network="netværk nord", names=("Anne", "Eva", "Finn"))
    table.happens(events.StickIn(0.0, again))
    assert table.meeting.shown.listen_for.learned == (WAY,)


def test_a_group_without_a_name_is_known_by_its_people() -> None:
    table = at_the_enrolment()
    one_is_learned(table)
    for names, known in ((("Anne", "Bo", "Eva"), True), (("Anne", "Eva", "Finn"), False)):
        table.happens(events.StickIn(0.0, a_plan(ROUND, names=names)))
        assert (table.meeting.shown.listen_for.learned == (WAY,)) == known


def test_only_phones_are_kept_and_not_whose_they_are() -> None:
    table = at_the_enrolment(network="Nord")
    one_is_learned(table)
    (group,) = table.meeting.groups
    assert group.learned == (WAY,)
    assert replace(group, learned=()).names == NAMES


def way(n: int) -> tuple[str, str]:
    """One of many variants to call the box."""
    return "tidtager", "t " + "i " * n + "V"


def test_of_one_persons_ways_those_that_were_heard_most_often_are_kept() -> None:
    table = at_the_enrolment()
    often = way(99)
    for n in range(len(SENTENCES)):
        repeats(table, *(way(10 * n + k) for k in range(10)), often)
    variants = table.meeting.shown.listen_for.learned
    assert len(variants) == PERSON_VARIANTS
    assert variants[0] == often


def test_everybodys_ways_are_kept_and_the_latest_when_there_are_too_many() -> None:
    group = Group("", NAMES)
    for person in range(1 + MOST_VARIANTS // PERSON_VARIANTS):
        said = tuple(way(PERSON_VARIANTS * person + k) for k in range(PERSON_VARIANTS))
        (group,) = taught((group,), a_plan(ROUND), said)
    first, second, last = (
        way(PERSON_VARIANTS * n) for n in (0, 1, MOST_VARIANTS // PERSON_VARIANTS)
    )
    assert first not in group.learned
    assert {second, last} < {*group.learned}
    (again,) = taught((group,), a_plan(ROUND), (second,))
    assert again.learned[-1] == second
    assert len(again.learned) == len(group.learned) == MOST_VARIANTS


def test_forget_everything_forgets_the_voices() -> None:
    table = at_the_enrolment()
    one_is_learned(table)
    table.hear("forget")
    table.hear("yes")
    assert table.meeting.groups == ()
