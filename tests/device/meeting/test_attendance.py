"""Who comes and goes in the middle of it: nobody loses a turn."""

from dataclasses import replace

import pytest

from device.meeting.group import Group
from tests.device.meeting.attending import (
    SIX,
    table_of,
    turns_to_come,
)
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    a_plan,
)

# In the middle of it ---------------------------------------------------------------------------

ITEMS = {
    "agreement": AGREEMENT,
    "round": ROUND,
    "dialogue": DIALOGUE,
    "break": BREAK,
    "evaluation": EVALUATION,
    "closing": CLOSING,
}


@pytest.mark.parametrize("paused", [False, True], ids=["running", "paused"])
@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS.keys())
def test_anybody_may_come_and_go_at_any_time(item: object, *, paused: bool) -> None:
    table = table_of(item, ROUND, CLOSING, absent="Nina Krogh")
    if paused:
        table.press("yellow")
    listening = table.meeting.shown.listen_for
    assert {"here", "absent", "left", "guest", "one_more"} <= listening.commands
    table.hear("here", name="Nina Krogh")
    assert table.last.startswith("Velkommen, Nina.")
    table.hear("guest")
    table.hear("left", name="Bo Ek")
    assert table.meeting.present == (*(n for n in SIX if n != "Bo Ek"), "Gæst 1")
    assert (table.meeting.came, table.meeting.absent) == (6, ())
    record = table.meeting.record
    assert (record.came, set(record.present)) == (7, {*SIX, "Gæst 1"})
    table.hear("here", name="Bo Ek")
    assert (table.meeting.came, table.meeting.gone) == (7, ())


@pytest.mark.parametrize("how", ["here", "floor_to"])
def test_a_late_comer_joins_the_round_that_goes_on(how: str) -> None:
    table = table_of(ROUND, CLOSING, late="Nina Krogh")
    table.wait(20)
    table.hear(how, name="Nina Krogh")
    assert "Velkommen, Nina." in " ".join(said.text for said in table.said)
    if how == "floor_to":
        assert table.said[-1].people == ("Nina Krogh",)
        assert turns_to_come(table) == ["Nina Krogh", *SIX[1:5]]
    else:
        assert turns_to_come(table) == list(SIX)
    assert table.meeting.came == 6


def test_a_late_comer_whose_turn_it_was_to_be_last_comes_when_the_last_one_speaks() -> None:
    table = table_of(ROUND, CLOSING, late="Nina Krogh")
    for _ in range(4):
        table.wait(30)
        table.press("green")
    table.wait(30)
    table.hear("here", name="Nina Krogh")
    assert turns_to_come(table) == ["Eva Skov", "Nina Krogh"]


def test_who_is_here_already_is_told_so_and_gets_no_second_turn() -> None:
    table = table_of(ROUND, CLOSING)
    table.wait(30)
    table.press("green")
    table.hear("here", name="Anna Holm")
    assert table.last == "Ja, Anna er med."
    assert turns_to_come(table) == list(SIX[1:])


@pytest.mark.parametrize("intent", ["absent", "left"])
@pytest.mark.parametrize("waited", [0, 5, 30])
def test_the_speaker_is_gone_and_the_next_one_has_the_word(intent: str, waited: float) -> None:
    table = table_of(ROUND, CLOSING)
    table.wait(waited)
    table.clear()
    table.hear(intent, name="Anna Holm")
    assert "turn_thanks" not in table.keys
    assert table.said[-1].people == ("Bo Ek",)
    assert turns_to_come(table) == list(SIX[1:])


def test_one_who_was_to_speak_later_is_gone_and_nobody_else_loses_a_turn() -> None:
    table = table_of(ROUND, ROUND, CLOSING)
    table.wait(20)
    table.hear("absent", name="Carla Dam")
    assert table.said[-1].key == "away_noted"
    expected = [name for name in SIX if name != "Carla Dam"]
    assert turns_to_come(table) == expected
    assert turns_to_come(table) == expected


def test_the_speaker_leaves_in_a_pause_and_the_next_one_is_called_when_it_is_over() -> None:
    table = table_of(ROUND, CLOSING)
    table.wait(20)
    table.press("yellow")
    table.wait(60)
    table.hear("left", name="Anna Holm")
    assert table.keys[-1] == "left_noted"
    assert table.meeting.turns[-1].used == pytest.approx(20)
    table.press("yellow")
    assert table.said[-1].people == ("Bo Ek",)
    assert turns_to_come(table) == list(SIX[1:])


def test_all_but_one_go() -> None:
    table = table_of(ROUND, EVALUATION, CLOSING)
    for name in SIX[:5]:
        table.hear("left", name=name)
    assert turns_to_come(table) == ["Nina Krogh"]
    assert table.meeting.came == 1


