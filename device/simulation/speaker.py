"""The box's loudspeaker and microphone in the room."""

from collections.abc import Callable

from device.simulation.room import Room
from speech.sound import Samples


class SimulatedSpeaker:
    """A Speaker that sounds in the room; `done` is called in room time, on the room's thread."""

    def __init__(self, room: Room, *, on_play: Callable[[], None] = lambda: None) -> None:
        """`on_play` is told at the first sample of each sound."""
        self._room = room
        self._on_play = on_play

    def play(self, sound: Samples, rate: int, done: Callable[[], None]) -> None:
        """Play `sound` (`rate` Hz) and call `done` once when it ended or was stopped."""
        self._on_play()
        self._room.play(sound, rate, done)

    def stop(self) -> None:
        """Silence at once; the playing sound's `done` is called."""
        self._room.stop()


class SimulatedMicrophone:
    """A Microphone in the room: each block read moves the room's time on."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def read(self) -> Samples | None:
        """The next block."""
        return self._room.step()

    def close(self) -> None:
        """Nothing to let go of: the room goes on without being heard."""
