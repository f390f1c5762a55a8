"""Graphs that are being made while all is forgotten don't stay, and a closed box is no fault."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from device.box.ahead import Ahead, Wanted
from device.memory.wiping import wipe_folder


class Table:
    """Work that is begun when the test says so."""

    def __init__(self, folder: Path) -> None:
        self.graphs = folder / "graphs"
        self.waiting: list[Callable[[], None]] = []
        self.settled = 0
        self.ahead = Ahead(self.waiting.append, lambda: wipe_folder(self.graphs))

    def compiled(self, _wanted: Wanted) -> None:
        self.graphs.mkdir(exist_ok=True)
        (self.graphs / "words.txt").write_text("Anna")

    def forgotten_now(self) -> None:
        self.ahead.forget()
        wipe_folder(self.graphs)
        self.ahead.when_settled(self.is_settled)

    def is_settled(self) -> None:
        self.settled += 1


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


def test_what_is_asked_for_is_made(table: Table) -> None:
    table.ahead.make(table.compiled)
    table.waiting.pop()()
    assert table.graphs.exists()


def test_what_is_being_made_while_all_is_forgotten_does_not_stay(table: Table) -> None:
    def forgotten_meanwhile(wanted: Wanted) -> None:
        assert wanted()
        table.forgotten_now()
        assert table.settled == 0
        assert not wanted()
        table.compiled(wanted)

    table.ahead.make(forgotten_meanwhile)
    table.waiting.pop()()
    assert not table.graphs.exists()
    assert table.settled == 1


def test_what_waited_is_not_made_any_more(table: Table) -> None:
    table.ahead.make(table.compiled)
    table.forgotten_now()
    table.waiting.pop()()
    assert not table.graphs.exists()
    assert table.settled == 1


def test_what_is_asked_for_afterwards_stays(table: Table) -> None:
    table.forgotten_now()
    assert table.settled == 1, "nothing was under way"
    table.ahead.make(table.compiled)
    table.waiting.pop()()
    assert table.graphs.exists()
    assert table.settled == 1


def test_what_somebody_else_is_making_does_not_stay_either(table: Table) -> None:
    over = table.ahead.also(lambda: wipe_folder(table.graphs))
    table.forgotten_now()
    assert table.settled == 0
    table.compiled(lambda: True)
    over()
    assert not table.graphs.exists()
    assert table.settled == 1
    table.compiled(lambda: True)
    over()
    assert not table.graphs.exists(), "a thread that hung till now made one, too"
    assert table.ahead.settled


def test_what_can_not_be_taken_away_is_not_settled(tmp_path: Path) -> None:
    def fails() -> None:
        raise OSError("in use")

    table = Table(tmp_path)
    table.ahead = Ahead(table.waiting.append, fails)
    table.ahead.make(lambda _wanted: table.forgotten_now())
    table.waiting.pop()()
    assert table.settled == 0


def test_what_goes_wrong_is_told_with_its_trace_but_not_after_the_end(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_wanted: Wanted) -> None:
        raise RuntimeError("the folder is gone")

    caplog.set_level(logging.INFO)
    table.ahead.make(fails)
    table.waiting.pop()()
    assert [(told.levelname, bool(told.exc_info)) for told in caplog.records] == [("ERROR", True)]
    caplog.clear()
    table.ahead.make(fails)
    table.ahead.close()
    table.waiting.pop()()
    assert [(told.levelname, bool(told.exc_info)) for told in caplog.records] == [("INFO", False)]
