"""Who is here, who comes and goes: nobody loses a turn, and no list is wrong in silence."""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.group import Group
from device.meeting.plan import Person
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    WELCOME,
    Table,
    a_plan,
)

SIX = ("Anna Holm", "Bo Ek", "Carla Dam", "Dan Friis", "Eva Skov", "Nina Krogh")


def table_of(*agenda: object, absent: str = "", late: str = "", names: object = SIX) -> Table:
    """The meeting has been started; those whose names are in `absent` have sent apologies."""
    people = tuple(
        Person(name, absent=name in absent.split(", "), late=name in late.split(", "))
        for name in names  # type: ignore[attr-defined]
    )
    table = Table.with_plan(a_plan(*agenda, people=people))  # type: ignore[arg-type]
    table.press("green")
    return table


def turns_to_come(table: Table) -> list[str]:
    """Whom the box gives the word to, from here to the round's end, each after half a minute."""
    index = table.meeting.index
    names = []
    while table.meeting.stage == "running" and table.meeting.index == index:
        speaker = table.meeting.item.speaker(table.meeting.scene())  # type: ignore[union-attr]
        if speaker is None:
            break
        names.append(speaker)
        table.wait(30)
        table.press("green")
    return names


# The welcome -----------------------------------------------------------------------------------


def test_who_sent_apologies_is_told_and_not_counted_as_missing() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, absent="Bo Ek", late="Nina Krogh")
    assert "Bo har meldt afbud i dag." in [said.text for said in table.said]
    assert "Nina kommer lidt senere." in [said.text for said in table.said]
    table.clear()
    table.hear("number", number=4)
    assert "some_missing" not in table.keys
    assert (
        "bortset fra Bo og Nina" in table.said[0].text
        or "undtagen Bo og Nina" in table.said[0].text
    )
    assert table.meeting.present == ("Anna Holm", "Carla Dam", "Dan Friis", "Eva Skov")
    assert table.meeting.came == 4
    assert table.meeting.absent == ("Bo Ek", "Nina Krogh")
    assert "Bo Ek" not in turns_to_come(table)


def test_without_a_welcome_apologies_hold_as_well() -> None:
    table = table_of(ROUND, CLOSING, absent="Bo Ek")
    assert "Bo Ek" not in turns_to_come(table)


def test_one_who_sent_apologies_came_after_all() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, absent="Bo Ek")
    table.hear("number", number=6)
    assert table.last == "Bo?"
    table.hear("present")
    assert table.meeting.present[-1] == "Bo Ek"
    assert (table.meeting.came, table.meeting.absent) == (6, ())


def test_one_more_came_but_not_the_one_who_sent_apologies() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, absent="Bo Ek")
    table.hear("number", number=6)
    table.hear("no")
    assert table.keys[-1] == "ask_if_more"
    table.hear("yes")
    assert table.meeting.present[-1] == "Gæst 1"
    assert table.meeting.absent == ("Bo Ek",)
    assert table.meeting.came == 6


@pytest.mark.parametrize("how", ["silence", "not understood", "button"])
def test_whoever_does_not_say_who_is_missing_gets_the_roll_call_after_one_try(how: str) -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    assert table.keys[-1] == "ask_who_is_missing"
    if how == "silence":
        table.wait(13)
    elif how == "button":
        table.press("green")
    else:
        table.happens(events.NotUnderstood(0.0))
    assert table.keys[-2:] == ["roll_call", "roll_call_name"]
    assert table.keys.count("ask_who_is_missing") == 1
    assert table.last == "Anna?"


ANSWERS = {
    "yes and no": ["yes", "yes", "yes", "yes", "yes", "no"],
    "here": ["present"] * 5 + ["not_present"],
    "buttons": ["green"] * 5 + ["yellow"],
    "names": ["here", "here", "here", "here", "here", "absent"],
    "mixed": ["yes", "green", "here", "present", "green", "yellow"],
}


@pytest.mark.parametrize("answers", ANSWERS.values(), ids=ANSWERS.keys())
def test_the_roll_call_by_voice_and_by_button(answers: list[str]) -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.wait(13)
    for name, answer in zip(SIX, answers, strict=True):
        assert table.last == f"{name.split(maxsplit=1)[0]}?"
        if answer in {"green", "yellow"}:
            table.press(answer)
        elif answer in {"here", "absent"}:
            table.hear(answer, name=name)
        else:
            table.hear(answer)
    assert table.meeting.absent == ("Nina Krogh",)
    assert "uden Nina" in " ".join(said.text for said in table.said)
    asked = [said.people[0] for said in table.said if said.key == "roll_call_name"]
    assert asked == list(SIX)


def test_who_does_not_answer_the_roll_call_is_away_if_that_makes_the_number() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.wait(13)
    table.hear("yes")
    table.wait(13)  # Bo does not answer
    for _ in range(4):
        table.hear("yes")
    assert table.meeting.absent == ("Bo Ek",)
    assert [said.key for said in table.said].count("roll_call_name") == 6


def test_nobody_answers_at_all_and_nobody_loses_a_turn() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.wait(13 * 8)
    assert table.meeting.index == 1
    assert table.meeting.present == SIX
    assert "I er seks" in " ".join(s.text for s in table.said if s.key == "all_here")


