"""The loop: one queue, the journal first, moments on time, and no outlet that can end a meeting."""

import threading
from pathlib import Path

from device.box.loop import Loop
from device.meeting import actions, events
from device.meeting.items.sparring.plan import Sparring
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, ROUND, a_plan

SEVEN = ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gitte")


class Broken:
    """An outlet that fails at everything."""

    def do(self, action: actions.Action) -> None:
        raise RuntimeError("smoke comes out of the lamp")


class Collected:
    def __init__(self) -> None:
        self.done: list[tuple[float, actions.Action]] = []
        self.loop: Loop | None = None

    def do(self, action: actions.Action) -> None:
        assert self.loop is not None
        self.done.append((self.loop.now, action))
        if isinstance(action, actions.Say):
            self.loop.put(events.Spoken(0.0, action.id))


def a_loop(tmp_path: Path, outlets: Broken | Collected, clock: SetClock) -> Loop:
    loop = Loop(Meeting(PHRASES, BUTTONS), Journal(tmp_path / "journal.db"), outlets, clock)
    if isinstance(outlets, Collected):
        outlets.loop = loop
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    return loop


def test_a_broken_outlet_never_ends_the_meeting(tmp_path: Path) -> None:
    clock = SetClock()
    loop = a_loop(tmp_path, Broken(), clock)
    for _ in range(100):
        clock.advance(30)
        loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
    assert loop.meeting.stage == "finished"


def test_a_moment_that_is_due_twice_is_looked_at_twice(tmp_path: Path) -> None:
    """The talk moves on at the moment at which its time is up: nothing tells of that one anew."""
    clock, outlets = SetClock(), Collected()
    loop = Loop(Meeting(PHRASES, BUTTONS), Journal(tmp_path / "journal.db"), outlets, clock)
    outlets.loop = loop
    two_groups = a_plan(Sparring("sparring", 960, size=3, rounds=1), CLOSING, names=SEVEN)
    loop.put(events.StickIn(0.0, two_groups))
    loop.put(events.Pressed(0.0, "green"))
    for _ in range(900):  # once they sit nobody presses anything: it is time that leads on
        clock.advance(1.0)
        if loop.meeting.situation == "question_number":
            loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
    done = outlets.done
    ended = next(t for t, action in done if action == actions.Chime("end"))
    said = [t for t, action in done if isinstance(action, actions.Say) and t > ended]
    assert said
    assert said[0] - ended <= 5


def test_signals_are_given_at_the_first_moment_they_are_due(tmp_path: Path) -> None:
    clock, outlets = SetClock(), Collected()
    loop = a_loop(tmp_path, outlets, clock)
    for _ in range(620):
        clock.advance(0.1)
        loop.run_pending()
    chimes = [(round(t, 1), a.name) for t, a in outlets.done if isinstance(a, actions.Chime)]
    assert chimes == [(45.0, "warning"), (60.0, "end")]


def test_what_is_due_comes_before_what_happened_later(tmp_path: Path) -> None:
    clock, outlets = SetClock(), Collected()
    loop = a_loop(tmp_path, outlets, clock)
    clock.advance(61)  # nothing ran for a minute, and then somebody presses green
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    kinds = [type(event).__name__ for event in loop.events_kept()][-4:]
    assert kinds.index("Tick") < kinds.index("Pressed")


def test_many_threads_may_put_events_and_none_is_lost(tmp_path: Path) -> None:
    clock = SetClock()
    loop = a_loop(tmp_path, Broken(), clock)
    before = len(list(loop.events_kept()))
    threads = [
        threading.Thread(target=lambda: [loop.put(events.WakeWord(0.0)) for _ in range(50)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    loop.run_pending()
    assert len(list(loop.events_kept())) - before == 200


def test_a_full_disk_does_not_end_the_meeting(tmp_path: Path) -> None:
    clock = SetClock()
    loop = a_loop(tmp_path, Broken(), clock)
    loop.close()  # the journal is gone
    loop.put(events.Pressed(0.0, "yellow"))
    loop.run_pending()
    assert loop.meeting.paused_at is not None


def test_a_journal_that_cannot_be_wiped_does_not_end_the_box(tmp_path: Path) -> None:
    clock = SetClock()
    loop = Loop(Meeting(PHRASES, BUTTONS), Journal(tmp_path / "journal.db"), Broken(), clock)
    loop.close()
    for intent in ("forget", "yes"):
        loop.put(events.Heard(0.0, intent))
        loop.run_pending()
    assert loop.meeting.stage == "empty"
