"""Danish vowels are closer than other languages' of the same letter: formants moved phone by phone.

Danish e is said nearly where others say i, the vowel of "tale" nearly where others say open e, and
å nearly where others say o (N. Grønnum, Fonetik og fonologi, 3rd ed., on the Danish vowels against
the cardinal ones). espeak-ng's Danish and voices of other languages don't do so. Hence the first
formant of each of these vowels is moved down, by another part of the way in each utterance, on log
mel energies, with what the vowel's label says; every other phone moves a little, as with people.
"""

import numpy as np
from numpy.typing import NDArray

from speech.phones import PHONES
from speech.training.features import BINS, CENTRES, Floats, bin_of, taken_from

CLOSER: dict[str, tuple[float, float]] = {
    "e": (-0.22, 0.04),
    "E": (-0.18, 0.04),
    "a": (-0.18, 0.05),
    "oe": (-0.15, 0.0),
    "o": (-0.22, -0.05),
    "O": (-0.18, -0.05),
    "V": (-0.06, -0.03),
}
"""How far the first and second formant of a vowel go, as natural logarithms of their frequency."""

_VOWELS = frozenset(["i", "e", "E", "a", "A", "y", "oe", "u", "o", "O", "V", "@", "r"])
_FARTHEST = 1.2
"""Times CLOSER: the farthest that an utterance goes; the nearest is not at all."""
_VOWEL_SPREAD, _OTHER_SPREAD = 0.08, 0.03
"""Standard deviations of a phone's own shift of the first formant, in one utterance."""
_F1, _F2, _TOP = 700.0, 1900.0, 4000.0
"""Hz: middle of the first formants, of the second, and from where all stays in place."""
_GLIDE = 5
"""Frames from one phone's formants to the next one's."""


_FIRST, _SECOND = (
    np.array([CLOSER.get(phone, (0.0, 0.0))[formant] for phone in PHONES]) for formant in (0, 1)
)
_SPREADS = np.array([_VOWEL_SPREAD if phone in _VOWELS else _OTHER_SPREAD for phone in PHONES])


def _sources(rng: np.random.Generator, strength: float) -> Floats:
    """Where each phone's bins are taken from in this utterance, shape (256, BINS), by label."""
    how = strength * rng.uniform(0, _FARTHEST)
    f1 = _F1 * np.exp(how * _FIRST + rng.normal(0, _SPREADS))[:, None]
    f2 = _F2 * np.exp(how * _SECOND + rng.normal(0, 0.7 * _SPREADS))[:, None]
    hertz = np.select(
        [f1 >= CENTRES, f2 >= CENTRES, _TOP >= CENTRES],
        [
            CENTRES / f1 * _F1,
            _F1 + (CENTRES - f1) / (f2 - f1) * (_F2 - _F1),
            _F2 + (CENTRES - f2) / (_TOP - f2) * (_TOP - _F2),
        ],
        CENTRES,
    )
    table = np.tile(np.arange(BINS, dtype=np.float32), (256, 1))
    table[: len(PHONES)] = bin_of(hertz)
    return table


def closer(
    mel: Floats, labels: NDArray[np.uint8], rng: np.random.Generator, strength: float = 1.0
) -> Floats:
    """Give the utterance `mel`, shape (frames, BINS), with its vowels moved; labels (frames,)."""
    at = _sources(rng, strength)[labels]
    padded = np.pad(at, ((_GLIDE // 2 + 1, _GLIDE // 2), (0, 0)), mode="edge")
    sums = np.cumsum(padded, axis=0, dtype=np.float64)
    moved = (sums[_GLIDE:] - sums[:-_GLIDE]) / _GLIDE
    return taken_from(mel, moved.astype(np.float32))
