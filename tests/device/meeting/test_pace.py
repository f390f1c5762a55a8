"""Ahead or behind, what to do with time to spare, and how long it is until the break."""

from dataclasses import replace

import pytest

from device.meeting import events
from device.meeting.pace import HOW_TO_START, at_change, offer, offered, standing, to_break
from device.meeting.phrases import load_phrases
from device.meeting.plan import Item
from device.meeting.sentence import Sentence
from tests.device.meeting.table import (
    AGREEMENT,
    BREAK,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
    WELCOME,
    Table,
)

PHRASES = load_phrases()


def text(sentence: Sentence) -> str:
    return PHRASES.text(sentence.key, **sentence.values)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "Vi følger planen."),
        (1.9, "Vi følger planen."),
        (-1.9, "Vi følger planen."),
        (2, "Vi er to minutter bagud."),
        (8, "Vi er otte minutter bagud."),
        (-8, "Vi er otte minutter foran."),
    ],
)
def test_asked_it_always_answers(minutes: float, said: str) -> None:
    assert text(standing(60 * minutes)) == said


@pytest.mark.parametrize(
    ("minutes", "last_said", "said"),
    [
        (0, 0, None),
        (4.9, 0, None),
        (5, 0, "Vi er fem minutter bagud."),
        (-6, 0, "Vi er seks minutter foran."),
        (7, 5, None),
        (8, 5, "Vi er otte minutter bagud."),
        (0, 5, "Vi følger planen."),
        (3, 8, None),
        (2, 5, None),
        (1.9, 5, "Vi følger planen."),
        (0, -5, None),
        (-5, 5, "Vi er fem minutter foran."),
    ],
)
def test_unasked_it_says_only_what_is_news(
    minutes: float, last_said: float, said: str | None
) -> None:
    found = at_change(60 * minutes, 60 * last_said)
    assert (found and text(found)) == said


@pytest.mark.parametrize(
    ("minutes", "item", "given"),
    [
        (4.9, DIALOGUE, 0),
        (5, DIALOGUE, 5),
        (12, DIALOGUE, 10),
        (-10, DIALOGUE, 0),
        (12, BREAK, 0),
        (12, ROUND, 0),
        (12, CLOSING, 0),
    ],
)
def test_whole_steps_are_offered_to_what_more_time_does_good(
    minutes: float, item: Item, given: float
) -> None:
    assert offered(60 * minutes, item) == 60 * given


def test_an_offer_is_a_question() -> None:
    assert text(offer(600)) == (
        "Tiden er gået, men vi har tid til overs. Vil I have ti minutter mere? "
        "Sig ja, eller tryk grøn."
    )


@pytest.mark.parametrize(
    ("left", "items", "resting", "said"),
    [
        (300, [BREAK, DIALOGUE], False, "Der er cirka fem minutter til pausen."),
        (300, [DIALOGUE, BREAK, CLOSING, BREAK], False, "Der er cirka ti minutter til pausen."),
        (-90, [BREAK], False, "Der er pause om lidt."),
        (-120, [DIALOGUE, BREAK], False, "Der er cirka fem minutter til pausen."),
        (45, [BREAK], False, "Der er cirka femogfyrre sekunder til pausen."),
        (44, [BREAK], False, "Der er pause om lidt."),
        (300, [DIALOGUE, CLOSING], False, "Der er ikke flere pauser i dag."),
        (300, [DIALOGUE, BREAK], True, "Det er pause nu."),
    ],
)
def test_how_long_it_is_until_the_break(
    left: float, items: list[Item], resting: bool, said: str
) -> None:
    assert text(to_break(left, items, 4, resting=resting)) == said


def test_who_does_not_start_is_reminded_once() -> None:
    table = Table.with_plan(Table.started(ROUND).meeting.written)
    table.clear()
    table.wait(599)
    assert table.said == []
    table.wait(7200)
    assert table.keys == [HOW_TO_START.key]
    assert table.last.startswith("Jeg er klar")
    table.press("green")
    assert table.meeting.stage == "running"


LONG = DIALOGUE.__class__("dialog", 1800, topic="ledelse")
REST = (DIALOGUE, BREAK, CLOSING)


def test_a_table_that_asks_hears_where_it_is() -> None:
    table = Table.started(LONG, *REST)
    table.wait(600)
    table.hear("pace")
    assert table.last == "Vi følger planen."
    table.hear("to_break")
    assert table.last == "Der er cirka femogtyve minutter til pausen."
    table.wait(1800)
    table.hear("pace")
    assert table.last == "Vi er ti minutter bagud."
    table.hear("pause")
    table.hear("pace")
    assert table.last == "Vi er ti minutter bagud."


def test_in_the_break_it_is_the_break() -> None:
    table = Table.started(BREAK, DIALOGUE, BREAK, CLOSING)
    table.hear("to_break")
    assert table.last == "Det er pause nu."


