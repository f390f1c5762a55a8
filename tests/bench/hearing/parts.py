"""What is measured, kept part by part, so that a run that was stopped goes on where it was."""

import dataclasses
import hashlib
import multiprocessing
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from tests.bench.hearing.measuring import Candidate, Measured, Order, measure

ROOT = Path(__file__).parents[3]
HEARS = (
    *("speech/hearing/*.py", "content/commands.yaml", "content/names.yaml"),
    "content/pronunciations.yaml",
)
"""What hears ..."""
SAYS = (
    *(
        "content/given_names.yaml",
        "device/simulation/acoustics.py",
        "tests/bench/hearing/talk.yaml",
    ),
    *(
        f"tests/bench/hearing/{name}.py"
        for name in ("commands", "measuring", "natural", "people", "places", "speakers", "talk")
    ),
)
"""... and what is said to it. Neither the box's sentences nor how the table looks: they change
often, and hours were measured."""

_OF_A_MODEL = {".mdl", ".stats", ".conf", ".npz"}

BESIDE = ("tests/bench/distance.py", "tests/bench/learning.py")
"""What is measured besides."""

T = TypeVar("T")
Job = tuple[Order, tuple[Candidate, ...], Path | None]


@dataclass(frozen=True)
class Part:
    """An order, and what came of it."""

    order: Order
    found: list[Measured]
    """For each candidate."""
    took: float
    """Seconds, when it was measured."""


def kept(order: Order, candidates: Sequence[Candidate], folder: Path) -> Path:
    """Where the results for `order` are kept: it is that of the same order, the same models, and
    the same code that hears."""
    said = dataclasses.replace(order, kokoro=None)
    return _file(folder, repr(said), _code(), *map(_named, candidates))


def measured_before(
    wanted: Sequence[Order], candidates: Sequence[Candidate], folder: Path | None
) -> list[Part]:
    """Those of `wanted` that are in `folder`."""
    files = [(order, kept(order, candidates, folder)) for order in wanted] if folder else []
    found = []
    for order, file in files:
        if file.exists():
            measured, took = pickle.loads(file.read_bytes())  # noqa: S301 (our own)
            found.append(Part(order, measured, took))
    return found


def measure_all(
    wanted: Sequence[Order],
    candidates: tuple[Candidate, ...],
    workers: int = 1,
    folder: Path | None = None,
) -> Iterator[Part]:
    """Measure every order, in so many processes at a time, and keep each in `folder`."""
    jobs = [(order, candidates, folder) for order in wanted]
    if workers == 1:
        yield from map(_measure, jobs)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap_unordered(_measure, jobs)


def once(folder: Path, what: str, candidate: Candidate, measure: Callable[[], T]) -> T:
    """What `measure` gives, or gave the last time with the same model and code."""
    own = _digest([ROOT / file for file in BESIDE])
    file = _file(folder, what, own, _code(), _named(candidate))
    if file.exists():
        kept_result: T = pickle.loads(file.read_bytes())  # noqa: S301 (our own)
        return kept_result
    found = measure()
    _keep(file, found)
    return found


def _measure(job: Job) -> Part:
    order, candidates, folder = job
    began = time.monotonic()
    found = measure(order, candidates)
    part = Part(order, found, time.monotonic() - began)
    if folder is not None:
        _keep(kept(order, candidates, folder), (part.found, part.took))
    return part


def _file(folder: Path, *what: str) -> Path:
    return folder / f"{hashlib.blake2b('|'.join(what).encode(), digest_size=12).hexdigest()}.pickle"


def _keep(file: Path, what: object) -> None:
    """Whole or not at all, whenever it is stopped."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".new").write_bytes(pickle.dumps(what))
    file.with_suffix(".new").rename(file)


def _named(candidate: Candidate) -> str:
    return f"{_model(candidate.model)} {candidate.threshold} {candidate.spotting}"


@cache
def _code() -> str:
    return _digest(sorted(file for some in HEARS + SAYS for file in ROOT.glob(some)))


@cache
def _model(folder: Path) -> str:
    return _digest(sorted(file for file in folder.rglob("*.*") if file.suffix in _OF_A_MODEL))


def _digest(files: list[Path]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
