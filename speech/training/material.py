"""What a model is learned from, and the folder in which it is kept for the next time."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from speech.training.aligned import Recording, make_aligned
from speech.training.corpus import Corpus, make, shards

_log = logging.getLogger(__name__)

Recorded = tuple[Sequence[Recording], int]
"""Recordings, and how often each comes."""


@dataclass(frozen=True)
class Material:
    """Speech from synthesisers, and recordings of several kinds."""

    hours: float
    """From synthesisers."""
    recorded: Mapping[str, Recorded]
    """By kind: people, natural voices, Danish."""
    keep: Path | None
    """The corpora that are made are kept here, and taken from here. Of a kind without recordings
    the latest that was kept is taken, so that what was made elsewhere can be used."""
    seed: int
    workers: int

    def corpus(self, aligner: Path) -> Corpus:
        """All of it, with the sounds of the recordings found by the model `aligner`."""
        parts = [self._synthetic()]
        _log.info("from synthesisers: %.1f hours", parts[0].hours)
        for kind, recorded in self.recorded.items():
            part = self._aligned(kind, recorded, aligner)
            if part is not None:
                _log.info("%s: %.1f hours", kind, part.hours)
                parts.append(part)
        return Corpus.joined(parts)

    def _synthetic(self) -> Corpus:
        file = self._file(f"synthetic-{self.hours:g}-{self.seed}")
        if file is not None and file.exists():
            return Corpus.load(file)
        made = make(shards(self.hours, self.seed), self.workers)
        if file is not None:
            made.save(file)
        return made

    def _aligned(self, kind: str, recorded: Recorded, aligner: Path) -> Corpus | None:
        some, copies = recorded
        if not some:
            return self._latest(kind)
        file = self._file(f"{kind}-{_digest(some, copies, aligner)}")
        if file is not None and file.exists():
            return Corpus.load(file)
        corpus, accounts = make_aligned(
            some, aligner, copies=copies, seed=self.seed, workers=self.workers
        )
        for source, account in accounts.items():
            _log.info("%s: %s, %d times", source, account, copies)
        if corpus is None:
            _log.warning("no recording fits its text; going on without them")
        elif file is not None:
            corpus.save(file)
        return corpus

    def _latest(self, kind: str) -> Corpus | None:
        kept = self.keep.glob(f"{kind}-*.npz") if self.keep else ()
        latest = max(kept, key=lambda file: file.stat().st_mtime, default=None)
        return Corpus.load(latest) if latest is not None else None

    def _file(self, name: str) -> Path | None:
        if self.keep is None:
            return None
        self.keep.mkdir(parents=True, exist_ok=True)
        return self.keep / f"{name}.npz"


def _digest(some: Sequence[Recording], copies: int, aligner: Path) -> str:
    """Of what a corpus is made from: other recordings, or another aligner, another name."""
    digest = hashlib.blake2b((aligner / "am" / "final.mdl").read_bytes(), digest_size=6)
    for one in some:
        digest.update(f"\0{one.file.name} {one.source} {len(one.words)} {one.times}".encode())
    digest.update(str(copies).encode())
    return digest.hexdigest()
