"""`tidtager run` for real: PyAudio streams, gpiozero pins, a stick's folder; only time is short."""

import contextlib
import queue
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soxr
from gpiozero import Device
from gpiozero.pins.mock import MockFactory, MockPWMPin

from content import content_file
from device.box.box import Box
from device.box.ports import Watcher
from device.box.real import real_edges
from device.box.watchdog import Watchdog
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.meeting.presses import SAME_FINGER
from device.panel import load_pins
from device.stick.folder import FolderStick
from device.stick.watch import StickWatch
from speech.espeak import Espeak
from speech.sound import RATE, Samples
from tests.pulse import PulseServer

SHORT = "examples/kort-moede.yaml"


@pytest.fixture
def pins() -> Iterator[MockFactory]:
    factory = MockFactory(pin_class=MockPWMPin)
    Device.pin_factory = factory
    yield factory
    factory.reset()
    Device.pin_factory = None


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "tidtager.yaml").write_text(
        content_file(SHORT).read_text(encoding="utf-8"), encoding="utf-8"
    )
    return folder


Seen = queue.Queue[tuple[events.Event, Meeting]]


class Onlooker(Watcher):
    """Notes each event, and the meeting after it."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def handled(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        self._seen.put((event, meeting))


def a_box(stick: Path, state: Path, seen: Seen) -> Box:
    """The box that `tidtager run` leads."""
    return Box(real_edges(stick), state, watcher=Onlooker(seen))


@contextmanager
def running(box: Box) -> Iterator[None]:
    thread = threading.Thread(target=box.run)
    thread.start()
    try:
        yield
    finally:
        box.stop()
        box.put(events.Tick(0.0))
        thread.join(timeout=30)
        box.close()


def until(
    seen: Seen, wanted: type[events.Event], *, button: str | None = None, seconds: float = 60
) -> Meeting:
    """Wait for such an event; the meeting after it."""
    while True:
        event, meeting = seen.get(timeout=seconds)
        if isinstance(event, wanted) and (button is None or getattr(event, "button", 0) == button):
            return meeting


def quiet(seen: Seen, meeting: Meeting) -> Meeting:
    """Wait until the box has said what it wants to say."""
    while meeting.awaiting is not None:
        _, meeting = seen.get(timeout=60)
    return meeting


def say_until_heard(pulse: PulseServer, seen: Seen, text: str) -> Meeting:
    """Say it as a person would: again when nothing happens. A busy machine drops sound."""
    silence = np.zeros(RATE, np.int16)
    for _ in range(3):
        pulse.play(np.concatenate((silence, spoken(text), silence)))
        try:
            return until(seen, events.Heard, seconds=8)
        except queue.Empty:
            continue
    raise AssertionError(f"{text!r} was said three times and never heard")


def spoken(text: str) -> Samples:
    said = Espeak().synthesise(text, "da+f2")
    return soxr.resample(said.samples, said.rate, RATE).astype(np.int16)


def test_started_by_voice_and_led_to_its_end_by_button(
    pulse: PulseServer, pins: MockFactory, stick: Path, tmp_path: Path
) -> None:
    seen: Seen = queue.Queue()
    box = a_box(stick, tmp_path / "state", seen)
    buttons = {name: pins.pin(number) for name, number in load_pins().buttons.items()}

    def press(button: str) -> Meeting:
        with contextlib.suppress(queue.Empty):  # so long that it is another finger
            until(seen, events.PlanRejected, seconds=SAME_FINGER)
        while True:
            buttons[button].drive_low()
            try:
                return until(seen, events.Pressed, button=button, seconds=0.2)
            except queue.Empty:
                continue  # too soon after the last press: the contact counts as bouncing
            finally:
                buttons[button].drive_high()

    with running(box):
        quiet(seen, until(seen, events.StickIn))
        heard = say_until_heard(pulse, seen, "Tidtager, start mødet.")
        assert heard.stage == "running"
        meeting = heard
        for _ in range(300):
            if meeting.stage == "finished":
                break
            meeting = press("green")
        assert meeting.stage == "finished"

    assert "Egen dagsorden" in (stick / "rapport.html").read_text(encoding="utf-8")
    assert (stick / "evaluering.csv").exists()


def test_without_microphone_speaker_and_pins_the_box_says_so_and_goes_on(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    seen: Seen = queue.Queue()
    box = a_box(stick, tmp_path / "state", seen)
    with running(box):
        missing = set()
        while missing != {"microphone", "panel", "voice"}:
            event, meeting = seen.get(timeout=60)
            if isinstance(event, events.Trouble):
                missing.add(event.part)
        while meeting.plan is None:
            _, meeting = seen.get(timeout=60)
    assert not meeting.ears
    assert not meeting.panel


def test_switched_off_and_on_the_meeting_goes_on_and_the_stick_is_nothing_new(
    pulse: PulseServer, pins: MockFactory, stick: Path, tmp_path: Path
) -> None:
    seen: Seen = queue.Queue()
    with running(a_box(stick, tmp_path / "state", seen)) as _:
        until(seen, events.StickIn)
        pins.pin(load_pins().buttons["green"]).drive_low()
        assert until(seen, events.Pressed).stage == "running"
    pins.reset()

    again: Seen = queue.Queue()
    with running(a_box(stick, tmp_path / "state", again)):
        assert until(again, events.Resumed).stage == "running"
        assert until(again, events.StickIn).stage == "running"


def test_who_may_switch_the_machine_off_is_asked_by_a_file(tmp_path: Path) -> None:
    asked = tmp_path / "off"
    assert real_edges(None, environment={"TIDTAGER_OFF": str(asked)}).switch_off()
    assert asked.exists()
    assert not real_edges(None, environment={}).switch_off(), "at a desk the box just ends"
    assert not real_edges(None, environment={"TIDTAGER_OFF": "/nowhere/off"}).switch_off()


def test_a_stick_is_noticed_when_its_plan_changes_and_only_then(stick: Path) -> None:
    watch = StickWatch(FolderStick(stick))
    assert watch.changed()
    assert not watch.changed()
    shutil.move(stick / "tidtager.yaml", stick.parent / "kept.yaml")
    assert not watch.changed()
    shutil.move(stick.parent / "kept.yaml", stick / "tidtager.yaml")
    assert watch.changed()


def test_without_a_state_folder_the_box_says_so_and_leads_the_meeting(
    stick: Path, tmp_path: Path, pulse: PulseServer, pins: MockFactory
) -> None:
    (tmp_path / "file").write_text("in the way")
    seen: Seen = queue.Queue()
    box = a_box(stick, tmp_path / "file", seen)
    with running(box):
        said = until(seen, events.Trouble).last_said
        assert [phrase.key for phrase in said] == ["memory_trouble"]
        quiet(seen, until(seen, events.StickIn))
        pins.pin(load_pins().buttons["green"]).drive_low()
        assert until(seen, events.Pressed).stage == "running"
    assert (tmp_path / "file").read_text() == "in the way"


def test_systemd_is_told_that_the_box_is_ready_lives_and_leads_a_meeting(
    stick: Path, tmp_path: Path, pulse: PulseServer, pins: MockFactory
) -> None:
    seen: Seen = queue.Queue()
    told: queue.Queue[str] = queue.Queue()
    edges = replace(real_edges(stick), watchdog=Watchdog(told.put))
    box = Box(edges, tmp_path / "state", watcher=Onlooker(seen))

    def until_told(wanted: str) -> None:
        while wanted not in told.get(timeout=30):
            pass

    with running(box):
        until_told("READY=1")
        until_told("STATUS=no meeting is on")
        quiet(seen, until(seen, events.StickIn))
        pins.pin(load_pins().buttons["green"]).drive_low()
        until_told("STATUS=a meeting is on")
        until_told("WATCHDOG=1")


def test_a_start_waits_for_nothing_that_only_others_need() -> None:
    loads = "import sys, device.commands.run; print(*{name.split('.')[0] for name in sys.modules})"
    shown = subprocess.run(
        [sys.executable, "-c", loads], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(shown.stdout.split())
    assert {"sqlite3", "numpy"} <= loaded, "it is what a box loads"
    # SciPy is for the room: it took half of the start, and 30 MB
    assert not {"scipy", "duckdb", "sqlglot", "textual", "matplotlib", "torch"} & loaded
