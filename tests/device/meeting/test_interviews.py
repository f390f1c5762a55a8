"""Interviews: who is with whom, a question for each turn, swapping, and people who come and go."""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.banks import load_bank
from device.meeting.items.interview.plan import Interview
from device.meeting.items.interview.questions import questions_of
from device.meeting.items.one_two_four_all import OneTwoFourAll
from device.meeting.meeting import Meeting
from device.meeting.notes import QuestionNote, TogetherNote
from device.meeting.plan import Person
from device.meeting.timing import RULES
from tests.device.meeting.table import CLOSING, Table

SIX = ("Anne", "Bo", "Cilla", "Dan", "Eva", "Finn")
PAIRS = Interview(
    "interviews", 720, turn_seconds=300, questions=("Hvad håber du?", "Hvad frygter du?")
)
BANK = load_bank("laer-hinanden-at-kende")


def at(item: Interview = PAIRS, names: tuple[str, ...] = SIX, **more: object) -> Table:
    return Table.started(item, CLOSING, names=names, **more)


def groups(table: Table) -> tuple[tuple[str, ...], ...]:
    notes = [note for note in table.meeting.notes if isinstance(note, TogetherNote)]
    return notes[-1].groups


def asked(table: Table) -> list[str]:
    return [said.text for said in table.said if said.key == "interview_question"]


def test_pairs_find_each_other_talk_swap_and_come_back_by_themselves() -> None:
    table = at()
    assert [len(group) for group in groups(table)] == [2, 2, 2]
    assert table.said[-3].key == "groups_are"
    assert table.said[-1].key == "interview_find"
    table.clear()
    table.wait(41)  # they look for chairs: a chime first, then a breath
    assert (table.chimes, table.keys) == (["start"], [])
    table.wait(2)
    assert table.keys == ["interview_time", "interview_for_all", "interview_question"]
    assert table.light == "green"
    table.clear()
    table.wait(298)
    assert (table.chimes, table.light, table.keys) == (["warning"], "yellow", [])
    table.wait(2)  # nothing is said into the talk before they have heard the chime
    assert (table.chimes, table.keys) == (["warning", "end"], [])
    table.wait(2)
    assert table.keys == ["interview_swap", "interview_question"]
    table.wait(310)
    assert table.last == CLOSING.points[0] or "closing_intro" in table.keys
    assert table.meeting.index == 1


def test_by_buttons_alone() -> None:
    table = at()
    table.press("green")
    assert asked(table) == ["Spørgsmålet er: Hvad håber du?"]
    table.press("blue")  # another question
    assert table.last == "Hvad frygter du?"
    table.press("green")
    assert "interview_swap" in table.keys
    table.press("yellow")
    table.wait(100)
    table.press("yellow")
    assert table.meeting.item.timer.left(table.now) == pytest.approx(300)
    table.press("green")
    assert table.meeting.index == 1


def test_by_voice_alone() -> None:
    table = at()
    table.hear("groups")
    assert table.keys[-2:] == ["groups_are", "interview_first"]
    table.hear("next")
    table.hear("more_time", minutes=1.0)
    assert table.meeting.item.timer.left(table.now) == pytest.approx(360)
    table.hear("question")
    table.hear("repeat_question")
    assert table.last == "Hvad frygter du?"
    table.hear("help")
    assert table.keys[-1] == "help_interview"
    table.hear("next")
    table.hear("next")
    assert table.meeting.index == 1


@pytest.mark.parametrize(
    ("people", "size", "made"),
    [
        (3, 0, [3]),
        (4, 0, [2, 2]),
        (5, 0, [2, 3]),
        (7, 0, [2, 2, 3]),
        (9, 0, [3, 3, 3]),
        (16, 0, [2] * 8),
        (8, 3, [3, 3, 2]),
        (7, 3, [2, 2, 3]),
    ],
)
def test_the_groups_fit_those_who_are_here(people: int, size: int, made: list[int]) -> None:
    names = tuple(f"N{chr(97 + n)}" for n in range(people))
    table = at(replace(PAIRS, size=size), names)
    assert sorted(map(len, groups(table))) == sorted(made)


def test_a_three_among_pairs_has_a_third_turn_and_the_others_talk_on() -> None:
    table = at(names=SIX[:5])
    table.press("green", "green", "green")
    assert table.keys.count("interview_question") == 3
    assert table.keys[-2:] == ["interview_swap_largest", "interview_question"]
    assert table.meeting.index == 0
    table.press("green")
    assert table.meeting.index == 1


def test_a_three_at_one_table_is_asked_at_once() -> None:
    table = at(names=SIX[:3])
    assert "interview_find" not in table.keys
    assert table.keys[-1] == "interview_question"


def test_where_groups_became_larger_the_turns_become_shorter_and_the_item_ends_in_time() -> None:
    planned = replace(PAIRS, seconds=60 + 2 * 315)
    assert planned.turn_in(6) == 300
    assert planned.turn_in(5) == 180
    assert planned.needs(5) <= planned.seconds


@pytest.mark.parametrize("part", [0.9, 0.5])
def test_shortened_it_takes_that_much_less(part: float) -> None:
    shorter = PAIRS.shortened(part, 6, RULES)
    assert shorter.turn_seconds == 300 * part
    assert PAIRS.seconds - shorter.seconds == pytest.approx(2 * (300 - 300 * part))


