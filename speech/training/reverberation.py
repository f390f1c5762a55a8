"""The echo of a room, on log mel energies: whoever sits far off is heard mostly by it.

A room's late echo is noise that decays, so its power adds up: each bin's energy lives on and falls
off evenly (H. Löllmann et al., An improved algorithm for blind reverberation time estimation, 2010,
the model of Polack). Highs fall off sooner. Finer than frames of 10 ms it isn't.
"""

import numpy as np
from scipy.signal import lfilter

from speech.sound import RATE
from speech.training.features import BINS, SHIFT, Floats

OFTEN = 0.4
"""How often an utterance is said in such a room, beside the one it may have got on sound."""
DECAYS = 0.2, 0.9
"""Seconds in which the lows fall by 60 dB, in a living room and in a bare hall."""
DIRECT = -14.0, 6.0
"""dB of the direct sound over the echo. In a room of 0.4 s it is 3 under it at one metre, 14 at
four."""


def echo(mel: Floats, seconds: float) -> Floats:
    """Give the late echo of an utterance as log power over it, shape (frames, BINS).

    `seconds` is the time in which the lows fall by 60 dB. Its sum over time is the utterance's.
    """
    falls = 6 * np.log(10) * SHIFT / RATE / (seconds * np.linspace(1.0, 0.55, BINS))
    keeps = np.exp(-falls)
    power = np.exp(mel.astype(np.float64))
    tail = [lfilter([0.0, 1.0 - keep], [1.0, -keep], power[:, k]) for k, keep in enumerate(keeps)]
    return np.log(np.stack(tail, axis=1) + 1e-12).astype(np.float32)


def far_off(mel: Floats, rng: np.random.Generator) -> Floats:
    """Add a room's echo by chance, as loud as before in all, shape (frames, BINS)."""
    if rng.random() >= OFTEN:
        return mel
    varies = rng.standard_normal(mel.shape, dtype=np.float32) * 0.5
    late = echo(mel, rng.uniform(*DECAYS)) + varies
    ratio = 10 ** (-rng.uniform(*DIRECT) / 10)
    return np.asarray(np.logaddexp(mel, late + np.log(ratio)) - np.log1p(ratio), dtype=np.float32)
