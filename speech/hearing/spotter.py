"""Spots the wake words in a stream of sound, whatever goes on around them.

A small network looks at the last two seconds every 20 ms and says how likely it is that a wake
word has just ended: depthwise separable convolutions over log mel energies, causal and dilated
(Y. Zhang et al., Hello Edge, 2017; the sliding window as in openWakeWord and microWakeWord). It is
learned by `speech.training.spotting`; here it takes numpy alone. It is quick to call out and often
wrong: what it calls is heard once more by the recogniser (speech.hearing.called).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from speech.hearing.mel import BINS, SHIFT, Floats, Mels
from speech.sound import RATE, Samples

WEIGHTS = Path(__file__).parents[1] / "model" / "spotting" / "weights.npz"
WORDS = ("tidtager", "ordstyrer", "timeglas")
"""What it knows, each the last word of the wake words that content/commands.yaml has."""

STRIDE = 2
"""Frames of 10 ms from one answer to the next."""
MEMORY = 150
"""Frames over which the mean of each bin is taken off, an exponential window."""
_SMOOTHED = 3
"""Answers of which the mean counts."""
AGAIN = RATE
"""Samples after a find in which there is no other: the same word goes on being found."""


@dataclass(frozen=True)
class Layer:
    """A convolution over time: what each of its taps weighs, and how far they lie apart."""

    depth: Floats
    """(taps, channels)."""
    across: Floats
    """(channels, channels)."""
    bias: Floats
    apart: int


@dataclass(frozen=True)
class Weights:
    """The network's numbers, batch norms folded in."""

    first: Floats
    """(taps x BINS, channels)."""
    first_bias: Floats
    layers: tuple[Layer, ...]
    last: Floats
    """(channels, words)."""
    last_bias: Floats

    @property
    def taps(self) -> int:
        """Frames that the first layer joins."""
        return len(self.first) // BINS


@cache
def weights(file: Path = WEIGHTS) -> Weights:
    """Read them. Raises OSError if there are none, ValueError if they are no such."""
    with np.load(file) as parts:
        held: dict[str, Any] = {name: parts[name].astype(np.float32) for name in parts.files}
    try:
        apart = [int(n) for n in held["apart"]]
        layers = tuple(
            Layer(held[f"depth{n}"], held[f"across{n}"], held[f"bias{n}"], step)
            for n, step in enumerate(apart)
        )
        return Weights(held["first"], held["first_bias"], layers, held["last"], held["last_bias"])
    except KeyError as error:
        raise ValueError(f"{file}: no {error} in it; it is no spotter's") from error


class Spotter:
    """Follows a stream. Raises as `weights` does."""

    def __init__(self, file: Path = WEIGHTS) -> None:
        self._weights = weights(file)
        self._mels = Mels()
        self._mean: Floats | None = None
        self.forget()

    def forget(self) -> None:
        """Begin anew: what comes next doesn't follow on what was heard."""
        channels = len(self._weights.first_bias)
        self._mels = Mels()
        self._frames: Floats = np.zeros((self._weights.taps - 1, BINS), np.float32)
        self._held = [
            np.zeros(((len(layer.depth) - 1) * layer.apart, channels), np.float32)
            for layer in self._weights.layers
        ]
        self._late: Floats = np.full((_SMOOTHED - 1, len(WORDS)), -10.0, np.float32)

    def feed(self, samples: Samples) -> Floats:
        """Log odds that each of WORDS has just ended, shape (answers, words), 20 ms apart.

        `samples` are the next, int16 at RATE, any number.
        """
        frames = np.concatenate((self._frames, self._normal(self._mels.take(samples))))
        taps = self._weights.taps
        answers = max(0, (len(frames) - taps) // STRIDE + 1)
        self._frames = frames[answers * STRIDE :]
        if not answers:
            return np.zeros((0, len(WORDS)), np.float32)
        windows = np.lib.stride_tricks.sliding_window_view(frames, taps, axis=0)[::STRIDE]
        joined = windows[:answers].transpose(0, 2, 1).reshape(answers, -1)
        x = np.maximum(joined @ self._weights.first + self._weights.first_bias, 0.0)
        for n, layer in enumerate(self._weights.layers):
            held = np.concatenate((self._held[n], x))
            self._held[n] = held[len(x) :]
            deep = np.zeros_like(x)
            for j, tap in enumerate(layer.depth):
                deep += tap * held[j * layer.apart : j * layer.apart + len(x)]
            x = x + np.maximum(deep @ layer.across + layer.bias, 0.0)
        odds = np.concatenate((self._late, x @ self._weights.last + self._weights.last_bias))
        self._late = odds[-(_SMOOTHED - 1) :]
        late = np.lib.stride_tricks.sliding_window_view(odds, _SMOOTHED, axis=0)
        return np.asarray(late.mean(axis=-1), np.float32)

    def _normal(self, mel: Floats) -> Floats:
        """`mel` less the mean of what came before and itself."""
        if not len(mel):
            return mel
        begins = mel.mean(axis=0) if self._mean is None else self._mean
        mean: Floats = np.asarray(begins, np.float32)
        out = np.empty_like(mel)
        for n, frame in enumerate(mel):
            mean = np.asarray(mean + (frame - mean) / np.float32(MEMORY), np.float32)
            out[n] = frame - mean
        self._mean = mean
        return out


class Calls:
    """Where in a stream one of some wake words was spotted."""

    def __init__(self, threshold: float) -> None:
        """`threshold` in log odds."""
        self._of: list[int] = []
        self._threshold = threshold
        self._spotter = Spotter()
        self._until = 0

    def __bool__(self) -> bool:
        return bool(self._of)

    def listen_for(self, wake_words: tuple[str, ...]) -> None:
        """Look for these from now on; those that the spotter doesn't know are never found."""
        last = {wake_word.split()[-1] for wake_word in wake_words}
        self._of = [n for n, word in enumerate(WORDS) if word in last]

    def forget(self) -> None:
        """Begin anew."""
        self._spotter.forget()

    def feed(self, samples: Samples, position: int) -> list[tuple[int, float]]:
        """The finds in the next `samples`, which end at `position`: (sample, log odds)."""
        odds = self._spotter.feed(samples)[:, self._of].max(axis=1)
        found = []
        for n, value in enumerate(odds.tolist()):
            at = position - (len(odds) - 1 - n) * STRIDE * SHIFT
            if value >= self._threshold and at >= self._until:
                found.append((at, value))
                self._until = at + AGAIN
        return found
