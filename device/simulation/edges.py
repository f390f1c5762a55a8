"""The simulated edges: a room whose samples are the clock, mock pins, and a stick's folder."""

from collections.abc import Callable
from dataclasses import dataclass, field

from gpiozero.pins.mock import MockFactory, MockPin

from device.box.ports import Edges, Put, Stick
from device.panel import GpioPanel, load_pins
from device.simulation.room import Room
from device.simulation.speaker import SimulatedSpeaker
from speech.doing import at_once
from speech.hearing.echo import Reference


@dataclass
class SimulatedPins:
    """The real panel on pins that fingers drive; time is the room's, so it has to be stepped."""

    room: Room
    factory: MockFactory = field(default_factory=MockFactory)
    panel: GpioPanel | None = None

    def open(self, put: Put, _stop: Callable[[], None]) -> GpioPanel:
        """The panel, as Edges.panel opens it."""
        self.panel = GpioPanel(put, load_pins(), factory=self.factory, now=self.room.now)
        return self.panel

    @property
    def buttons(self) -> dict[str, MockPin]:
        """Each button's pin."""
        return {name: self.factory.pin(number) for name, number in load_pins().buttons.items()}

    def forget(self) -> None:
        """Mock pins remember each state they were in; from now on only how they are."""
        for pin in self.factory.pins.values():
            pin.clear_states()

    def step(self) -> None:
        """Time has passed."""
        if self.panel:
            self.panel.step()


def simulated_edges(
    room: Room,
    pins: SimulatedPins,
    stick: Stick,
    *,
    barge_in: bool = False,
    on_play: Callable[[], None] = lambda: None,
) -> Edges:
    """A box on the table of `room`, on one thread: the same seed gives the same meeting.

    Whoever steps the room lets the box hear what it gives, and take its turn. `on_play` is told
    at the first sample of each sound of the box.
    """
    reference = room.tap = Reference(room.now) if barge_in else None
    return Edges(
        clock=room,
        speaker=SimulatedSpeaker(room, on_play=on_play),
        panel=pins.open,
        microphone=None,
        stick=stick,
        reference=reference,
        ahead=at_once,
        errands=at_once,
        hand=lambda _name: at_once,
        close=room.close,
    )
