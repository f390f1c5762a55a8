"""Examples for the spotter: wake words and what isn't one, with talk and noise around them.

All on log mel energies, where power adds: each example comes anew. Levels are in nepers of power
over the wake word's own, or over the nearest talker's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from speech.hearing.mel import BINS, Floats
from speech.hearing.spotter import MEMORY, WORDS
from speech.training.noises import clatter, hiss, smooth

LENGTH = 320
"""Frames of an example."""
_NOTHING = np.float32(-14.0)
_BEFORE, _AFTER = 2, 22
"""The answer is right from so many frames before a wake word's end to so many after."""


def power(mel: Floats) -> float:
    """Log of the mean power of the frames that sound."""
    frames = np.logaddexp.reduce(mel, axis=1)
    loud = frames > frames.max() - 7
    return float(np.logaddexp.reduce(frames[loud]) - np.log(loud.sum()))


@dataclass(frozen=True)
class Saying:
    """A wake word said alone."""

    mel: Floats
    word: int
    frames: int
    """How long it lasts; what `mel` has behind is its echo."""


@dataclass
class Sounds:
    """What examples are made of."""

    wake: list[Saying] = field(default_factory=list)
    like: list[Floats] = field(default_factory=list)
    """What sounds like a wake word."""
    natural: list[Floats] = field(default_factory=list)
    talk: list[Floats] = field(default_factory=list)
    """By synthesisers of another kind."""
    beds: list[Floats] = field(default_factory=list)
    """Minutes of rain, dishes and the like."""