def test_shortened_each_round_gives_its_part() -> None:
    twice = replace(PAIRS, rounds=2, seconds=2 * PAIRS.seconds)
    shorter = twice.shortened(0.5, 6, RULES)
    assert twice.seconds - shorter.seconds == pytest.approx(2 * 2 * 150)


def test_new_partners_in_each_round() -> None:
    table = at(replace(PAIRS, rounds=3, seconds=2400))
    seen = []
    for _ in range(3):
        seen += [frozenset(group) for group in groups(table)]
        table.press("green", "green", "green")
    assert len(set(seen)) == 9
    assert table.keys.count("interview_new_partners") == 2
    assert table.meeting.index == 1


def test_three_who_stay_together_take_turns_at_telling_first() -> None:
    table = at(replace(PAIRS, rounds=2, seconds=2400), names=SIX[:3])
    first = groups(table)[0][0]
    table.press("green", "green", "green")
    assert "interview_new_round" in table.keys
    assert "interview_new_partners" not in table.keys
    assert groups(table)[0][0] != first


def test_who_comes_sits_down_with_a_pair_and_is_told_where_after_the_welcome() -> None:
    table = Table.with_plan(
        replace(
            at().meeting.plan,
            people=(*(Person(name) for name in SIX), Person("Gry", late=True)),
        )
    )
    table.press("green", "green")
    table.clear()
    table.hear("here", name="Gry")
    assert table.keys[:2] == ["joined", "group_go_to"]
    assert "Gry" in table.said[1].text
    assert sorted(map(len, groups(table))) == [2, 2, 3]
    # remembered once: nobody is counted as together twice
    assert sum(isinstance(note, TogetherNote) for note in table.meeting.notes) == 1


def test_who_goes_leaves_nobody_alone() -> None:
    table = at()
    table.press("green")
    gone = groups(table)[0][0]
    table.clear()
    table.hear("left", name=gone)
    assert table.keys[0] == "left_noted"
    assert table.keys[1] == "group_go_to"
    assert sorted(map(len, groups(table))) == [2, 3]
    assert gone not in {name for group in groups(table) for name in group}


def test_going_back_comes_to_the_turn_before_with_its_question() -> None:
    table = at()
    table.press("green")
    table.wait(100)
    table.press("green")
    table.press("yellow", "blue")
    table.wait(1)
    assert table.meeting.item.turn == 0


def test_the_next_meeting_gets_new_partners_and_other_questions() -> None:
    own = Interview("interviews", 720, turn_seconds=300)
    table = Table.with_plan(replace(at(own).meeting.plan, seed=3))
    table.press("green")
    first = {frozenset(group) for group in groups(table)}
    table.press("green")
    table.wait(800)
    table.hear("finish")
    table.hear("yes")
    heard = {note.question for note in table.meeting.notes if isinstance(note, QuestionNote)}
    assert len(heard) == 2
    again: Meeting = table.meeting
    assert again.stage == "finished"
    table.happens(events.StickIn(0.0, replace(table.meeting.plan, seed=3)))
    table.press("green", "green")
    assert first & {frozenset(group) for group in groups(table)} == set()
    table.press("green")
    now = {note.question for note in table.meeting.notes if isinstance(note, QuestionNote)}
    assert len(now) == 2
    assert now & heard == set()


def test_pairs_that_think_together_next_are_other_pairs() -> None:
    thinking = OneTwoFourAll("Alene, to, fire, alle", 720, question="Hvad nu?")
    table = Table.started(PAIRS, thinking, CLOSING, names=SIX)
    talked = groups(table)
    table.hear("next_item")
    table.press("green")
    thought = table.meeting.item.step.groups  # type: ignore[union-attr]
    assert not {frozenset(pair) for pair in talked} & {frozenset(pair) for pair in thought}


def test_new_partners_though_names_are_written_more_fully_than_last_time() -> None:
    plan = replace(at().meeting.plan, network="Nord")
    table = Table.with_plan(plan)
    table.press("green")
    before = {frozenset(pair) for pair in groups(table)}
    table.press("green")
    table.wait(800)
    table.hear("finish")
    table.hear("yes")
    people = tuple(Person(f"{name} Holm") for name in SIX)
    table.happens(events.StickIn(0.0, replace(plan, people=people)))
    table.press("green", "green")
    now = {frozenset(name.split()[0] for name in pair) for pair in groups(table)}
    assert not before & now


def test_questions_of_the_bank_get_deeper_from_round_to_round_and_none_comes_twice() -> None:
    item = Interview("interviews", 3000, rounds=3)
    rounds, spare = questions_of(item, 3, BANK, form="lær hinanden at kende", seed=5)
    depth = {entry.say: entry.depth for entry in BANK.entries}
    assert [{depth[question] for question in row} for row in rounds] == [{1}, {2}, {3}]
    everything = [question for row in rounds for question in row] + list(spare)
    assert len(everything) == len(set(everything)) == 13
    # after three rounds earlier today it goes on where it was
    more, _ = questions_of(item, 2, BANK, before=3, read=set(everything), seed=5)
    assert {depth[question] for row in more for question in row} <= {2, 3}
    assert not {question for row in more for question in row} & set(everything)


def test_the_plans_questions_are_asked_the_same_of_all_the_unread_first() -> None:
    item = replace(PAIRS, rounds=2)
    rounds, spare = questions_of(item, 2, BANK, read={"Hvad håber du?"})
    assert rounds == (("Hvad frygter du?",) * 2, ("Hvad håber du?",) * 2)
    assert spare == ()
