"""Cuts what the network sees into pieces of one length."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from speech.training.features import Floats
from speech.training.network import STRIDE, Shape


@dataclass(frozen=True)
class Batch:
    """Pieces of speech, all of one length."""

    cepstra: Tensor
    """float32, shape (pieces, frames with the network's context, COEFFICIENTS)."""
    labels: Tensor
    """int64, shape (pieces, answers)."""


def batches(
    cepstra: Floats,
    labels: NDArray[np.uint8],
    shape: Shape,
    rng: np.random.Generator,
    *,
    answers: int = 100,
    pieces: int = 32,
) -> Iterator[Batch]:
    """Cut an epoch into pieces and give them in any order."""
    frames = answers * STRIDE
    first = shape.left + int(rng.integers(0, frames))
    starts = np.arange(first, len(labels) - frames - shape.right, frames)
    rng.shuffle(starts)
    windows = np.arange(-shape.left, frames - STRIDE + 1 + shape.right)
    for i in range(0, len(starts) - pieces + 1, pieces):
        at = starts[i : i + pieces, None]
        x = cepstra[at + windows]
        y = labels[at + np.arange(0, frames, STRIDE)]
        yield Batch(
            torch.from_numpy(x),
            torch.from_numpy(y.astype(np.int64)),
        )
