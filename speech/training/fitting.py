"""Fits the network to a corpus and averages its last states."""

import copy
import logging
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from speech.phones import PHONES
from speech.training.batches import Batch, batches
from speech.training.corpus import Corpus
from speech.training.epochs import Epochs
from speech.training.features import CEPSTRA, Floats
from speech.training.loss import LabelLoss
from speech.training.network import Network, Shape
from speech.training.sequence import SequenceLoss, following

AVERAGED = 0.12
"""The share of the steps, the last, whose networks are averaged."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fitted:
    """A trained network and what Vosk needs beside it."""

    network: Network
    priors: Floats
    """How often each phone comes, shape (phones,)."""
    mean: Floats
    """Mean cepstra, shape (COEFFICIENTS,)."""

    def save(self, file: Path) -> None:
        """Write it as what `load` reads; models can be put together of such later."""
        state = {"shape": asdict(self.network.shape), "weights": self.network.state_dict()}
        torch.save({**state, "priors": self.priors.tolist(), "mean": self.mean.tolist()}, file)

    @classmethod
    def load(cls, file: Path) -> "Fitted":
        """Read what `save` wrote."""
        held = torch.load(file, map_location="cpu", weights_only=True)
        shape = {"carried": False} | held["shape"]  # which older files don't tell
        network = Network(Shape(**shape))
        network.load_state_dict(held["weights"])
        numbers = (np.array(held[name], dtype=np.float32) for name in ("priors", "mean"))
        return cls(network.eval(), *numbers)


def between(one: Fitted, other: Fitted, share: float) -> Fitted:
    """The network `share` of the way from `one`, by weights, to `other`, which went on from it.

    Near the middle it keeps of either what they agree upon (M. Wortsman et al., Robust fine-tuning
    of zero-shot models, 2022). Priors and mean are those of `one`.
    """
    network = copy.deepcopy(one.network)
    theirs = other.network.state_dict()
    network.load_state_dict(
        {
            name: torch.lerp(weight, theirs[name], share) if weight.is_floating_point() else weight
            for name, weight in one.network.state_dict().items()
        }
    )
    return Fitted(network.eval(), one.priors, one.mean)


def halfway(one: Fitted, other: Fitted) -> Fitted:
    """The network in the middle of two, of which `other` went on from `one`."""
    return between(one, other, 0.5)


def settle_norms(network: Network, some: Iterable[Batch], count: int) -> None:
    """Measure anew what the batch norms of an averaged network get, on `count` batches."""
    network.eval()
    for norm in network.modules():
        if isinstance(norm, nn.BatchNorm1d):
            norm.reset_running_stats()
            norm.momentum = None
            norm.train()
    device = next(network.parameters()).device
    with torch.no_grad():
        for batch in islice(some, count):
            network(batch.cepstra.to(device))
    network.eval()


def phone_priors(labels: NDArray[np.uint8]) -> Floats:
    """Give each phone's share of the frames."""
    sure = labels[labels < len(PHONES)]
    counts = np.bincount(sure, minlength=len(PHONES)).astype(np.float64)
    return np.asarray(counts / counts.sum(), dtype=np.float32)


def _odds(network: Network, cepstra: Tensor, *, brief: bool) -> Tensor:
    with torch.autocast(cepstra.device.type, torch.bfloat16, enabled=brief):
        odds: Tensor = network(cepstra)
    return odds.float()


def fit(
    corpus: Corpus,
    *,
    seed: int = 1,
    epochs: int = 3,
    shape: Shape | None = None,
    rate: float = 2e-3,
    smoothing: float = 0.2,
    pieces: int = 32,
    start: Network | None = None,
    sequences: float = 0.0,
    device: str = "",
    workers: int = 1,
    passes: int = 1,
    brief: bool = False,
) -> Fitted:
    """Train on `corpus`; the same seed and number of threads give the same network.

    A step sees `pieces` pieces of 3 seconds. With `start` it goes on from that network (which
    stays as it is) in place of a new one of `shape`. `sequences` is the share of the loss that goes
    by whole sequences (`speech.training.sequence`). On `device`, or on a GPU where there is one.
    Each epoch's noise is made by `workers` processes and gone through `passes` times. `brief`
    multiplies bfloat16s, which takes half the time on a processor that has them (avx512_bf16).
    Raises ValueError when there is less speech than one step sees.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    shape = start.shape if start else shape or Shape(len(PHONES))
    network = Network(shape)
    if start:
        network.load_state_dict(start.state_dict())
    on = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    network.to(on)
    average = AveragedModel(network)
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=1e-2)
    batch_frames = 300 * pieces
    if len(corpus.labels) < batch_frames + 700:
        raise ValueError(
            f"{corpus.hours * 60:.1f} minutes of speech are too little for one step; make more"
        )
    fewest = (len(corpus.labels) - 700) // batch_frames * epochs * passes
    steps = fewest + 2 * epochs * passes
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps + 1, pct_start=0.1)
    loss_of = LabelLoss(smoothing).to(on)
    sequences_of = SequenceLoss(following(corpus.labels)).to(on) if sequences else None
    started = time.monotonic()
    step = 0
    with Epochs(corpus, seed=seed, workers=workers) as made:
        for number, cepstra in enumerate(made(epochs)):
            network.train()
            total = right = counted = 0.0
            again = (
                batches(cepstra, corpus.labels, shape, rng, pieces=pieces) for _ in "." * passes
            )
            for k, batch in enumerate(chain.from_iterable(again)):
                labels = batch.labels.to(on)
                odds = _odds(network, batch.cepstra.to(on), brief=brief)
                loss = loss_of(odds.flatten(0, 1), labels.flatten())
                if sequences_of is not None:
                    loss = (1 - sequences) * loss + sequences * sequences_of(odds, labels)
                optimiser.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(network.parameters(), 5.0)
                optimiser.step()
                schedule.step()
                step += 1
                if step > (1 - AVERAGED) * fewest:
                    average.update_parameters(network)
                if k % 10 == 0:
                    sure = labels < len(PHONES)
                    right += float(((odds.argmax(2) == labels) & sure).sum())
                    counted += float(sure.sum())
                    total += float(loss.detach())
                if k % 100 == 99:
                    _log.info("step %d of %d, %.0f s", step, fewest, time.monotonic() - started)
            _log.info(
                "epoch %d of %d: loss %.3f, frames right %.3f, %.0f s",
                *(number + 1, epochs, total / max(1, k // 10 + 1), right / max(counted, 1)),
                time.monotonic() - started,
            )
        prior = made.prior
    final = network
    final.load_state_dict(average.module.state_dict())
    settle_norms(final, batches(cepstra, corpus.labels, shape, rng, pieces=pieces), 150)
    return Fitted(final.cpu(), phone_priors(corpus.labels), prior @ CEPSTRA.T)
