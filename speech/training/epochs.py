"""A corpus as the network sees it, anew each time: the next one is made while one is learned.

Processes share the corpus by files that are mapped into memory; a GPU's host makes forty hours in
seconds. What comes out hangs on the seed alone, not on how many processes there are.
"""

import multiprocessing
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.pool import AsyncResult
from pathlib import Path

import numpy as np

from speech.training.corpus import Corpus
from speech.training.disturbed import epoch, prior_mean
from speech.training.features import Floats

SHARE = 300
"""Utterances that one process does at a time."""


@dataclass(frozen=True)
class _Job:
    folder: Path
    seed: int
    number: int
    first: int
    count: int
    prior: Floats


class Epochs:
    """Makes them. A context manager: at its end the processes and the files are gone."""

    def __init__(self, corpus: Corpus, *, seed: int, workers: int = 1) -> None:
        """With one worker each is made when it is asked for, in this process."""
        self.prior = prior_mean(corpus)
        """Mean log mel energies of the corpus, shape (BINS,)."""
        self._seed, self._utterances = seed, len(corpus.ends)
        self._kept = tempfile.TemporaryDirectory(prefix="epochs-")
        self._folder = Path(self._kept.name)
        for name in ("mel", "labels", "ends"):
            np.save(self._folder / f"{name}.npy", getattr(corpus, name))
        spawn = multiprocessing.get_context("spawn")
        self._pool = spawn.Pool(workers) if workers > 1 else None

    def __enter__(self) -> "Epochs":
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()
        self._kept.cleanup()

    def __call__(self, count: int) -> Iterator[Floats]:
        """`count` of them, each of shape (frames, COEFFICIENTS)."""
        if self._pool is None:
            for number in range(count):
                yield np.concatenate([_made(job) for job in self._jobs(number)])
            return
        coming = self._begun(0)
        for number in range(count):
            ready = coming
            if number + 1 < count:
                coming = self._begun(number + 1)
            yield np.concatenate(ready.get())

    def _begun(self, number: int) -> "AsyncResult[list[Floats]]":
        assert self._pool is not None
        return self._pool.map_async(_made, self._jobs(number), chunksize=1)

    def _jobs(self, number: int) -> list[_Job]:
        firsts = range(0, self._utterances, SHARE)
        of = (self._folder, self._seed, number)
        return [_Job(*of, first, SHARE, self.prior) for first in firsts]


def _made(job: _Job) -> Floats:
    """The utterances from the `first` on, with others behind them from anywhere in the corpus."""
    mel, labels, ends = (
        np.load(job.folder / f"{name}.npy", mmap_mode="r") for name in ("mel", "labels", "ends")
    )
    rng = np.random.default_rng((job.seed, job.number, job.first))
    return epoch(Corpus(mel, labels, ends), job.prior, rng, job.first, job.count)
