"""A corpus as it is seen, anew each time, by however many processes."""

import numpy as np
import pytest

from speech.training import epochs
from speech.training.corpus import Corpus
from speech.training.epochs import Epochs
from speech.training.features import BINS, COEFFICIENTS

FRAMES = (90, 140, 70, 200, 110, 160, 80)


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.setattr(epochs, "SHARE", 3)
    rng = np.random.default_rng(1)
    mel = rng.normal(8, 2, (sum(FRAMES), BINS)).astype(np.float16)
    labels = rng.integers(0, 30, sum(FRAMES)).astype(np.uint8)
    return Corpus(mel, labels, np.cumsum(FRAMES))


def test_every_frame_is_there_and_never_twice_the_same(corpus: Corpus) -> None:
    with Epochs(corpus, seed=1) as made:
        first, second = made(2)
    assert first.shape == second.shape == (len(corpus.labels), COEFFICIENTS)
    assert np.isfinite(first).all()
    assert not np.allclose(first, second)


def test_the_same_seed_gives_the_same_again_and_another_another(corpus: Corpus) -> None:
    def once(seed: int) -> object:
        with Epochs(corpus, seed=seed) as made:
            return next(made(1)).tolist()

    assert once(1) == once(1)
    assert once(1) != once(2)


def test_it_does_not_hang_on_how_many_processes_there_are(corpus: Corpus) -> None:
    with Epochs(corpus, seed=1) as one, Epochs(corpus, seed=1, workers=2) as two:
        for alone, together in zip(one(2), two(2), strict=True):
            assert np.array_equal(alone, together)
