"""Danish vowels are closer than those of the voices that the model learns from."""

import numpy as np
import pytest

from speech.training.features import BINS, CENTRES, Floats, bin_of
from speech.training.utterance import IGNORE, INDEX
from speech.training.vowels import closer

FRAMES = 40


def peak_at(hertz: float) -> Floats:
    """A sound whose first formant is at `hertz`."""
    away = (np.arange(BINS) - bin_of(np.array([hertz]))) / 1.5
    return np.tile(-np.square(away), (FRAMES, 1)).astype(np.float32)


def first_formant(mel: Floats) -> float:
    return float(np.interp(mel[FRAMES // 2].argmax(), np.arange(BINS), CENTRES))


def moved(label: int, hertz: float) -> Floats:
    """The first formant in sixty utterances."""
    labels = np.full(FRAMES, label, dtype=np.uint8)
    rng = np.random.default_rng(1)
    mel = peak_at(hertz)
    return np.array([first_formant(closer(mel, labels, rng)) for _ in range(60)])


@pytest.mark.parametrize("phone", ["e", "E", "a", "o", "O"])
def test_an_open_e_a_or_aa_comes_down_in_most_utterances(phone: str) -> None:
    formants = moved(INDEX[phone], 560)
    assert np.median(formants) < 520
    assert formants.max() >= 540, "but not in all: some people do speak like that"


def test_i_stays_where_it_is_on_the_whole() -> None:
    assert np.median(moved(INDEX["i"], 300)) == pytest.approx(first_formant(peak_at(300)))


def test_what_is_not_known_is_not_moved() -> None:
    mel = peak_at(560)
    labels = np.full(FRAMES, IGNORE, dtype=np.uint8)
    assert np.allclose(closer(mel, labels, np.random.default_rng(1)), mel, rtol=1e-3)


def test_bins_and_frequencies_fit() -> None:
    assert np.allclose(bin_of(CENTRES), np.arange(BINS), atol=1e-4)
