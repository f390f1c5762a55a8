"""How loud the box is: as it was asked for, and never more than a small loudspeaker can give."""

import tracemalloc
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.simulation.acoustics import as_sound, level
from speech.espeak import Espeak
from speech.saying.chimes import load_chimes
from speech.saying.loudness import CEILING, amplified
from speech.saying.voice import LOUDEST
from speech.sound import RATE, Samples

FULL = 32_768
TEXT = (
    "Velkommen. Jeg hedder Tidtager, og jeg holder øje med tiden for jer. Nu skal I tale sammen, "
    "og I har ti minutter."
)


@pytest.fixture(scope="module")
def voice() -> tuple[Samples, int]:
    """As the renderer makes it: its peaks are near full scale."""
    said = Espeak().synthesise(TEXT, "da", rate=140, pitch=45)
    return said.samples, said.rate


def peak(sound: Samples) -> float:
    return float(np.abs(sound / FULL).max())


@pytest.mark.parametrize(
    ("decibels", "softer"), [(-18.0, 0.1), (0.0, 0.3), (3.0, 0.9), (LOUDEST, 1.6)]
)
def test_the_voice_is_as_loud_as_asked_and_its_peaks_are_kept_down(
    voice: tuple[Samples, int], decibels: float, softer: float
) -> None:
    sound, rate = voice
    assert peak(sound) > 0.8
    played = amplified(sound, rate, decibels)
    assert peak(played) <= CEILING
    # A decibel can hardly be told by ear
    asked = level(as_sound(sound)) + decibels
    assert level(as_sound(played)) == pytest.approx(asked, abs=softer)


def test_little_of_the_voice_has_to_bend(voice: tuple[Samples, int]) -> None:
    # Half of full scale is 14 dB over the level, and espeak-ng's peaks are 18 dB over it: what
    # makes them lower without bending is that harmonics begin one after the other.
    sound, rate = voice
    soft = amplified(sound, rate, -12.0).astype(float)
    peaks = [np.percentile(np.abs(one), 99.9) for one in (sound * 10 ** (-12 / 20), soft)]
    assert peaks[1] < 0.8 * peaks[0]
    before, after = (
        np.abs(np.fft.rfft(one.astype(float), 2 * len(sound))) for one in (sound, soft)
    )
    loud = before > before.max() / 30
    assert np.allclose(after[loud] * 10 ** (12 / 20), before[loud], rtol=0.05)


def test_where_a_piece_ends_cannot_be_heard(voice: tuple[Samples, int]) -> None:
    sound, rate = voice
    long = np.tile(sound, 3)
    whole = amplified(long, rate, 3.0)
    for start in (len(sound) - 1, len(sound), 2 * len(sound) - 700):
        # From so long before that the filters have forgotten what came earlier.
        alone = amplified(long[start - rate // 10 :], rate, 3.0)[rate // 10 :]
        assert np.array_equal(alone, whole[start:])


def test_long_rules_take_no_more_memory_than_a_sentence(voice: tuple[Samples, int]) -> None:
    sound, rate = voice
    amplified(sound, rate, 0.0)
    took = []
    for times in (1, 20):
        long = np.tile(sound, times)
        tracemalloc.start()
        try:
            amplified(long, rate, 0.0)
            took.append(tracemalloc.get_traced_memory()[1] - long.nbytes)
        finally:
            tracemalloc.stop()
    assert took[1] < 1.1 * took[0]


def test_every_chime_keeps_its_length_and_its_tones() -> None:
    chimes = load_chimes()
    for sound in chimes.sounds.values():
        played = amplified(sound, chimes.rate, 0.0)
        assert len(played) == len(sound)
        tones = [int(np.abs(np.fft.rfft(one.astype(float))).argmax()) for one in (sound, played)]
        assert tones[0] == pytest.approx(tones[1], abs=1)


def test_three_decibels_are_three_decibels() -> None:
    tone = (2000 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.int16)
    steps = [level(as_sound(amplified(tone, RATE, n))) for n in (-18.0, -15.0, 0.0, 3.0, 6.0)]
    assert [round(b - a, 1) for a, b in pairwise(steps)] == [3.0, 15.0, 3.0, 3.0]


@given(
    st.lists(st.integers(-32_768, 32_767), max_size=300),
    st.floats(-18, 6),
    st.sampled_from([8_000, 16_000, 22_050, 48_000]),
)
def test_nothing_that_is_played_is_over_the_ceiling(
    samples: list[int], decibels: float, rate: int
) -> None:
    played = amplified(np.array(samples, np.int16), rate, decibels)
    assert played.dtype == np.int16
    assert len(played) == len(samples)
    assert not len(played) or peak(played) <= CEILING
