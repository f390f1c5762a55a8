"""How a meeting room sounds: reverberation and background noise, made up from a seed.

Sound here is float32 at RATE where 1.0 is full scale; the room turns it into int16 at its edge.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from speech.sound import RATE, Samples

Sound = NDArray[np.float32]

FLOOR_AREA, HEIGHT = 24.0, 2.6
"""The room, in square metres and metres: a usual meeting room."""

SPEECH_LEVEL = -27.0
"""dBFS (RMS while speaking) of a normal voice one metre from the microphone, echoes counted."""

NOISE_SECONDS = 61
"""Length of the background's loop: long and prime, so that it beats with nothing."""

CLINK = 12.0
"""dB by which a clink stands out: over coffee, cups are the loudest thing between words."""

NOISES = ("ventilation", "cups", "rain", "dishes")
"""The backgrounds that `background` can make."""


def gain(decibels: float) -> float:
    """The factor of amplitude for `decibels`."""
    return float(10.0 ** (decibels / 20.0))


def as_sound(samples: Samples) -> Sound:
    """Int16 samples as float32, 1.0 full scale."""
    return np.asarray(samples, dtype=np.float32) / np.float32(32768)


def as_samples(sound: Sound) -> Samples:
    """`sound` as int16; what is over full scale is clipped."""
    return np.asarray(np.rint(np.clip(sound, -1.0, 32767 / 32768) * 32768.0), dtype=np.int16)


