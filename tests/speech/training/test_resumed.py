"""A model's files, gone on with: at first its networks say what they said."""

from pathlib import Path

import numpy as np
import pytest
import torch

from speech.hearing.store import MODEL
from speech.phones import PHONES
from speech.training.acoustic import AcousticModel, Node
from speech.training.batches import Batch, batches
from speech.training.features import COEFFICIENTS, Floats
from speech.training.fitting import Fitted
from speech.training.kaldi import write_model
from speech.training.network import Network, Shape
from speech.training.resumed import measured, networks, partly

MEL = np.random.default_rng(1).normal(8, 2, (200, 30)).astype(np.float32)


def some(network: torch.nn.Module, count: int) -> list[Batch]:
    rng = np.random.default_rng(2)
    cepstra = rng.normal(0, 5, (4000, COEFFICIENTS)).astype(np.float32)
    labels = np.zeros(4000, dtype=np.uint8)
    return list(batches(cepstra, labels, network.shape, rng, pieces=2))[:count]


def test_the_shipped_model_says_the_same_when_it_is_gone_on_with(tmp_path: Path) -> None:
    before = AcousticModel(MODEL)
    again = [measured(network, some(network, 3)) for network in networks(before)]
    assert len(again) == 1
    zero: Floats = np.zeros(COEFFICIENTS, dtype=np.float32)
    write_model([Fitted(network, before.priors, zero) for network in again], tmp_path)
    (tmp_path / "am" / "global_cmvn.stats").write_text(
        (MODEL / "am" / "global_cmvn.stats").read_text()
    )
    after = AcousticModel(tmp_path)
    assert np.allclose(before.log_posteriors(MEL), after.log_posteriors(MEL), atol=2e-3)


def deep() -> Fitted:
    network = Network(Shape(len(PHONES), width=24, bottleneck=8))
    measured(network, some(network, 3))
    some_of_it = some(network, 1)[0].cepstra
    network.train()
    network(some_of_it)
    priors = np.full(len(PHONES), 1 / len(PHONES), dtype=np.float32)
    return Fitted(network.eval(), priors, np.zeros(COEFFICIENTS, dtype=np.float32))


def test_a_deep_network_and_its_files_are_the_same(tmp_path: Path) -> None:
    made = deep()
    write_model(made, tmp_path)
    read = AcousticModel(tmp_path)
    (again,) = networks(read)
    assert again.shape == made.network.shape
    batch = some(made.network, 1)[0]
    with torch.no_grad():
        meant = made.network(batch.cepstra).log_softmax(2)
        assert torch.allclose(again.eval()(batch.cepstra).log_softmax(2), meant, atol=1e-3)
        width = made.network.shape.left + made.network.shape.right + 1
        frames = torch.from_numpy(as_seen(read))[None]
        alone = made.network(frames[:, 60 - made.network.shape.left :][:, :width])
    said = read.log_posteriors(MEL)[60]
    assert np.allclose(said, alone.log_softmax(2)[0, 0].numpy(), atol=1e-3)


def as_seen(model: AcousticModel) -> Floats:
    """MEL's cepstra as the model's first layer gets them, shape (frames, COEFFICIENTS)."""
    model.nodes, kept = {"output": Node("", (("input", 0),), False)}, model.nodes
    cepstra = model.log_posteriors(MEL)
    model.nodes = kept
    assert cepstra.shape == (len(MEL), COEFFICIENTS)
    return cepstra


def test_while_it_learns_its_norms_measure_what_they_are_given() -> None:
    network = measured(networks(AcousticModel(MODEL))[0], some_batches := some_of())
    quiet = network(some_batches[0].cepstra)
    network.train()
    for dropout in (m for m in network.modules() if isinstance(m, torch.nn.Dropout)):
        dropout.p = 0.0
    assert torch.allclose(network(some_batches[0].cepstra), quiet, atol=2.0)


def some_of() -> list[Batch]:
    return some(networks(AcousticModel(MODEL))[0], 3)


@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_a_share_of_what_was_learned_is_taken(share: float) -> None:
    start = [measured(network, some(network, 3)) for network in networks(AcousticModel(MODEL))]
    zero: Floats = np.zeros(COEFFICIENTS, dtype=np.float32)
    priors = AcousticModel(MODEL).priors
    for network in start:
        with torch.no_grad():
            network.output.bias += 3.0 * torch.arange(len(network.output.bias))

    made = partly(MODEL, [Fitted(network, priors, zero) for network in start], [share])

    before = networks(AcousticModel(MODEL))
    for one, was in zip(made, before, strict=True):
        moved = (one.network.output.bias - was.output.bias)[10].item()
        assert moved == pytest.approx(30.0 * share, abs=0.01)
