"""The network of a Vosk model, read back from its files and run on whole utterances.

It reads what `speech.training.kaldi` writes: fixed affines, rectifiers, sums and a log-softmax
over spliced frames. Whoever has recordings but not our training has a network to align them with.
"""

import re
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.errors import TidtagerError
from speech.phones import PHONES
from speech.training.features import BINS, CEPSTRA, COEFFICIENTS, Floats, online_mean

_INPUT = re.compile(r"(\w+)=((?:Append|Sum)\(.*\)|\S+)")
_PARTS = re.compile(r"Offset\(([\w-]+), (-?\d+)\)|([\w-]+)")


class ModelFileError(TidtagerError, ValueError):
    """A file is no acoustic model of ours."""


class _Reader:
    """Kaldi's binary format, front to back (io-funcs-inl.h, kaldi-matrix.cc, kaldi-vector.cc)."""

    def __init__(self, data: bytes, file: Path) -> None:
        self._data = data
        self._at = 0
        self._file = file

    def error(self, what: str) -> ModelFileError:
        return ModelFileError(f"{self._file}: {what} at byte {self._at}; is it a model of ours?")

    def take(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise self.error("ends too early")
        taken = self._data[self._at : self._at + count]
        self._at += count
        return taken

    def until(self, mark: bytes) -> bytes:
        end = self._data.find(mark, self._at)
        if end < 0:
            raise self.error(f"no {mark.decode()!r}")
        taken = self._data[self._at : end]
        self._at = end + len(mark)
        return taken

    def token(self) -> str:
        return self.until(b" ").decode("ascii", "replace")

    def expect(self, name: str) -> None:
        found = self.token()
        if found != name:
            raise self.error(f"{found[:40]!r} where {name!r} should be")

    def integer(self) -> int:
        size, value = struct.unpack("<bi", self.take(5))
        if size != 4:
            raise self.error("no integer")
        return int(value)

    def vector(self) -> Floats:
        self.expect("FV")
        return np.frombuffer(self.take(4 * self.integer()), "<f4")

    def matrix(self) -> Floats:
        self.expect("FM")
        rows, columns = self.integer(), self.integer()
        return np.frombuffer(self.take(4 * rows * columns), "<f4").reshape(rows, columns)


_PLAIN = ("<RectifiedLinearComponent>", "<LogSoftmaxComponent>", "<NoOpComponent>")
"""Components that hold no numbers."""


@dataclass(frozen=True)
class Node:
    """A step of the network."""

    component: str
    inputs: tuple[tuple[str, int], ...]
    """Nodes and the frames (10 ms) by which each is shifted."""
    added: bool
    """Whether they are added up; else they are put beside each other."""


def _nodes(config: str) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for line in config.splitlines():
        if not line.startswith(("component-node", "output-node")):
            continue
        fields = dict(_INPUT.findall(line))
        added = fields["input"].startswith("Sum(")
        parts = fields["input"].removeprefix("Sum(").removeprefix("Append(")
        inputs = tuple(
            (shifted or plain, int(offset or 0)) for shifted, offset, plain in _PARTS.findall(parts)
        )
        nodes[fields["name"]] = Node(fields.get("component", ""), inputs, added)
    return nodes


class AcousticModel:
    """The network in a model's folder, `am/final.mdl` and `am/global_cmvn.stats`.

    Raises ModelFileError for a file that isn't such a model, FileNotFoundError when there is none.
    """

    def __init__(self, folder: Path) -> None:
        file = folder / "am" / "final.mdl"
        reader = _Reader(file.read_bytes(), file)
        if not reader.take(2) == b"\0B":
            raise reader.error("not in Kaldi's binary format")
        reader.until(b"<Nnet3> ")
        self.nodes = _nodes(reader.until(b"<NumComponents> ").decode("ascii", "replace"))
        self.affines: dict[str, tuple[Floats, Floats]] = {}
        """Weights (out, in) and biases (out,) of each affine component, by its name."""
        self._kinds: dict[str, str] = {}
        for _ in range(reader.integer()):
            reader.expect("<ComponentName>")
            name, kind = reader.token(), reader.token()
            self._kinds[name] = kind
            if kind == "<FixedAffineComponent>":
                reader.expect("<LinearParams>")
                weights = reader.matrix()
                reader.expect("<BiasParams>")
                self.affines[name] = weights, reader.vector()
            elif kind not in _PLAIN:
                raise reader.error(f"a component that is not known here, {kind[:40]}")
            reader.until(b"</" + kind[1:].encode() + b" ")
        reader.until(b"<Priors> ")
        self.priors: Floats = reader.vector()
        """What the decoder divides by, shape (phones,)."""
        if len(self.priors) != len(PHONES):
            raise reader.error(f"{len(self.priors)} phones where {len(PHONES)} are known")
        self._prior_mel = _mean_mel(folder / "am" / "global_cmvn.stats")

    def log_posteriors(self, mel: Floats) -> Floats:
        """Give log probabilities of the phones, one row for each frame of `mel`.

        `mel` has shape (frames, BINS), 10 ms apart; Vosk looks at every third of the rows. The
        running mean is taken to have heard five seconds of the same already.
        """
        mean = online_mean(mel, self._prior_mel, mel.mean(axis=0), 500)
        done: dict[str, Floats] = {"input": np.asarray((mel - mean) @ CEPSTRA.T, np.float32)}
        for name, node in self.nodes.items():
            parts = [_shifted(done[source], offset) for source, offset in node.inputs]
            x = sum(parts[1:], parts[0]) if node.added else np.concatenate(parts, axis=1)
            done[name] = self._applied(node.component, x)
        return done["output"]

    def _applied(self, component: str, x: Floats) -> Floats:
        kind = self._kinds.get(component, "")
        if component in self.affines:
            weights, bias = self.affines[component]
            return np.asarray(x @ weights.T + bias, dtype=np.float32)
        if kind == "<RectifiedLinearComponent>":
            return np.maximum(x, 0)
        if kind == "<LogSoftmaxComponent>":
            x = x - x.max(axis=1, keepdims=True)
            return np.asarray(x - np.log(np.exp(x).sum(axis=1, keepdims=True)), dtype=np.float32)
        return x  # the output node


def _shifted(x: Floats, offset: int) -> Floats:
    """Row t of the result is row t + offset of `x`; beyond its ends the last one stays."""
    return x if offset == 0 else x[np.clip(np.arange(len(x)) + offset, 0, len(x) - 1)]


def _mean_mel(file: Path) -> Floats:
    """The mean log mel energies, from Kaldi's cepstral sums, as far as cepstra tell it."""
    numbers = re.findall(r"[-+.\de]+", file.read_text(encoding="ascii"))
    if len(numbers) < COEFFICIENTS + 1:
        raise ModelFileError(f"{file}: no sums of {COEFFICIENTS} cepstra; is it a model of ours?")
    sums: NDArray[np.float64] = np.array(numbers[: COEFFICIENTS + 1], dtype=np.float64)
    mel = np.linalg.pinv(CEPSTRA) @ (sums[:-1] / sums[-1])
    assert mel.shape == (BINS,)
    return np.asarray(mel, dtype=np.float32)
