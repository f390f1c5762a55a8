"""Recordings of people as training material: aligned, cut at pauses, augmented like the rest."""

import logging
import multiprocessing
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile
import soxr

from speech.errors import TidtagerError
from speech.sound import RATE
from speech.training.acoustic import AcousticModel
from speech.training.alignment import PAUSE, Alignment, AlignmentError, Word, align, loud
from speech.training.augmentation import augmented
from speech.training.corpus import Corpus
from speech.training.features import SHIFT, WINDOW, Floats, log_mel
from speech.training.utterance import IGNORE, Utterance

_log = logging.getLogger(__name__)

WORST = -1.7
"""Recordings whose alignment scores less are left out: their text is hardly what was said."""

MOST_COPIES = 12
"""However few the recordings are: more of the same teaches no more."""

_CUT_AT = 30  # frames: a pause as long as this may be cut in its middle
_PIECE = 250  # frames: no piece shorter than this is cut off
_BATCH = 60  # recordings that one process augments together


class SoundFileError(TidtagerError, OSError):
    """A sound file can't be read."""


@dataclass(frozen=True)
class Recording:
    """A sound file and the words in it."""

    file: Path
    words: tuple[Word, ...]
    source: str
    """Where it is from, for the account that is given."""
    times: int = 1
    """How many times as often as others it comes."""


