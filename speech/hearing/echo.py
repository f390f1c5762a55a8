"""Takes the box's own voice out of what its microphone hears, so that it can be interrupted.

A linear canceller and nothing after it: the residual suppressors of telephony (WebRTC's AEC3)
take the interrupting person away with the echo as soon as both are equally loud, and a recogniser
hears little. Speex's filter is as good until a delay jumps (docs/hearing.md has the figures).
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np
import soxr
from numpy.typing import NDArray

from speech.sound import RATE, Samples

HOP = 320
"""Samples that are cleaned at a time: 20 ms, five to a microphone's block."""
PARTS = 24
"""Hops that the echo's path may last, the devices' own delay with it: 480 ms."""

_STEADY = 0.9999
"""How much of the path lasts from hop to hop: people move, and speakers warm up."""
_DOUBT = 0.1
"""What a path may be before anything is known: squared gain in each bin of each part."""
_SMOOTH = 0.8
"""For the power of what is no echo, over 0.1 s."""
_SILENT = 1e-9
_TAIL = PARTS + 10
"""Hops of silence from the speaker after which sound is passed on as it came."""
_LOST = 25
"""Hops in a row that the canceller made louder, after which it begins anew."""
_ENOUGH = 150
"""Hops of the box's voice that the canceller must have heard: three seconds."""
_WINDOW = 8192
"""Samples in which a new delay is looked for: half a second."""
_FURTHEST = 2000
"""Samples by which a delay may jump and be found."""
_LOOK = 5
"""Hops between looks."""
_WORKS = 0.25
"""As long as less than this is left of the sound, nobody looks."""
_ALIKE = 0.4
"""How alike microphone and expected echo must be at another delay, to take that one."""


class Canceller(Protocol):
    """Takes out of what the microphone hears what the speaker was given."""

    @property
    def ready(self) -> bool:
        """Whether it has heard the box speak for long enough to know the room."""
        ...

    def process(self, near: Samples, far: Samples) -> Samples:
        """Clean one hop, as `EchoCanceller.process` does."""
        ...


class EchoCanceller:
    """A partitioned-block frequency-domain Kalman filter.

    After F. Kuech, E. Mabande, G. Enzner, "State-space architecture of the partitioned-block-based
    acoustic echo controller", ICASSP 2014: its step size follows from how unsure it is of the path
    and from how loud everything else is, so it doesn't unlearn the path when somebody interrupts.
    """

    def __init__(self) -> None:
        bins = HOP + 1
        self._far = np.zeros((PARTS, bins), dtype=np.complex128)
        self._path = np.zeros((PARTS, bins), dtype=np.complex128)
        self._doubt = np.full((PARTS, bins), _DOUBT)
        self._before = np.zeros(HOP)
        self._other = np.zeros(bins)
        self._silent = _TAIL
        self._louder = 0
        self._hops = 0
        self._learned = 0
        self._echoes = np.zeros((3, _WINDOW))
        """Of the last half second: the expected echo, what was heard, what was left."""

    @property
    def ready(self) -> bool:
        """Whether it has heard the box speak for long enough to know the room."""
        return self._learned >= _ENOUGH

    def process(self, near: Samples, far: Samples) -> Samples:
        """Clean one hop.

        `near` is what the microphone heard, `far` what the speaker was given for the same time or
        a little before, both int16 mono at RATE, shape (HOP,).
        """
        self._silent = 0 if far.any() else self._silent + 1
        self._learned += not self._silent
        if self._silent >= _TAIL:
            self._before[:] = 0.0
            self._far[:] = 0.0
            return near
        heard = near / 32768.0
        echo = self._echo(far / 32768.0)
        clean = heard - echo
        self._learn(clean)
        self._align(echo, heard, clean)
        before, after = float(np.square(heard).sum()), float(np.square(clean).sum())
        self._louder = self._louder + 1 if after > 2.0 * before else 0
        if self._louder >= _LOST:
            self._path[:], self._doubt[:] = 0.0, _DOUBT
            self._louder = self._learned = 0
        if after > before:
            return near
        return np.asarray(np.rint(np.clip(clean, -1.0, 32767 / 32768) * 32768), dtype=np.int16)

    def _echo(self, far: NDArray[np.float64]) -> NDArray[np.float64]:
        """What of the speaker's sound arrives at the microphone, by what is known of the path."""
        spectrum = np.fft.rfft(np.concatenate((self._before, far)))
        self._before = far
        self._far = np.roll(self._far, 1, axis=0)
        self._far[0] = spectrum
        echo: NDArray[np.float64] = np.fft.irfft((self._far * self._path).sum(axis=0))[HOP:]
        return echo

    def _learn(self, clean: NDArray[np.float64]) -> None:
        """Correct the path by what was left over."""
        left = np.fft.rfft(np.concatenate((np.zeros(HOP), clean)))
        self._other = _SMOOTH * self._other + (1 - _SMOOTH) * np.square(np.abs(left))
        power = np.square(np.abs(self._far))
        expected = 0.5 * (self._doubt * power).sum(axis=0) + self._other + _SILENT
        step = self._doubt / expected
        correction = np.fft.irfft(step * self._far.conj() * left, axis=1)
        correction[:, HOP:] = 0.0
        kept = _STEADY**2
        self._doubt *= kept * (1.0 - 0.5 * step * power)
        self._doubt += (1.0 - kept) * np.square(np.abs(self._path))
        self._path = _STEADY * (self._path + np.fft.rfft(correction, axis=1))

    def _align(
        self, echo: NDArray[np.float64], heard: NDArray[np.float64], clean: NDArray[np.float64]
    ) -> None:
        """Move the path when the devices' delay has jumped, as when a stream begins anew."""
        self._echoes = np.roll(self._echoes, -HOP, axis=1)
        self._echoes[:, -HOP:] = echo, heard, clean
        self._hops += 1
        if self._hops % _LOOK or not self.ready:
            return
        expected, came, left = np.square(self._echoes).sum(axis=1)
        if expected < 0.05 * came or left < _WORKS * came:
            return
        lag = new_lag(self._echoes[0], self._echoes[1])
        if lag:
            self._shift(lag)
            self._echoes[:] = 0.0

    def _shift(self, lag: float) -> None:
        """Take the path to be `lag` samples longer."""
        taps = np.fft.irfft(self._path, axis=1)[:, :HOP].reshape(-1)
        spectrum = np.fft.rfft(taps, 2 * len(taps))
        turn = np.exp(-2j * np.pi * np.arange(len(spectrum)) * lag / (2 * len(taps)))
        moved = np.fft.irfft(spectrum * turn)[: len(taps)].reshape(PARTS, HOP)
        self._path = np.fft.rfft(moved, 2 * HOP, axis=1)
        self._doubt += 0.1 * np.square(np.abs(self._path))