def test_somebody_who_is_said_to_be_here_is_never_noted_as_away() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.hear("here", name="Nina Krogh")
    assert table.last == "Godt, Nina er her. Hvem mangler?"
    table.hear("named", name="Bo Ek")
    assert table.meeting.absent == ("Bo Ek",)
    assert "Nina Krogh" in table.meeting.present


def test_the_number_was_wrong_and_all_are_here() -> None:
    table = table_of(WELCOME, ROUND, CLOSING)
    table.hear("number", number=5)
    table.hear("nobody")
    assert (table.meeting.came, table.meeting.present) == (6, SIX)
    assert "all_here" in table.keys


def test_a_first_name_that_two_share_is_asked_about() -> None:
    table = table_of(WELCOME, ROUND, CLOSING, names=("Anne Kjær", "Anne Møller", "Bo Ek"))
    table.hear("number", number=2)
    table.hear("named", name="Anne")
    assert table.last == "Mener du Anne K eller Anne M?"
    table.hear("named", name="Anne Møller")
    assert table.meeting.absent == ("Anne Møller",)


def test_the_word_to_one_of_two_is_given_after_the_question() -> None:
    table = table_of(ROUND, CLOSING, names=("Bo Ek", "Anne Kjær", "Anne Møller"))
    table.hear("floor_to", name="Anne")
    assert table.last == "Mener du Anne K eller Anne M?"
    assert "floor_to" in table.meeting.shown.listen_for.answers
    table.hear("floor_to", name="Anne Møller")
    assert table.said[-1].people == ("Anne Møller",)


def test_a_name_of_nobody_gives_the_low_sound() -> None:
    table = table_of(ROUND, CLOSING)
    table.clear()
    table.hear("floor_to", name="Ukendt")
    assert (table.chimes, table.said) == (["no"], [])


# In the middle of it --------------------------------------------------------------------------

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


# Thanks ---------------------------------------------------------------------------------------


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


# "Mener du Anne K eller Anne M?" ---------------------------------------------------------------

TWO_ANNES = ("Bo Ek", "Anne Kjær", "Anne Møller", "Dan Friis")


@pytest.mark.parametrize("between", [None, "repeat", "help", "wake"])
def test_the_bare_name_answers_whom_is_meant(between: str | None) -> None:
    table = table_of(ROUND, CLOSING, names=TWO_ANNES)
    table.wait(20)
    table.hear("floor_to", name="Anne")
    assert "named" in table.meeting.shown.listen_for.answers
    if between == "wake":
        table.happens(events.WakeWord(0.0))
    elif between:
        table.hear(between)
        assert table.last == "Mener du Anne K eller Anne M?"
    table.hear("named", name="Anne Møller")
    assert table.said[-1].people == ("Anne Møller",)
    assert "named" not in table.meeting.shown.listen_for.answers


@pytest.mark.parametrize("between", ["wait", "green", "time_left"])
def test_a_name_answers_only_what_was_asked_just_before(between: str) -> None:
    table = table_of(ROUND, CLOSING, names=TWO_ANNES)
    table.wait(20)
    table.hear("left", name="Anne")
    if between == "wait":
        table.wait(9)
    elif between == "green":
        table.press("green")
    else:
        table.hear("time_left")
    assert "named" not in table.meeting.shown.listen_for.answers
    table.hear("named", name="Anne Møller")
    assert len(table.meeting.present) == len(TWO_ANNES)


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (("left", "Anne Møller"), ("left", "Anne"), "left_noted"),
        (("left", "Anne Møller"), ("floor_to", "Anne"), "turn_start"),
        (("left", "Anne Møller"), ("skip", "Anne"), "skipped"),
        (("absent", "Anne Kjær"), ("here", "Anne"), "joined_round"),
    ],
)
def test_it_is_not_asked_where_only_one_of_them_can_be_meant(
    first: tuple[str, str], then: tuple[str, str], said: str
) -> None:
    table = table_of(ROUND, CLOSING, names=TWO_ANNES)
    table.hear(first[0], name=first[1])
    table.clear()
    table.hear(then[0], name=then[1])
    assert table.said[-1].people == ("Anne Kjær",)
    assert said in table.keys


@pytest.mark.parametrize(
    ("agenda", "turn"),
    [((ROUND, CLOSING), True), ((CLOSING,), False), ((EVALUATION, CLOSING), True),
     ((DIALOGUE, CLOSING), False), ((DIALOGUE, ROUND), True)],
)  # fmt: skip
def test_a_guest_is_promised_the_word_where_there_is_a_round_to_come(
    agenda: tuple[object, ...], *, turn: bool
) -> None:
    table = table_of(*agenda)
    table.hear("guest")
    assert ("ordet" in table.last) == turn


def test_who_comes_while_scores_are_given_is_in_no_round_yet() -> None:
    table = table_of(EVALUATION, CLOSING, absent="Nina Krogh")
    table.press(*["score3"] * 5)
    table.hear("here", name="Nina Krogh")
    assert table.keys[-1] == "joined"
