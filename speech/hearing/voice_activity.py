"""Where somebody speaks: the level of the sound against the room's own.

It spares the recogniser the silence, and tells the end of speech sooner than a decoder can, whose
network looks ahead. In steady noise it adapts; in a babble it stays open, and the ear goes by what
the decoder says.
"""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE, Samples

FRAME = RATE // 100
"""Samples in a frame: 10 ms."""

BEFORE = 50
"""Frames to keep from before speech begins: the t of "tidtager" is soft."""

LOWEST = -72.0
"""dB of full scale: below this is nothing, whatever the microphone."""

_BAND = slice(3, 26)
"""Bins of 100 Hz where vowels are; below are hum and feet, above are hiss and cups."""
_WINDOW = np.hanning(FRAME + 2)[1:-1]
_OPENS = 6.0
"""dB above the room's level that begin speech."""
_CLOSES = 5.0
"""dB above the room's level under which speech has paused."""
_FALLEN = 32.0
"""dB under the loudest of the last second is a pause too: what is left is the room's echo."""
_BURST = 3
"""Frames that speech lasts at least: less is a drop of rain."""
_BLOCK_FRAMES, _BLOCKS = 15, 10
_FIRST_GUESS = -50.0
"""dB of full scale: the room is taken to be no louder until it was heard."""


def levels(sound: Samples) -> NDArray[np.float64]:
    """The level of each whole frame of `sound`, in dB of full scale, shape (frames,)."""
    frames = sound[: len(sound) - len(sound) % FRAME].reshape(-1, FRAME) / 32768.0
    band = np.fft.rfft(frames * _WINDOW, axis=1)[:, _BAND]
    power = 2.0 * np.square(np.abs(band)).sum(axis=1) / (FRAME * np.square(_WINDOW).sum())
    found: NDArray[np.float64] = np.maximum(10 * np.log10(power + 1e-12), LOWEST)
    return found


class Frames:
    """Cuts a stream into frames, each with its level and the sample at which it ends."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.int16)

    def forget(self) -> None:
        """Drop the part of a frame that is kept."""
        self._rest = self._rest[:0]

    def take(self, samples: Samples, position: int) -> Iterator[tuple[float, Samples, int]]:
        """Take the next samples, which end at `position`; give the frames that are whole now."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % FRAME
        self._rest = sound[whole:]
        ends = range(position - len(sound) + FRAME, position + 1, FRAME)
        return zip(levels(sound).tolist(), sound[:whole].reshape(-1, FRAME), ends, strict=False)


class VoiceActivity:
    """Follows the level frame by frame.

    The room's own level is the least of the last second and a half, smoothed over 50 ms: speech
    lets it through between syllables (minimum statistics, R. Martin 2001, without its bias term:
    the thresholds hold it).
    """

    def __init__(self) -> None:
        self._smooth = _FIRST_GUESS
        self._least: deque[float] = deque([_FIRST_GUESS], maxlen=_BLOCKS)
        self._frames = 0
        self._peak = LOWEST
        self._loud = 0
        self._paused = False

    def starts(self, level: float) -> bool:
        """Take a frame in which nobody spoke so far; whether speech begins with it."""
        room = self._room(level)
        self._loud = self._loud + 1 if self._smooth > room + _OPENS else 0
        if self._loud < _BURST:
            return False
        self._paused = False
        self._peak = level
        return True

    def quiet(self, level: float) -> bool:
        """Take a frame of an utterance; whether nobody speaks in it."""
        room = self._room(level)
        self._peak = max(level, self._peak - 0.1)
        bound = max(room + _CLOSES, self._peak - _FALLEN)
        loud = min(level, self._smooth) >= bound
        self._loud = self._loud + 1 if loud else 0
        self._paused = not loud or (self._paused and self._loud < _BURST)
        return self._paused

    def _room(self, level: float) -> float:
        """The room's own level, now that this frame was heard."""
        self._smooth += 0.33 * (level - self._smooth)
        self._frames += 1
        if self._frames % _BLOCK_FRAMES == 0:
            self._least.append(self._smooth)
        self._least[-1] = min(self._least[-1], self._smooth)
        return min(self._least)


def extent(sound: Samples) -> tuple[int, int]:
    """Where speech begins and ends in `sound`, in samples; all of it if that can't be told."""
    activity = VoiceActivity()
    found = levels(sound)
    start = next((n for n, level in enumerate(found) if activity.starts(float(level))), None)
    if start is None:
        return 0, len(sound)
    after = range(start + 1, len(found))
    loud = [n for n in after if not activity.quiet(float(found[n]))]
    return max(start - _BURST, 0) * FRAME, (max(loud, default=start) + 1) * FRAME
