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
        self._lost: Callable[[], None] = lambda: None
        self.plugged_in = True

    def play(
        self,
        sound: Samples,
        rate: int,
        done: Callable[[], None],
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        """Play `sound` (`rate` Hz) and call `done` once when it ended or was stopped.

        Raises OSError while it is pulled out; what plays then is `lost`.
        """
        if not self.plugged_in:
            raise OSError("the room's loudspeaker is pulled out")
        self._lost = lost
        self._on_play()
        self._room.play(sound, rate, done)

    def stop(self) -> None:
        """Silence at once; the playing sound's `done` is called."""
        self._room.stop()

    def pull_out(self) -> None:
        """Nothing more is heard of it until it is `plugged_in` again."""
        self.plugged_in = False
        if self._room.box_sounds:
            self._lost()
            self._room.stop()
