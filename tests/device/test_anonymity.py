"""Scores belong to nobody: two groups that differ in what must stay unknown leave the same behind.

The strongest way to ask whether something can be told from what is written, by subtraction or any
other way: is what is written the same, byte for byte, when it was otherwise?
"""

import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import actions, events
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.evaluation.state import EvaluationState
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.report import write_report
from device.simulation.clock import SetClock
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, a_plan

SAYS_SECONDS = 3.0
Press = tuple[float, int]
"""Seconds after the statement was opened, and the score."""


class Box:
    """A box whose voice takes three seconds for each thing it says; the clock is set."""

    def __init__(self, state: Path) -> None:
        self.clock = SetClock()
        self.path = state / "journal.db"
        self.done: list[actions.Action] = []
        self.speaks: list[tuple[float, int]] = []
        self.loop = Loop(Meeting(PHRASES, BUTTONS), Journal(self.path), self, self.clock)

    def do(self, action: actions.Action) -> None:
        self.done.append(action)
        if isinstance(action, actions.Say):
            begins = max([self.loop.now, *(end for end, _ in self.speaks)])
            self.speaks.append((begins + SAYS_SECONDS, action.id))
        if isinstance(action, actions.StopSaying):
            self.speaks = [(self.loop.now, said) for _, said in self.speaks]

    def happens(self, event: events.Event) -> None:
        self.loop.put(event)
        self.loop.run_pending()

    def until(self, moment: float) -> None:
        """Time passes to `moment` (meeting time), a tenth of a second at a time."""
        for tenth in range(round(self.loop.now * 10) + 1, round(moment * 10) + 1):
            self.clock.advance(tenth / 10 - self.loop.now)
            while self.speaks and self.speaks[0][0] <= self.loop.now:
                self.loop.put(events.Spoken(0.0, self.speaks.pop(0)[1]))
            self.loop.run_pending()

    def hears_out(self) -> None:
        while self.loop.meeting.awaiting is not None:
            self.until(self.loop.now + 0.1)

    def statement(self, presses: list[Press], *, until: float) -> None:
        """Everybody hears the statement and presses; then time passes."""
        self.hears_out()
        opened = self.loop.now
        for after, score in sorted(presses):
            self.until(opened + after)
            self.happens(events.Pressed(0.0, f"score{score}"))
        self.until(opened + until)

    @property
    def rows(self) -> list[events.Event]:
        return list(self.loop.events_kept())

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in sorted(self.path.parent.iterdir())}


def began(state: Path, people: int, statements: int = 1) -> Box:
    box = Box(state)
    texts = tuple(f"Udsagn {number}." for number in range(statements))
    item = Evaluation("evaluering", 300, statements=texts)
    names = tuple("ABCDEFGHIJKLMNOP"[:people])
    box.happens(events.StickIn(0.0, a_plan(item, CLOSING, names=names)))
    box.hears_out()
    box.until(20)
    box.happens(events.Pressed(0.0, "green"))
    return box


@dataclass
class Left:
    """Everything that a meeting leaves in the world, but what was said aloud."""

    rows: list[events.Event]
    journal: dict[str, bytes]
    report: dict[str, bytes]
    log: str
    said: list[str]


Meet = Callable[..., Left]
"""people, then the presses for each statement."""


@pytest.fixture
def meet(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Meet:
    """Lead a meeting's evaluation, each statement with its presses; what it leaves."""
    caplog.set_level(logging.DEBUG)
    number = 0

    def lead(people: int, *presses: list[Press], until: float = 70) -> Left:
        nonlocal number
        number += 1
        state, stick = tmp_path / f"{number}", tmp_path / f"{number}-stick"
        stick.mkdir()
        caplog.clear()
        box = began(state, people, len(presses))
        for each in presses:
            box.statement(each, until=until)
        account = box.loop.meeting.account
        assert account
        assert len(box.loop.meeting.scores) == len(presses)
        write_report(stick, account, date="2026-11-24")
        rows = box.rows
        box.loop.close()
        said = [action.text for action in box.done if isinstance(action, actions.Say)]
        report = {file.name: file.read_bytes() for file in stick.iterdir()}
        ours = [record for record in caplog.records if record.name.startswith(("device", "speech"))]
        log = "\n".join(record.getMessage() for record in ours)
        return Left(rows, box.files(), report, log, said)

    return lead


IN_ORDER: list[Press] = [(1, 5), (2, 4), (3, 4), (4, 1)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param([(1, 1), (2, 4), (3, 4), (4, 5)], id="another order"),
        pytest.param([(0.2, 5), (0.9, 4), (2.1, 4), (3.4, 1)], id="other times"),
        pytest.param([(2.3, 1), (2.4, 5), (3.0, 4), (3.9, 4)], id="both"),
    ],
)
def test_neither_times_nor_order_of_the_presses_can_be_told(meet: Meet, other: list[Press]) -> None:
    first, second = meet(4, IN_ORDER), meet(4, other)
    assert first == second
    assert (1, 0, 0, 2, 1) in [row.counts for row in first.rows if isinstance(row, events.Scored)]


