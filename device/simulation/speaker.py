"""The box's loudspeaker in the room."""

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