@dataclass(frozen=True)
class Example:
    """Log mel energies (LENGTH, BINS), less their running mean, and what they hold."""

    mel: Floats
    word: int
    """-1: none."""
    end: int
    """The frame where it ends."""

    @property
    def right(self) -> tuple[int, int]:
        """The answers among which one should say so."""
        return max(0, (self.end - _BEFORE) // 2), min(LENGTH // 2, (self.end + _AFTER) // 2)


def _nepers(decibels: float) -> float:
    return decibels * float(np.log(10)) / 10


def normal(mel: Floats) -> Floats:
    """`mel` (batch, frames, BINS) less its running mean, which begins with that of 0.3 s."""
    mean, out = mel[:, :30].mean(axis=1), np.empty_like(mel)
    for t in range(mel.shape[1]):
        mean = mean + (mel[:, t] - mean) / np.float32(MEMORY)
        out[:, t] = mel[:, t] - mean
    return out


class Mixer:
    """Makes examples by chance."""

    def __init__(self, sounds: Sounds, rng: np.random.Generator) -> None:
        self._sounds, self._rng = sounds, rng
        self._of = [[s for s in sounds.wake if s.word == n] for n in range(len(WORDS))]

    def examples(self, n: int, share: float) -> list[Example]:
        """So many, about this share of them wake words."""
        made = [self._one(wake=self._rng.random() < share) for _ in range(n)]
        mels = normal(np.stack([example.mel for example in made]))
        return [Example(mel, e.word, e.end) for mel, e in zip(mels, made, strict=True)]

    def _one(self, *, wake: bool) -> Example:
        x = np.full((LENGTH, BINS), _NOTHING, np.float32)
        word, end = self._called(x) if wake else (-1, -1)
        if not wake:
            self._uncalled(x)
        return Example(self._heard(x), word, end)

    def _called(self, x: Floats) -> tuple[int, int]:
        """Put a wake word in `x`, with talk before and after it at times; its word and end."""
        rng = self._rng
        word = int(rng.choice(len(WORDS), p=(0.6, 0.2, 0.2)))
        said = self._of[word][rng.integers(len(self._of[word]))]
        mel = self._spoken(said.mel - power(said.mel))
        end = round(said.frames * len(mel) / len(said.mel))
        mel = mel[: LENGTH - 30]
        at = int(rng.integers(10, max(11, LENGTH - len(mel) - 25)))
        if rng.random() < 0.35:
            before = self._talk(max(1, at - int(rng.integers(0, 25))))
            _add(x, before + rng.normal(-0.5, 1.0), 0)
        behind = at + len(mel) - 8 + int(rng.integers(0, 25))
        if rng.random() < 0.6 and behind < LENGTH:
            _add(x, self._talk(LENGTH - behind) + rng.normal(-0.3, 0.7), behind)
        _add(x, mel, at)
        return word, at + end

    def _uncalled(self, x: Floats) -> None:
        """Put something else in `x`: half a wake word, what sounds like one, or talk."""
        rng, kind = self._rng, self._rng.random()
        if kind < 0.2:
            said = self._sounds.wake[rng.integers(len(self._sounds.wake))]
            cut = int(said.frames * rng.uniform(0.3, 0.68))
            mel = said.mel - power(said.mel)
            mel = self._spoken(mel[:cut] if rng.random() < 0.5 else mel[cut:])
            at = int(rng.integers(0, max(1, LENGTH - len(mel) - 10)))
            _add(x, mel, at)
            behind = at + len(mel)
            if rng.random() < 0.7 and behind < LENGTH:
                _add(x, self._talk(LENGTH - behind), behind)
            if rng.random() < 0.5 and at > 20:
                _add(x, self._talk(at - int(rng.integers(0, 15))), 0)
        else:
            _add(x, self._talk(LENGTH, like=kind < 0.55), 0)

    def _heard(self, x: Floats) -> Floats:
        """`x` with what else is heard, as some microphone has it."""
        rng = self._rng
        if rng.random() < 0.5:
            babble = np.full((LENGTH, BINS), _NOTHING, np.float32)
            for _ in range(int(rng.integers(1, 5))):
                _add(babble, self._talk(LENGTH, gaps=0.3) + rng.normal(0, 0.5), 0)
            _add(x, babble - power(babble) - _nepers(rng.uniform(0, 25)), 0)
        if rng.random() < 0.4:
            bed = self._sounds.beds[rng.integers(len(self._sounds.beds))]
            at = int(rng.integers(len(bed) - LENGTH))
            part = bed[at : at + LENGTH] - power(bed[at : at + LENGTH])
            _add(x, part + smooth(rng, 5, 0.7) - _nepers(rng.uniform(2, 28)), 0)
        if rng.random() < 0.1:
            _add(x, clatter(LENGTH, rng) - _nepers(rng.uniform(-8, 15)), 0)
        _add(x, hiss(LENGTH, rng) - _nepers(rng.uniform(5, 45)), 0)
        x = x + smooth(rng, int(rng.integers(3, 9)), rng.uniform(0, 1.0))
        heard: Floats = np.logaddexp(x + np.float32(rng.uniform(17, 25)), np.float32(11.0))
        return heard

    def _talk(self, n: int, *, like: bool = False, gaps: float = 0.5) -> Floats:
        """`n` frames of one person's talk after another."""
        rng = self._rng
        parts: list[Floats] = []
        frames = 0
        while frames < n:
            mel = self._anything(like=like)
            mel = self._spoken(mel - power(mel))
            if not parts:
                mel = mel[rng.integers(max(1, len(mel) - 20)) :]
            parts.append(mel + np.float32(rng.normal(0, 0.4)))
            frames += len(mel)
            if rng.random() < gaps:
                parts.append(np.full((int(rng.integers(5, 60)), BINS), _NOTHING, np.float32))
                frames += len(parts[-1])
        whole: Floats = np.concatenate(parts)
        return whole[:n]

    def _anything(self, *, like: bool) -> Floats:
        rng, sounds = self._rng, self._sounds
        kind = rng.random()
        pool: Sequence[Floats] = sounds.like
        if not like and kind < 0.8:
            pool = sounds.natural if kind < 0.4 else sounds.talk
        return pool[int(rng.integers(len(pool)))]

    def _spoken(self, mel: Floats) -> Floats:
        """`mel` by a somewhat larger or smaller speaker, somewhat slower or quicker."""
        rng = self._rng
        if rng.random() < 0.6:
            at = np.clip(np.arange(BINS) / np.exp(rng.normal(0, 0.07)), 0, BINS - 1.01)
            low = at.astype(int)
            part = (at - low).astype(np.float32)
            mel = mel[:, low] * (1 - part) + mel[:, low + 1] * part
        if rng.random() < 0.5:
            tempo = rng.uniform(0.85, 1.2)
            at = (np.arange(max(1, int(len(mel) * tempo))) / tempo).round().astype(int)
            mel = mel[np.minimum(at, len(mel) - 1)]
        return mel


def _add(x: Floats, mel: Floats, at: int) -> None:
    part = x[at : at + len(mel)]
    np.logaddexp(part, mel[: len(part)], out=part)
