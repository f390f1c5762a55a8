"""Where pairs or groups talk at once little is taken for a command, and only what is sure.

So much talk at once comes close to some command now and then. Buttons do everything there.
"""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.items.interview.plan import Interview
from device.meeting.items.one_two_four_all import OneTwoFourAll
from device.meeting.items.presentation import Presentation
from device.meeting.items.sparring.plan import Sparring
from device.meeting.plan import Item
from device.meeting.signs import NAMING, UNDER_WAY, talk_at_once
from tests.device.meeting.table import CLOSING, DIALOGUE, ROUND, Table

EIGHT = ("Anne", "Bo", "Cilla", "Dan", "Eva", "Finn", "Gerda", "Hans")
PAIRS = Interview("par", 900, turn_seconds=400, questions=("Hvad håber du?", "Og så?"))
SPARRING = Sparring("sparring", 2400, rounds=1)
MUCH_TALK = 0.62
"""With what the talk of four pairs was taken for "næste"."""
BIG = ("pause", "next", "back", "undo", "question", "more_time", "groups", "help", "time_left")


def until_they_talk(item: Item, names: tuple[str, ...] = EIGHT) -> Table:
    """The group sits in its pairs or groups, and all talk."""
    table = Table.started(item, CLOSING, names=names)
    for _ in range(600):
        if talk_at_once(table.meeting):
            break
        table.wait(1)
    table.clear()
    return table


@pytest.mark.parametrize(
    ("item", "names", "at_once"),
    [
        pytest.param(PAIRS, EIGHT, True, id="pairs"),
        pytest.param(PAIRS, EIGHT[:2], False, id="one pair"),
        pytest.param(SPARRING, EIGHT, True, id="sparring in two groups"),
        pytest.param(SPARRING, EIGHT[:4], False, id="sparring, all together"),
        pytest.param(OneTwoFourAll("1-2-4", 1200, question="Hvad nu?"), EIGHT, True, id="1-2-4"),
        pytest.param(OneTwoFourAll("1-2-4", 600, question="Hvad?"), EIGHT[:2], False, id="1-2"),
        pytest.param(Presentation("oplæg", 600, speakers=("Bo",)), EIGHT, False, id="a talk"),
        pytest.param(DIALOGUE, EIGHT, False, id="a dialogue"),
        pytest.param(ROUND, EIGHT, False, id="a round"),
    ],
)
def test_who_talks_at_once(item: Item, names: tuple[str, ...], at_once: bool) -> None:
    table = until_they_talk(item, names)
    assert talk_at_once(table.meeting) == at_once


@pytest.mark.parametrize("item", [PAIRS, SPARRING], ids=["pairs", "sparring"])
def test_what_a_pair_needs_is_listened_for_and_no_names(item: Item) -> None:
    listen = until_they_talk(item).meeting.shown.listen_for
    assert {"next", "question", "more_time", "pause", "time_left", "undo"} <= listen.commands
    assert {"stop_all", "help", "repeat_question"} <= listen.commands
    assert not listen.commands & {"take_break", "finish", "next_item", "agenda", "take_host"}
    assert not listen.commands & {"here", "left", "absent", "one_more"}
    assert listen.answers == frozenset()


def test_pairs_listen_for_no_names_at_all() -> None:
    listen = until_they_talk(PAIRS).meeting.shown.listen_for
    assert not listen.commands & NAMING
    assert listen.names == ()


def test_sparring_listens_for_who_tells() -> None:
    table = until_they_talk(replace(SPARRING, need=False))
    assert "take_focus" in table.meeting.shown.listen_for.commands


@pytest.mark.parametrize("how", ["the wake word", "the white button"])
def test_whoever_calls_and_waits_can_say_everything(how: str) -> None:
    table = until_they_talk(PAIRS)
    table.happens(events.WakeWord(0.0) if how == "the wake word" else events.Pressed(0.0, "white"))
    assert table.meeting.shown.listen_for.answers >= UNDER_WAY
    if how == "the white button":
        table.happens(events.Released(0.0, "white"))
    table.hear("take_break", minutes=5.0, confidence=0.9)
    assert table.keys[0] == "rest_start"


