"""The loss over whole phone sequences, against counting every path."""

import itertools

import numpy as np
import torch

from speech.phones import PHONES
from speech.training.network import STRIDE
from speech.training.sequence import SequenceLoss, following
from speech.training.utterance import IGNORE, INDEX, among

N = len(PHONES)


def likely() -> np.ndarray:
    chances = np.random.default_rng(1).random((N, N)).astype(np.float32)
    return chances / chances.sum(axis=1, keepdims=True)


def by_every_path(odds: torch.Tensor, table: np.ndarray, allowed: list[set[int]]) -> float:
    chances = odds.softmax(1).numpy()
    right = every = 0.0
    for path in itertools.product(range(N), repeat=len(odds)):
        chance = float(np.prod([chances[t, p] for t, p in enumerate(path)]))
        chance *= float(np.prod([table[a, b] for a, b in itertools.pairwise(path)]))
        every += chance
        if all(p in phones for p, phones in zip(path, allowed, strict=True)):
            right += chance
    return float(np.log(every / right)) / len(odds)


def test_the_loss_is_that_of_all_paths_against_those_the_labels_allow() -> None:
    torch.manual_seed(1)
    odds, table = torch.randn(1, 3, N) * 2, likely()
    group = among(["e", "E"])
    labels = torch.tensor([[INDEX["s"], group, INDEX["n"]]])
    # a frame may be what the one before or after it is
    allowed = [{"s", "e", "E"}, {"s", "e", "E", "n"}, {"e", "E", "n"}]
    wanted = by_every_path(odds[0], table, [{INDEX[p] for p in phones} for phones in allowed])
    assert np.isclose(float(SequenceLoss(table)(odds, labels)), wanted, atol=1e-5)


def test_where_nothing_is_labelled_nothing_is_learned() -> None:
    odds = torch.randn(2, 5, N, requires_grad=True)
    loss = SequenceLoss(likely())(odds, torch.full((2, 5), IGNORE))
    loss.backward()
    assert abs(float(loss.detach())) < 1e-6
    assert odds.grad is not None
    assert float(odds.grad.abs().max()) < 1e-6


def test_a_long_piece_of_surely_wrong_answers_is_still_a_number() -> None:
    odds = torch.zeros(1, 400, N)
    odds[:, :, INDEX["m"]] = 60.0
    loss = SequenceLoss(likely())(odds, torch.full((1, 400), INDEX["s"]))
    assert torch.isfinite(loss)
    assert float(loss) > 10


def test_what_follows_what_is_counted_at_the_networks_pace() -> None:
    labels = np.repeat([INDEX["n"], INDEX["e"], IGNORE, INDEX["s"]] * 500, STRIDE).astype(np.uint8)
    table = following(labels)
    assert np.allclose(table.sum(axis=1), 1.0, atol=1e-5)
    assert table[INDEX["n"]].argmax() == INDEX["e"]
    assert table[INDEX["s"]].argmax() == INDEX["n"]
    assert np.isclose(table[INDEX["e"]].max(), 1 / N)  # followed by nothing known
