"""A recording with its phones' times, whichever synthesiser said it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from speech.phones import PHONES
from speech.sound import RATE
from speech.training.features import SHIFT, WINDOW, Floats

IGNORE = 255
"""The label of frames whose phone is doubtful: they don't count in the loss."""

INDEX = {phone: i for i, phone in enumerate(PHONES)}

GROUPS: tuple[tuple[str, ...], ...] = tuple(
    tuple(group.split())
    for group in (
        *("a A V", "e E", "o O", "o u", "u y", "y oe", "oe o", "i e", "@ V a", "@ V r oe"),
        *("V a A @", "V a A O", "i @ e oe y", "O A", "o O V w u", "e @ i"),
        *("p b", "t d", "k g", "t s", "D v d l b", "v b w", "g R w j"),
        *("l w o D", "n j", "n j N", "m j", "s j S", "l j", "t d s j", "p b j", "k g j", "v j"),
    )
)
"""What a frame may be when it is surely one of a few phones; a foreign sound between two of ours
counts as either. The label of a group is len(PHONES) plus its place here; a new one goes last."""

_GROUP_LABELS = {frozenset(group): len(PHONES) + i for i, group in enumerate(GROUPS)}


def among(phones: Iterable[str]) -> int:
    """Give the label of "one of these phones": a group's, a phone's, or IGNORE if there is none."""
    names = frozenset(phones)
    return INDEX[next(iter(names))] if len(names) == 1 else _GROUP_LABELS.get(names, IGNORE)


@dataclass(frozen=True)
class Utterance:
    """Speech at RATE and where each phone begins."""

    samples: Floats
    """float32 in int16's range, shape (n,)."""
    phones: tuple[tuple[int, int], ...]
    """(first sample, label), in order of time: a place in PHONES, a group's or IGNORE; before the
    first is silence."""

    def faster(self, factor: float) -> "Utterance":
        """Give the same as if played `factor` times as fast: tempo, pitch and formants move."""
        return resampled(self.samples, round(RATE * factor), self.phones)

    def padded(self, before: int, after: int) -> "Utterance":
        """Give the same with so many samples of silence round it."""
        samples = np.pad(self.samples, (before, after))
        phones = [(0, 0), *((s + before, p) for s, p in self.phones)]
        return Utterance(samples, (*phones, (before + len(self.samples), 0)))

    def labels(self, frames: int) -> NDArray[np.uint8]:
        """Give each 10 ms frame's phone, that in its middle; shape (frames,)."""
        middle = np.arange(frames) * SHIFT + WINDOW // 2
        starts = np.array([0, *(s for s, _ in self.phones)])
        phones = np.array([0, *(p for _, p in self.phones)], dtype=np.uint8)
        return phones[np.searchsorted(starts, middle, side="right") - 1]


def resampled(
    samples: NDArray[np.floating] | NDArray[np.int16],
    rate: int,
    phones: tuple[tuple[int, int], ...],
) -> Utterance:
    """Bring sound of `rate` Hz, and its phones' times, to RATE."""
    step = 50  # Hz; finer only makes the filters long
    up, down = round(RATE / step), round(rate / step)
    out = resample_poly(samples, up, down).astype(np.float32)
    return Utterance(out, tuple((round(s * up / down), p) for s, p in phones))
