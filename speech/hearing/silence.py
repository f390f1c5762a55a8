"""A long silence: nobody at the table, and not the box either, has spoken for a while."""

from speech.hearing.gate import FRAME, Frames, Gate
from speech.sound import RATE, Samples

LONG_SECONDS = 45.0
"""So long a silence is more than thinking: Danes let twenty seconds pass."""


class Silence:
    """Counts the frames since the last voice; the samples are its clock."""

    def __init__(self, seconds: float = LONG_SECONDS) -> None:
        self._long = round(seconds * RATE / FRAME)
        self._gate = Gate()
        self._frames = Frames()
        self._quiet = 0

    def broken(self) -> None:
        """The box itself speaks: whatever silence there was is over."""
        self._quiet = 0
        self._frames.forget()

    def feed(self, samples: Samples) -> bool:
        """Take the next int16 samples at RATE, shape (n,), any n; whether a silence is long now.

        Once for each silence.
        """
        became_long = False
        for level, _, _ in self._frames.take(samples, 0):
            self._quiet = 0 if self._gate.starts(level) else self._quiet + 1
            became_long = became_long or self._quiet == self._long
        return became_long