def read_sound(file: Path) -> Floats:
    """Read a recording as float32 in int16's range at RATE, shape (n,).

    Of several channels the loudest: the nearest microphone. WAV, FLAC, Ogg and MP3 by libsndfile,
    Asterisk's raw `.g722` by PyAV. Raises SoundFileError.
    """
    try:
        if file.suffix == ".g722":
            return _read_g722(file)
        sound, rate = soundfile.read(file, dtype="float32", always_2d=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise SoundFileError(f"{file}: no sound that can be read ({error})") from error
    if not len(sound):
        raise SoundFileError(f"{file}: there is no sound in it")
    mono = sound[:, sound.std(axis=0).argmax()] * 32768
    return np.asarray(soxr.resample(mono, rate, RATE) if rate != RATE else mono, np.float32)


def _read_g722(file: Path) -> Floats:
    import av  # noqa: PLC0415 - only this one kind of file needs it

    with av.open(str(file), format="g722") as sound:
        blocks = [frame.to_ndarray().reshape(-1) for frame in sound.decode(audio=0)]
    return np.concatenate(blocks).astype(np.float32)


def seconds(file: Path) -> float:
    """Give how long a recording is, without reading all of it. Raises SoundFileError."""
    if file.suffix == ".g722":
        return file.stat().st_size / 8000
    try:
        return float(soundfile.info(file).duration)
    except (OSError, ValueError, RuntimeError) as error:
        raise SoundFileError(f"{file}: no sound that can be read ({error})") from error


def copies_for(recordings: Sequence[Recording], share: float, hours: float) -> int:
    """How often each recording must come to be `share` of it all beside `hours` of other speech.

    At least once, at most MOST_COPIES times. Raises SoundFileError.
    """
    recorded = sum(seconds(recording.file) for recording in recordings) / 3600
    wanted = hours * share / (1 - share)
    return min(max(round(wanted / max(recorded, 1e-6)), 1), MOST_COPIES)


def utterances(samples: Floats, alignment: Alignment) -> Iterator[Utterance]:
    """Cut a recording in the middle of its long pauses, each piece with its sounds' times."""
    marks = [*alignment.sounds, (alignment.frames, PAUSE)]
    cuts = [0]
    for (begin, sound), (end, _) in pairwise(marks):
        middle = (begin + end) // 2
        long_enough = middle - cuts[-1] >= _PIECE and alignment.frames - middle >= _PIECE // 2
        if sound is PAUSE and end - begin >= _CUT_AT and long_enough:
            cuts.append(middle)
    cuts.append(alignment.frames)
    offset = (WINDOW - SHIFT) // 2  # frame f stands for the samples round its middle
    for first, last in pairwise(cuts):
        phones = tuple(
            (max(begin - first, 0) * SHIFT + offset, sound.label)
            for (begin, sound), (end, _) in pairwise(marks)
            if begin < last and end > first
        )
        yield Utterance(samples[first * SHIFT : last * SHIFT + WINDOW], phones)


@dataclass(frozen=True)
class Account:
    """How the recordings of one source were aligned."""

    files: int
    """Found."""
    used: int
    """Aligned well enough."""
    seconds: float
    """Of those used."""
    score: float
    """Their mean score, see Alignment."""
    labelled: float
    """The share of their frames that is learned."""

    def __str__(self) -> str:
        return (
            f"{self.used} of {self.files} recordings, {self.seconds / 60:.1f} minutes, "
            f"score {self.score:.2f}, {100 * self.labelled:.0f} % of the frames learned"
        )


@dataclass(frozen=True)
class _Order:
    recordings: tuple[Recording, ...]
    model: Path
    worst: float
    copies: int
    seed: str


@dataclass(frozen=True)
class _Made:
    corpus: Corpus | None
    scores: tuple[tuple[str, float, int, int], ...]
    """(source, score, frames, frames learned) of each that was tried; NaN where none was found."""


def _aligned(recording: Recording, model: AcousticModel) -> tuple[Floats, Alignment]:
    samples = read_sound(recording.file)
    if len(samples) < RATE // 5:
        raise AlignmentError(f"{recording.file}: {len(samples) / RATE:.2f} s is too short")
    # Digital silence has no level, and the network never saw any.
    hiss = np.random.default_rng(1).normal(0, 1, len(samples)).astype(np.float32)
    scaled = samples * (8000 / max(float(np.abs(samples).max()), 1.0))
    mel = log_mel(scaled + hiss)
    return samples, align(model.log_posteriors(mel), model.priors, recording.words, loud(mel))


def _make(order: _Order) -> _Made:
    rng = random.Random(order.seed)
    model = AcousticModel(order.model)
    said: list[tuple[Utterance, int]] = []
    scores = []
    for recording in order.recordings:
        try:
            samples, alignment = _aligned(recording, model)
        except (AlignmentError, SoundFileError) as error:
            _log.warning("left out: %s: %s", recording.file.name, error)
            scores.append((recording.source, float("nan"), 0, 0))
            continue
        labels = alignment.labels
        learned = int((labels != IGNORE).sum())
        scores.append((recording.source, alignment.score, len(labels), learned))
        if alignment.score >= order.worst:
            copies = order.copies * recording.times
            said += [(utterance, copies) for utterance in utterances(samples, alignment)]
        else:
            _log.info("left out: %s fits its text badly (%.2f)", recording.file, alignment.score)
    return _Made(_augmented(said, rng), tuple(scores))


def _augmented(said: list[tuple[Utterance, int]], rng: random.Random) -> Corpus | None:
    """Each utterance so many times, the first at its own speed."""
    others = [utterance.samples for utterance, _ in said]
    mels, labels = [], []
    for utterance, copies in said:
        for copy in range(copies):
            changed = utterance.faster(rng.uniform(0.84, 1.2)) if copy else utterance
            changed = changed.padded(rng.randint(400, 5000), rng.randint(400, 5000))
            mel = log_mel(augmented(changed.samples, rng, others))
            mels.append(mel.astype(np.float16))
            labels.append(changed.labels(len(mel)))
    if not mels:
        return None
    ends = np.cumsum([len(label) for label in labels])
    return Corpus(np.concatenate(mels), np.concatenate(labels), ends)


def make_aligned(
    recordings: Sequence[Recording],
    model: Path,
    *,
    copies: int = 4,
    seed: int = 1,
    workers: int = 1,
    worst: float = WORST,
) -> tuple[Corpus | None, dict[str, Account]]:
    """Align `recordings` by the network in the folder `model`, and make a corpus of them.

    Each comes `copies` times, changed otherwise each time. Those whose alignment scores less than
    `worst` are left out; None when that leaves none. Also gives each source's account.
    """
    mixed = list(recordings)
    random.Random(seed).shuffle(mixed)  # so that other voices are behind each voice
    orders = [
        _Order(tuple(mixed[i : i + _BATCH]), model, worst, copies, f"aligned {seed} {i}")
        for i in range(0, len(mixed), _BATCH)
    ]
    if workers > 1:
        with multiprocessing.get_context("spawn").Pool(workers) as pool:
            made = list(pool.imap(_make, orders, chunksize=1))
    else:
        made = [_make(order) for order in orders]
    parts = [part.corpus for part in made if part.corpus is not None]
    scores = [score for part in made for score in part.scores]
    return (Corpus.joined(parts) if parts else None), accounts(scores, worst)


def accounts(scores: Iterable[tuple[str, float, int, int]], worst: float) -> dict[str, Account]:
    """Sum up each source's (source, score, frames, frames learned)."""
    by_source: dict[str, list[tuple[float, int, int]]] = {}
    for source, score, frames, learned in scores:
        by_source.setdefault(source, []).append((score, frames, learned))
    out = {}
    for source, every in sorted(by_source.items()):
        good = np.array([one for one in every if one[0] >= worst]).reshape(-1, 3)
        whole = max(float(good[:, 1].sum()), 1.0)
        out[source] = Account(
            files=len(every),
            used=len(good),
            seconds=whole / 100 if len(good) else 0.0,
            score=float((good[:, 0] * good[:, 1]).sum() / whole),
            labelled=float(good[:, 2].sum() / whole),
        )
    return out
