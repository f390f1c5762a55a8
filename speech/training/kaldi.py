"""Writes the network as a Vosk model, in Kaldi's binary formats.

Sources: Kaldi's io-funcs-inl.h, hmm-topology.cc, transition-model.cc, nnet-nnet.cc,
nnet-simple-component.cc and am-nnet-simple.cc. Every phone has one state with a self-loop: phone p
(from 1) has the transition-ids 2p - 1 (self-loop) and 2p (forward).
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from torch import nn

from speech.phones import PHONES
from speech.training.features import COEFFICIENTS, MFCC_CONF, Floats
from speech.training.fitting import Fitted
from speech.training.network import STRIDE, Network

PRIOR_FLOOR = 4e-3
"""Rare phones are taken to be this common: dividing by less lets them win everything."""

PRIOR_POWER = 0.5
"""How much of the priors the decoder takes off: speech on the table has others than ours."""

MODEL_CONF = f"""--min-active=200
--max-active=3000
--beam=13.0
--lattice-beam=3.0
--phone-determinize=false
--acoustic-scale=0.8
--frame-subsampling-factor={STRIDE}
--endpoint.silence-phones=1
--endpoint.rule2.min-trailing-silence=0.4
--endpoint.rule3.min-trailing-silence=0.6
--endpoint.rule4.min-trailing-silence=1.0
"""


def _token(name: str) -> bytes:
    return name.encode() + b" "


def _int(value: int) -> bytes:
    return struct.pack("<bi", 4, value)


def _float(value: float) -> bytes:
    return struct.pack("<bf", 4, value)


def _ints(values: Iterable[int]) -> bytes:
    values = list(values)
    return struct.pack(f"<bi{len(values)}i", 4, len(values), *values)


def _vector(values: Floats) -> bytes:
    return _token("FV") + _int(len(values)) + values.astype("<f4").tobytes()


def _matrix(values: Floats) -> bytes:
    rows, columns = values.shape
    return _token("FM") + _int(rows) + _int(columns) + values.astype("<f4").tobytes()


def transition_model(phones: int) -> bytes:
    """One-state phones, each with an output of its own."""
    loop = [_int(0), _int(2), _int(0), _float(0.5), _int(1), _float(0.5)]
    entry = [_int(2), *loop, _int(-1), _int(0)]
    ids = range(1, phones + 1)
    return b"".join(
        [
            *(_token("<TransitionModel>"), _token("<Topology>")),
            *(_ints(ids), _ints([-1, *([0] * phones)]), _int(1), *entry, _token("</Topology>")),
            *(_token("<Triples>"), _int(phones)),
            *(_int(p) + _int(0) + _int(p - 1) for p in ids),
            *(_token("</Triples>"), _token("<LogProbs>")),
            _vector(np.array([0.0, *([np.log(0.5)] * (2 * phones))], dtype=np.float32)),
            *(_token("</LogProbs>"), _token("</TransitionModel>")),
        ]
    )


def _affine(weights: Floats, bias: Floats) -> bytes:
    name = "FixedAffineComponent"
    parts = [_token(f"<{name}>"), _token("<LinearParams>"), _matrix(weights)]
    return b"".join([*parts, _token("<BiasParams>"), _vector(bias), _token(f"</{name}>")])


def _nonlinear(name: str, dim: int) -> bytes:
    none = np.zeros(0, dtype=np.float32)
    counts = ("<Count>", "<NumDimsSelfRepaired>", "<NumDimsProcessed>", "<SelfRepairScale>")
    return b"".join(
        [
            *(_token(f"<{name}>"), _token("<Dim>"), _int(dim)),
            *(_token("<ValueAvg>"), _vector(none), _token("<DerivAvg>"), _vector(none)),
            *(_token(count) + _float(0.0) for count in counts),
            _token(f"</{name}>"),
        ]
    )


def _nothing(dim: int) -> bytes:
    name = "NoOpComponent"
    scale = _token("<BackpropScale>") + _float(1.0)
    return _token(f"<{name}>") + _token("<Dim>") + _int(dim) + scale + _token(f"</{name}>")


def _scale(norm: nn.Module) -> tuple[Floats, Floats]:
    """A batch norm as y = scale x + shift."""
    state = norm.state_dict()
    scale = state["weight"].numpy() / np.sqrt(state["running_var"].numpy() + 1e-5)
    return scale, state["bias"].numpy() - state["running_mean"].numpy() * scale


def _parameters(layer: nn.Module) -> tuple[Floats, Floats]:
    state = layer.state_dict()
    return state["weight"].numpy(), state["bias"].numpy()


@dataclass
class _Config:
    """nnet3's nodes and components, in the order they come."""

    lines: list[str] = field(default_factory=lambda: [f"input-node name=input dim={COEFFICIENTS}"])
    components: list[tuple[str, bytes]] = field(default_factory=list)

    def add(self, name: str, body: bytes, source: str) -> None:
        """A component and the node of the same name."""
        self.components.append((name, body))
        self.lines.append(f"component-node name={name} component={name} input={source}")


