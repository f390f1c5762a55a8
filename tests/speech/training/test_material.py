"""What is learned from is made once and kept: made anew only when it would be something else."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from speech.hearing.store import MODEL
from speech.training import material
from speech.training.aligned import Recording
from speech.training.corpus import Corpus
from speech.training.features import BINS
from speech.training.material import Material

RECORDINGS = [Recording(Path(f"{n}.flac"), ((),), "plain") for n in range(3)]


def some(frames: int) -> Corpus:
    return Corpus(
        np.zeros((frames, BINS), np.float16), np.zeros(frames, np.uint8), np.array([frames])
    )


@pytest.fixture
def aligned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """How many recordings were aligned each time; synthetic speech is there already."""
    times: list[int] = []

    def make(recordings: Sequence[Recording], *_: object, **__: object) -> object:
        times.append(len(recordings))
        return some(100 * len(recordings)), {}

    monkeypatch.setattr(material, "make_aligned", make)
    some(1000).save(tmp_path / "synthetic-2-1.npz")
    return times


def corpus(keep: Path, recordings: Sequence[Recording], copies: int = 2) -> Corpus:
    return Material(2, {"danish": (recordings, copies)}, keep, 1, 1).corpus(MODEL)


def test_the_same_recordings_are_aligned_once(aligned: list[int], tmp_path: Path) -> None:
    first, second = (corpus(tmp_path, RECORDINGS) for _ in range(2))
    assert aligned == [3]
    assert len(first.labels) == len(second.labels) == 1300


@pytest.mark.parametrize("other", ["another recording", "another number of copies"])
def test_others_are_not_taken_for_them(aligned: list[int], tmp_path: Path, other: str) -> None:
    corpus(tmp_path, RECORDINGS)
    if other == "another recording":
        corpus(tmp_path, RECORDINGS[:2])
    else:
        corpus(tmp_path, RECORDINGS, copies=5)
    assert len(aligned) == 2


def test_what_was_made_elsewhere_is_used_where_there_are_no_recordings(
    aligned: list[int], tmp_path: Path
) -> None:
    some(500).save(tmp_path / "danish-elsewhere.npz")
    assert len(corpus(tmp_path, []).labels) == 1500
    assert aligned == []
