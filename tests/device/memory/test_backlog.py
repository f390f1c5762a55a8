"""A full disk costs nothing that there is room for later."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from device.box.hand import Hand
from device.box.loop import WIPING_PATIENCE, Loop
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.memory.backlog import Backlog
from device.memory.journal import Journal, JournalError
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box
from tests.device.meeting.table import BUTTONS, CLOSING, EVALUATION, PHRASES, ROUND, a_plan


def full(loop: Loop, pages: int | None) -> None:
    """No room for a page more; None: there is again."""
    database = loop._journal._db
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    most = database.execute("PRAGMA page_count").fetchone()[0] + pages if pages is not None else 0
    database.execute(f"PRAGMA max_page_count={most or 10**9}")


@pytest.fixture
def box(tmp_path: Path) -> tuple[Loop, Ears, SetClock, Path]:
    clock = SetClock()
    path = tmp_path / "journal.db"
    loop, ears = a_box(path, clock)
    loop.put(events.StickIn(0.0, a_plan(ROUND, EVALUATION, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    return loop, ears, clock, path


def lead(loop: Loop, clock: SetClock, presses: int, button: str = "green") -> None:
    for _ in range(presses):
        clock.advance(2)
        loop.put(events.Pressed(0.0, button))
        loop.run_pending()


def replayed(path: Path) -> Meeting:
    journal = Journal(path)
    try:
        return journal.replay(Meeting(PHRASES, BUTTONS))
    finally:
        journal.close()


def test_what_there_was_no_room_for_is_written_in_order_when_there_is(
    box: tuple[Loop, Ears, SetClock, Path],
) -> None:
    loop, ears, clock, path = box
    full(loop, 0)
    lead(loop, clock, 40)
    assert ears.said.count("memory_trouble") == 1
    assert len(loop._backlog) > 0
    before = loop.meeting
    full(loop, None)
    lead(loop, clock, 1, "yellow")
    assert ears.said.count("memory_back") == 1
    assert len(loop._backlog) == 0
    assert before.turns
    loop.close()
    again = replayed(path)
    assert again.turns == loop.meeting.turns
    assert again.now == loop.meeting.now
    assert again.index == loop.meeting.index


def test_scores_wait_too_and_as_one_row_without_their_order(
    box: tuple[Loop, Ears, SetClock, Path],
) -> None:
    loop, _, clock, path = box
    while loop.meeting.situation != "scoring":
        lead(loop, clock, 1)
    full(loop, 0)
    while len(loop._backlog) == 0:
        lead(loop, clock, 1, "yellow")
    while loop.meeting.paused_at is not None:
        lead(loop, clock, 1, "yellow")
    lead(loop, clock, 1, "score5")
    lead(loop, clock, 1, "score2")
    assert sum(isinstance(w.row, events.Scored) for w in loop._backlog._waiting) == 1
    full(loop, None)
    lead(loop, clock, 1, "score4")
    loop.close()
    with sqlite3.connect(path) as database:
        kept = [
            line
            for (line,) in database.execute("SELECT event FROM events")
            if "Pressed" in line and "score" in line
        ]
    assert kept == []
    again = replayed(path)
    assert again.item is not None
    assert again.item.standing is not None
    assert again.item.standing.counts == (0, 1, 0, 1, 1)


def test_an_event_that_cannot_be_handled_does_not_wait(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.db")
    backlog = Backlog(journal)
    journal._db.execute("PRAGMA max_page_count=1")
    while backlog.append(events.Tick(1.0)):
        continue
    backlog.leave_out_last(RuntimeError())
    assert len(backlog) == 0
    journal.close()


def test_it_is_as_durable_as_before(box: tuple[Loop, Ears, SetClock, Path]) -> None:
    loop, _, clock, path = box
    lead(loop, clock, 3)
    assert replayed(path).turns == loop.meeting.turns


class Hanging:
    """A hand whose disk does not answer until it is thawed."""

    def __init__(self) -> None:
        self.given: list[Callable[[], None]] = []
        self.frozen = False

    def __call__(self, work: Callable[[], None]) -> None:
        self.given.append(work)
        self.turn()

    def turn(self) -> None:
        while self.given and not self.frozen:
            self.given.pop(0)()


@pytest.fixture
def hand() -> Hanging:
    return Hanging()


@pytest.fixture
def backlog(tmp_path: Path, hand: Hanging) -> Iterator[Backlog]:
    journal = Journal(tmp_path / "journal.db")
    yield Backlog(journal, hand, patience=0.01)
    journal.close()


def kept(backlog: Backlog) -> list[float]:
    return [event.t for event in backlog._journal.events()]


def test_a_disk_that_hangs_is_waited_for_once_and_then_gets_all_in_order(
    backlog: Backlog, hand: Hanging
) -> None:
    assert backlog.append(events.Tick(1.0))
    hand.frozen = True
    assert not backlog.append(events.Tick(2.0))
    assert backlog.hangs
    waited_for = len(hand.given)
    assert not backlog.append(events.Tick(3.0))
    assert len(hand.given) == waited_for, "nobody waits for it a second time"
    assert len(backlog) == 2
    hand.frozen = False
    hand.turn()
    assert not backlog.hangs
    assert backlog.append(events.Tick(4.0))
    assert kept(backlog) == [1.0, 2.0, 3.0, 4.0]


def test_what_cannot_be_handled_while_the_disk_hangs_is_left_out(
    backlog: Backlog, hand: Hanging
) -> None:
    hand.frozen = True
    backlog.append(events.Tick(1.0))
    backlog.append(events.Tick(2.0))
    backlog.leave_out_last(RuntimeError())
    hand.frozen = False
    hand.turn()
    assert kept(backlog) == [1.0]


def test_a_journal_is_not_cut_on_a_disk_that_hangs(backlog: Backlog, hand: Hanging) -> None:
    hand.frozen = True
    backlog.append(events.Tick(1.0))
    with pytest.raises(JournalError):
        backlog.cut(events.Remembered(1.0), events.StickIn(1.0, a_plan(ROUND)))
    hand.frozen = False
    hand.turn()
    assert kept(backlog) == [1.0]


def test_glem_alt_is_not_done_while_the_disk_hangs_and_done_when_it_answers(
    backlog: Backlog, hand: Hanging
) -> None:
    others: list[str] = []
    backlog.append(events.Tick(1.0))
    hand.frozen = True
    backlog.append(events.Tick(2.0))
    told: list[bool] = []
    backlog.forget(lambda: others.append("wiped"), told.append)
    backlog.append(events.Tick(3.0))
    assert others == []
    assert told == []
    hand.frozen = False
    hand.turn()
    assert others == ["wiped"]
    assert told == [True]
    assert backlog.append(events.Tick(4.0))
    assert kept(backlog) == [3.0, 4.0]


def test_what_comes_while_all_is_wiped_waits_for_that_and_nobody_else_does(
    backlog: Backlog, hand: Hanging
) -> None:
    backlog.append(events.Tick(1.0))
    hand.frozen = True
    backlog.forget(lambda: None, lambda _whole: None)
    waited_for = len(hand.given)
    assert not backlog.append(events.Tick(2.0))
    assert len(hand.given) == waited_for, "it isn't waited for"
    assert backlog.wipes
    assert not backlog.hangs, "it may take its time"
    with pytest.raises(JournalError):
        backlog.cut(events.Remembered(1.0), events.StickIn(1.0, a_plan(ROUND)))
    backlog.give_up_wiping()
    assert backlog.hangs
    assert not backlog.wipes
    hand.frozen = False
    hand.turn()
    assert not backlog.hangs
    assert backlog.append(events.Tick(3.0))
    assert kept(backlog) == [2.0, 3.0]


def test_a_box_that_ends_while_all_is_wiped_leaves_the_journal_to_that(
    backlog: Backlog, hand: Hanging
) -> None:
    hand.frozen = True
    backlog.forget(lambda: None, lambda _whole: None)
    backlog.close()
    hand.frozen = False
    hand.turn()
    assert backlog.append(events.Tick(1.0)), "it was left open"


def test_a_box_ends_although_the_disk_hangs(backlog: Backlog, hand: Hanging) -> None:
    hand.frozen = True
    backlog.append(events.Tick(1.0))
    backlog.close()
    assert backlog._journal.events(), "it was left open"


class Slow(Ears):
    """Outlets whose caches lie on a disk that wipes them when it is ready to."""

    ready: threading.Event
    wiped: threading.Event

    def do(self, action: actions.Action) -> None:
        if isinstance(action, actions.Forget):
            assert self.ready.wait(60)
        super().do(action)


def glem_alt(path: Path, clock: SetClock) -> tuple[Loop, Slow]:
    """A box with a plan that was asked, and told yes."""
    ears = Slow(clock, None, 0.0)
    ears.ready, ears.wiped = threading.Event(), threading.Event()
    loop = Loop(
        Meeting(PHRASES, BUTTONS), Journal(path), ears, clock,
        hand=Hand("journal"), on_wiped=ears.wiped.set,
    )  # fmt: skip
    ears.loop = loop
    loop._backlog._patience = 1.0  # rows are to get through on a busy machine, too
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.put(events.Held(0.0, "green and white"))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    assert loop.wipes
    return loop, ears


def test_the_loop_goes_on_while_a_slow_disk_forgets_and_then_says_so(tmp_path: Path) -> None:
    clock = SetClock()
    path = tmp_path / "journal.db"
    loop, ears = glem_alt(path, clock)
    clock.advance(WIPING_PATIENCE - 1)
    loop.put(events.Pressed(0.0, "blue"))
    loop.run_pending()
    assert ears.said[-1] == "help_empty", "a button is answered"
    ears.ready.set()
    while "forgotten" not in ears.said:
        loop.wait(60)
        loop.run_pending()
    assert not loop.wipes
    assert ears.said[-1] == "forgotten"
    assert ears.wiped.is_set()
    assert "memory_trouble" not in ears.said, "a disk may take its time"
    loop.close()
    assert replayed(path).plan is None
    assert b"Anna" not in path.read_bytes()


def test_on_a_good_disk_all_is_wiped_before_anything_else_is_done(tmp_path: Path) -> None:
    clock, path = SetClock(), tmp_path / "journal.db"
    ears = Slow(clock, None, 0.0)
    ears.ready = threading.Event()
    ears.ready.set()
    loop = Loop(Meeting(PHRASES, BUTTONS), Journal(path), ears, clock, hand=Hand("journal"))
    ears.loop = loop
    loop._backlog._patience = 60.0
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.run_pending()
    loop._forget(actions.Forget())
    assert b"Anna" not in path.read_bytes(), "or the ear would read what is being taken away"
    loop.run_pending()
    assert ears.said[-1] == "forgotten"
    loop.close()


def test_what_a_disk_that_hangs_cannot_forget_is_told_once(tmp_path: Path) -> None:
    clock = SetClock()
    loop, ears = glem_alt(tmp_path / "journal.db", clock)
    clock.advance(WIPING_PATIENCE)
    loop.run_pending()
    assert not loop.wipes
    assert ears.said[-2:] == ["forgotten_in_part", "memory_trouble"]
    ears.ready.set()
    assert ears.wiped.wait(60), "or the next start would wipe what came since"
    while loop._backlog.hangs:
        loop.wait(0.01)
    clock.advance(60)
    loop.put(events.Pressed(0.0, "blue"))
    loop.run_pending()
    assert "forgotten" not in ears.said, "they were told to ask once more"
    loop.close()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program has the file: a write waits for some time, and gives up then."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


def test_a_row_that_the_disk_has_already_is_marked_when_it_turns_out_unfit(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = Journal(path)
    given = Hand("journal")
    backlog = Backlog(journal, given, patience=0.05)
    with locked(path):
        assert not backlog.append(events.Tick(1.0))
        backlog.leave_out_last(RuntimeError())
        assert not backlog.append(events.Tick(2.0))
    done = threading.Event()
    given(done.set)
    assert done.wait(10)
    while not backlog.append(events.Tick(3.0)):
        pass
    assert kept(backlog) == [2.0, 3.0]
    backlog.close()