def new_lag(expected: NDArray[np.float64], heard: NDArray[np.float64]) -> float | None:
    """By how many samples `heard` comes later than `expected`, negative if sooner; None: not at
    all, or it can't be told.

    The cross-correlation's peak, half whitened (between the plain one, whose peaks are broad, and
    PHAT, which listens to noise; Knapp and Carter 1976), between samples by a parabola.
    """
    n = 2 * len(expected)
    cross = np.fft.rfft(heard, n) * np.fft.rfft(expected, n).conj()
    plain = np.fft.irfft(cross)
    sharp = np.fft.irfft(cross / np.sqrt(np.abs(cross) + 1e-12))
    near = np.r_[-_FURTHEST : _FURTHEST + 1]
    lag = int(near[sharp[near].argmax()])
    scale = np.sqrt(np.square(heard).sum() * np.square(expected).sum()) + 1e-12
    if abs(lag) == _FURTHEST or plain[lag] < _ALIKE * scale or plain[lag] < 1.1 * plain[0]:
        return None
    before, peak, after = sharp[lag - 1], sharp[lag], sharp[lag + 1]
    return lag + 0.5 * float((before - after) / (before - 2 * peak + after))


class Reference:
    """What the speaker was given, in step with the microphone. Thread-safe.

    Two devices have two clocks and two buffers. A sound's first sample is put where the
    microphone is at that moment, and what follows is put behind it, sample by sample. So the
    reference leads the echo by what the buffers hold, and by no more than jitter more or less.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds from any moment; the room's own in simulation."""
        self._clock = clock
        self._lock = threading.Lock()
        self._waiting: deque[Samples] = deque()
        self._ahead = 0
        """Samples that wait."""
        self._end = 0.0
        """Where the speaker's next sample belongs, in the microphone's samples."""
        self._taken = 0
        self._zeros: deque[float] = deque(maxlen=20)
        """When the microphone's first sample must have come, by each of its last blocks."""
        self._resampler: Any = None
        self._rate = RATE

    def add(self, sound: Samples, rate: int) -> None:
        """Take what the speaker is given, int16 mono at `rate` Hz, in the order of playing."""
        with self._lock:
            now = self._now()
            if now > self._end or rate != self._rate:
                # A new beginning, or the device ran dry and stood still meanwhile.
                self._end = max(now, self._taken + self._ahead)
                self._put(np.zeros(round(self._end) - self._taken - self._ahead, dtype=np.int16))
                self._rate = rate
                self._resampler = None
                if rate != RATE:
                    # It keeps some of the sound back, which is in the end but not yet ahead.
                    self._resampler = soxr.ResampleStream(rate, RATE, 1, "int16", "MQ")
            self._end += len(sound) * RATE / rate
            self._put(sound if self._resampler is None else self._resampler.resample_chunk(sound))

    def cut(self) -> None:
        """What was given last has been thrown away unheard."""
        with self._lock:
            self._waiting.clear()
            self._ahead = 0
            self._end = 0.0

    def take(self, n: int) -> Samples:
        """The reference for the next `n` samples of the microphone, which have just come."""
        with self._lock:
            self._taken += n
            self._zeros.append(self._clock() - self._taken / RATE)
            parts, wanted = [], n
            while wanted and self._waiting:
                part = self._waiting.popleft()
                if len(part) > wanted:
                    self._waiting.appendleft(part[wanted:])
                    part = part[:wanted]
                parts.append(part)
                wanted -= len(part)
            self._ahead -= n - wanted
            parts.append(np.zeros(wanted, dtype=np.int16))
            return np.concatenate(parts)

    def _put(self, sound: Samples) -> None:
        if len(sound):
            self._waiting.append(sound)
            self._ahead += len(sound)

    def _now(self) -> int:
        """Where the microphone is now: no block comes early, so the earliest tells its clock."""
        if not self._zeros:
            return self._taken
        return max(self._taken, round((self._clock() - min(self._zeros)) * RATE))
