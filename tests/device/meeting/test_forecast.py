"""One forecast: the end that is told, and what is shortened for it, fit what then happens."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from device.meeting import events, plan
from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.breaks.plan import Break
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.items.voices.plan import VoiceLesson
from device.meeting.items.welcome.plan import Welcome
from device.meeting.told import seconds_left
from tests.device.meeting.table import NAMES, Table

Act = Callable[[Table], None]

TALK = TopicDialogue("dialog", 600, topic="tillid")
ROUND = SpeakingRound("runde", 480, question="Hvordan går det?", turn_seconds=120)
LONG = SpeakingRound("lang runde", 1200, question="Hvad nu?", turn_seconds=300)
REST = Break("pause", 300)
SCORES = Evaluation(
    "evaluering", 360, statements=("Godt?",), question="Hvad var godt?", turn_seconds=60
)
END = Closing("afslutning", 300, points=("Dato.", "Vært."))


def wait(minutes: float) -> Act:
    return lambda table: table.wait(60 * minutes)


def press(*buttons: str) -> Act:
    return lambda table: table.press(*buttons)


def more(minutes: float) -> Act:
    return lambda table: table.hear("more_time", minutes=minutes)


def hear(intent: str, **values: object) -> Act:
    return lambda table: table.hear(intent, **values)


SITUATIONS: dict[str, tuple[list[plan.Item], list[Act], float]] = {
    "at the start": ([TALK, END], [], 15),
    "some way in": ([TALK, END], [wait(4)], 11),
    "more time for a dialogue": ([TALK, END], [wait(4), more(5)], 16),
    "more time twice": ([TALK, END], [more(5), more(2)], 22),
    "more time after the end": ([TALK, END], [wait(12), more(5)], 10),
    "more time for a turn": ([ROUND, END], [wait(1), more(2)], 12),
    "a round with turns left": ([ROUND, END], [wait(1), press("green")], 11),
    "a round in its last turn": ([ROUND, END], [press(*["green"] * 3), wait(1)], 6),
    "one is skipped": ([ROUND, END], [hear("skip", name="Dan")], 11),
    "a dialogue in overrun": ([TALK, END], [wait(25)], 5),
    "a turn in overrun": ([ROUND, END], [wait(2.1)], 11),
    "a dialogue that was shortened": ([TALK, TALK, LONG, END], [wait(20), press("green")], 25),
    "a round that was shortened": ([TALK, LONG, LONG, END], [wait(20), press("green")], 35),
    "what comes is shortened too": ([TALK, LONG, END], [wait(14)], 20 - 4 + 5),
    "a talk before the rules": (
        [Agreement("aftale", 300, dare=True), END],
        [wait(1), more(2)],
        5 - 1 + 2 + 5,
    ),
    "in a pause": ([TALK, END], [wait(4), press("yellow"), wait(20)], 11),
    "after a pause": ([TALK, END], [wait(4), press("yellow"), wait(20), press("yellow")], 11),
    "in a break": ([REST, TALK, END], [wait(2)], 18),
    "a longer break": ([REST, TALK, END], [wait(2), more(5)], 23 - 5),
    "the break is over": ([REST, TALK, END], [wait(6)], 14),
    "in the evaluation": ([SCORES, END], [wait(0.2)], 11 - 0.2),
    "in its round": ([SCORES, END], [press(*["score4"] * 4), wait(0.5)], 8.5),
    "in the closing": ([TALK, END], [press("green"), wait(1)], 4),
    "at its last point": ([TALK, END], [press("green", "green"), wait(1)], 1.5),
    "the closing's point in overrun": ([TALK, END], [press("green"), wait(3)], 2.5),
}
"""Agenda, what has happened, and the minutes until the end."""


@pytest.mark.parametrize(("agenda", "acts", "minutes"), SITUATIONS.values(), ids=SITUATIONS)
def test_the_end_is_told_right(agenda: list[plan.Item], acts: list[Act], minutes: float) -> None:
    table = Table.started(*agenda, on_time_up="wait")
    for act in acts:
        act(table)
    assert seconds_left(table.meeting) == pytest.approx(60 * minutes, abs=12)
    table.hear("end_time")
    assert table.keys[-1] in {"end_time", "end_time_paused"}
    assert "nul" not in table.last


@pytest.mark.parametrize(
    ("acts", "key"),
    [
        ([wait(4)], "end_time"),
        ([press("green"), wait(2.2)], "end_soon"),
        ([press("green"), wait(2.5)], "end_now"),
        ([press("green"), wait(3)], "end_now"),
    ],
)
def test_the_last_moments_are_not_counted(acts: list[Act], key: str) -> None:
    table = Table.started(END, on_time_up="wait")
    for act in acts:
        act(table)
    table.hear("end_time")
    assert table.keys[-1] == key
    assert "nul" not in table.last


SHORTENED: dict[str, tuple[plan.Item, float, str | None, str]] = {
    "on time": (LONG, 10, None, ""),
    "half a minute late": (LONG, 10.5, None, ""),
    "a round": (LONG, 16, "shortened_round", "taletiden bliver kortere"),
    "a round at its shortest": (LONG, 40, "shortened_round", "taletiden bliver kortere"),
    "turns that can't be shorter": (replace(LONG, seconds=120, turn_seconds=30), 16, None, ""),
    "a dialogue": (TALK, 13, "shortened", "dialog"),
    "a dialogue of a minute": (replace(TALK, seconds=60), 13, None, ""),
    "one marked fixed": (replace(LONG, fixed=True), 16, None, ""),
    "a break": (REST, 16, None, ""),
    "an evaluation's turns": (SCORES, 12, "shortened_evaluation", "tredive sekunder til hver"),
    "an evaluation without a round": (replace(SCORES, question=""), 16, None, ""),
    "an evaluation of short turns": (replace(SCORES, turn_seconds=30.0), 16, None, ""),
    "an agreement": (Agreement("aftale", 300, dare=True), 16, None, ""),
    "a voice enrolment": (VoiceLesson("stemmer", 300), 16, None, ""),
}
"""What comes next, the minutes that the ten-minute dialogue before took, what is said of it."""


@pytest.mark.parametrize(("item", "took", "key", "words"), SHORTENED.values(), ids=SHORTENED)
def test_shorter_is_said_only_of_what_is_shorter(
    item: plan.Item, took: float, key: str | None, words: str
) -> None:
    table = Table.started(TALK, item, END)
    table.wait(60 * took)
    table.clear()
    table.hear("next")
    said = [each for each in table.said if each.key.startswith("shortened")]
    assert [each.key for each in said] == ([key] if key else [])
    assert all(words in each.text for each in said)
    assert (table.meeting.item_seconds < item.seconds) == bool(key)


@pytest.mark.parametrize("item", [LONG, TALK, SCORES], ids=["round", "dialogue", "evaluation"])
def test_how_late_it_is_is_said_roughly(item: plan.Item) -> None:
    table = Table.started(TALK, item, END)
    table.wait(600 + 187)
    table.hear("next")
    (said,) = [each for each in table.said if each.key.startswith("shortened")]
    assert "tre minutter bagud" in said.text


@pytest.mark.parametrize("late", [0, 5, 20, 60])
def test_the_last_item_keeps_its_time(late: float) -> None:
    table = Table.started(TALK, ROUND, END, on_time_up="wait")
    table.wait(600 + 60 * late)
    table.press(*["green"] * (1 + len(NAMES)))
    assert table.meeting.item_seconds == END.seconds
    assert seconds_left(table.meeting) == pytest.approx(300)


def test_what_is_told_is_what_happens() -> None:
    table = Table.started(TALK, LONG, TALK, SCORES, END)
    table.wait(840)
    told = table.now + seconds_left(table.meeting)
    table.press("green")
    for _ in NAMES:
        assert table.meeting.item is not None
        assert table.meeting.item.timer is not None
        table.wait(table.meeting.item.timer.left(table.now))
        table.press("green")
    assert table.now + seconds_left(table.meeting) == pytest.approx(told, abs=60)


def test_fewer_people_need_less_time_and_nobody_is_hurried() -> None:
    table = Table.started(Welcome("velkomst", 10), LONG, ROUND, TALK, END)
    table.wait(40)
    table.hear("number", number=2)
    table.wait(50)  # who is it?
    table.hear("absent", name="Bo")
    table.hear("absent", name="Cilla")
    assert table.keys[-1] == "turn_start"
    assert not any(key.startswith("shortened") for key in table.keys)
    assert seconds_left(table.meeting) == 2 * 300 + 2 * 120 + 600 + 300


@pytest.mark.parametrize(
    ("left", "words"), [(592, "ti minutter"), (478, "otte minutter"), (312, "fem minutter")]
)
def test_a_dialogue_goes_on_with_a_round_number(left: float, words: str) -> None:
    table = Table.started(TALK, END)
    table.wait(600 - left)
    table.press("yellow", "yellow")
    assert table.keys[-1] == "dialogue_resumed"
    assert words in table.last
    assert "sekund" not in table.last


@pytest.mark.parametrize(
    ("waits", "asked", "extra"),
    [([30], [2.0], 120), ([80], [2.0], 120), ([200, 100], [1.0, 0.5], 90), ([0], [1.0], 60)],
)
def test_the_extra_time_that_is_kept_is_what_was_asked_for(
    waits: list[float], asked: list[float], extra: float
) -> None:
    table = Table.started(replace(ROUND, seconds=240, turn_seconds=60), END, on_time_up="wait")
    for seconds, minutes in zip(waits, asked, strict=True):
        table.wait(seconds)
        assert table.meeting.item is not None
        assert table.meeting.item.timer is not None
        left = max(0.0, table.meeting.item.timer.left(table.now))
        table.hear("more_time", minutes=minutes)
        assert table.meeting.item.timer is not None
        assert table.meeting.item.timer.left(table.now) == pytest.approx(left + 60 * minutes)
    table.press("green")
    assert table.meeting.turns[0].extra == extra


def test_time_asked_for_while_a_name_is_said_is_given() -> None:
    table = Table.with_plan(Table.started(ROUND, END).meeting.plan)  # type: ignore[arg-type]
    table.speaks = False
    table.press("green")
    table.hear("more_time", minutes=2.0)
    table.speaks = True
    table.happens(events.Tick(0.0))
    assert table.meeting.awaiting is None
    assert table.meeting.item is not None
    assert table.meeting.item.timer is not None
    assert table.meeting.item.timer.extra == 120
