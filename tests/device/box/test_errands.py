"""A stick that hangs holds nobody: errands have their time, and the next goes ahead of them."""

from collections.abc import Callable

import pytest

from device.box.errands import AGAIN_SECONDS, MOST_BEHIND, Errand, Errands, Wanted
from device.meeting.events import Event, ReportWritten, StickFailed
from device.simulation.clock import SetClock

LATE = StickFailed(0.0, "reading", "slow")
BROKEN = StickFailed(0.0, "reading", "broken")


class Beside:
    """Threads that stand still until a test lets them go on."""

    def __init__(self) -> None:
        self.hanging: list[Callable[[], None]] = []

    def __call__(self, work: Callable[[], None]) -> None:
        self.hanging.append(work)

    def go_on(self) -> None:
        """The one that has waited longest comes to its end."""
        self.hanging.pop(0)()


class Bench:
    def __init__(self) -> None:
        self.clock = SetClock()
        self.beside = Beside()
        self.told: list[Event] = []
        self.done: list[str] = []
        self.lost = 0
        self.errands = Errands(self.told.append, self.clock.now, self.beside)

    def sends(self, name: str, what: Event | None = None, *, stays: bool = False) -> None:
        def work(wanted: Wanted) -> Event | None:
            self.done.append(name if wanted() else f"{name}, unwanted")
            return what

        def lost() -> None:
            self.lost += 1

        self.errands.send(Errand(name, work, 10.0, BROKEN, LATE, on_late=lost, stays=stays))

    def passes(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.errands.look_after()


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_errands_are_done_one_after_the_other_beside_the_loop(bench: Bench) -> None:
    bench.sends("look")
    bench.sends("report", ReportWritten(0.0, 7.0))
    assert bench.done == []
    assert len(bench.beside.hanging) == 1
    bench.beside.go_on()
    bench.beside.go_on()
    assert bench.done == ["look", "report"]
    assert bench.told == [ReportWritten(0.0, 7.0)]
    assert bench.errands.idle


def test_what_waits_or_is_under_way_is_not_sent_twice(bench: Bench) -> None:
    for _ in range(3):
        bench.sends("look")
        bench.sends("report")
    while bench.beside.hanging:
        bench.beside.go_on()
    assert bench.done == ["look", "report"]


def test_one_that_hangs_is_told_of_once_and_tried_again_ahead_of_it(bench: Bench) -> None:
    bench.sends("look", ReportWritten(0.0, 1.0))
    bench.passes(10.0)
    assert bench.told == []
    bench.passes(0.1)
    assert bench.told == [LATE]
    assert bench.lost == 1
    bench.sends("look", ReportWritten(0.0, 2.0))
    assert len(bench.beside.hanging) == 1, "not at once"
    bench.passes(AGAIN_SECONDS)
    assert len(bench.beside.hanging) == 2
    bench.passes(11.0)
    assert bench.told == [LATE], "again and again would be too much"
    # When the first comes back at last, what it found out is old
    bench.beside.go_on()
    assert bench.done == ["look, unwanted"]
    assert bench.told == [LATE]


def test_what_was_written_late_is_written_all_the_same(bench: Bench) -> None:
    bench.sends("report", ReportWritten(0.0, 1.0), stays=True)
    bench.passes(11.0)
    bench.beside.go_on()
    assert bench.told == [LATE, ReportWritten(0.0, 1.0)]


def test_a_stick_that_hangs_for_good_takes_no_more_than_a_few_threads(bench: Bench) -> None:
    for _ in range(3 * MOST_BEHIND):
        bench.sends("look")
        bench.passes(AGAIN_SECONDS + 11.0)
    assert len(bench.beside.hanging) == MOST_BEHIND
    bench.beside.go_on()
    bench.passes(AGAIN_SECONDS)
    assert len(bench.beside.hanging) == MOST_BEHIND, "one came back, so one more is tried"


def test_a_fault_of_our_own_ends_nothing(bench: Bench) -> None:
    def stumbles(_wanted: Wanted) -> Event | None:
        raise ZeroDivisionError

    bench.errands.send(Errand("look", stumbles, 10.0, BROKEN, LATE))
    bench.beside.go_on()
    assert bench.told == [BROKEN]
    bench.sends("look")
    bench.beside.go_on()
    assert bench.done == ["look"]


def test_without_a_thread_it_is_tried_again(bench: Bench) -> None:
    fresh = bench.beside.hanging

    def refuses(_work: Callable[[], None]) -> None:
        raise RuntimeError("can't start new thread")

    errands = Errands(bench.told.append, bench.clock.now, refuses)
    errands.send(Errand("look", lambda _wanted: None, 10.0, BROKEN, LATE))
    assert not errands.idle
    errands.look_after()
    assert bench.told == []
    assert fresh == []


def test_what_is_forgotten_meanwhile_is_not_kept(bench: Bench) -> None:
    bench.sends("look")
    bench.errands.unwanted()
    bench.beside.go_on()
    assert bench.done == ["look, unwanted"]
