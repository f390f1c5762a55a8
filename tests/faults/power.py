"""The power goes: kill -9 of the process group after any event of a whole meeting, scoring too."""

import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from device.box.loop import Loop
from device.meeting import events
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import a_box
from tests.device.meeting.table import BUTTONS, PHRASES, WHOLE
from tests.faults.row import Case, Row

SOME = 8


@dataclass(frozen=True)
class Place:
    """Where a meeting is, and all that it has to keep."""

    stage: str
    index: int
    kept: object
    counts: object

    @classmethod
    def of(cls, meeting: Meeting) -> "Place":
        standing = meeting.item.standing if meeting.item else None
        return cls(meeting.stage, meeting.index, meeting.kept, standing and standing.counts)


def whole_meeting(path: Path, after: Callable[[Loop], None]) -> None:
    """A whole meeting by buttons; `after` each event that was handled."""
    clock = SetClock()
    loop, _ = a_box(path, clock, seconds=2.0)
    loop._watch = lambda *_: after(loop)
    loop.put(events.StickIn(0.0, WHOLE))
    loop.run_pending()
    for _ in range(400):
        if loop.meeting.stage == "finished":
            break
        clock.advance(2)
        situation = loop.meeting.situation
        if situation == "scoring":
            for score in (5, 4, 4, 2):
                loop.put(events.Pressed(0.0, f"score{score}"))
                loop.run_pending()
                clock.advance(0.6)
            clock.advance(6)
        elif situation == "question_number":
            loop.put(events.Pressed(0.0, "score4"))
            loop.put(events.Pressed(0.0, "green"))
        elif situation in {"running", "speaking"}:
            clock.advance(9)
        else:
            loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
    assert loop.meeting.stage == "finished"
    loop.close()


def killed_after(path: Path, number: int) -> None:
    """A process of its own leads the meeting, and is killed after its event `number`."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        seen = 0

        def after(_loop: Loop) -> None:
            nonlocal seen
            seen += 1
            if seen == number:
                os.killpg(0, signal.SIGKILL)

        try:
            whole_meeting(path, after)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was to be killed"


def power_cut(folder: Path, everything: bool) -> Row:
    places: list[Place] = []
    whole_meeting(folder / "reference.db", lambda loop: places.append(Place.of(loop.meeting)))
    numbers = range(1, len(places))
    chosen = numbers if everything else random.Random(7).sample(numbers, SOME)
    lost, slowest, said = 0, 0.0, ""
    for number in chosen:
        path = folder / f"{number}.db"
        killed_after(path, number)
        journal = Journal(path)
        there = Place.of(journal.replay(Meeting(PHRASES, BUTTONS)))
        journal.close()
        lost += there != places[number - 1]
        began = time.monotonic()
        loop, ears = a_box(path, SetClock(1.0))
        slowest = max(slowest, time.monotonic() - began)
        if loop.meeting.stage == "running":
            assert "back_again" in ears.said
            said = PHRASES.text("back_again", 0)
        loop.close()
    return Row(f"»{said}«, og det, der ventes på", "som før", len(chosen), lost, slowest)


CASES = [Case("Strømmen går (kill -9) efter en hvilken som helst hændelse", power_cut)]
