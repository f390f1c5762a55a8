"""What else is heard at a meeting: ventilation and rain, cups, another voice; on log mel energies.

Power adds, so a noise is added as energies. Here it costs little and comes anew each epoch; on
sound (`speech.training.augmentation`) each utterance gets its noise once.
"""

from collections.abc import Sequence

import numpy as np

from speech.training.features import BINS, Floats

HISS, CLATTER, TALK = 0.6, 0.3, 0.4
"""How often each comes."""
TALKERS = 3
"""So many at most talk at once."""

_BINS = np.arange(BINS, dtype=np.float32)
_SLOPES = (-0.25, 0.12)
"""Nepers of power a bin: from a rumble to more of the highs than white noise has (0.055)."""
_VARIES = np.linspace(0.7, 0.3, BINS, dtype=np.float32)
"""Standard deviation of a noise's bin from frame to frame: narrow bins vary more."""
_DROPS = 1.5
"""At most so much more, in nepers, is what all bins together vary: drops of rain, paper."""


def smooth(rng: np.random.Generator, points: int, deviation: float) -> Floats:
    """Give a curve over the bins through so many random points."""
    curve = np.interp(
        np.linspace(0, points - 1, BINS), np.arange(points), rng.normal(0, deviation, points)
    )
    return curve.astype(np.float32)


def _power(mel: Floats) -> float:
    """Log of the mean power of its frames: of its speech, next to which pauses are nothing."""
    frames = np.logaddexp.reduce(mel, axis=1)
    return float(np.logaddexp.reduce(frames) - np.log(len(frames)))


def _nepers(decibels: float) -> float:
    return decibels * float(np.log(10)) / 10


def hiss(n: int, rng: np.random.Generator) -> Floats:
    """Make a steady noise of any colour that swells a little, shape (n, BINS); power 0."""
    colour = rng.uniform(*_SLOPES) * _BINS + smooth(rng, int(rng.integers(3, 7)), 0.7)
    colour = colour - np.logaddexp.reduce(colour)
    knots = 2 + n // 80
    swell = np.interp(np.arange(n), np.linspace(0, n, knots), rng.normal(0, 0.25, knots))
    varies = rng.standard_normal((n, BINS), dtype=np.float32) * _VARIES
    if rng.random() < 0.3:
        varies += rng.exponential(rng.uniform(0.1, _DROPS), (n, 1)).astype(np.float32)
        varies -= np.log(np.exp(varies).mean())
    return np.asarray(colour + swell[:, None] + varies, dtype=np.float32)


def clatter(n: int, rng: np.random.Generator) -> Floats:
    """Make knocks that ring at a few frequencies, shape (n, BINS); the loudest about power 0."""
    out = np.full((n, BINS), -30.0, dtype=np.float32)
    for _ in range(int(rng.integers(1, 3 + n // 60))):
        rings = [
            -0.5 * ((_BINS - rng.uniform(5, BINS)) / rng.uniform(0.5, 2.5)) ** 2 + rng.normal(0, 1)
            for _ in range(int(rng.integers(1, 5)))
        ]
        colour = np.logaddexp.reduce([smooth(rng, 5, 1.0) - rng.uniform(1, 4), *rings])
        colour = colour - np.logaddexp.reduce(colour) - rng.uniform(0, 2)
        begin, length = int(rng.integers(0, n)), int(rng.integers(3, 40))
        dies = np.arange(min(length, n - begin), dtype=np.float32)[:, None]
        knock = colour - dies * rng.uniform(0.1, 1.0) + rng.normal(0, 0.3, (len(dies), BINS))
        part = slice(begin, begin + len(dies))
        out[part] = np.logaddexp(out[part], knock)
    return out


def talk(other: Floats, n: int, rng: np.random.Generator) -> Floats:
    """Take `n` frames from another utterance, over and over, from anywhere in it; power 0."""
    begin = int(rng.integers(0, len(other)))
    at = np.arange(begin, begin + n) % len(other)
    return np.asarray(other[at] - _power(other), dtype=np.float32)


def babble(others: Sequence[Floats], n: int, rng: np.random.Generator) -> Floats:
    """Let one or more of `others` talk at once, each farther off than the last; power about 0."""
    heard = talk(others[0], n, rng)
    for other in others[1 : int(rng.integers(1, len(others) + 1))]:
        heard = np.logaddexp(heard, talk(other, n, rng) - rng.uniform(0, 1.5))
    return np.asarray(heard - _power(heard), dtype=np.float32)


def among(mel: Floats, others: Sequence[Floats], rng: np.random.Generator) -> Floats:
    """Give an utterance with noise by chance, all in log mel energies, shape (frames, BINS)."""
    power, n = _power(mel), len(mel)
    if rng.random() < HISS:
        mel = np.logaddexp(mel, hiss(n, rng) + power + _nepers(rng.uniform(-28, 0)))
    if rng.random() < CLATTER:
        mel = np.logaddexp(mel, clatter(n, rng) + power + _nepers(rng.uniform(-12, 10)))
    if rng.random() < TALK:
        mel = np.logaddexp(mel, babble(others, n, rng) + power + _nepers(rng.uniform(-24, -2)))
    return np.asarray(mel, dtype=np.float32)
