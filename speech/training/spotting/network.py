"""The spotter as torch has it; `speech.hearing.spotter` runs the same in numpy."""

from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from speech.hearing.mel import BINS
from speech.hearing.spotter import STRIDE, WORDS

WIDTH, TAPS, FIRST = 64, 9, 5
APART = (1, 1, 2, 2, 3, 4)
"""How far each layer's taps lie apart, in answers: together they see the last two seconds."""


class Network(nn.Module):
    """Log mel energies (batch, frames, BINS), means taken off, to log odds (batch, answers, words).

    Causal: answer n has heard the frames up to STRIDE * n.
    """

    def __init__(self, width: int = WIDTH, dropout: float = 0.1) -> None:
        super().__init__()
        self.first = nn.Conv1d(BINS, width, FIRST, stride=STRIDE)
        self.first_norm = nn.BatchNorm1d(width)
        self.depth = nn.ModuleList(
            nn.Conv1d(width, width, TAPS, dilation=apart, groups=width, bias=False)
            for apart in APART
        )
        self.across = nn.ModuleList(nn.Conv1d(width, width, 1) for _ in APART)
        self.norms = nn.ModuleList(nn.BatchNorm1d(width) for _ in APART)
        self.dropout = nn.Dropout(dropout)
        self.last = nn.Conv1d(width, len(WORDS), 1)

    def forward(self, mel: Tensor) -> Tensor:
        """Give the log odds."""
        x = nn.functional.pad(mel.transpose(1, 2), (FIRST - 1, 0))
        x = torch.relu(self.first_norm(self.first(x)))
        for apart, depth, across, norm in zip(
            APART, self.depth, self.across, self.norms, strict=True
        ):
            deep = depth(nn.functional.pad(x, ((TAPS - 1) * apart, 0)))
            x = x + self.dropout(torch.relu(norm(across(deep))))
        odds: Tensor = self.last(x).transpose(1, 2)
        return odds


def _folded(weight: Tensor, bias: Tensor, norm: nn.BatchNorm1d) -> tuple[Tensor, Tensor]:
    """A convolution with the batch norm behind it as one."""
    assert norm.running_var is not None
    assert norm.running_mean is not None
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return weight * scale[:, None, None], (bias - norm.running_mean) * scale + norm.bias


def write(network: Network, file: Path) -> None:
    """Write what `speech.hearing.spotter.weights` reads, in half precision."""
    with torch.no_grad():
        first, first_bias = _folded(network.first.weight, _bias(network.first), network.first_norm)
        parts = {
            "first": first.permute(2, 1, 0).reshape(FIRST * BINS, -1),
            "first_bias": first_bias,
            "last": network.last.weight[:, :, 0].T,
            "last_bias": _bias(network.last),
            "apart": torch.tensor(APART),
        }
        layers = zip(network.depth, network.across, network.norms, strict=True)
        for n, layer in enumerate(layers):
            depth, across = cast("nn.Conv1d", layer[0]), cast("nn.Conv1d", layer[1])
            norm = cast("nn.BatchNorm1d", layer[2])
            weight, bias = _folded(across.weight, _bias(across), norm)
            parts[f"depth{n}"] = depth.weight[:, 0].T
            parts[f"across{n}"], parts[f"bias{n}"] = weight[:, :, 0].T, bias
    file.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        name: part.detach().numpy().astype(np.float16) for name, part in parts.items()
    }
    np.savez(file, **arrays)


def _bias(layer: nn.Conv1d) -> Tensor:
    assert layer.bias is not None
    return layer.bias
