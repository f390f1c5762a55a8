"""How loud the box is: louder or softer, and never more than a small loudspeaker can give.

What a loudspeaker or its amplifier clips comes back to the microphone as something that the echo
canceller was never told of, and then nobody can interrupt the box (tests/bench/bargein). So the
peaks are kept down here, where it is known what was done to them. espeak-ng's speech has peaks of
18 dB above its level, as its harmonics all begin together; a chain of all-pass filters lets them
begin one after the other, within 8 ms, which no ear can tell and which takes 2.5 dB off the peaks
(the phase rotator of broadcasting). What is left over CEILING then bends.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from speech.sound import Samples

CEILING = 0.5
"""Of full scale: nothing that is played is louder. Half of it costs the voice as it was made 0.1 dB
by ITU-R BS.1770, 0.3 at 3 dB more and 0.6 at 6 dB more (24 sentences)."""
KNEE = 0.6
"""Of CEILING; above it, what would be too loud bends towards CEILING and never reaches it."""
_STAGES, _LOWEST, _HIGHEST, _SHARPNESS = 12, 200.0, 6000.0, 1.0
"""All-pass filters, from and to which frequency in Hz, and their Q. Of 48 such chains that were
tried on 12 sentences, none of those that end within 8 ms left less of the peaks."""
_PIECE = 1 << 15
"""Samples that are worked on at once."""
_LASTS = 0.03
"""Seconds after which their response has ended (-60 dB)."""


def amplified(sound: Samples, rate: int, decibels: float) -> Samples:
    """`sound`, of `rate` Hz, louder or softer and within CEILING: int16, the same shape.

    In pieces, each with so much before it as the filters still hear: the rules of a meeting, half a
    minute of sound, took 27 MB at once.
    """
    response = _rotation(rate)
    gain = 10 ** (decibels / 20) / 32_768
    found = np.empty(len(sound), np.int16)
    for start in range(0, len(sound), _PIECE):
        before = min(start, len(response) - 1)
        piece = sound[start - before : start + _PIECE].astype(np.float64) * gain
        found[start : start + _PIECE] = _within(_convolved(piece, response)[before:])
    return found


def _within(wave: NDArray[np.float64]) -> Samples:
    """`wave` with what is too loud bent towards CEILING."""
    size = np.abs(wave) / CEILING
    room = 1 - KNEE
    bent = KNEE + room * np.tanh((size - KNEE) / room)
    bounded = np.where(size > KNEE, np.sign(wave) * bent * CEILING, wave)
    return np.asarray(np.round(bounded * 32_767), np.int16)


@cache
def _rotation(rate: int) -> NDArray[np.float64]:
    """The all-pass filters' impulse response at `rate` Hz."""
    click = np.zeros(round(_LASTS * rate))
    click[0] = 1.0
    highest = min(_HIGHEST, 0.4 * rate)
    response = click
    for frequency in np.geomspace(_LOWEST, highest, _STAGES):
        response = _all_passed(response, float(frequency), rate)
    return response


def _all_passed(wave: NDArray[np.float64], frequency: float, rate: int) -> NDArray[np.float64]:
    """A second-order all-pass filter (R. Bristow-Johnson's cookbook) over `wave`.

    Once for each rate, and it is short: SciPy, which has this, takes half of a start to import.
    """
    angle = 2 * np.pi * frequency / rate
    width = math.sin(angle) / (2 * _SHARPNESS)
    outer, middle = (1 - width) / (1 + width), -2 * math.cos(angle) / (1 + width)
    one = two = 0.0
    passed = []
    for given in wave.tolist():
        gives = outer * given + one
        one, two = middle * (given - gives) + two, given - outer * gives
        passed.append(gives)
    return np.array(passed)


def _convolved(wave: NDArray[np.float64], response: NDArray[np.float64]) -> NDArray[np.float64]:
    """As long as `wave`."""
    size = 1 << (len(wave) + len(response) - 1).bit_length()
    spectrum = np.fft.rfft(wave, size) * np.fft.rfft(response, size)
    return np.fft.irfft(spectrum, size)[: len(wave)]
