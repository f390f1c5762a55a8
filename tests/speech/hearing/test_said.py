"""What people say is taken as they mean it, and what the box can't do is taken for nothing.

A part of the table here, each phrase in one of four voices; `python -m tests.speech.hearing.said`
says all of it in all of them.
"""

from pathlib import Path

import pytest

from tests.speech.hearing.said import VOICES, Row, Table, rows

PART = rows()[::4]


@pytest.fixture(scope="module")
def wrong(graphs: Path) -> dict[Row, str]:
    """What was taken for something else than it means, and for what."""
    table = Table(graphs)
    heard = {row: table.understood(row, VOICES[n % len(VOICES)]) for n, row in enumerate(PART)}
    return {row: taken for row, taken in heard.items() if taken != row.meant}


def test_the_table_holds_some_three_hundred_phrases_of_every_situation() -> None:
    assert len(rows()) > 300
    assert {row.situation for row in PART} == {row.situation for row in rows()}


def test_what_is_said_is_taken_as_it_is_meant(wrong: dict[Row, str]) -> None:
    assert len(wrong) <= len(PART) * 0.04, wrong


def test_what_the_box_cant_do_is_hardly_ever_taken_for_a_command(wrong: dict[Row, str]) -> None:
    refused = [row for row in PART if row.meant == "-"]
    assert len([row for row in wrong if row.meant == "-"]) <= len(refused) * 0.05, wrong
