"""Where somebody speaks: the level of the sound against the room's own.

It spares the recogniser the silence, and tells the end of speech sooner than a decoder can, whose
network looks ahead. In steady noise it adapts; in a babble it stays open, and the ear goes by what
the decoder says.
"""

import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE, Samples

FRAME = RATE // 100
"""Samples in a frame: 10 ms."""

LOWEST = -72.0
"""dB of full scale: below this is nothing, whatever the microphone."""

_OPENS = 9.0
"""dB above the room's level that begin speech."""
_CLOSES = 6.0
"""dB above the room's level under which speech has paused."""
_FALLEN = 32.0
"""dB under the loudest of the last second is a pause too: what is left is the room's echo."""
_FIRST_GUESS = -50.0
"""dB of full scale: the room is taken to be no louder until it was heard."""


def levels(sound: Samples) -> NDArray[np.float64]:
    """The level of each whole frame of `sound`, in dB of full scale, shape (frames,).

    Differences of samples are measured: they leave out hum and the tread of feet.
    """
    frames = len(sound) // FRAME
    shaped = np.diff(sound[: frames * FRAME].astype(np.float64), prepend=sound[:1])
    power = np.square(shaped.reshape(frames, FRAME)).mean(axis=1) / 32768.0**2
    above: NDArray[np.float64] = np.maximum(10 * np.log10(power + 1e-12), LOWEST)
    return above


class Gate:
    """Follows the level frame by frame."""

    def __init__(self) -> None:
        self._room = _FIRST_GUESS
        self._peak = LOWEST
        self._loud = 0
        self.heard = False
        """Whether any sound has come yet."""

    def starts(self, level: float) -> bool:
        """Take a frame in which nobody spoke so far; whether speech begins with it."""
        self._follow(level, rise=0.04)
        self._loud = self._loud + 1 if level > self._room + _OPENS else max(self._loud - 1, 0)
        if self._loud < 3:
            return False
        self._loud = 0
        self._peak = level
        return True

    def quiet(self, level: float) -> bool:
        """Take a frame of an utterance; whether nobody speaks in it."""
        self._follow(level, rise=0.015)
        self._peak = max(level, self._peak - 0.1)
        return level < max(self._room + _CLOSES, self._peak - _FALLEN)

    def _follow(self, level: float, rise: float) -> None:
        if not self.heard:
            self._room = min(level, _FIRST_GUESS)
            self.heard = True
        if level < self._room:
            self._room += 0.2 * (level - self._room)
        else:
            self._room += min(rise, level - self._room)
