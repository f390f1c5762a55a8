"""What else is heard at a meeting, added to log mel energies."""

import numpy as np
import pytest

from speech.training.features import BINS, Floats
from speech.training.noises import among, clatter, hiss, talk


def power(mel: Floats) -> float:
    """Of the whole, in decibels."""
    return float(10 * np.log10(np.exp(mel.astype(np.float64)).sum(axis=1).mean()))


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(3)


def spoken(frames: int = 300) -> Floats:
    """As a voice is: in syllables, the lows loudest."""
    loud = 4.0 * np.sin(np.arange(frames) / 9)[:, None]
    return (10.0 + loud - 0.2 * np.arange(BINS)).astype(np.float32)


def test_ventilation_goes_on_and_rain_is_of_another_colour(rng: np.random.Generator) -> None:
    noises = [hiss(300, rng) for _ in range(40)]
    assert abs(np.mean([power(noise) for noise in noises])) < 2.0
    each = np.array([10 * np.log10(np.exp(noise).sum(axis=1)) for noise in noises])
    assert each.std(axis=1).mean() < 3.0  # steady
    slopes = [np.polyfit(np.arange(BINS), noise.mean(axis=0), 1)[0] for noise in noises]
    assert min(slopes) < -0.15
    assert max(slopes) > 0.05


def test_cups_clatter_for_a_moment(rng: np.random.Generator) -> None:
    noises = [clatter(300, rng) for _ in range(40)]
    levels = np.concatenate([np.logaddexp.reduce(noise, axis=1) for noise in noises])
    assert np.quantile(levels, 0.5) < -5
    assert levels.max() > -2


def test_somebody_else_talks_from_anywhere_in_what_they_say(rng: np.random.Generator) -> None:
    other = spoken(77)
    heard = talk(other, 300, rng)
    assert heard.shape == (300, BINS)
    assert abs(power(heard)) < 0.5
    assert np.allclose(heard[:77], heard[77:154])
    begins = {float(talk(other, 1, rng)[0, 0]) for _ in range(20)}
    assert len(begins) > 5


def test_noise_is_added_and_takes_nothing_away(rng: np.random.Generator) -> None:
    mel = spoken()
    changed = [among(mel, [spoken(120), spoken(77)], rng) for _ in range(60)]
    assert all((heard >= mel - 1e-4).all() for heard in changed)
    untouched = sum(np.array_equal(heard, mel) for heard in changed)
    assert 2 < untouched < 30
    assert max(power(heard) - power(mel) for heard in changed) > 2.0
    assert max(power(heard) - power(mel) for heard in changed) < 14.0
