"""A saying as it might have sounded in a noisier place, further away.

What somebody says once, close to the microphone and in a quiet moment, is said again in a meeting
over a fan, from the other end of the table; the network then takes some of its sounds for others.
So an enrolment hears each saying there as well. Noise and echoes are drawn once and for all: the
same saying always teaches the same.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE, Samples


@dataclass(frozen=True)
class Surroundings:
    """A room, and the noise in it."""

    rt60: float
    """Seconds in which its echoes fall by 60 dB."""
    direct: float
    """By how many dB the voice itself is louder than its echoes."""
    over_noise: float
    """By how many dB the voice is louder than the noise."""
    seed: int


SURROUNDINGS = (
    Surroundings(0.05, 30.0, 15.0, seed=6),
    Surroundings(0.3, 6.0, 12.0, seed=2),
)
"""Close by, in noise; and across a furnished room, in more of it."""

_FRAME = RATE // 100


def elsewhere(sound: Samples, surroundings: Surroundings) -> Samples:
    """`sound`, int16 at RATE, as it would be in `surroundings`; longer by the echoes."""
    rng = np.random.default_rng(surroundings.seed)
    n = int(surroundings.rt60 * RATE)
    echoes = rng.standard_normal(n) * 10.0 ** (-3.0 * np.arange(n) / n)
    echoes[: RATE // 500] = 0.0
    echoes *= 10.0 ** (-surroundings.direct / 20) / np.sqrt(np.sum(np.square(echoes)))
    echoes[0] = 1.0
    dry = sound.astype(np.float64)
    wet = _convolved(dry, echoes)
    noise = _pink(len(wet), rng) * _loudness(dry) * 10.0 ** (-surroundings.over_noise / 20)
    return np.asarray(np.clip(np.rint(wet + noise), -32768, 32767), dtype=np.int16)


def _convolved(sound: NDArray[np.float64], response: NDArray[np.float64]) -> NDArray[np.float64]:
    """By Fourier transform: scipy's would cost the box 60 MB for this alone."""
    n = len(sound) + len(response) - 1
    size = 1 << (n - 1).bit_length()
    product = np.fft.rfft(sound, size) * np.fft.rfft(response, size)
    return np.asarray(np.fft.irfft(product, size)[:n], dtype=np.float64)


def _pink(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Noise that falls by 3 dB an octave, of level 1, shape (n,)."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    spectrum /= np.sqrt(np.maximum(1, np.arange(len(spectrum))))
    noise = np.fft.irfft(spectrum, n)
    return np.asarray(noise / np.std(noise), dtype=np.float64)


def _loudness(sound: NDArray[np.float64]) -> float:
    """Of the voice in it: the root mean square of the loudest quarter of its frames."""
    frames = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME)
    power = np.sort(np.mean(np.square(frames), axis=1))
    return float(np.sqrt(np.mean(power[len(power) * 3 // 4 :])))
