"""Whatever took the group on too early can be taken back, with the time that was left."""

from collections.abc import Callable

import pytest

from device.meeting import events, plan
from device.meeting.items.evaluation.state import EvaluationState
from device.meeting.items.voices.plan import VoiceLesson
from tests.device.meeting.table import (
    AGREEMENT,
    ANOTHER_PERSON,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    NAMES,
    ROUND,
    WELCOME,
    Table,
)

Act = Callable[[Table], None]


def press(*buttons: str) -> Act:
    return lambda table: table.press(*buttons)


def hear(intent: str, **values: object) -> Act:
    return lambda table: table.hear(intent, **values)


def finish(table: Table) -> None:
    table.hear("finish")
    if table.meeting.confirm == "evaluate":
        table.hear("no")
    table.hear("yes")


AGENDA = (ROUND, DIALOGUE, BREAK, EVALUATION, CLOSING)
GO_ON = {
    "green": press("green"),
    "next": hear("next"),
    "skip": hear("skip"),
    "skip by name": hear("skip", name="Anne"),
    "floor to another": hear("floor_to", name="Cilla"),
    "next item": hear("next_item"),
    "evaluation": hear("evaluate"),
    "end of the meeting": finish,
}
BACK = {
    "back": hear("back"),
    "undo": hear("undo"),
    "yellow, blue": press("yellow", "blue"),
}
STEPS = {
    f"{step}, {how}": (go_on, back)
    for step, go_on in GO_ON.items()
    for how, back in BACK.items()
    if (step, how) != ("evaluation", "undo")  # there it takes a score back
}


def left(table: Table) -> float:
    assert table.meeting.item is not None
    assert table.meeting.item.timer is not None
    return table.meeting.item.timer.left(table.now)


def assert_anne_has_forty_seconds(table: Table) -> None:
    assert table.keys[-1] == "turn_resumed"
    assert "Anne" in table.last
    assert "fyrre sekunder" in table.last
    assert left(table) == pytest.approx(40)


@pytest.mark.parametrize(("go_on", "back"), STEPS.values(), ids=STEPS.keys())
@pytest.mark.parametrize("away", [0.0, 25.0])
def test_the_first_turn_comes_back_with_its_time(go_on: Act, away: float, back: Act) -> None:
    table = Table.started(*AGENDA)
    table.wait(20)
    go_on(table)
    table.wait(away)
    if table.meeting.stage == "finished" and back is BACK["yellow, blue"]:
        table.press("yellow")
    else:
        back(table)
    assert_anne_has_forty_seconds(table)
    assert table.meeting.turns == table.meeting.items == ()
    # And the meeting is one in which nothing of that ever happened.
    table.wait(10)
    for _ in NAMES:
        table.press("green")
    assert [(turn.name, turn.skipped) for turn in table.meeting.turns] == [
        (name, False) for name in NAMES
    ]
    assert table.meeting.turns[0].used == pytest.approx(30)
    assert [item.index for item in table.meeting.items] == [0]
    others = ANOTHER_PERSON * len(NAMES[1:])
    assert table.meeting.items[0].used == pytest.approx(30 + away + others)
    assert table.meeting.paused == 0


@pytest.mark.parametrize(
    ("item", "waited", "go_on", "said"),
    [
        (DIALOGUE, 100, press("green"), ("dialogue_resumed", "tre og et halvt minut")),
        (DIALOGUE, 310, press("green"), ("dialogue_time_up", "")),
        (BREAK, 300, press("green"), ("break_start", "fem minutter")),
        (CLOSING, 10, press("green"), ("own_words", "Find en dato.")),
        (CLOSING, 10, hear("next_item"), ("own_words", "Find en dato.")),
        (EVALUATION, 5, hear("next_item"), ("scores_how", "Tryk på skift")),
        (AGREEMENT, 5, hear("next_item"), ("agreement_dare", "et minut")),
    ],
)
def test_every_item_comes_back(
    item: plan.Item, waited: float, go_on: Act, said: tuple[str, str]
) -> None:
    table = Table.started(item, CLOSING)
    table.wait(waited)
    before = table.meeting.item
    assert before is not None
    clock = before.timer.left(table.now) if before.timer else None
    go_on(table)
    table.wait(15)
    table.hear("back")
    assert "gone_back" in table.keys
    key, words = said
    assert table.keys[-1] == key
    assert words in table.last
    assert (table.meeting.index, table.meeting.items) == (0, ())
    if clock is not None:
        assert left(table) == pytest.approx(clock)


@pytest.mark.parametrize(("used", "after"), [(0, 60), (45, 15), (50, 10), (51, 30), (65, 30)])
def test_a_turn_comes_back_with_what_was_left_or_a_little(used: float, after: float) -> None:
    table = Table.started(ROUND, CLOSING, on_time_up="wait")
    table.wait(used)
    table.hear("next")
    table.wait(20)
    table.hear("back")
    assert left(table) == pytest.approx(after)


def test_a_turn_that_ran_out_comes_back_with_a_little_time() -> None:
    table = Table.started(ROUND, CLOSING)
    table.wait(71)
    assert "Bo" in table.last
    table.hear("back")
    assert left(table) == pytest.approx(30)
    table.wait(20)
    assert table.meeting.turns == ()
    table.press("green")
    assert table.meeting.turns[0].extra == 0


def test_someone_skipped_ahead_comes_back_and_the_speakers_clock_runs_on() -> None:
    table = Table.started(ROUND, CLOSING)
    table.hear("skip", name="Cilla")
    table.wait(20)
    table.hear("undo")
    assert left(table) == pytest.approx(40)
    for _ in NAMES:
        table.press("green")
    assert [(turn.name, turn.skipped) for turn in table.meeting.turns] == [
        (name, False) for name in NAMES
    ]