@pytest.mark.parametrize(
    ("how", "done"), [("the wake word", False), ("the white button", True)], ids=["wake", "white"]
)
def test_a_hand_on_the_button_is_sure_and_a_wake_word_among_much_talk_is_not(
    how: str, done: bool
) -> None:
    table = until_they_talk(PAIRS)
    table.happens(events.WakeWord(0.0) if how == "the wake word" else events.Pressed(0.0, "white"))
    table.happens(events.Released(0.0, "white"))
    table.hear("take_break", minutes=5.0, confidence=MUCH_TALK)
    assert (table.keys[:1] == ["rest_start"]) == done
    assert ("no" in table.chimes) != done


def test_nobody_is_asked_again_amid_much_talk_and_the_ear_stays_closed() -> None:
    table = until_they_talk(PAIRS)
    table.happens(events.NotUnderstood(0.0))
    assert (table.keys, table.chimes) == ([], ["no"])
    assert table.meeting.attentive_until is None
    assert table.meeting.shown.listen_for.answers == frozenset()
    table.press("white")
    table.happens(events.Released(0.0, "white"))
    table.happens(events.NotUnderstood(0.0))
    assert table.keys == ["sorry"]


def test_the_white_button_counts_for_one_command() -> None:
    table = until_they_talk(PAIRS)
    table.press("white")
    table.happens(events.Released(0.0, "white"))
    table.hear("time_left", confidence=MUCH_TALK)
    assert table.keys == ["time_left"]
    table.hear("next", confidence=MUCH_TALK)
    assert table.keys == ["time_left"]
    table.press("white")
    table.happens(events.Released(0.0, "white"))
    table.wait(10)
    table.hear("next", confidence=MUCH_TALK)
    assert table.keys == ["time_left"]


@pytest.mark.parametrize("intent", BIG)
def test_what_is_not_sure_gets_the_low_tone_and_nothing_else(intent: str) -> None:
    table = until_they_talk(PAIRS)
    before = table.meeting
    table.hear(intent, confidence=MUCH_TALK, minutes=1.0)
    assert (table.keys, table.chimes) == ([], ["no"])
    assert replace(table.meeting, now=before.now) == before


@pytest.mark.parametrize(
    ("intent", "confidence", "said"),
    [
        ("next", 0.93, "interview_swap"),
        ("time_left", 0.8, "time_left"),
        ("pause", 1.0, "paused"),
    ],
)
def test_what_is_sure_is_done(intent: str, confidence: float, said: str) -> None:
    table = until_they_talk(PAIRS)
    table.hear(intent, confidence=confidence)
    assert table.keys[0] == said


def test_a_fire_alarm_is_never_doubted() -> None:
    table = until_they_talk(PAIRS)
    table.hear("stop_all", confidence=0.3)
    assert table.meeting.stopped


@pytest.mark.parametrize("item", [DIALOGUE, ROUND], ids=["a dialogue", "a round"])
def test_where_one_speaks_at_a_time_the_ear_judges_alone(item: Item) -> None:
    table = until_they_talk(item)
    table.hear("pause", confidence=MUCH_TALK)
    assert table.keys == ["paused"]


def test_an_answer_to_a_question_is_taken_as_it_is_heard() -> None:
    table = until_they_talk(PAIRS)
    table.happens(events.WakeWord(0.0))
    table.hear("finish")
    assert table.meeting.confirm == "finish"
    table.hear("no", confidence=MUCH_TALK)
    assert table.meeting.confirm is None
    assert table.chimes == ["listening"]


def test_buttons_do_everything_meanwhile() -> None:
    table = until_they_talk(PAIRS)
    table.press("yellow")
    assert table.keys == ["paused"]
    table.press("yellow")
    table.clear()
    table.press("green")
    assert table.keys[0] == "interview_swap"
