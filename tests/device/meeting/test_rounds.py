"""One person at a time, the same time for everyone."""

from dataclasses import replace

import pytest

from tests.device.meeting.table import CLOSING, DIALOGUE, NAMES, ROUND, Table


def in_a_round(**more: object) -> Table:
    table = Table.started(ROUND, CLOSING, **more)
    table.clear()
    return table


def test_signals_come_to_the_second_they_are_due() -> None:
    table = in_a_round()
    assert table.light == "green"
    table.wait(44.9)
    assert table.chimes == []
    table.wait(0.2)  # 45 s: the last 15 s are the warning
    assert (table.chimes, table.light) == (["warning"], "yellow")
    table.wait(15)
    assert (table.chimes, table.light) == (["warning", "end"], "red")


@pytest.mark.parametrize(
    ("turn", "warned_at"),
    [
        pytest.param(300, 240, id="five minutes: the last fifth"),
        pytest.param(60, 45, id="one minute: the last quarter of a minute"),
        pytest.param(30, 15, id="half a minute: its second half"),
        pytest.param(20, 10, id="twenty seconds: never before half of them"),
        pytest.param(15, 7.5, id="fifteen seconds: never before half of them"),
    ],
)
def test_the_warning_comes_when_the_better_part_of_a_turn_is_over(
    turn: float, warned_at: float
) -> None:
    table = Table.started(replace(ROUND, turn_seconds=turn), CLOSING)
    table.clear()
    table.wait(warned_at - 0.1)
    assert (table.chimes, table.light) == ([], "green")
    table.wait(0.2)
    assert (table.chimes, table.light) == (["warning"], "yellow")


def test_the_box_thanks_and_moves_on_after_a_short_grace() -> None:
    table = in_a_round()
    table.wait(60 + 9.9)
    assert table.said == []
    table.wait(0.2)
    assert table.keys == ["turn_thanks", "turn_start"]
    assert "Anne" in table.said[0].text
    assert "Bo" in table.said[1].text
    assert table.meeting.turns[0].used == pytest.approx(70)


def test_the_box_waits_where_the_plan_says_so() -> None:
    table = in_a_round(on_time_up="wait")
    table.wait(500)
    assert table.meeting.turns == ()
    table.clear()
    table.hear("next")
    assert table.keys == ["turn_thanks", "turn_start"]
    assert table.meeting.turns[0].used == pytest.approx(500)


def test_a_minute_more_is_a_whole_minute_from_now_when_the_time_was_up() -> None:
    table = in_a_round(on_time_up="wait")
    table.wait(80)
    table.hear("more_time", minutes=1.0)
    assert [said.text for said in table.said[-2:]] == [
        "Så er der et minut mere.",
        "Det koster de næste tyve sekunder hver.",
    ]
    assert table.light == "green"
    table.clear()
    table.wait(59.9)
    assert table.chimes == ["warning"]
    table.wait(0.2)
    assert table.chimes == ["warning", "end"]


def test_everyone_has_had_a_turn_and_the_round_is_over() -> None:
    table = in_a_round()
    for _ in NAMES:
        table.wait(30)
        table.press("green")
    assert "round_over" in table.keys
    assert [turn.name for turn in table.meeting.turns] == list(NAMES)
    assert {turn.used for turn in table.meeting.turns} == {30.0}


def test_the_word_goes_to_somebody_else_and_comes_back() -> None:
    table = in_a_round()
    table.wait(5)
    table.hear("floor_to", name="Dan")  # Anne had hardly begun
    assert "Dan" in table.last
    table.press("green")
    assert "Anne" in table.last
    table.press("green")
    assert "Bo" in table.last


def test_the_word_given_away_late_is_not_given_back() -> None:
    table = in_a_round()
    table.wait(30)
    table.hear("floor_to", name="Dan")
    table.press("green")
    assert "Bo" in table.last
    assert [turn.name for turn in table.meeting.turns] == ["Anne", "Dan"]


def test_a_name_can_be_skipped_before_its_turn() -> None:
    table = in_a_round()
    table.hear("skip", name="Bo")
    assert "Bo" in table.last
    table.press("green")
    assert "Cilla" in table.last


def test_back_gives_the_one_before_what_was_left() -> None:
    table = in_a_round()
    table.wait(20)
    table.press("green")
    table.hear("back")
    assert table.last == "Anne, du har fyrre sekunder tilbage."
    assert table.meeting.item is not None
    assert table.meeting.item.timer is not None
    assert table.meeting.item.timer.left(table.now) == 40


def test_a_pause_stops_every_clock_until_the_box_has_said_where_it_is() -> None:
    table = in_a_round()
    table.wait(30)
    table.press("yellow")
    assert table.last == "Pause. Uret er stoppet. Tryk gul, når I vil videre."
    assert table.light == "blue"
    table.wait(1000)
    table.press("yellow")
    assert table.last == "Anne, du har tredive sekunder tilbage."
    table.wait(14.9)
    assert table.chimes == []
    table.wait(0.2)
    assert table.chimes == ["warning"]
    table.wait(30)
    assert table.meeting.turns[0].used == pytest.approx(70)
    assert table.meeting.record.paused == pytest.approx(1000)


def test_the_order_is_shuffled_the_same_way_each_time() -> None:
    def first_name(seed: int) -> str:
        shuffled = replace(ROUND, shuffled=True)
        return Table.started(shuffled, CLOSING, seed=seed).said[-1].text

    assert first_name(3) == first_name(3)
    assert len({first_name(seed) for seed in range(8)}) > 1


def test_a_dialogue_cuts_nobody_off() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.clear()
    table.wait(300)
    assert table.chimes == ["warning", "end"]
    assert table.keys == ["dialogue_time_up"]
    table.wait(900)
    assert table.meeting.index == 0
    table.hear("next")
    assert table.meeting.index == 1
    assert table.meeting.items[0].used == pytest.approx(1200)


def test_questions_are_read_on_request_and_start_over_only_when_asked_again() -> None:
    table = Table.started(DIALOGUE, CLOSING)
    table.clear()
    table.hear("question")
    table.press("blue", "blue")
    assert table.keys == ["own_words", "own_words", "questions_over"]
    table.press("blue")
    assert [said.text for said in table.said if said.key == "own_words"] == [
        "Og så?",
        "Hvorfor?",
        "Og så?",
    ]


def test_the_group_is_late_so_the_round_gets_shorter_and_the_last_item_does_not() -> None:
    long_round = replace(ROUND, seconds=960, turn_seconds=240)
    table = Table.started(DIALOGUE, long_round, CLOSING)
    table.wait(300 + 480)  # eight minutes over
    table.clear()
    table.hear("next")
    assert "shortened_round" in table.keys
    assert table.said[1].text == "Vi er otte minutter bagud, så taletiden bliver kortere."
    assert table.meeting.item is not None
    assert table.meeting.item.timer is not None
    assert table.meeting.item.timer.given == 120
    for _ in NAMES:
        table.press("green")
    assert table.meeting.item.timer.given == 60


def test_a_pause_puts_the_next_reminder_off() -> None:
    table = Table.started(ROUND, CLOSING, on_time_up="wait")
    table.wait(60 + 60 + 1)
    assert table.keys[-1] == "turn_over_waiting", "reminded once"
    table.press("yellow")
    table.wait(240)
    table.press("yellow")
    table.clear()
    table.wait(170)
    assert "end" not in table.chimes
    table.wait(20)
    assert "end" in table.chimes