def test_no_press_is_in_the_journal_and_each_time_is_on_a_grid(meet: Meet) -> None:
    left = meet(4, [(1.3, 5), (14.7, 4), (30.1, 4), (31.9, 1)])
    opened = next(row.t for row in left.rows if isinstance(row, events.Scored))
    assert not [row for row in left.rows if "score" in getattr(row, "button", "")]
    ticks = [row for row in left.rows if row.t > opened and not isinstance(row, events.Spoken)]
    assert {type(row) for row in ticks} >= {events.Tick, events.ScoresClosed}
    assert all(round(row.t, 6) % 2 == 0 for row in ticks), ticks


FEW = [[(1, a), (2, b), (3, c)] for a, b, c in ((1, 1, 1), (5, 5, 5), (1, 3, 5), (4, 2, 2))]


@pytest.mark.parametrize("presses", FEW[1:])
def test_of_three_people_nothing_can_be_told_from_anything_written(
    meet: Meet, presses: list[Press]
) -> None:
    assert meet(3, FEW[0]) == meet(3, presses)


@pytest.mark.parametrize("presses", FEW[1:])
def test_nor_where_only_three_of_five_answered_and_others_are_shown(
    meet: Meet, presses: list[Press]
) -> None:
    shown = [(1, 5), (2, 4), (3, 4), (4, 1), (5, 2)]
    one, other = meet(5, shown, FEW[0], shown), meet(5, shown, presses, shown)
    assert one == other, "not by subtraction from any mean or total, either"
    assert one.report["evaluering.csv"].decode("utf-8-sig").count("for få svar") == 1


ALIKE = [[(k, 5) for k in range(8)], [(k, 4) for k in range(8)]]
ALL_BUT_ONE = [(0, 3), *((k, 5) for k in range(1, 8))]


@pytest.mark.parametrize("presses", [ALIKE[1], ALL_BUT_ONE], ids=["all the same", "all but one"])
def test_where_all_gave_the_same_the_report_does_not_say_what(
    meet: Meet, presses: list[Press]
) -> None:
    shown = [(k, k % 5 + 1) for k in range(8)]
    one, other = meet(8, ALIKE[0], shown), meet(8, presses, shown)
    assert one.report == other.report
    assert one.said == other.said
    assert b"mellem 3 og 5" in one.report["rapport.html"]
    assert "snit mellem 3 og 5" in one.report["evaluering.csv"].decode("utf-8-sig")


def test_while_a_statement_is_open_there_is_only_how_it_stands(tmp_path: Path) -> None:
    """The log of the database holds a page for each write: the order, one after the other."""
    box = began(tmp_path, 8)
    box.statement([(1, 5), (2, 5), (3, 1), (4, 2)], until=5)
    left = b"".join(box.files().values())
    assert left.count(b'"kind":"Scored"') == 1
    assert b'"counts":[1,1,0,0,2]' in left


def test_a_statement_left_before_its_end_leaves_no_scores(tmp_path: Path) -> None:
    box = began(tmp_path, 8)
    box.statement([(1, 5), (2, 5), (3, 1), (4, 2), (5, 2)], until=6)
    box.happens(events.Heard(0.0, "next_item"))
    assert [row.counts for row in box.rows if isinstance(row, events.Scored)] == [(0, 0, 0, 0, 0)]


@pytest.mark.parametrize("pulled_after", range(5))
def test_scores_given_survive_the_plug(tmp_path: Path, pulled_after: int) -> None:
    presses: list[Press] = [(1, 5), (2, 4), (3, 4), (4, 1)]
    child = os.fork()
    if child == 0:
        box = began(tmp_path, 5)
        box.statement(presses[:pulled_after], until=pulled_after)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    box = Box(tmp_path)
    box.loop.run_pending()
    standing = box.loop.meeting.item.counts  # type: ignore[union-attr]
    assert sum(standing) == pulled_after
    for after, score in presses[pulled_after:]:
        box.statement([(after, score)], until=after)
    box.statement([], until=70)
    assert box.loop.meeting.scores[0].counts == (1, 0, 0, 2, 1)


def stands(meeting: Meeting) -> tuple[object, ...]:
    """Where `meeting` stands, but for what is kept in memory alone: how the scores came about."""
    item = meeting.item
    if isinstance(item, EvaluationState):
        item = replace(item, last=None, asked_at=None, from_journal=False)
    record = replace(meeting.record, seconds=0.0)
    return meeting.stage, meeting.index, item, record, meeting.next_id, meeting.awaiting


@pytest.mark.parametrize("aside", ["", "undo", "pause", "question", "next", "time_left", "wake"])
@pytest.mark.parametrize("pressed", range(5))
def test_a_replay_stands_where_the_meeting_stood(tmp_path: Path, pressed: int, aside: str) -> None:
    """Whatever happened between the presses, which it doesn't know; Says are counted alike."""
    box = began(tmp_path, 4, statements=3)
    presses: list[Press] = [(0, 5), (1, 4), (13, 4), (14, 1)]
    for turn in range(3):
        box.statement(presses[: pressed if turn else 4], until=15)
        match aside:
            case "pause":
                box.happens(events.Pressed(0.0, "yellow"))
                box.until(box.loop.now + 33)
                box.happens(events.Pressed(0.0, "yellow"))
            case "wake":
                box.happens(events.WakeWord(0.0))
            case "":
                pass
            case _:
                box.happens(events.Heard(0.0, aside))
        box.until(box.loop.now + 25)
        replayed = Journal(box.path).replay(Meeting(PHRASES, BUTTONS))
        assert stands(replayed) == stands(box.loop.meeting)
