"""1-2-4-alle and a round before the dialogue: everybody has thought or spoken before all do."""

import pytest

from device.meeting.items.one_two_four_all import OneTwoFourAll, times
from device.meeting.items.round_first import RoundFirst
from device.meeting.items.steps.in_groups import merged
from device.meeting.notes import TogetherNote
from tests.device.meeting.table import CLOSING, NAMES, Table

EIGHT = ("Anne", "Bo", "Cilla", "Dan", "Eva", "Finn", "Gro", "Hans")
ALL = OneTwoFourAll("Alene, to, fire, alle", 720, question="Hvad nu?")
FIRST = RoundFirst(
    "Dialog", 900, topic="Ledelse", opening="Hvad er svært?", questions=("Og så?",), turn_seconds=30
)


def together(table: Table) -> tuple[tuple[str, ...], ...]:
    (note,) = [note for note in table.meeting.notes if isinstance(note, TogetherNote)]
    return note.groups


def test_a_minute_two_four_and_a_point_from_each_four() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    assert [said.text for said in table.said[-2:]] == [
        "Hvad nu?",
        "Tænk selv, og skriv et par ord.",
    ]
    assert table.meeting.shown.light.mode == "dim"
    steps = []
    for seconds in (60, 120, 240):
        table.clear()
        table.wait(seconds + 5)
        steps.append([said.text for said in table.said])
    assert steps[0][0].startswith("Gå sammen to og to.")
    assert steps[1][0].startswith("Nu går to par sammen.")
    assert steps[2][0].startswith("Så er vi alle samlet.")
    assert table.keys[-1] == "points_start"
    fours = together(table)
    assert sorted(map(len, fours)) == [4, 4]
    assert {name for four in fours for name in four} == set(EIGHT)
    table.clear()
    table.press("green")
    assert table.keys[-1] == "points_start"
    table.wait(12)
    table.press("green")
    assert "Skriv det op, så vi kan bruge det." in [said.text for said in table.said]
    assert table.meeting.index == 1
    assert table.meeting.turns == (), "what a group says is nobody's turn"


def test_the_pairs_of_a_four_were_a_pair_before() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    pairs = table.meeting.item.step.groups  # type: ignore[union-attr]
    table.press("green")
    table.wait(3)
    assert together(table) == merged(pairs)
    assert all(set(pair) <= set(four) for pair, four in zip(pairs, [f for f in together(table)
               for _ in range(2)], strict=True))  # fmt: skip


def test_groups_that_are_done_early_are_not_warned_that_time_runs_out() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    table.wait(29.5)  # the clock is looked at in half a second
    table.clear()
    table.press("green")
    table.wait(1)
    assert table.chimes == ["end"]


@pytest.mark.parametrize("until", ["green", "their time is up"])
def test_the_groups_stay_what_they_are_however_a_step_ends(until: str) -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    pairs = table.meeting.item.step.groups  # type: ignore[union-attr]
    for seconds in (125, 245):
        table.clear()
        if until == "green":
            table.press("green")
        table.wait(3 if until == "green" else seconds)
    assert together(table) == merged(pairs)
    assert table.keys[-1] == "points_start", "each four tells its best"


def test_where_the_table_is_loud_a_chime_and_a_breath_come_before_a_word() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    table.clear()
    table.wait(119)
    assert (table.keys, table.chimes) == ([], ["warning"])
    table.wait(1)
    assert (table.keys, table.chimes) == ([], ["warning", "end"])
    table.wait(1.5)
    assert table.keys == []
    table.wait(1)
    assert table.keys[0] == "own_words"


def test_green_ends_the_pairs_as_the_time_does() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    table.wait(30)
    table.clear()
    table.press("green")
    assert (table.keys, table.chimes) == ([], ["end"])
    table.wait(2.5)
    assert table.said[0].text.startswith("Nu går to par sammen.")


def test_who_is_together_is_read_when_asked() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    groups = table.last
    table.clear()
    table.hear("groups")
    assert table.last == groups


@pytest.mark.parametrize("count", [3, 4, 7, 8, 16])
def test_fewer_people_take_fewer_steps_and_all_of_the_time(count: int) -> None:
    seconds = times(720, count)
    assert sum(seconds.values()) == pytest.approx(720)
    assert list(seconds) == [name for name, few in (("one", 1), ("two", 4), ("four", 8), ("all", 1))
                             if count >= few]  # fmt: skip


@pytest.mark.parametrize("minutes", [6, 12, 24])
def test_the_times_go_with_the_items_length(minutes: int) -> None:
    assert times(60 * minutes, 8) == {
        "one": 5 * minutes, "two": 10 * minutes, "four": 20 * minutes, "all": 25 * minutes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "fours"),
    [
        (("ab", "cd"), ["abcd"]),
        (("ab", "cd", "ef", "gh"), ["abcd", "efgh"]),
        (("ab", "cde", "fg", "hi", "jk"), ["abcde", "fghijk"]),
    ],
)
def test_a_pair_that_is_left_over_goes_with_the_last_two(
    pairs: tuple[str, ...], fours: list[str]
) -> None:
    assert ["".join(four) for four in merged(tuple(map(tuple, pairs)))] == fours


def test_one_comes_and_one_goes_while_pairs_talk() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT)
    table.press("green")
    table.clear()
    table.hear("guest")
    assert "group_go_to" in table.keys
    table.hear("left", name="Anne")
    groups = table.meeting.item.step.groups  # type: ignore[union-attr]
    assert all(len(group) >= 2 for group in groups)
    assert not any("Anne" in group for group in groups)


def test_three_people_think_and_then_talk() -> None:
    table = Table.started(ALL, CLOSING, names=EIGHT[:3])
    table.press("green")
    assert table.last == "Sig nu hver især det bedste, I har skrevet."
    table.press("green")
    assert table.meeting.index == 1


def test_everybody_speaks_before_the_word_is_free() -> None:
    table = Table.started(FIRST, CLOSING)
    assert "Hvad er svært?" in [said.text for said in table.said]
    table.clear()
    for _ in NAMES:
        table.wait(20)
        table.press("green")
    assert [turn.name for turn in table.meeting.turns] == list(NAMES)
    assert table.keys[-1] == "dialogue_intro"
    assert "Hvad er svært?" not in [said.text for said in table.said], "it was read before"
    table.clear()
    table.hear("repeat_question")
    assert table.last == "Hvad er svært?"
    table.press("blue")
    assert table.last == "Og så?"
    table.press("green")
    assert table.meeting.index == 1


def test_the_dialogue_has_what_the_round_leaves() -> None:
    assert FIRST.dialogue_seconds(4) == 900 - 30 - 4 * 40
    assert FIRST.dialogue_seconds(3) > FIRST.dialogue_seconds(16) >= 120


def in_pairs() -> Table:
    table = Table.started(ALL, CLOSING, names=EIGHT[:6])
    table.press("green")
    table.clear()
    return table


def test_who_moves_is_told_when_the_one_who_went_has_been_told_goodbye() -> None:
    table = in_pairs()
    table.hear("left", name="Anne")
    assert table.said[0].key == "left_noted"
    assert "går hen til" in table.said[1].text
    table.clear()
    table.hear("here", name="Anne")
    assert table.said[0].key == "joined"
    assert "Anne" in table.said[1].text


def test_who_was_together_is_remembered_as_it_became() -> None:
    table = in_pairs()
    table.hear("left", name="Anne")
    assert {name for pair in together(table) for name in pair} == set(EIGHT[1:6])
    table.hear("here", name="Anne")
    assert together(table) == table.meeting.item.step.groups  # type: ignore[union-attr]