def test_who_is_ahead_hears_it_when_the_next_item_begins_and_only_then() -> None:
    table = Table.started(LONG, *REST)
    table.wait(1200)
    table.clear()
    table.press("green")
    assert [said.text for said in table.said][1] == "Vi er ti minutter foran."
    table.clear()
    table.press("green")  # the dialogue took no time: five minutes more, which is news
    assert "pace_ahead" in table.keys
    table.clear()
    table.press("green", "green")
    assert "pace_ahead" not in table.keys


def test_who_has_just_begun_is_not_told_to_be_ahead() -> None:
    table = Table.started(replace(WELCOME, seconds=420.0), AGREEMENT, ROUND, DIALOGUE, CLOSING)
    table.wait(20)
    table.hear("number", number=4)
    assert table.meeting.index == 1
    assert "pace_ahead" not in table.keys
    table.wait(400)
    for _ in range(4):
        table.press("green")
    assert "pace_ahead" in table.keys, "later it is told"


@pytest.mark.parametrize(
    ("item", "asked"),
    [
        (WELCOME, "Hvor mange er I? Sig"),
        (replace(AGREEMENT, dare=False), "Er alle med på det? Sig ja"),
    ],
    ids=["how many", "agreed"],
)
def test_help_where_the_box_has_asked_is_how_to_answer(item: Item, asked: str) -> None:
    table = Table.started(item, DIALOGUE, CLOSING)
    table.clear()
    table.hear("help")
    assert any(asked in said.text for said in table.said)
    assert "help" not in table.keys


def test_a_long_meeting_that_keeps_its_time_hears_nothing_of_it() -> None:
    table = Table.started(WELCOME, AGREEMENT, ROUND, DIALOGUE, BREAK, EVALUATION, CLOSING)
    table.wait(2400)
    assert not {"pace_ahead", "pace_behind", "pace_on_time"} & set(table.keys)


def with_time_to_spare() -> Table:
    """Ten minutes ahead, and the time of the dialogue is up."""
    table = Table.started(LONG, DIALOGUE, CLOSING)
    table.wait(1200)
    table.press("green")
    table.clear()
    table.wait(301)
    return table


def test_time_to_spare_is_offered_when_the_dialogue_is_over() -> None:
    table = with_time_to_spare()
    assert table.last.startswith("Tiden er gået, men vi har tid til overs. Vil I have ti minutter")
    table.clear()
    table.press("green")
    assert [said.text for said in table.said] == ["Så er der ti minutter mere."]
    assert table.light == "green"
    table.clear()
    table.wait(620)
    assert table.keys == ["dialogue_time_up"]
    assert table.meeting.plan.promised == table.meeting.written.seconds


def test_who_declines_hears_how_it_goes_on() -> None:
    table = with_time_to_spare()
    table.clear()
    table.hear("no")
    assert table.keys == ["dialogue_time_up"]
    table.press("green")
    assert table.meeting.index == 2


def test_who_declined_time_to_spare_is_not_told_once_more_that_there_is_some() -> None:
    table = Table.started(replace(LONG, seconds=900.0), DIALOGUE, ROUND, CLOSING)
    table.wait(200)  # too early to be told that one is ahead
    table.press("green")
    table.wait(301)
    assert table.keys[-1] == "offer_longer"
    table.hear("no")
    table.press("green")
    assert table.meeting.index == 2
    assert "pace_ahead" not in table.keys


def test_an_offer_that_nobody_answers_is_gone_without_a_word() -> None:
    table = with_time_to_spare()
    table.clear()
    table.wait(60)
    assert table.said == []
    assert table.meeting.confirm is None


def test_an_offer_is_in_nobodys_way() -> None:
    table = with_time_to_spare()
    table.hear("next")
    assert table.meeting.index == 2
    assert table.meeting.confirm is None


@pytest.mark.parametrize(
    "event",
    [
        *(events.Heard(0.0, said) for said in
          ("no", "pause", "stop_all", "next_item", "back", "off", "finish", "next")),
        events.Pressed(0.0, "yellow"),
        events.Held(0.0, "green and yellow"),
        events.Heard(0.0, "take_break", minutes=5.0),
        events.GivenUp(0.0, 1, 2),
        events.Resumed(0.0),
    ],
    ids=lambda event: getattr(event, "intent", type(event).__name__),
)  # fmt: skip
def test_whatever_comes_instead_the_offer_is_gone_for_good(event: events.Event) -> None:
    table = with_time_to_spare()
    assert (table.meeting.confirm, table.meeting.offered) == ("spare", 600.0)
    table.happens(event)
    assert table.meeting.offered == 0.0
    assert table.meeting.confirm != "spare"


def test_repeat_and_help_say_the_offer_again() -> None:
    for intent in ("repeat", "help"):
        table = with_time_to_spare()
        table.clear()
        table.hear(intent)
        assert table.keys == ["offer_longer"]
