"""Log mel energies as the spotter sees them, of sound as it comes; numpy alone."""

import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE, Samples

Floats = NDArray[np.float32]

BINS = 30
SHIFT, WINDOW = RATE // 100, RATE // 40
"""Samples from one frame to the next, and in each."""

_FFT = 512
_LOW, _HIGH = 60.0, 6800.0
_EMPHASIS = 0.97
_FLOOR = np.float32(np.exp(11.0))
"""Energy that is always there: digital silence is as good as a quiet room."""

_SHAPE = np.hanning(WINDOW).astype(np.float32) ** np.float32(0.85)


def _triangles() -> Floats:
    """Weights of each bin, shape (_FFT // 2 + 1, BINS)."""
    hertz = np.fft.rfftfreq(_FFT, 1 / RATE)
    mel = 1127.0 * np.log1p(hertz / 700.0)
    first, last = (1127.0 * float(np.log1p(edge / 700.0)) for edge in (_LOW, _HIGH))
    edges = np.linspace(first, last, BINS + 2)
    up = (mel[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    down = (edges[2:] - mel[:, None]) / (edges[2:] - edges[1:-1])
    found: Floats = np.maximum(np.minimum(up, down), 0.0).astype(np.float32)
    return found


_TRIANGLES = _triangles()


def log_mel(sound: Samples | Floats) -> Floats:
    """Log mel energies of 16 kHz sound in int16's range, shape (frames, BINS), 10 ms apart."""
    if len(sound) < WINDOW:
        return np.zeros((0, BINS), np.float32)
    x = np.asarray(sound, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(x, WINDOW)[::SHIFT]
    frames = frames - frames.mean(axis=1, keepdims=True)
    sharp = frames.copy()
    sharp[:, 1:] -= np.float32(_EMPHASIS) * frames[:, :-1]
    power = np.square(np.abs(np.fft.rfft(sharp * _SHAPE, _FFT, axis=1))).astype(np.float32)
    found: Floats = np.log(power @ _TRIANGLES + _FLOOR)
    return found


class Mels:
    """The same, of a stream."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.int16)

    def take(self, samples: Samples) -> Floats:
        """The frames that are whole with the next int16 `samples`, shape (frames, BINS)."""
        sound = np.concatenate((self._rest, samples))
        found = log_mel(sound)
        self._rest = sound[len(found) * SHIFT :]
        return found
