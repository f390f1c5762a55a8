"""Utterances by the thousand: made in parallel, the same for the same seed, kept as log mel.

A shard is made in a process of its own: the work is shared out, not the state.
"""

import logging
import multiprocessing
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.festival import FestivalError
from speech.phones import UnknownMnemonicError
from speech.sound import RATE
from speech.training.augmentation import augmented
from speech.training.features import Floats, log_mel
from speech.training.festival import FestivalSource
from speech.training.flite import FliteSource
from speech.training.texts import Texts
from speech.training.utterance import Utterance
from speech.training.voices import EspeakSource

UTTERANCES_AN_HOUR = 1450
"""As measured; an utterance lasts 2.5 seconds."""

_log = logging.getLogger(__name__)

MIX: dict[str, float] = {"espeak": 0.64, "flite": 0.08, "flite-danish": 0.12, "festival": 0.16}
"""Each source's share of the utterances."""

SHARD = 500
"""Utterances in a shard: some 20 minutes of sound."""


@dataclass(frozen=True)
class Shard:
    """What one process makes."""

    source: str
    """`espeak`, `flite`, `flite-danish` or `festival`."""
    seed: int
    count: int


@dataclass(frozen=True)
class Corpus:
    """Utterances end to end."""

    mel: NDArray[np.float16]
    """Log mel energies, shape (frames, BINS)."""
    labels: NDArray[np.uint8]
    """Each frame's place in PHONES, or IGNORE; shape (frames,)."""
    ends: NDArray[np.int64]
    """Where each utterance ends, in frames; shape (utterances,)."""

    @property
    def hours(self) -> float:
        """How long it all is."""
        return len(self.labels) / 360_000

    def save(self, file: Path) -> None:
        """Write as .npz."""
        np.savez(file, mel=self.mel, labels=self.labels, ends=self.ends)

    @classmethod
    def load(cls, file: Path) -> "Corpus":
        """Read what `save` wrote."""
        with np.load(file) as data:
            return cls(data["mel"], data["labels"], data["ends"])

    @classmethod
    def joined(cls, parts: Iterable["Corpus"]) -> "Corpus":
        """Put several one after the other."""
        parts = list(parts)
        offsets = np.cumsum([0, *(len(p.labels) for p in parts)])
        ends = [p.ends + offset for p, offset in zip(parts, offsets, strict=False)]
        return cls(
            np.concatenate([p.mel for p in parts]),
            np.concatenate([p.labels for p in parts]),
            np.concatenate(ends),
        )


class Speaker:
    """All sources under one face."""

    def __init__(self, source: str) -> None:
        self._texts = Texts()
        self._espeak = EspeakSource()
        self._flite = FliteSource()
        self._festival = FestivalSource()
        self._say = {
            "espeak": self._danish,
            "flite": self._english,
            "flite-danish": self._spelled,
            "festival": self._diphones,
        }[source]

    def say(self, rng: random.Random) -> Utterance:
        """Say anything. Raises FestivalError where a voice lacks the sounds."""
        return self._say(rng)

    def close(self) -> None:
        """End what runs beside."""
        self._festival.close()

    def _danish(self, rng: random.Random) -> Utterance:
        return self._espeak.say(self._texts.any(rng), rng)

    def _english(self, rng: random.Random) -> Utterance:
        return self._flite.say(self._texts.english(rng), rng)

    def _spelled(self, rng: random.Random) -> Utterance:
        timed = self._espeak.timed_phones(self._texts.any(rng), rng)
        return self._flite.say_phones([phone for _, phone in timed], rng)

    def _diphones(self, rng: random.Random) -> Utterance:
        timed = self._espeak.timed_phones(self._texts.any(rng), rng)
        return self._festival.say_phones(timed, rng)


def make_shard(shard: Shard) -> Corpus:
    """Speak, augment, and take features and labels of `shard.count` utterances."""
    rng = random.Random(f"{shard.source} {shard.seed}")
    speaker = Speaker(shard.source)
    others: list[Floats] = []
    mels: list[NDArray[np.float16]] = []
    labels: list[NDArray[np.uint8]] = []
    while len(mels) < shard.count:
        try:
            utterance = speaker.say(rng)
        except (FestivalError, UnknownMnemonicError) as error:
            _log.debug("%s", error)  # a sound that a voice lacks, or of another language
            continue
        if len(utterance.samples) < RATE // 5:
            continue
        utterance = utterance.faster(rng.uniform(0.78, 1.28))
        utterance = utterance.padded(rng.randint(800, 9000), rng.randint(800, 8000))
        if len(others) < 60:
            others.append(utterance.samples)
        mel = log_mel(augmented(utterance.samples, rng, others))
        mels.append(mel.astype(np.float16))
        labels.append(utterance.labels(len(mel)))
    speaker.close()
    ends = np.cumsum([len(label) for label in labels])
    return Corpus(np.concatenate(mels), np.concatenate(labels), ends)


def shards(hours: float, seed: int) -> list[Shard]:
    """Share `hours` of speech out among the sources, as MIX says."""
    utterances = hours * UTTERANCES_AN_HOUR
    parts: list[Shard] = []
    for source, share in MIX.items():
        whole = max(1, round(utterances * share))
        for number, begin in enumerate(range(0, whole, SHARD)):
            count = min(SHARD, whole - begin)
            parts.append(Shard(source, 1000 * seed + number, count))
    return parts


def make(shards: list[Shard], workers: int) -> Corpus:
    """Make all `shards` with so many processes; the result depends on the shards alone."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, maxtasksperchild=1) as pool:
        return Corpus.joined(pool.imap(make_shard, shards, chunksize=1))
