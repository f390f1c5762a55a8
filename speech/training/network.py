"""The acoustic model: a time-delay network from cepstra to phones, one answer every 30 ms.

Every layer but the first works at the 30 ms rate, so it is quick; it looks back further than ahead,
since what it looks ahead the group waits for.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from speech.training.features import COEFFICIENTS

STRIDE = 3  # frames of 10 ms between answers: Kaldi's frame-subsampling-factor


@dataclass(frozen=True)
class Shape:
    """How wide the network is and which frames each layer joins."""

    phones: int
    width: int = 448
    first: tuple[int, ...] = (-5, -4, -3, -2, -1, 0, 1, 2, 3)
    """Frames of 10 ms that the first layer sees."""
    layers: tuple[tuple[int, ...], ...] = ((-1, 0, 1), (-1, 0, 1), (-2, 0, 1), (-3, 0), (-3, 0))
    """Steps of 30 ms that each later layer joins."""

    @property
    def left(self) -> int:
        """Frames looked back."""
        return -self.first[0] - STRIDE * sum(layer[0] for layer in self.layers)

    @property
    def right(self) -> int:
        """Frames looked ahead."""
        return self.first[-1] + STRIDE * sum(layer[-1] for layer in self.layers)


class Network(nn.Module):
    """Cepstra (batch, COEFFICIENTS, left + 3 n + right - 2) to log odds (batch, phones, n)."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.norm_in = nn.BatchNorm1d(COEFFICIENTS)
        self.affines = nn.ModuleList()
        self.norms = nn.ModuleList()
        inputs = COEFFICIENTS * len(shape.first)
        for offsets in shape.layers:
            self.affines.append(nn.Linear(inputs, shape.width))
            self.norms.append(nn.BatchNorm1d(shape.width))
            inputs = shape.width * len(offsets)
        self.affines.append(nn.Linear(inputs, shape.width))
        self.norms.append(nn.BatchNorm1d(shape.width))
        self.output = nn.Linear(shape.width, shape.phones)
        self.dropout = nn.Dropout(dropout)

    def forward(self, cepstra: Tensor) -> Tensor:
        """Give log odds of the phones every STRIDE frames."""
        x = self.norm_in(cepstra)
        steps = self.shape.first
        span = steps[-1] - steps[0]
        n = (x.shape[2] - span - 1) // STRIDE + 1
        parts = [
            x[:, :, o - steps[0] : o - steps[0] + STRIDE * (n - 1) + 1 : STRIDE] for o in steps
        ]
        x = torch.cat(parts, 1)
        for i, (affine, norm) in enumerate(zip(self.affines, self.norms, strict=True)):
            batch, channels, n = x.shape
            flat = torch.relu(affine(x.transpose(1, 2).reshape(batch * n, channels)))
            flat = self.dropout(norm(flat))
            if i == len(self.shape.layers):
                flat = self.output(flat)
                return flat.view(batch, n, -1).transpose(1, 2)
            x = flat.view(batch, n, -1).transpose(1, 2)
            offsets = self.shape.layers[i]
            m = n - (offsets[-1] - offsets[0])
            x = torch.cat([x[:, :, o - offsets[0] : o - offsets[0] + m] for o in offsets], 1)
        raise AssertionError("the last layer returns")
