"""A graph that the ear itself is just having made while all is forgotten doesn't stay, either.

With a real ear on a thread of its own, as on the Pi: only there is something under way meanwhile.
"""

import json
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from device.box.box import Box
from device.box.ports import Edges
from device.meeting import events
from device.planfile import read_plan
from device.simulation.clock import SetClock
from speech.doing import at_once
from speech.hearing import store
from tests.device.box.ears import Endless, until
from tests.device.box.test_box import GOOD, NoSound

COMPILES = 120.0
"""Seconds, at the most, on a very busy machine."""


class Compiler:
    """The compiler of graphs, which the test holds up where there are names in one."""

    def __init__(self) -> None:
        self.begun, self.goes_on = threading.Event(), threading.Event()
        self.with_names: set[Path] = set()
        self._run = subprocess.run

    def __call__(self, *args: Any, **more: Any) -> Any:
        for order in json.loads(more["input"]):
            if "anna" in json.dumps(order["job"]).lower():
                self.with_names.add(Path(order["folder"]))
                self.begun.set()
        if self.begun.is_set():
            assert self.goes_on.wait(COMPILES)
        return self._run(*args, **more)


@pytest.fixture
def compiler(monkeypatch: pytest.MonkeyPatch) -> Compiler:
    held = Compiler()
    monkeypatch.setattr(store.subprocess, "run", held)
    return held


class Beside:
    """Who makes things ready ahead; here nobody comes to it until the test wants it."""

    def __init__(self) -> None:
        self.given: list[Callable[[], None]] = []

    def __call__(self, work: Callable[[], None]) -> None:
        self.given.append(work)

    def does_it(self) -> None:
        while self.given:
            self.given.pop()()


def ends(box: Box, clock: SetClock) -> None:
    """The group presses green to the end of the meeting."""
    for _ in range(99):
        if box.meeting.stage == "finished":
            return
        box.put(events.Pressed(0.0, "green"))
        clock.advance(3.0)
        box.turn()
    raise AssertionError("it never ends")


def forgets(box: Box) -> None:
    """It asks for that by buttons, and says yes."""
    box.put(events.Held(0.0, "green and white"))
    box.turn()
    box.put(events.Pressed(0.0, "green"))
    box.turn()
    assert box.meeting.stage == "empty"


def test_a_graph_under_way_in_the_ear_is_not_left_behind(
    tmp_path: Path, compiler: Compiler
) -> None:
    beside, clock = Beside(), SetClock()
    mark, graphs = tmp_path / "forgetting", tmp_path / "graphs"
    edges = Edges(
        clock,
        NoSound(),
        lambda _put, _stop: None,
        Endless,
        ahead=beside,
        hand=lambda _name: at_once,
    )
    box = Box(edges, tmp_path)
    try:
        box.put(events.StickIn(0.0, read_plan(GOOD, "tidtager.yaml")))
        box.put(events.Pressed(0.0, "green"))
        box.turn()
        assert compiler.begun.wait(COMPILES)
        ends(box, clock)
        forgets(box)
        beside.does_it()
        assert mark.exists(), "the ear is not done yet"
        compiler.goes_on.set()
        assert until(lambda: not mark.exists(), COMPILES)
        assert not any(place.exists() for place in compiler.with_names)
        made = lambda: [place for place in graphs.iterdir() if store.whole(place)]  # noqa: E731
        assert until(lambda: graphs.exists() and bool(made()), COMPILES), "what comes next"
        assert not compiler.with_names & set(made())
    finally:
        compiler.goes_on.set()
        box.close()
