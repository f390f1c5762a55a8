"""Cross-entropy for labels that name one phone, one of a few (GROUPS), or none (IGNORE)."""

import torch
from torch import Tensor, nn

from speech.phones import PHONES
from speech.training.utterance import GROUPS, INDEX


def allowed_phones() -> Tensor:
    """Which phones each label stands for, bool, shape (labels but IGNORE, phones)."""
    allowed = torch.zeros(len(PHONES) + len(GROUPS), len(PHONES), dtype=torch.bool)
    allowed[: len(PHONES)] = torch.eye(len(PHONES), dtype=torch.bool)
    for i, group in enumerate(GROUPS):
        allowed[len(PHONES) + i, [INDEX[phone] for phone in group]] = True
    return allowed


class LabelLoss(nn.Module):
    """Mean over the frames that have a label; 0 where none has.

    For a group the probability of all its phones counts, however it is shared among them (partial
    labels: Cour, Sapp and Taskar 2011). For a single phone it is cross-entropy with smoothed
    labels (Szegedy et al. 2016).
    """

    allowed: Tensor

    def __init__(self, smoothing: float) -> None:
        super().__init__()
        self._smoothing = smoothing
        self.register_buffer("allowed", allowed_phones())

    def forward(self, odds: Tensor, labels: Tensor) -> Tensor:
        """Give the loss of log odds (n, phones) for int64 labels (n,)."""
        labelled = labels < len(self.allowed)
        logs = odds[labelled].log_softmax(1)
        if not len(logs):
            return odds.sum() * 0
        hit = logs.masked_fill(~self.allowed[labels[labelled]], -torch.inf).logsumexp(1)
        return -((1 - self._smoothing) * hit + self._smoothing * logs.mean(1)).mean()
