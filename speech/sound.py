"""Sound as the whole box knows it: int16 mono, shape (n,), and the two ports it goes through.

Audio time is seconds of samples since a stream began.
"""

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second, everywhere inside; devices with another rate are resampled at the edge."""

BLOCK = RATE // 10
"""Samples in a microphone block: 100 ms."""

Samples = NDArray[np.int16]


class Microphone(Protocol):
    """A stream of sound at RATE."""

    def read(self) -> Samples | None:
        """The next BLOCK samples, waiting for them; None once the microphone is lost."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class Tap(Protocol):
    """Is told what a speaker is given, so that it can be taken out of what a microphone hears."""

    def add(self, sound: Samples, rate: int) -> None:
        """The next samples, mono at `rate` Hz, as they are handed to the device."""
        ...

    def cut(self) -> None:
        """What was handed over last has been thrown away unheard."""
        ...


class Speaker(Protocol):
    """Plays one sound at a time."""

    def play(
        self,
        sound: Samples,
        rate: int,
        done: Callable[[], None],
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        """Play `sound` (`rate` Hz) and call `done` once when it ended or was stopped.

        `lost` is called before `done` where the device went away or hung, so that nobody heard it.
        Returns when the sound is on its way. Raises OSError if there is no device.
        """
        ...

    def stop(self) -> None:
        """Silence at once; the playing sound's `done` is called."""
        ...
