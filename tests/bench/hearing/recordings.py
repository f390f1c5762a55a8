"""Recordings that no model was trained on, by ``index.tsv`` (file, text, source).

Half of each source (files by name, the first, the third …) is for choosing, the rest is kept: it
is only ever looked at as a total.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from speech.hearing import ClosedSet
from speech.hearing.grammar import normal
from speech.saying.wording import number_in_words
from speech.sound import RATE, Samples
from tests.bench.hearing.commands import Table, silence
from tests.bench.hearing.counts import Overheard
from tests.bench.hearing.measuring import Candidate, Listener, overhear

NUMBERS = frozenset({number_in_words(n) for n in range(1001)} | {"tusinde", "tusiende"})


@dataclass(frozen=True)
class Recording:
    """One phrase, said once."""

    file: Path
    text: str
    """As `normal` gives it."""
    choosing: bool

    def load(self) -> Samples:
        """Its sound, int16 at RATE."""
        sound, rate = soundfile.read(self.file, dtype="float32", always_2d=True)
        mono = soxr.resample(sound.mean(axis=1), rate, RATE)
        return np.asarray(np.clip(mono * 32768, -32768, 32767), dtype=np.int16)


@dataclass(frozen=True)
class Set:
    """Recordings that are recognised among each other's texts."""

    name: str
    recordings: tuple[Recording, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text once."""
        return tuple(dict.fromkeys(recording.text for recording in self.recordings))


def sets(folder: Path) -> list[Set]:
    """The recordings of `folder`/index.tsv by source; number words apart if there are any others.

    Raises OSError when there is no index.
    """
    by_source: dict[str, list[tuple[str, str]]] = {}
    for line in (folder / "index.tsv").read_text(encoding="utf-8").splitlines():
        file, text, source = line.split("\t")[:3]
        by_source.setdefault(source, []).append((file, normal(text)))
    found: list[Set] = []
    for source, files in by_source.items():
        ordered = sorted(files)
        recordings = [
            Recording(folder / file, text, place % 2 == 0)
            for place, (file, text) in enumerate(ordered)
        ]
        numbers = tuple(r for r in recordings if r.text in NUMBERS)
        others = tuple(r for r in recordings if r.text not in NUMBERS)
        both = len(numbers) > 20 and len(others) > 20
        parts = {"numbers": numbers, "others": others} if both else {"": tuple(recordings)}
        found += [
            Set(f"{source} {part}".strip(), tuple(part_of)) for part, part_of in parts.items()
        ]
    return found


def recognised(candidate: Candidate, some: Set, *, kept: bool) -> dict[bool, tuple[int, int]]:
    """How many of the choosing half (True), and of the `kept` one if wanted, are right, of all."""
    ear = candidate.ear()
    ear.listen_for(ClosedSet(some.texts, garbage=False))
    counts: dict[bool, tuple[int, int]] = {}
    for recording in some.recordings:
        if recording.choosing or kept:
            found = ear.one(recording.load())
            right, n = counts.get(recording.choosing, (0, 0))
            hit = found is not None and found.text == recording.text
            counts[recording.choosing] = (right + hit, n + 1)
    return counts


def overheard(candidate: Candidate, some: Set, *, kept: bool) -> Overheard:
    """What is taken for a command in recordings that hold none, said one after the other."""
    result = Overheard()
    listener = Listener(candidate.ear())
    listener.ear.listen_for(Table().in_talk)
    for recording in some.recordings:
        if recording.choosing or kept:
            overhear(listener, np.concatenate((recording.load(), silence(0.7))), result)
    return result