def test_step_by_step() -> None:
    table = Table.started(ROUND, CLOSING)
    for _ in range(3):
        table.wait(10)
        table.press("green")
    assert "Dan" in table.last
    for name in ("Cilla", "Bo", "Anne"):
        table.hear("back")
        assert table.last.startswith(name)
    table.hear("back")
    assert table.keys[-1] == "back_too_far"
    assert table.meeting.turns == ()


def test_not_after_a_long_while_and_a_pause_is_no_while() -> None:
    for paused, waited, gone_back in ((0, 179, True), (0, 181, False), (500, 170, True)):
        table = Table.started(DIALOGUE, ROUND, CLOSING, on_time_up="wait")
        table.press("green")
        table.wait(waited)
        if paused:
            table.press("yellow")
            table.wait(paused)
        table.hear("back")
        assert ("gone_back" in table.keys) == gone_back
        assert ("back_too_far" in table.keys) != gone_back
        assert table.meeting.index == (0 if gone_back else 1)


def test_the_end_too_is_final_after_a_while() -> None:
    table = Table.started(ROUND, CLOSING)
    finish(table)
    table.wait(200)
    table.now += 200
    table.hear("back")
    assert table.meeting.stage == "finished"
    assert table.keys[-1] == "help_finished"


def test_pauses_in_between_are_pauses_still() -> None:
    table = Table.started(DIALOGUE, ROUND, CLOSING)
    table.wait(100)
    table.press("green")
    table.wait(10)
    table.press("yellow")
    table.wait(50)
    table.press("yellow")
    table.wait(10)
    table.hear("back")
    assert left(table) == pytest.approx(200)
    table.wait(30)
    table.press("green")
    assert table.meeting.items[0].used == pytest.approx(100 + 10 + 10 + 30)
    assert table.meeting.paused == pytest.approx(50)


def test_scores_are_not_counted_twice() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press(*["score4"] * len(NAMES))
    table.wait(6)
    assert len(table.meeting.scores) == 1
    table.hear("back")
    assert table.keys[-1] == "scores_kept"
    assert table.meeting.scores == ()
    table.wait(6)
    assert [score.counts for score in table.meeting.scores] == [(0, 0, 0, 4, 0)]


def test_what_is_forgotten_does_not_come_back() -> None:
    table = Table.started(ROUND, CLOSING)
    finish(table)
    table.hear("forget")
    table.hear("yes")
    table.hear("back")
    assert table.meeting.stage == "empty"
    assert table.meeting.left == ()


def test_after_a_power_cut_too() -> None:
    table = Table.started(ROUND, CLOSING)
    table.wait(20)
    table.press("green")
    table.happens(events.Resumed(0.0))
    table.hear("back")
    assert_anne_has_forty_seconds(table)


@pytest.mark.parametrize("item", [ROUND, VoiceLesson("stemmer", 240)], ids=["round", "enrolment"])
def test_whoever_went_in_between_is_not_in_what_comes_back(item: plan.Item) -> None:
    table = Table.started(item, CLOSING)
    table.hear("next")
    table.hear("absent", name="Cilla")
    table.hear("back")
    assert "gone_back" in table.keys
    for _ in range(60):
        table.wait(2)
        table.press("green")
        if table.meeting.index:
            break
    assert table.meeting.index
    assert not any("Cilla" in said.people for said in table.said if said.key in HAS_THE_WORD)


HAS_THE_WORD = {"turn_start", "turn_now", "voices_turn"}


def test_whoever_went_in_between_has_not_scored_for_one_who_has_not() -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.press("score3", "score4", "green")
    table.hear("left", name="Dan")
    table.hear("back")
    table.wait(5)
    assert isinstance(table.meeting.item, EvaluationState)
    assert (table.meeting.item.number, table.meeting.item.counts) == (0, (0, 0, 1, 1, 0))


@pytest.mark.parametrize(
    ("intent", "name"), [("here", "Nina"), ("left", "Cilla"), ("left", "Dan"), ("guest", None)]
)
def test_to_come_and_to_go_is_no_step(intent: str, name: str | None) -> None:
    people = (*(plan.Person(n) for n in NAMES), plan.Person("Nina", absent=True))
    table = Table.started(ROUND, DIALOGUE, people=people)
    table.wait(30)
    table.press("green")  # Anne to Bo
    table.wait(15)
    table.hear(intent, name=name)
    table.hear("back")
    assert "Anne" in table.last


@pytest.mark.parametrize("who", ["Bo", "Cilla"])
def test_back_past_one_who_has_gone(who: str) -> None:
    table = Table.started(ROUND, DIALOGUE)
    for _ in ("Anne", "Bo"):
        table.wait(30)
        table.press("green")
    table.wait(15)
    table.hear("left", name=who)
    table.hear("back")
    assert ("Anne" if who == "Bo" else "Bo") in table.last


def test_a_guest_by_mistake_goes_with_the_answer_that_brought_him() -> None:
    table = Table.started(WELCOME, ROUND)
    table.hear("number", number=5)
    table.hear("yes")
    table.hear("back")
    assert "fire på listen" in table.last
    table.hear("number", number=4)
    assert (table.meeting.present, table.meeting.came) == (NAMES, 4)


def test_one_noted_as_missing_by_mistake_is_here_again() -> None:
    table = Table.started(WELCOME, ROUND)
    table.hear("number", number=3)
    table.hear("absent", name="Bo")
    table.hear("back")
    table.hear("absent", name="Cilla")
    assert (table.meeting.present, table.meeting.absent) == (("Anne", "Bo", "Dan"), ("Cilla",))
    assert "Anne" in table.last
