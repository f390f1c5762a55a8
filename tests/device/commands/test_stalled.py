"""The real box while what it stands on stands still: the loop, the lamp and the buttons go on."""

import os
import queue
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gpiozero.pins.mock import MockFactory

from device.box.box import Box
from device.meeting import events
from device.meeting.meeting import Meeting
from device.panel import load_pins
from speech.saying import speaker as speaker_module
from tests.device.commands.test_run import Seen, a_box, pins, quiet, running, stick, until
from tests.pulse import PulseServer

__all__ = ["pins", "stick"]

SOON = 1.0
"""Seconds from a press to what it leads to, however much stands still."""


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def pressed(pins: MockFactory, seen: Seen, button: str) -> tuple[float, Meeting]:
    """How long it took, and the meeting after it."""
    pin = pins.pin(load_pins().buttons[button])
    began = time.monotonic()
    pin.drive_low()
    meeting = until(seen, events.Pressed, button=button)
    took = time.monotonic() - began
    pin.drive_high()
    time.sleep(0.1)
    return took, meeting


def trouble(seen: Seen, part: str, *, working: bool) -> Meeting:
    while True:
        event, meeting = seen.get(timeout=60)
        if event == events.Trouble(event.t, part, working=working):
            return meeting


def worker_of(box: Box) -> int:
    worker = box._renderer._worker
    assert worker is not None
    return worker.pid


def test_a_sound_device_that_stalls_holds_nothing_up_and_is_told(
    pulse: PulseServer, pins: MockFactory, stick: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(speaker_module, "HUNG", 2.0)
    monkeypatch.setattr(speaker_module, "OPENS", 2.0)
    seen: Seen = queue.Queue()
    box = a_box(stick, tmp_path / "state", seen)
    with running(box):
        quiet(seen, until(seen, events.StickIn))
        with stopped(pulse.pid):
            took, meeting = pressed(pins, seen, "green")
            assert took < SOON
            assert meeting.stage == "running"
            deaf = trouble(seen, "microphone", working=False)
            assert not deaf.ears
            took, _ = pressed(pins, seen, "yellow")
            assert took < SOON
            mute = deaf if not deaf.voice else trouble(seen, "voice", working=False)
            assert mute.shown.light.mode == "blink"
            took, _ = pressed(pins, seen, "yellow")
            assert took < SOON
        meeting = trouble(seen, "voice", working=True)
        while not (meeting.ears and meeting.voice):
            _, meeting = seen.get(timeout=60)


def test_a_speech_worker_that_stands_still_holds_nothing_up(
    pulse: PulseServer, pins: MockFactory, stick: Path, tmp_path: Path
) -> None:
    seen: Seen = queue.Queue()
    box = a_box(stick, tmp_path / "state", seen)
    with running(box):
        quiet(seen, until(seen, events.StickIn))
        box._renderer.wait()
        box._renderer._cache.wipe()
        with stopped(worker_of(box)):
            took, meeting = pressed(pins, seen, "green")
            assert took < SOON
            assert meeting.stage == "running"
            took, _ = pressed(pins, seen, "yellow")
            assert took < SOON
