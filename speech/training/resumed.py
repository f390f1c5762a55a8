"""The networks of a model's files, as torch goes on learning them.

A model holds each batch norm within the affine after it (`speech.training.kaldi`). Here every norm
is given back with what it measures on some speech, as the identity, so that nothing changes until
something is learned.
"""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from speech.phones import PHONES
from speech.training.acoustic import AcousticModel, ModelFileError
from speech.training.batches import Batch, batches
from speech.training.corpus import Corpus
from speech.training.disturbed import epoch, prior_mean
from speech.training.fitting import Fitted, between
from speech.training.kaldi import write_model
from speech.training.network import STRIDE, Network, Shape

_MEASURED = 20
"""Batches that the norms see."""
_PARTS, _UTTERANCES = 10, 20
"""How many pieces of the corpus they are from, and how long each is."""


def resumed(folder: Path, corpus: Corpus, seed: int = 1) -> list[Network]:
    """The networks of the model in `folder`, their norms measured on some of `corpus`.

    Raises ModelFileError, FileNotFoundError.
    """
    rng = np.random.default_rng(seed)
    parts = sorted(set(rng.integers(0, len(corpus.ends), _PARTS).tolist()))
    ends = np.concatenate([[0], corpus.ends])
    prior = prior_mean(corpus)
    cepstra = np.concatenate([epoch(corpus, prior, rng, part, _UTTERANCES) for part in parts])
    labels = np.concatenate(
        [corpus.labels[ends[p] : ends[min(p + _UTTERANCES, len(ends) - 1)]] for p in parts]
    )
    made = networks(AcousticModel(folder))
    return [
        measured(network, batches(cepstra, labels, network.shape, rng, pieces=8))
        for network in made
    ]


def networks(model: AcousticModel) -> list[Network]:
    """Those of `model`, whose norms do nothing yet. Raises ModelFileError for other shapes."""
    marks = dict.fromkeys(
        name.removesuffix("output-affine") for name in model.affines if "output-affine" in name
    )
    return [_network(model, mark) for mark in marks]


def partly(folder: Path, made: Sequence[Fitted], shares: Sequence[float]) -> list[Fitted]:
    """Each network's own `shares` of the way from the model in `folder` to `made`, by weights.

    0 is the network in the same place there, 1 the one that was made of it; priors and mean are
    those of `made`. Raises ModelFileError, FileNotFoundError.
    """
    with tempfile.TemporaryDirectory() as place:
        write_model(made, Path(place))  # the norms are within the affines there, as in `folder`
        after = networks(AcousticModel(Path(place)))
    before = networks(AcousticModel(folder))
    return [
        between(replace(one, network=old), replace(one, network=new), share)
        for one, old, new, share in zip(made, before, after, shares, strict=True)
    ]


def _shape(model: AcousticModel, mark: str) -> Shape:
    """As its nodes tell it. Raises ModelFileError where they are no network of ours."""
    offsets: list[tuple[int, ...]] = []
    while (node := model.nodes.get(f"{mark}a{len(offsets)}")) is not None:
        offsets.append(tuple(offset for _, offset in node.inputs))
    if len(offsets) < 2 or f"{mark}n1" not in model.affines:
        raise ModelFileError(f"a network of {len(offsets)} layers, where there are two or more")
    return Shape(
        len(PHONES),
        width=len(model.affines[f"{mark}a0"][1]),
        bottleneck=len(model.affines[f"{mark}n1"][1]),
        first=offsets[0],
        layers=tuple(tuple(offset // STRIDE for offset in layer) for layer in offsets[1:]),
        carried=f"{mark}s2" in model.nodes,
    )


def _network(model: AcousticModel, mark: str) -> Network:
    shape = _shape(model, mark)
    network = Network(shape)
    network.eval()
    for norm in (network.norm_in, *_norms(network)):
        norm.eps = 0.0
    affines = {f"{mark}output-affine": network.output}
    affines |= {f"{mark}a{n}": _linear(one) for n, one in enumerate(network.affines)}
    affines |= {f"{mark}n{n}": _linear(one) for n, one in enumerate(network.narrow, 1)}
    with torch.no_grad():
        for name, linear in affines.items():
            weights, bias = (torch.tensor(part) for part in model.affines[name])
            if weights.shape != linear.weight.shape:
                raise ModelFileError(f"{name} has {tuple(weights.shape)} numbers")
            linear.weight.copy_(weights)
            linear.bias.copy_(bias)
    return network


def _linear(module: nn.Module) -> nn.Linear:
    assert isinstance(module, nn.Linear)
    return module


def _norms(network: Network) -> list[nn.BatchNorm1d]:
    return [norm for norm in network.norms if isinstance(norm, nn.BatchNorm1d)]


def measured(network: Network, some: Iterable[Batch]) -> Network:
    """Give each of the network's norms what it gets of `some` batches, and let it undo it."""
    norms = [network.norm_in, *_norms(network)]
    held: dict[int, list[Tensor]] = {n: [] for n in range(len(norms))}
    hooks = [
        norm.register_forward_pre_hook(lambda _, given, n=n: held[n].append(given[0][::7].clone()))
        for n, norm in enumerate(norms)
    ]
    with torch.no_grad():
        for batch in islice(some, _MEASURED):
            network(batch.cepstra)
        for n, norm in enumerate(norms):
            seen = torch.cat(held[n])
            mean, variance = seen.mean(0), seen.var(0) + 1e-4
            norm.eps = 1e-5
            norm.running_mean, norm.running_var = mean, variance
            norm.weight.copy_(torch.sqrt(variance + norm.eps))
            norm.bias.copy_(mean)
    for hook in hooks:
        hook.remove()
    return network
