"""Microphone and speaker: the real box on a real sound server that stops, stalls and comes back."""

import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gpiozero import Device
from gpiozero.pins.mock import MockFactory, MockPWMPin

from device.box.box import Box
from device.box.ports import Watcher
from device.box.real import real_edges
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.panel import load_pins
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying import speaker
from tests.faults.row import Case, Row, shown
from tests.faults.table import PLAN
from tests.preloaded import ONE_RATE, no_compiler, preloaded
from tests.pulse import PulseServer, pulse_server

SOON = 1.0
"""Seconds from a press to what comes of it, whatever stands still."""
LONG = 120.0
BUSY = 15.0
"""Seconds to recover in where other work may have the processors; alone it is less than three."""


def no_server() -> str:
    return "" if shutil.which("pulseaudio") else "this machine has no sound server"


@contextmanager
def using(server: PulseServer) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(server.environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


class Real(Watcher):
    """`tidtager run`, and its fingers."""

    def __init__(self, folder: Path) -> None:
        self.seen: queue.Queue[tuple[events.Event, Meeting]] = queue.Queue()
        self.said: list[actions.Say] = []
        stick = folder / "stick"
        stick.mkdir(exist_ok=True)
        (stick / "tidtager.yaml").write_bytes(PLAN)
        self.factory = MockFactory(pin_class=MockPWMPin)
        Device.pin_factory = self.factory
        self.box = Box(real_edges(stick), folder / "state", watcher=self)
        self.thread = threading.Thread(target=self.box.run)
        self.thread.start()

    def handled(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        self.said += [action for action in done if isinstance(action, actions.Say)]
        self.seen.put((event, meeting))

    def press(self, button: str) -> None:
        """Whatever stands still, it is handled at once."""
        pin = self.factory.pin(load_pins().buttons[button])
        began = time.monotonic()
        pin.drive_low()
        while True:
            event, _ = self.seen.get(timeout=LONG)
            if isinstance(event, events.Pressed) and event.button == button:
                break
        took = time.monotonic() - began
        pin.drive_high()
        time.sleep(0.1)
        assert took < 4 * SOON, f"the loop was held for {took:.1f} s"

    def until(self, *, ears: bool | None = None, voice: bool | None = None) -> Meeting:
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            meeting = self.box.meeting
            if ears in {None, meeting.ears} and voice in {None, meeting.voice}:
                return meeting
            with contextlib.suppress(queue.Empty):
                self.seen.get(timeout=0.05)
        raise AssertionError(f"never: ears {ears}, voice {voice}")

    def ready(self) -> None:
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            meeting = self.box.meeting
            if meeting.stage == "waiting" and meeting.awaiting is None:
                return
            time.sleep(0.05)
        raise AssertionError("no plan was read")

    def has_its_graphs(self) -> None:
        """What is made ahead is made: a fault is to be measured, not a start."""
        end = time.monotonic() + LONG
        while self.box._ahead._under_way and time.monotonic() < end:
            time.sleep(0.1)

    def text(self, key: str) -> str:
        return next((f"»{said.text}«" for said in self.said if said.key == key), "intet")

    def close(self) -> None:
        self.box.stop()
        self.box.put(events.Tick(0.0))
        self.thread.join(timeout=30)
        self.box.close()
        self.factory.reset()
        Device.pin_factory = None


@contextmanager
def the_box(folder: Path) -> Iterator[Real]:
    real = Real(folder)
    try:
        yield real
    finally:
        real.close()


@contextmanager
def impatient() -> Iterator[None]:
    """The speaker is given up sooner, so that a test is short."""
    before = speaker.HUNG, speaker.OPENS
    speaker.HUNG, speaker.OPENS = 2.0, 2.0
    try:
        yield
    finally:
        speaker.HUNG, speaker.OPENS = before


def heard(real: Real) -> str:
    return f"{real.text('microphone_lost')} – {real.text('microphone_back')}"


def stalled(folder: Path, _everything: bool) -> Row:
    with pulse_server() as server, using(server), the_box(folder) as real, impatient():
        real.ready()
        real.has_its_graphs()
        os.kill(server.pid, signal.SIGSTOP)
        try:
            real.press("green")
            real.until(ears=False, voice=False)
            lamp = shown(real.box.meeting.shown.light)
            real.press("yellow")
        finally:
            os.kill(server.pid, signal.SIGCONT)
        began = time.monotonic()
        real.until(ears=True, voice=True)
        took = time.monotonic() - began
        return Row(f"intet, så {real.text('voice_back')}", lamp, seconds=took)


def out_and_in(folder: Path, _everything: bool) -> Row:
    """Both go away with a server, and come with another one: other devices."""
    with the_first(folder) as (real, first):
        first.stop()
        real.until(ears=False)
        real.press("green")
        real.until(voice=False)
        lamp = shown(real.box.meeting.shown.light)
        with pulse_server() as second, using(second):
            began = time.monotonic()
            real.until(ears=True, voice=True)
            took = time.monotonic() - began
            return Row(f"intet, så {real.text('voice_back')}", lamp, seconds=took)


@contextmanager
def the_first(folder: Path) -> Iterator[tuple[Real, PulseServer]]:
    with pulse_server() as server, using(server), the_box(folder) as real:
        real.ready()
        real.has_its_graphs()
        yield real, server


def none_at_first(folder: Path, _everything: bool) -> Row:
    before = dict(os.environ)
    os.environ["PULSE_SERVER"] = "unix:/nowhere"
    try:
        with the_box(folder) as real:
            real.until(ears=False, voice=False)
            real.has_its_graphs()
            lamp = shown(real.box.meeting.shown.light)
            with pulse_server() as server, using(server):
                began = time.monotonic()
                real.until(ears=True, voice=True)
                took = time.monotonic() - began
                return Row(f"intet, så {real.text('voice_back')}", lamp, seconds=took)
    finally:
        os.environ.clear()
        os.environ.update(before)


def overflow(folder: Path, _everything: bool) -> Row:
    with pulse_server() as server, using(server):
        microphone = PyAudioMicrophone()
        try:
            time.sleep(3)  # the machine had something else to do
            blocks = [microphone.read() for _ in range(10)]
        finally:
            microphone.close()
    assert all(block is not None for block in blocks)
    return Row("intet", seconds=0.0)


REFUSED = """
import ctypes, sys, time
from pathlib import Path
from tests.faults.row import shown
from tests.faults.sound import the_box
libc = ctypes.CDLL(None)
with the_box(Path(sys.argv[1])) as real:
    real.until(ears=False, voice=False)
    real.ready()
    real.has_its_graphs()
    real.press("green")
    lamp = shown(real.box.meeting.shown.light)
    libc.setenv(b"RATE", b"48000", 1)
    began = time.monotonic()
    real.until(ears=True, voice=True)
    print(time.monotonic() - began, lamp, real.text("voice_back"), sep="|")
"""


def no_server_or_compiler() -> str:
    return no_server() or no_compiler()


def rate_refused(folder: Path, _everything: bool) -> Row:
    """Every rate is; then it has one that the ear doesn't ask for first."""
    library = preloaded(folder, "one_rate", ONE_RATE)
    with pulse_server() as server:
        shown_by = subprocess.run(
            [sys.executable, "-c", REFUSED, str(folder)],
            env={**os.environ, **server.environment, "LD_PRELOAD": library, "RATE": "0"},
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
    assert shown_by.returncode == 0, shown_by.stderr[-2000:]
    took, lamp, said = shown_by.stdout.strip().splitlines()[-1].split("|")
    return Row(f"intet, så {said}", lamp, seconds=float(took))


CASES = [
    Case("Lyden står stille uden en fejl", stalled, BUSY, no_server),
    Case("Mikrofon og højttaler hives ud, og to andre sættes i", out_and_in, BUSY, no_server),
    Case(
        "Ingen mikrofon og højttaler fra begyndelsen; så kommer de", none_at_first, 4.0, no_server
    ),
    Case(
        "Lydenheden afviser enhver rate; så har den 48.000 Hz og ingen anden",
        rate_refused,
        4.0,
        no_server_or_compiler,
    ),
    Case("Der er ikke tid til at høre efter (overflow)", overflow, skip=no_server),
]
