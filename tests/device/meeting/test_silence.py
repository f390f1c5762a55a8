"""Nobody says anything for long: in a dialogue one good question is read, and no more than one."""

import pytest

from device.meeting import events
from tests.device.meeting.table import BREAK, CLOSING, DIALOGUE, ROUND, Table


def texts(table: Table) -> list[str]:
    return [said.text for said in table.said]


def in_the_dialogue() -> Table:
    table = Table.started(DIALOGUE, CLOSING)
    table.wait(60)
    table.clear()
    return table


def test_one_question_is_read() -> None:
    table = in_the_dialogue()
    table.happens(events.LongSilence(table.now))
    assert texts(table) == ["Og så?"]
    table.wait(60)
    table.happens(events.LongSilence(table.now))
    assert texts(table) == ["Og så?"], "another silence is left alone"


def test_who_asks_for_a_question_gets_the_next_one_all_the_same() -> None:
    table = in_the_dialogue()
    table.happens(events.LongSilence(table.now))
    table.hear("question")
    assert texts(table) == ["Og så?", "Hvorfor?"]


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param(lambda table: table.hear("pause"), id="in a pause"),
        pytest.param(lambda table: table.hear("finish"), id="while asked whether to end"),
    ],
)
def test_it_is_not_read_elsewhere(meanwhile: object) -> None:
    table = in_the_dialogue()
    meanwhile(table)  # type: ignore[operator]
    table.clear()
    table.happens(events.LongSilence(table.now))
    assert texts(table) == []


@pytest.mark.parametrize("item", [ROUND, BREAK], ids=["a turn", "a break"])
def test_a_silence_is_nobodys_business_in(item: object) -> None:
    table = Table.started(item, CLOSING)  # type: ignore[arg-type]
    table.wait(5)
    table.clear()
    table.happens(events.LongSilence(table.now))
    assert texts(table) == []
