"""Whether it was a voice: a cup rings, but at no pitch that people speak at. Plates often do.

A decoder takes the nearest of what it knows, and to it a clink is near "syv". What the model can't
tell, periodicity does: a vowel repeats itself 70 to 400 times a second.
"""

import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE, Samples

FEWEST, WITHIN = 6, 20
"""So many voiced frames of 10 ms within so many are a voice. Of 517 commands and single words, 3
had fewer; of 177 clinks that were taken for words, none had as many, of 168 plates 72."""

_WINDOW = RATE // 25
_HOP = RATE // 100
_FFT = 2048
_BAND = (100.0, 700.0)
"""Hz: where a vowel has its strongest harmonics, and most things on a table have nothing."""
_COMPRESSION = 0.6
"""Power of the power spectrum: a single hum or ring weighs less than many harmonics (generalised
autocorrelation, T. Tolonen & M. Karjalainen 2000)."""
_SHORTEST, _LONGEST = RATE // 400, RATE // 70
"""Samples of a period."""
_PERIODIC = 0.5
"""The least autocorrelation of a voiced frame, without the window's own (P. Boersma 1993)."""
_NO_LONGER = 0.9
"""A shorter period that fits so well, in parts of this one, is a ring far above any voice."""

_SHAPE = np.hanning(_WINDOW + 2)[1:-1]
_IN_BAND = np.logical_and(
    np.fft.rfftfreq(_FFT, 1 / RATE) >= _BAND[0], np.fft.rfftfreq(_FFT, 1 / RATE) <= _BAND[1]
)
_OWN = np.fft.irfft(np.square(np.abs(np.fft.rfft(_SHAPE, _FFT))))[: _LONGEST + 1]
_OWN /= _OWN[0]


def periodicity(sound: Samples) -> NDArray[np.float64]:
    """How much each 10 ms of `sound` repeat themselves as a voice does: 0 to about 1, (frames,)."""
    if len(sound) < _WINDOW:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), _WINDOW)[::_HOP]
    power = np.square(np.abs(np.fft.rfft(frames * _SHAPE, _FFT, axis=1)))
    likeness = np.fft.irfft((power * _IN_BAND) ** _COMPRESSION, axis=1)[:, : _LONGEST + 1]
    likeness /= np.maximum(likeness[:, :1], 1e-9) * _OWN
    best = likeness[:, _SHORTEST:].max(axis=1)
    short = likeness[:, 4 : _SHORTEST - 4]
    middle = short[:, 1:-1]
    peaks = (middle > short[:, :-2]) & (middle >= short[:, 2:])
    ring = np.where(peaks, middle, 0.0).max(axis=1) > _NO_LONGER * best
    found: NDArray[np.float64] = np.where(ring, 0.0, best)
    return found


def voiced(sound: Samples) -> bool:
    """Whether somebody's voice is in `sound`, int16 at RATE, shape (n,)."""
    so_far = np.cumsum(np.pad(periodicity(sound) > _PERIODIC, (WITHIN, 0)))
    return bool(np.any(so_far[WITHIN:] - so_far[:-WITHIN] >= FEWEST))