def test_everybody_goes_and_the_box_says_goodbye() -> None:
    table = table_of(ROUND, CLOSING)
    for name in SIX:
        table.hear("left", name=name)
    assert table.meeting.index == 1


def test_guests_come_one_after_the_other_and_speak_last() -> None:
    table = table_of(ROUND, EVALUATION, CLOSING)
    table.hear("guest")
    table.hear("guest")
    assert turns_to_come(table) == [*SIX, "Gæst 1", "Gæst 2"]
    table.press(*["score4"] * 7)
    assert not table.meeting.scores
    table.press("score4")
    table.wait(6)
    assert len(table.meeting.scores) == 1


def test_one_guest_has_no_number() -> None:
    table = table_of(ROUND, CLOSING)
    table.hear("guest")
    table.hear("floor_to", name="Gæst 1")
    assert "gæsten" in table.last.casefold()
    assert table.last[:1].isupper()
    table.hear("guest")  # now there are two
    table.hear("repeat")
    assert "Gæst 1" in table.last


def test_a_guest_goes_again() -> None:
    table = table_of(ROUND, CLOSING)
    table.hear("guest")
    table.hear("left", name="Gæst 1")
    assert turns_to_come(table) == list(SIX)


def test_one_more_is_somebody_who_was_missed_before_it_is_a_guest() -> None:
    table = table_of(DIALOGUE, ROUND, CLOSING, absent="Bo Ek", late="Nina Krogh")
    table.hear("one_more")
    assert table.last == "Er det Bo?"
    table.hear("no")
    assert table.last == "Er det Nina?"
    table.hear("yes")
    assert table.meeting.present[-1] == "Nina Krogh"
    table.hear("one_more")
    table.hear("no")
    assert table.meeting.present[-1] == "Gæst 1"
    assert table.meeting.absent == ("Bo Ek",)


def test_somebody_comes_by_button() -> None:
    table = table_of(ROUND, CLOSING, late="Nina Krogh")
    table.wait(20)
    table.press("yellow", "score1")
    assert table.last == "Er det Nina?"
    table.press("green")
    assert table.meeting.situation == "paused"
    table.press("yellow")
    assert turns_to_come(table) == list(SIX)


def test_the_question_who_it_is_lapses() -> None:
    table = table_of(ROUND, CLOSING, late="Nina Krogh")
    table.hear("one_more")
    table.wait(31)
    table.press("green")
    assert "Nina Krogh" not in table.meeting.present


def test_whoever_said_no_to_is_said_not_to_be_here() -> None:
    table = table_of(DIALOGUE, CLOSING, absent="Bo Ek")
    table.hear("left", name="Bo Ek")
    assert table.last == "Bo er her ikke."


def test_in_the_enrolment_the_next_one_is_taught() -> None:
    table = table_of(ROUND, CLOSING)
    table.hear("learn_voices")
    turns_to_come(table)
    table.press("green")  # the enrolment begins
    assert table.said[-1].people == ("Anna Holm",)
    table.hear("left", name="Anna Holm")
    assert table.said[-1].people == ("Bo Ek",)
    table.hear("left", name="Dan Friis")
    table.hear("skip")
    assert table.said[-1].people == ("Carla Dam",)


# Thanks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "thanked"), [(0, False), (4, False), (10, False), (11, True), (50, True)]
)
@pytest.mark.parametrize("how", ["next", "skip"])
def test_whoever_has_not_said_a_word_is_not_thanked(
    seconds: float, *, thanked: bool, how: str
) -> None:
    table = table_of(ROUND, CLOSING)
    table.wait(seconds)
    table.clear()
    table.hear(how)
    assert ("turn_thanks" in table.keys) is thanked
    assert table.said[-1].people == ("Bo Ek",)


# What is known from before ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "known"),
    [
        (("Anna", "Bo", "Carla"), True),
        (("Anna Holm", "Bo Ek", "Carla Dam"), True),
        (("ANNA HOLM", "bo ek", "Carla"), True),
        (("Anna Dam", "Bo Dam", "Carla Ek"), False),
        (("Anna", "Xenia", "Yrsa"), False),
    ],
    ids=str,
)
def test_a_group_is_known_by_first_names_or_whole_ones(
    names: tuple[str, ...], *, known: bool
) -> None:
    full = Group("", ("Anna Holm", "Bo Ek", "Carla Dam"))
    assert full.meets(a_plan(ROUND, names=names)) is known
    first = replace(full, names=frozenset({"Anna", "Bo", "Carla"}))
    assert first.meets(a_plan(ROUND, names=("Anna Holm", "Bo Ek", "Dan Friis")))
    assert not first.meets(a_plan(ROUND, names=("Eva Holm", "Bo Ek", "Dan Friis")))
