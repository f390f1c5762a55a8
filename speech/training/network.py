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
    width: int = 480
    bottleneck: int = 128
    """Every layer but the first sees this many numbers a frame, linear in the layer before."""
    first: tuple[int, ...] = (-5, -4, -3, -2, -1, 0, 1, 2, 3)
    """Frames of 10 ms that the first layer sees."""
    layers: tuple[tuple[int, ...], ...] = (
        (-1, 0, 1),
        (-1, 0, 1),
        (-1, 0, 1),
        (-2, 0, 1),
        (-2, 0, 1),
        (-3, 0),
        (-3, 0),
        (-3, 0),
    )
    """Steps of 30 ms that each later layer joins."""
    carried: bool = True
    """Whether what each layer sees is added to what the one before it saw, so that many layers
    can be learned."""

    @property
    def left(self) -> int:
        """Frames looked back."""
        return -self.first[0] - STRIDE * sum(layer[0] for layer in self.layers)

    @property
    def right(self) -> int:
        """Frames looked ahead."""
        return self.first[-1] + STRIDE * sum(layer[-1] for layer in self.layers)


def _spliced(x: Tensor, offsets: tuple[int, ...], stride: int = 1) -> Tensor:
    """Join frames: (batch, frames, channels) to (batch, answers, channels x offsets)."""
    answers = (x.shape[1] - 1 - (offsets[-1] - offsets[0])) // stride + 1
    reach = stride * (answers - 1) + 1
    parts = [x[:, o - offsets[0] : o - offsets[0] + reach : stride] for o in offsets]
    return torch.cat(parts, 2)


class Network(nn.Module):
    """Cepstra (batch, frames, COEFFICIENTS) to log odds (batch, answers, phones).

    A factored time-delay network (Povey et al. 2018, without its orthonormal constraint); where the
    shape has it carried, what goes through the bottlenecks is added up from layer to layer (He et
    al., Identity mappings in deep residual networks, 2016). For n answers it wants
    left + 3 (n - 1) + 1 + right frames.
    """

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.norm_in = nn.BatchNorm1d(COEFFICIENTS)
        self.narrow = nn.ModuleList()
        self.affines = nn.ModuleList([nn.Linear(COEFFICIENTS * len(shape.first), shape.width)])
        for offsets in shape.layers:
            self.narrow.append(nn.Linear(shape.width, shape.bottleneck))
            self.affines.append(nn.Linear(shape.bottleneck * len(offsets), shape.width))
        self.norms = nn.ModuleList(nn.BatchNorm1d(shape.width) for _ in self.affines)
        self.output = nn.Linear(shape.width, shape.phones)
        self.dropout = nn.Dropout(dropout)

    def forward(self, cepstra: Tensor) -> Tensor:
        """Give log odds of the phones every STRIDE frames."""
        batch = len(cepstra)
        x = self.norm_in(cepstra.flatten(0, 1)).view(cepstra.shape)
        x = _spliced(x, self.shape.first, STRIDE)
        carried: Tensor | None = None
        for i, (affine, norm) in enumerate(zip(self.affines, self.norms, strict=True)):
            if i:
                x = self.narrow[i - 1](x)
                if carried is not None:
                    joined = self.shape.layers[i - 2]
                    x = x + carried[:, -joined[0] : carried.shape[1] - joined[-1]]
                if self.shape.carried:
                    carried = x
                x = _spliced(x, self.shape.layers[i - 1])
            x = norm(torch.relu(affine(x.flatten(0, 1))))
            x = self.dropout(x).view(batch, -1, self.shape.width)
        odds: Tensor = self.output(x)
        return odds
