"""What happens to speech between a mouth and a cheap microphone: filters, rooms, noise, voices.

On sound. What can be done on log mel energies is done anew each epoch (`speech.training.batches`).
"""

import random

import numpy as np
from scipy import signal
from scipy.fft import irfft, next_fast_len, rfft

from speech.sound import RATE
from speech.training.features import Floats


def _generator(rng: random.Random) -> np.random.Generator:
    return np.random.default_rng(rng.getrandbits(63))


def level(samples: Floats) -> float:
    """Give the standard deviation, never zero."""
    return float(np.std(samples)) + 1e-3


def coloured_noise(n: int, rng: random.Random) -> Floats:
    """Make noise of level 1 with a spectrum between white and 1/f^1.6 in power, shape (n,)."""
    length = next_fast_len(n, real=True)
    spectrum = rfft(_generator(rng).standard_normal(length, dtype=np.float32))
    spectrum /= np.arange(1, len(spectrum) + 1, dtype=np.float32) ** rng.uniform(0, 0.8)
    noise = irfft(spectrum, length)[:n]
    return np.asarray(noise / (np.std(noise) + 1e-9), dtype=np.float32)


def equalised(x: Floats, rng: random.Random) -> Floats:
    """Filter by a curve of 4-8 random points, each off by 1-5 dB."""
    points = rng.randint(4, 8)
    gains = 10 ** (_generator(rng).normal(0, rng.uniform(1, 5), points) / 20)
    taps = signal.firwin2(101, np.linspace(0, 1, points), gains)
    return np.asarray(np.convolve(x, taps, "same"), dtype=np.float32)


def in_a_room(x: Floats, rng: random.Random) -> Floats:
    """Add reverberation: noise that decays in 0.1-0.7 s, direct sound -3 to 12 dB above it."""
    seconds = rng.uniform(0.1, 0.7)
    n = int(seconds * RATE)
    tail = _generator(rng).standard_normal(n) * np.exp(-6.9 * np.arange(n) / n)
    tail[: RATE // 500] = 0
    tail *= 10 ** (-rng.uniform(-3, 12) / 20) / np.sqrt((tail**2).sum() + 1e-9)
    tail[0] = 1
    return np.asarray(signal.fftconvolve(x, tail)[: len(x)], dtype=np.float32)


def breathy(x: Floats, rng: random.Random) -> Floats:
    """Add noise that follows the voice's loudness."""
    envelope = np.convolve(np.abs(x), np.ones(160, np.float32) / 160, "same")
    noise = _generator(rng).standard_normal(len(x)).astype(np.float32)
    return np.asarray(x + noise * envelope * rng.uniform(0.05, 0.5), dtype=np.float32)


def tilted(x: Floats, rng: random.Random) -> Floats:
    """Lift the highs or the lows by a first-order filter."""
    return np.asarray(signal.lfilter([1, -rng.uniform(-0.7, 0.8)], [1], x), dtype=np.float32)


def narrowed(x: Floats, rng: random.Random) -> Floats:
    """Pass a band only, as telephones and small loudspeakers do."""
    low, high = rng.uniform(60, 350), rng.uniform(3000, 7000)
    band = signal.butter(2, [low, high], "bandpass", fs=RATE, output="sos")
    return np.asarray(signal.sosfilt(band, x), dtype=np.float32)


def rattle(n: int, rng: random.Random) -> Floats:
    """Make cups, pens and chairs: 1-8 short knocks that ring at a few frequencies, shape (n,)."""
    out = np.zeros(n, dtype=np.float32)
    generator = _generator(rng)
    for _ in range(rng.randint(1, 8)):
        length = min(n, int(rng.uniform(0.01, 0.25) * RATE))
        time = np.arange(length) / RATE
        knock = generator.standard_normal(length) * rng.uniform(0, 1)
        for _ in range(rng.randint(1, 4)):
            knock += np.sin(2 * np.pi * 10 ** rng.uniform(2.3, 3.8) * time) * rng.uniform(0.2, 1.5)
        knock *= np.exp(-time / rng.uniform(0.003, 0.06)) * rng.uniform(0.2, 1)
        begin = rng.randrange(n - length + 1)
        out[begin : begin + length] += knock
    return out / (float(np.abs(out).max()) + 1e-3)


def augmented(x: Floats, rng: random.Random, others: list[Floats]) -> Floats:
    """Give `x` as a microphone might have got it, with `others`' voices behind it at times."""
    changes = (
        (breathy, 0.35),
        (tilted, 0.5),
        (equalised, 0.6),
        (narrowed, 0.12),
        (in_a_room, 0.6),
    )
    for change, chance in changes:
        if rng.random() < chance:
            x = change(x, rng)
    speech = level(x)
    if rng.random() < 0.15:
        x = x + rattle(len(x), rng) * speech * 10 ** (rng.uniform(-10, 12) / 20)
    if rng.random() < 0.75:
        x = x + coloured_noise(len(x), rng) * speech * 10 ** (-rng.uniform(3, 35) / 20)
    if others and rng.random() < 0.3:
        babble = np.zeros_like(x)
        for _ in range(rng.randint(1, 4)):
            babble += np.roll(np.resize(rng.choice(others), len(x)), rng.randrange(len(x)))
        x = x + babble / level(babble) * speech * 10 ** (-rng.uniform(6, 25) / 20)
    peak = float(np.abs(x).max()) + 1e-3
    x = x / peak * 10 ** rng.uniform(2.6, 4.5)
    if rng.random() < 0.08:
        x = x * rng.uniform(1.5, 4)  # too loud: clipped
    # A quiet electric floor: no microphone gives digital silence.
    x = x + _generator(rng).standard_normal(len(x)).astype(np.float32) * 10 ** rng.uniform(-1, 1)
    return np.clip(np.round(x), -32768, 32767).astype(np.float32)
