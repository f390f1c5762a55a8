"""A topic is suggested, and the group takes it, wants another, or has one of its own."""

import pytest

from device.meeting.notes import TopicNote
from device.meeting.remembered import Summary
from tests.device.meeting.following import (
    CLOSING,
    DIALOGUE,
    a_table,
    met,
)
from tests.device.meeting.table import Table


def topic_table(*meetings: Summary) -> Table:
    return a_table(*meetings, agenda=(DIALOGUE, CLOSING))


def suggested(table: Table) -> str:
    said = next(s for s in reversed(table.said) if s.key in {"suggest_topic", "suggest_another"})
    return said.text.removeprefix("Jeg foreslår: ").split(". Tryk")[0].split("? Sig")[0]


@pytest.mark.parametrize("way", ["by voice", "by button"])
def test_a_topic_is_suggested_and_taken(way: str) -> None:
    table = topic_table(met())
    topic = suggested(table)
    table.hear("yes") if way == "by voice" else table.press("green")
    assert table.said[-2].key == "dialogue_intro_plain"
    assert TopicNote(topic) in table.meeting.notes
    table.wait(30)
    table.press("blue")
    assert table.last.endswith("?")


@pytest.mark.parametrize("way", ["by voice", "by button"])
def test_no_gives_another_and_after_three_the_group_chooses(way: str) -> None:
    table = topic_table(met())
    seen = []
    for _ in range(3):
        seen.append(suggested(table))
        table.hear("no") if way == "by voice" else table.press("yellow")
    assert len(set(seen)) == 3
    assert table.keys[-1] == "suggest_own"
    assert not [note for note in table.meeting.notes if isinstance(note, TopicNote)]
    table.wait(30)
    table.press("blue")
    assert table.last.endswith("?")


def test_a_group_with_a_topic_of_its_own_says_next() -> None:
    table = topic_table(met())
    table.hear("next")
    assert table.keys[-1] == "suggest_own"


def test_another_topic_may_be_asked_for_in_the_middle_of_one() -> None:
    table = topic_table(met())
    first = suggested(table)
    table.press("green")
    table.wait(300)
    table.hear("suggest_topic")
    assert suggested(table) != first
    table.press("green")
    (said,) = [one.text for one in table.said if one.key == "dialogue_intro_plain"][1:]
    assert "ti minutter" in said
    assert len([note for note in table.meeting.notes if isinstance(note, TopicNote)]) == 2


def test_silence_takes_what_was_suggested() -> None:
    table = topic_table(met())
    topic = suggested(table)
    table.wait(100)
    assert TopicNote(topic) in table.meeting.notes


def test_no_topic_comes_twice_in_a_year_of_meetings() -> None:
    had: list[str] = []
    past: tuple[Summary, ...] = ()
    for number in range(1, 7):
        table = topic_table(*past)
        table.hear("yes")
        (topic,) = [n.topic for n in table.meeting.notes if isinstance(n, TopicNote)]
        had.append(topic)
        past = (*past, met(number, topics=(topic,)))
    assert len(set(had)) == 6


def test_a_new_group_gets_no_topic_that_takes_trust() -> None:
    table = topic_table()
    for _ in range(3):
        assert suggested(table) not in {"Lederes trivsel", "Mig og min leder", "Mit ledelsesrum"}
        table.hear("no")
