"""How the spotter is learned: what it takes for a wake word comes back until it doesn't."""

import logging
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from speech.training.spotting.mixing import Example, Mixer
from speech.training.spotting.network import Network

BATCH = 40
SHARE = 0.45
"""Of wake words in a batch."""
MINED = 24
"""Of the examples without one, so many that deceived it most are kept from batch to batch."""
_RATE = 3e-3
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Losses:
    whole: Tensor
    none: Tensor
    """Of each example: how wrongly its worst answer was sure of a wake word."""
    found: float


def losses(network: Network, examples: list[Example]) -> _Losses:
    """What `network` makes of `examples`."""
    odds: Tensor = network(torch.from_numpy(np.stack([e.mel for e in examples])))
    counts = torch.ones_like(odds)
    found = []
    for n, example in enumerate(examples):
        if example.word >= 0:
            first, last = example.right
            counts[n, max(0, first - 8) : last + 6, example.word] = 0.0
            if last > first:
                found.append(odds[n, first:last, example.word].max())
    wrong = torch.nn.functional.softplus(odds) * counts
    worst = wrong.amax(dim=(1, 2))
    missed = torch.nn.functional.softplus(-torch.stack(found)).mean() if found else wrong.sum() * 0
    return _Losses(8 * wrong.mean() + worst.mean() + missed, worst.detach(), float(missed.detach()))


def learn(mixer: Mixer, *, steps: int, seed: int, start: Network | None = None) -> Network:
    """Give a network that has seen `steps` batches."""
    torch.manual_seed(seed)
    network = start or Network()
    network.train()
    optimiser = torch.optim.AdamW(network.parameters(), _RATE, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps)
    kept: list[Example] = []
    begun, told = time.monotonic(), []
    for step in range(1, steps + 1):
        batch = [*mixer.examples(BATCH - len(kept) // 2, SHARE), *kept[::2]]
        result = losses(network, batch)
        optimiser.zero_grad()
        torch.autograd.backward(result.whole)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
        schedule.step()
        hard = sorted(
            (n for n, example in enumerate(batch) if example.word < 0),
            key=lambda n: -float(result.none[n]),
        )
        kept = [batch[n] for n in hard[:MINED]]
        told.append((float(result.none.mean()), result.found))
        if step % 100 == 0:
            none, found = np.mean(told[-100:], axis=0)
            left = (time.monotonic() - begun) / step * (steps - step) / 60
            _log.info("%d: wrongly %.3f, missed %.3f; %.0f minutes left", step, none, found, left)
    network.eval()
    return network
