"""One assembly: the box on a table of virtual people is the box that `tidtager run` leads."""

import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from gpiozero.pins.mock import MockFactory

from content import content_file
from device.box.box import STICK_SECONDS, Box
from device.box.ports import Edges, Watcher
from device.commands import run as command
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.panel import GpioPanel, load_pins
from device.planfile import read_plan
from device.simulation.clock import SetClock
from device.simulation.edges import SimulatedPins, simulated_edges
from device.simulation.room import Room
from device.simulation.run import MeetingRoom
from device.simulation.script import Script
from device.simulation.speaker import SimulatedSpeaker
from device.stick.watched import WatchedStick
from speech.doing import at_once

GOOD = content_file("examples/kort-moede.yaml").read_bytes()
BAD = b"form: egen dagsorden\nfarve: roed\n"


def nothing(_work: Callable[[], None]) -> None:
    pass


class Onlooker(Watcher):
    """Notes what the meeting was told, but for time and the voice's ends."""

    def __init__(self) -> None:
        self.told: list[events.Event] = []
        self.troubles: list[str] = []

    def handled(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        if isinstance(event, events.Trouble):
            self.troubles.append(event.part)
        if not isinstance(event, events.Tick | events.Spoken | events.Trouble):
            self.told.append(event)


class OnTheTable:
    """A box on simulated edges, with a stick that files are put on."""

    def __init__(self, folder: Path, *, state: Path | None = None, **more: Any) -> None:
        self.stick = folder / "stick"
        self.stick.mkdir(exist_ok=True)
        self.room = Room(snr=float("inf"))
        self.onlooker = Onlooker()
        self.pins = SimulatedPins(self.room)
        edges = simulated_edges(self.room, self.pins, WatchedStick(self.stick))
        self.switched_off = 0
        # Nobody speaks here, so the ear needs nothing made ready.
        edges = replace(edges, ahead=nothing, switch_off=self.is_switched_off)
        self.box = Box(edges, state or folder / "state", watcher=self.onlooker, **more)

    def is_switched_off(self) -> bool:
        self.switched_off += 1
        return True

    def passes(self, seconds: float) -> None:
        until = self.room.now() + seconds
        while self.room.now() < until:
            self.box.hear(self.room.step())
            self.pins.step()
            self.box.turn()

    def puts(self, data: bytes | None) -> None:
        """The stick with this plan on it, or nothing, and the time that it takes to be seen."""
        (self.stick / "tidtager.yaml").unlink(missing_ok=True)
        if data is not None:
            (self.stick / "tidtager.yaml").write_bytes(data)
        self.passes(2 * STICK_SECONDS + 0.2)


@contextmanager
def on_the_table(folder: Path, **more: Any) -> Iterator[OnTheTable]:
    table = OnTheTable(folder, **more)
    try:
        yield table
    finally:
        table.box.close()


def kinds(told: list[events.Event]) -> list[str]:
    return [type(event).__name__ for event in told]


def test_what_comes_and_goes_by_the_stick_is_told_as_on_the_pi(tmp_path: Path) -> None:
    with on_the_table(tmp_path) as table:
        table.puts(None)
        assert table.onlooker.told == [], "no stick is nothing to tell"
        table.puts(BAD)
        assert kinds(table.onlooker.told) == ["PlanRejected"]
        assert "farve" in (table.stick / "fejl.txt").read_text("utf-8-sig")
        table.puts(GOOD)
        assert not (table.stick / "fejl.txt").exists()
        table.passes(3)
        table.puts(None)
        assert kinds(table.onlooker.told) == ["PlanRejected", "StickIn", "StickOut"]
        assert table.box.meeting.stage == "waiting"
        # what `tidtager run` would resume from, was it switched off here
        assert (tmp_path / "state" / "tidtager.yaml").read_bytes().decode() == GOOD.decode()


def test_switched_off_and_on_in_the_room_the_meeting_goes_on(tmp_path: Path) -> None:
    with on_the_table(tmp_path) as table:
        table.puts(GOOD)
        table.pins.buttons["green"].drive_low()
        table.passes(0.2)
        assert table.box.meeting.stage == "running"
    with on_the_table(tmp_path) as table:
        table.passes(0.2)
        assert kinds(table.onlooker.told)[0] == "Resumed"
        assert table.box.meeting.stage == "running"


def test_the_report_is_written_by_the_box_itself(tmp_path: Path) -> None:
    with on_the_table(tmp_path) as table:
        table.puts(GOOD)
        table.box.do(actions.WriteReport())
        table.passes(0.1)
        assert (table.stick / "rapport.html").exists()
        assert kinds(table.onlooker.told)[-1] == "ReportWritten"
        shutil.rmtree(table.stick)
        table.box.do(actions.WriteReport())
        table.passes(0.1)
        assert kinds(table.onlooker.told).count("ReportWritten") == 1, "no stick, no report"


def test_green_and_yellow_held_switch_it_off_when_it_has_said_goodbye(tmp_path: Path) -> None:
    with on_the_table(tmp_path) as table:
        table.puts(GOOD)
        for button in ("green", "yellow"):
            table.pins.buttons[button].drive_low()
        table.passes(4.8)
        assert table.box.meeting.stage == "waiting", "green alone would have begun the meeting"
        assert not table.box.meeting.going_off
        table.passes(0.4)
        assert table.box.meeting.going_off
        assert not table.switched_off
        table.passes(15)
        assert table.switched_off == 1


def test_left_alone_after_a_meeting_it_goes_off(tmp_path: Path) -> None:
    with on_the_table(tmp_path, off_after=20) as table:
        table.puts(GOOD)
        table.box.put(events.Heard(0.0, "start"))
        table.box.put(events.Heard(0.0, "finish"))
        table.box.put(events.Heard(0.0, "no"))
        table.box.put(events.Heard(0.0, "yes"))
        table.passes(0.2)
        assert table.box.meeting.stage == "finished"
        table.passes(19)
        assert not table.box.meeting.going_off
        table.passes(20)
        assert table.switched_off == 1


def test_a_voice_that_does_not_work_is_told_and_espeak_speaks(tmp_path: Path) -> None:
    with on_the_table(tmp_path, voice=tmp_path / "none.onnx") as table:
        table.passes(0.2)
        assert "own_voice" in table.onlooker.troubles
        assert [said.key for said in table.box.meeting.last_said] == ["own_voice_trouble"]
        assert table.room.box_sounds


class NoSound:
    """A speaker without a device."""

    def play(
        self,
        sound: object,
        rate: int,
        done: Callable[[], None],
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        raise OSError("no device")

    def stop(self) -> None:
        """Nothing plays."""


def test_a_speaker_and_a_panel_that_are_missing_are_told_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    told = Onlooker()
    edges = Edges(
        SetClock(),
        NoSound(),
        lambda _put, _stop: None,
        None,
        ahead=nothing,
        hand=lambda _name: at_once,
    )
    box = Box(edges, tmp_path, watcher=told)
    try:
        box.put(events.StickIn(0.0, read_plan(GOOD, "plan.yaml")))
        box.turn()
        assert told.troubles == ["panel", "voice"]
        assert box.meeting.stage == "waiting"
        assert box.missing == {}, "the voice can be made, if not heard, and no panel is no fault"
    finally:
        box.close()


def test_both_commands_build_this_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither has an assembly of its own: what they build is a Box, on edges of two kinds."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    built: list[tuple[Box, Edges]] = []
    begin = Box.__init__

    def noted(box: Box, edges: Edges, *args: object, **more: object) -> None:
        built.append((box, edges))
        begin(box, edges, *args, **more)  # type: ignore[arg-type]
        box.stop()  # `run` has nothing to wait for

    monkeypatch.setattr(Box, "__init__", noted)
    handler = signal.getsignal(signal.SIGINT)
    assert command.run(None, tmp_path / "state", None, None, None) == 0
    assert signal.getsignal(signal.SIGINT) is handler, "Ctrl-C is its caller's again"
    room = MeetingRoom(
        GOOD, Script(), seed=1, out=tmp_path, scratch=tmp_path / "scratch", snr=35.0, leak=-10.0
    )
    try:
        assert type(room.box) is type(built[0][0]) is Box
    finally:
        room.close()
    real, simulated = (edges for _, edges in built)
    assert (real.microphone is None, simulated.microphone is None) == (False, True)
    assert isinstance(simulated.clock, Room)
    assert isinstance(simulated.speaker, SimulatedSpeaker)


def test_real_pins_and_the_rooms_are_one_panel(tmp_path: Path) -> None:
    pins = SimulatedPins(Room(snr=float("inf")))
    panel = pins.open(lambda _event: None, lambda: None)
    try:
        assert isinstance(panel, GpioPanel)
        assert isinstance(pins.factory, MockFactory)
        assert set(pins.buttons) == set(load_pins().buttons)
    finally:
        panel.close()


def test_a_glem_alt_that_was_not_whole_is_done_again_at_the_next_start(tmp_path: Path) -> None:
    state = tmp_path / "state"
    names = state / "graphs" / "a" / "words.txt"
    with on_the_table(tmp_path) as table:
        table.puts(GOOD)
        names.parent.mkdir(parents=True)
        names.write_text("Anna")
        (state / "tidtager.yaml").unlink()
        (state / "tidtager.yaml").mkdir()  # no file, so it can't be wiped as one
        table.box.loop._forget(actions.Forget())
        table.passes(0.1)
        assert [e.whole for e in table.onlooker.told if isinstance(e, events.Wiped)] == [False]
    (state / "tidtager.yaml").rmdir()
    names.parent.mkdir(parents=True, exist_ok=True)
    names.write_text("Anna")
    with on_the_table(tmp_path):
        assert not names.exists()
        assert not (state / "forgetting").exists()


def test_no_plan_is_read_while_all_is_being_forgotten(tmp_path: Path) -> None:
    with on_the_table(tmp_path) as table:
        table.box.loop._wiped_by = float("inf")  # the disk takes its time
        table.puts(GOOD)
        assert table.box.meeting.stage == "empty"
        table.box.loop._has_wiped(True)
        table.puts(GOOD)
        assert table.box.meeting.stage == "waiting"
