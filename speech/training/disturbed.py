"""From log mel energies to what the network sees, changed by chance anew each epoch.

Filters, formant shifts, noise floors and masks cost little here and never come twice the same. The
running mean is simulated with what may have gone ahead: nothing, a quiet room, or other talk.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from speech.training.corpus import Corpus
from speech.training.features import (
    BINS,
    CEPSTRA,
    COEFFICIENTS,
    MEAN_WINDOW,
    Floats,
    online_mean,
    taken_from,
)
from speech.training.noises import TALKERS, among, smooth
from speech.training.vowels import closer

_FLOOR = -15.9  # log of Kaldi's float epsilon: the lowest log mel energy there is


def warped(mel: Floats, factor: float) -> Floats:
    """Shift the formants: what was in bin b is in bin `factor` b."""
    return taken_from(mel, np.broadcast_to(np.arange(BINS, dtype=np.float32) / factor, mel.shape))


def disturbed(mel: Floats, others: Sequence[Floats], rng: np.random.Generator) -> Floats:
    """Give the utterance with other formants, noise (perhaps `others`), filter and level."""
    if rng.random() < 0.7:
        mel = warped(mel, float(np.exp(rng.normal(0, 0.06))))
    mel = among(mel, others, rng)
    mel = mel + smooth(rng, int(rng.integers(3, 9)), rng.uniform(0, 1.2)) + rng.normal(0, 1.5)
    return np.asarray(mel, dtype=np.float32)


def masked(mel: Floats, rng: np.random.Generator) -> Floats:
    """Take bands and moments away, in place (SpecAugment; zero is the mean here)."""
    n = len(mel)
    for _ in range(int(rng.integers(0, 3))):
        width = int(rng.integers(1, 7))
        low = int(rng.integers(0, BINS - width))
        begin = int(rng.integers(0, n))
        mel[begin : begin + int(rng.integers(20, 200)), low : low + width] = 0
    for _ in range(int(rng.integers(0, 1 + n // 60))):
        begin = int(rng.integers(0, n))
        mel[begin : begin + int(rng.integers(1, 9))] = 0
    return mel


def seen(
    mel: Floats,
    labels: NDArray[np.uint8],
    others: Sequence[Floats],
    prior: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Give the cepstra of one utterance, disturbed, normalised and masked."""
    mel = disturbed(closer(mel, labels, rng), others, rng)
    before: Floats | None = None
    n_before = 0
    kind = rng.random()
    if kind < 0.6:
        quiet = mel[labels == 0]
        before = quiet.mean(axis=0) if kind < 0.35 and len(quiet) > 10 else mel.mean(axis=0)
        n_before = int(rng.integers(30, MEAN_WINDOW))
    normal = mel - online_mean(mel, prior, before, n_before)
    return masked(normal, rng) @ CEPSTRA.T


def prior_mean(corpus: Corpus) -> Floats:
    """Give the mean log mel energies of the corpus, shape (BINS,)."""
    return np.asarray(corpus.mel[::7].astype(np.float32).mean(axis=0), dtype=np.float32)


def epoch(
    corpus: Corpus,
    prior: Floats,
    rng: np.random.Generator,
    first: int = 0,
    count: int | None = None,
) -> Floats:
    """Give utterances as the network sees them this time, shape (frames, COEFFICIENTS).

    `count` of them from the `first` on, or all.
    """
    spans = np.stack([np.concatenate([[0], corpus.ends[:-1]]), corpus.ends], axis=1)
    wanted = spans[first : None if count is None else first + count]
    start = int(wanted[0, 0])
    out = np.empty((int(wanted[-1, 1]) - start, COEFFICIENTS), dtype=np.float32)
    everyone = rng.integers(0, len(spans), (len(wanted), TALKERS))
    for (begin, end), talkers in zip(wanted, everyone, strict=True):
        others = [_mel(corpus, *spans[one]) for one in talkers]
        labels = np.asarray(corpus.labels[begin:end])
        out[begin - start : end - start] = seen(
            _mel(corpus, begin, end), labels, others, prior, rng
        )
    return out


def _mel(corpus: Corpus, begin: int, end: int) -> Floats:
    return np.maximum(corpus.mel[begin:end].astype(np.float32), _FLOOR)
