"""What was counted, and how sure the counts are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv


@dataclass
class Understood:
    """How commands went."""

    right: int = 0
    wrong: int = 0
    """Taken for another, or for more than one."""
    missed: int = 0
    """Taken for none: the box says "Undskyld?" or nothing."""
    latencies: list[float] = field(default_factory=list)
    """Seconds from the end of speech to the decision, of the right ones."""
    faults: list[str] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    """The confidences of the right ones."""
    sure_wrong: list[float] = field(default_factory=list)
    """... and of those taken for another, the highest where there were several."""

    @property
    def all(self) -> int:
        return self.right + self.wrong + self.missed

    def __add__(self, other: "Understood") -> "Understood":
        return Understood(
            self.right + other.right,
            self.wrong + other.wrong,
            self.missed + other.missed,
            self.latencies + other.latencies,
            self.faults + other.faults,
            self.sure + other.sure,
            self.sure_wrong + other.sure_wrong,
        )


@dataclass
class Overheard:
    """What was found in talk that has no command in it."""

    seconds: float = 0.0
    commands: list[str] = field(default_factory=list)
    """Acted upon: each is a false accept."""
    sure: list[float] = field(default_factory=list)
    """The confidences of `commands`."""
    calls: list[float] = field(default_factory=list)
    """The wake word found, without a command, so that the box asks or waits for one: how surely."""

    def __add__(self, other: "Overheard") -> "Overheard":
        return Overheard(
            self.seconds + other.seconds,
            self.commands + other.commands,
            self.sure + other.sure,
            self.calls + other.calls,
        )


@dataclass
class Work:
    """How long it took."""

    audio: float = 0.0
    """Seconds of sound."""
    cpu: float = 0.0
    """Seconds of one core."""

    def __add__(self, other: "Work") -> "Work":
        return Work(self.audio + other.audio, self.cpu + other.cpu)


def share(right: int, n: int) -> str:
    """A share in per cent with Wilson's 95 % interval (E. B. Wilson 1927)."""
    if not n:
        return "-"
    z, p = 1.96, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return f"{100 * p:.1f} % ({100 * low:.1f}-{100 * high:.1f})"


def percent(understood: Understood) -> str:
    """How many were right, in per cent, with as many figures as their number bears."""
    if not understood.all:
        return "-"
    return f"{100 * understood.right / understood.all:.{1 if understood.all > 100 else 0}f}"


def latency(seconds: Sequence[float]) -> str:
    """Median and 95th percentile."""
    if not seconds:
        return "-"
    median, p95 = np.percentile(seconds, (50, 95))
    return f"{median:.2f} / {p95:.2f} s"


def rate(events: int, seconds: float) -> str:
    """Events an hour, with the interval of `poisson`."""
    hours = seconds / 3600
    if not hours:
        return "-"
    low, high = (float(bound) for bound in poisson(events))
    return f"{events / hours:.2f} ({low / hours:.2f}-{high / hours:.2f})"


def poisson(events: int | NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The exact 95 % interval of so many events (F. Garwood 1936): half of chi-squared's."""
    low = np.where(np.equal(events, 0), 0.0, gammaincinv(np.maximum(events, 1), 0.025))
    return low, np.asarray(gammaincinv(np.add(events, 1), 0.975))