def _branch(config: _Config, network: Network, mark: str) -> str:
    """Add one network, each batch norm folded into the affine after it; give its last node."""
    shape = network.shape
    splices = [shape.first, *(tuple(STRIDE * o for o in layer) for layer in shape.layers)]
    node = carried = "input"
    scale, shift = _scale(network.norm_in)
    for i, (offsets, affine) in enumerate(zip(splices, network.affines, strict=True)):
        weights, bias = _parameters(affine)
        if i:
            narrow, narrow_bias = _parameters(network.narrow[i - 1])
            body = _affine(narrow * scale, narrow_bias + narrow @ shift)
            config.add(f"{mark}n{i}", body, node)
            node = f"{mark}n{i}"
            if shape.carried and i > 1:
                config.add(f"{mark}s{i}", _nothing(shape.bottleneck), f"Sum({node}, {carried})")
                node = f"{mark}s{i}"
            carried = node
        else:
            bias = bias + weights @ np.tile(shift, len(offsets))
            weights = weights * np.tile(scale, len(offsets))
        inputs = ", ".join(node if o == 0 else f"Offset({node}, {o})" for o in offsets)
        config.add(f"{mark}a{i}", _affine(weights, bias), f"Append({inputs})")
        node = f"{mark}r{i}"
        config.add(node, _nonlinear("RectifiedLinearComponent", len(bias)), f"{mark}a{i}")
        scale, shift = _scale(network.norms[i])
    weights, bias = _parameters(network.output)
    config.add(f"{mark}output-affine", _affine(weights * scale, bias + weights @ shift), node)
    node = f"{mark}log-softmax"
    config.add(node, _nonlinear("LogSoftmaxComponent", len(bias)), f"{mark}output-affine")
    return node


def network_model(networks: Sequence[Network]) -> bytes:
    """The networks as one of nnet3's, which answers with the mean of their log probabilities."""
    config = _Config()
    if len(networks) == 1:
        node = _branch(config, networks[0], "")
    else:
        ends = [_branch(config, network, f"net{i}-") for i, network in enumerate(networks, 1)]
        phones = networks[0].shape.phones
        mean = np.tile(np.eye(phones) / len(networks), len(networks)).astype(np.float32)
        node = "mean"
        body = _affine(mean, np.zeros(phones, dtype=np.float32))
        config.add(node, body, f"Append({', '.join(ends)})")
    config.lines.append(f"output-node name=output input={node} objective=linear")
    named = b"".join(_token("<ComponentName>") + _token(n) + body for n, body in config.components)
    return b"".join(
        [
            *(_token("<Nnet3>"), b"\n", "\n".join(config.lines).encode(), b"\n\n"),
            *(_token("<NumComponents>"), _int(len(config.components)), named, _token("</Nnet3>")),
        ]
    )


def write_model(fitted: Fitted | Sequence[Fitted], folder: Path) -> None:
    """Write all that Vosk needs but the decoding graph, which is made where it is used.

    Of several networks, one model is made that asks them all.
    """
    parts = [fitted] if isinstance(fitted, Fitted) else list(fitted)
    networks = [part.network for part in parts]
    (folder / "am").mkdir(parents=True, exist_ok=True)
    (folder / "conf").mkdir(exist_ok=True)
    floored = [np.maximum(part.priors, PRIOR_FLOOR) for part in parts]
    priors = np.exp(PRIOR_POWER * np.mean(np.log(floored), axis=0))
    mean = np.mean([part.mean for part in parts], axis=0)
    (folder / "am" / "final.mdl").write_bytes(
        b"".join(
            [
                *(b"\0B", transition_model(len(PHONES)), network_model(networks)),
                *(_token("<LeftContext>"), _int(max(n.shape.left for n in networks))),
                *(_token("<RightContext>"), _int(max(n.shape.right for n in networks))),
                *(_token("<Priors>"), _vector(priors / priors.sum())),
            ]
        )
    )
    frames = 100_000.0  # Kaldi keeps sums and a count; only the mean is used
    sums = " ".join(f"{frames * m:.8g}" for m in mean)
    squares = " ".join(f"{frames * (m * m + 100):.8g}" for m in mean)
    (folder / "am" / "global_cmvn.stats").write_text(f" [\n  {sums} {frames:g}\n  {squares} 0 ]\n")
    (folder / "conf" / "mfcc.conf").write_text(MFCC_CONF)
    (folder / "conf" / "model.conf").write_text(MODEL_CONF)
    (folder / "phones.txt").write_text("\n".join(PHONES) + "\n")
