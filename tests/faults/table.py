"""A box on a table in the room, with a loudspeaker, a stick and buttons that faults befall."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from content import content_file
from device.box.box import Box
from device.box.ports import Watcher
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.simulation.edges import SimulatedPins, simulated_edges
from device.simulation.room import Room
from device.simulation.speaker import SimulatedSpeaker
from device.stick.watched import WatchedStick

PLAN = content_file("examples/kort-moede.yaml").read_bytes()
NAMES = ("Anna", "Bo", "Carla")


class Table(Watcher):
    """Virtual time; nobody speaks, so nothing is made ready for the ear."""

    def __init__(self, folder: Path, *, state: Path | None = None) -> None:
        self.stick = folder / "stick"
        self.stick.mkdir(parents=True, exist_ok=True)
        self.room = Room(snr=float("inf"))
        self.pins = SimulatedPins(self.room)
        self.said: list[actions.Say] = []
        self.events: list[events.Event] = []
        edges = simulated_edges(self.room, self.pins, WatchedStick(self.stick))
        assert isinstance(edges.speaker, SimulatedSpeaker)
        self.speaker = edges.speaker
        self.box = Box(replace(edges, ahead=_nothing), state or folder / "state", watcher=self)

    @property
    def meeting(self) -> Meeting:
        return self.box.meeting

    @property
    def light(self) -> actions.Light:
        return self.meeting.shown.light

    def handled(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        self.events.append(event)
        self.said += [action for action in done if isinstance(action, actions.Say)]

    def text(self, key: str) -> str:
        """What was said under `key`, the first time."""
        return next((f"»{said.text}«" for said in self.said if said.key == key), "intet")

    def passes(self, seconds: float) -> None:
        until = self.room.now() + seconds
        while self.room.now() < until:
            self.step()

    def step(self) -> None:
        self.box.hear(self.room.step())
        self.pins.step()
        self.box.turn()

    def until(self, true: Callable[[], bool], seconds: float = 300.0) -> float:
        """Let time pass until it is so; the seconds that took. Raises AssertionError."""
        began = self.room.now()
        while not true():
            self.step()
            assert self.room.now() - began < seconds, "it never came"
        return self.room.now() - began

    def press(self, button: str) -> None:
        pin = self.pins.buttons[button]
        pin.drive_low()
        self.passes(0.2)
        pin.drive_high()
        self.passes(0.5)

    def starts(self) -> None:
        """The plan is read and the meeting begun; three came."""
        (self.stick / "tidtager.yaml").write_bytes(PLAN)
        self.until(lambda: self.meeting.stage == "waiting" and not self.box.speaking)
        self.press("green")

    def to(self, situation: str) -> None:
        """Green, and where numbers are asked for three, until it is so."""
        for _ in range(200):
            self.until(lambda: not self.box.speaking)
            if self.meeting.situation == situation:
                return
            if self.meeting.situation == "question_number":
                self.press("score3")
            self.press("green")
        raise AssertionError(f"never {situation}")


def _nothing(_work: Callable[[], None]) -> None:
    pass


@contextmanager
def a_table(folder: Path, *, state: Path | None = None) -> Iterator[Table]:
    table = Table(folder, state=state)
    try:
        yield table
    finally:
        table.box.close()
