"""Maximum mutual information of phone sequences: the right one against all others, frame by frame.

Lattice-free MMI (Povey et al. 2016) in its plainest form: the denominator is every sequence of
phones there is, weighed by how often one label follows another; the numerator is what the labels
allow, with a frame's tolerance where one phone ends and the next begins. Both are sums over paths
by the forward algorithm; a frame without a label may be anything.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from speech.phones import PHONES
from speech.training.features import Floats
from speech.training.loss import allowed_phones
from speech.training.network import STRIDE
from speech.training.utterance import IGNORE

_SELDOM = 20.0
"""Times that any label is taken to have followed any other besides what was counted."""


def following(labels: NDArray[np.uint8]) -> Floats:
    """How likely each phone is a network's answer after another, shape (phones, phones)."""
    answers = labels[::STRIDE]
    n = len(PHONES)
    known = (answers[:-1] < n) & (answers[1:] < n)
    pairs = answers[:-1][known].astype(np.int64) * n + answers[1:][known]
    counts = np.bincount(pairs, minlength=n * n).reshape(n, n) + _SELDOM
    return np.asarray(counts / counts.sum(axis=1, keepdims=True), dtype=np.float32)


class SequenceLoss(nn.Module):
    """Loss per answer; `likely` is `following`'s."""

    allowed: Tensor
    likely: Tensor

    def __init__(self, likely: Floats) -> None:
        super().__init__()
        anything = torch.ones(1, len(PHONES), dtype=torch.bool)
        self.register_buffer("allowed", torch.cat([allowed_phones(), anything]))
        self.register_buffer("likely", torch.from_numpy(likely))

    def forward(self, odds: Tensor, labels: Tensor) -> Tensor:
        """Give the loss of log odds (pieces, answers, phones), int64 labels (pieces, answers)."""
        known = labels.masked_fill(labels == IGNORE, len(self.allowed) - 1)
        meant = self.allowed[known]
        tolerated = meant.clone()
        tolerated[:, 1:] |= meant[:, :-1]
        tolerated[:, :-1] |= meant[:, 1:]
        chances = odds.softmax(2)
        every = self._paths(chances)
        right = self._paths(chances * tolerated)
        return (every - right).mean() / odds.shape[1]

    def _paths(self, chances: Tensor) -> Tensor:
        """Log of the sum over all paths, shape (pieces,)."""
        at = chances[:, 0]
        total = torch.zeros(len(chances), device=chances.device)
        for now in chances[:, 1:].unbind(1):
            mass = at.sum(1, keepdim=True).clamp_min(1e-30)
            total = total + mass.log().squeeze(1)
            at = (at / mass) @ self.likely * now
        return total + at.sum(1).clamp_min(1e-30).log()