def level(sound: Sound) -> float:
    """RMS in dBFS of the parts that sound: 20 ms frames less than 30 dB below the loudest.

    The idea of ITU-T P.56's active speech level: pauses do not count. -120 for silence.
    """
    frames = sound[: sound.size // 320 * 320].reshape(-1, 320)
    power = np.mean(np.square(frames, dtype=np.float64), axis=1) if frames.size else np.zeros(1)
    peak = float(power.max())
    if peak <= 1e-12:
        return -120.0
    return float(10.0 * np.log10(power[power > peak * 1e-3].mean()))


def impulse_response(
    distance: float, rt60: float, rng: np.random.Generator, *, early: int = 8
) -> Sound:
    """What a click sounds like from `distance` metres: direct sound, early echoes, a diffuse tail.

    The direct sound falls with the distance and comes first (its flight time is left out). The
    tail is noise that falls by 60 dB in `rt60` seconds, faster for high frequencies. It is as loud
    everywhere, and as loud as the direct sound at the critical distance (Kuttruff, Room Acoustics,
    5.1: 0.057·√(V/RT60) metres), so far voices sound far. A response of one metre has the energy
    one. Shape (n,).
    """
    distance = max(distance, 0.2)
    if rt60 <= 0:
        return np.array([1.0 / distance], dtype=np.float32)
    critical = 0.057 * np.sqrt(FLOOR_AREA * HEIGHT / rt60)
    metre = 1.0 / np.sqrt(1.0 + 1.0 / critical**2)
    n = int(rt60 * RATE)
    time = np.arange(n) / RATE
    tail = rng.standard_normal(n) * 10.0 ** (-3.0 * time / rt60)
    dull = signal.sosfilt(signal.butter(2, 2500, fs=RATE, output="sos"), tail)
    mix = np.clip(time / rt60 * 3.0, 0.0, 1.0)
    tail = (1.0 - mix) * tail + mix * dull
    tail[: int(0.004 * RATE)] = 0.0
    for _ in range(early):
        at = int(rng.uniform(0.003, 0.03) * RATE)
        if at < n:
            tail[at] += rng.choice((-1.0, 1.0)) * rng.uniform(2.0, 6.0) * np.exp(-at / RATE / 0.02)
    tail *= metre / critical / np.sqrt(np.sum(np.square(tail)))
    tail[0] = metre / distance
    return np.asarray(tail, dtype=np.float32)


def reverberate(sound: Sound, response: Sound) -> Sound:
    """`sound` as heard through `response`; longer by the response's length less one."""
    wet: Sound = signal.oaconvolve(sound, response).astype(np.float32)
    return wet


def overdriven(sound: Sound, drive: float) -> Sound:
    """`sound` from a loudspeaker driven so hard that its peaks flatten as tanh does; 0: not."""
    peak = float(np.abs(sound).max(initial=0.0))
    if drive <= 0 or peak == 0.0:
        return sound
    bent: Sound = np.tanh(sound * np.float32(drive / peak)) * np.float32(peak / np.tanh(drive))
    return bent


def background(kinds: tuple[str, ...], rng: np.random.Generator) -> Sound:
    """A loop of NOISE_SECONDS of background, the kinds equally loud, together at SPEECH_LEVEL.

    Cups clink now and then, CLINK louder than that, and are silent in between.

    Raises ValueError for a kind that is not in NOISES.
    """
    n = NOISE_SECONDS * RATE
    makers = {"ventilation": _ventilation, "cups": _cups, "rain": _rain, "dishes": _dishes}
    mix = np.zeros(n)
    for kind in kinds:
        if kind not in makers:
            raise ValueError(f"unknown noise {kind!r}; there are {', '.join(NOISES)}")
        noise = makers[kind](n, rng)
        if kind == "cups":
            mix += noise * gain(SPEECH_LEVEL + CLINK - level(noise.astype(np.float32)))
        else:
            mix += noise * gain(SPEECH_LEVEL) / np.sqrt(np.mean(np.square(noise)))
    return np.asarray(mix / np.sqrt(max(1, len(kinds))), dtype=np.float32)


def cough(rng: np.random.Generator) -> Sound:
    """Half a second of coughing: two or three bursts of throat-coloured noise."""
    out = np.zeros(RATE // 2)
    throat = signal.butter(2, (400, 2400), "bandpass", fs=RATE, output="sos")
    at = 0
    for _ in range(int(rng.integers(2, 4))):
        n = int(rng.uniform(0.09, 0.15) * RATE)
        burst = rng.standard_normal(n) * np.exp(-np.arange(n) / (0.035 * RATE))
        burst[: RATE // 200] *= np.linspace(0, 1, RATE // 200)
        out[at : at + n] += signal.sosfilt(throat, burst)[: out.size - at]
        at += int(n * rng.uniform(1.0, 1.3))
    return np.asarray(out / np.abs(out).max(), dtype=np.float32)


def _coloured(n: int, slope: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Noise whose power falls with frequency to the power `slope`; loops without a seam."""
    spectrum = np.fft.rfft(rng.standard_normal(n))
    frequency = np.maximum(np.fft.rfftfreq(n, 1 / RATE), 30.0)
    return np.asarray(np.fft.irfft(spectrum * frequency ** (-slope / 2), n), dtype=np.float64)


def _ventilation(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    hum = 0.1 * np.sin(2 * np.pi * 100 * np.arange(n) / RATE)
    noise = _coloured(n, 1.6, rng)
    return np.asarray(noise / noise.std() + hum, dtype=np.float64)


def _rain(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    gusts = 1.0 + 0.3 * np.sin(2 * np.pi * np.arange(n) / n * 7) * rng.uniform(0.8, 1.2)
    drops = np.zeros(n)
    at = rng.integers(0, n, size=n // RATE * 40)
    drops[at] = rng.exponential(1.0, at.size)
    pane = signal.butter(2, (900, 5000), "bandpass", fs=RATE, output="sos")
    hiss = _coloured(n, 0.6, rng)
    pattering = signal.sosfilt(pane, drops)
    rain = gusts * (hiss / hiss.std() + 0.7 * pattering / pattering.std())
    return np.asarray(rain, dtype=np.float64)


def _cups(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Porcelain and spoons: short ringing partials, now and then a few at once."""
    out = np.zeros(n)
    ring = np.arange(int(0.25 * RATE)) / RATE
    for _ in range(NOISE_SECONDS // 6):
        start = int(rng.integers(0, n - RATE))
        for _ in range(int(rng.integers(1, 5))):
            start += int(rng.uniform(0.02, 0.2) * RATE)
            clink = np.zeros_like(ring)
            for partial in rng.uniform(1800, 7000, size=4):
                clink += np.sin(2 * np.pi * partial * ring) * np.exp(
                    -ring / rng.uniform(0.01, 0.06)
                )
            end = min(n, start + ring.size)
            out[start:end] += rng.uniform(0.2, 1.0) * clink[: max(0, end - start)]
    return out


def _dishes(n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """A table is cleared and washed up: plates, cutlery and scraping, seldom still; water runs."""
    out = np.zeros(n)
    ring = np.arange(int(0.4 * RATE)) / RATE
    scrape = signal.butter(2, (1500, 6000), "bandpass", fs=RATE, output="sos")
    at = 0
    while (at := at + int(rng.exponential(0.28) * RATE)) < n - ring.size:
        if rng.random() < 0.15:
            sound = signal.sosfilt(scrape, rng.standard_normal(ring.size)) * np.hanning(ring.size)
            out[at : at + ring.size] += 0.5 * sound
            continue
        plate = rng.random() < 0.4
        low, high, decay = (400, 2500, 0.09) if plate else (1500, 7000, 0.05)
        knock = rng.standard_normal(ring.size) * np.exp(-ring / 0.004)
        for partial in rng.uniform(low, high, size=5):
            tone = np.sin(2 * np.pi * partial * ring) * np.exp(-ring / rng.uniform(0.01, decay))
            knock += tone * rng.uniform(0.3, 1.0)
        out[at : at + ring.size] += knock * rng.lognormal(0.0, 0.6)
    water = signal.sosfilt(signal.butter(1, (500, 5000), "bandpass", fs=RATE, output="sos"),
                           rng.standard_normal(n))  # fmt: skip
    return np.asarray(out + 0.12 * out.std() * water / water.std(), dtype=np.float64)
