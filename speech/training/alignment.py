"""Which frames of a recording are which phone, when its words are known: forced alignment.

A recording's text becomes a lattice of states, from left to right, with a choice of pronunciations
for each word and a pause that may be between words; Viterbi's best way through it, by a network's
posteriors, gives each frame's phone. Source: L. Rabiner, A tutorial on hidden Markov models, 1989.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speech.errors import TidtagerError
from speech.training.features import Floats
from speech.training.utterance import IGNORE

PRIOR_POWER = 0.5
"""How much of the priors is taken off the posteriors, as in decoding."""

SHORTEST = 3
"""Frames of 10 ms that every sound takes at least: the network answers every third."""

DOUBTED = -3.0
"""A sound that fits worse than this (see Alignment.score) in all of its frames isn't learned."""

_PAUSE_COST = -1.0  # log odds of a pause between two words
_LOUD_PAUSE = -12.0  # log odds; not never: a door may slam between two words
_NEVER = np.float32(-1e30)


@dataclass(frozen=True)
class Sound:
    """One sound of a pronunciation."""

    heard: tuple[int, ...]
    """Places in PHONES; the network may hear it as any of these."""
    label: int
    """What its frames are learned as: a place in PHONES, a group's label, or IGNORE."""


PAUSE = Sound((0,), 0)

Word = Sequence[tuple[Sound, ...]]
"""Ways to say a word."""


class AlignmentError(TidtagerError, ValueError):
    """The recording is too short for its text, or there is no text."""


@dataclass(frozen=True)
class Alignment:
    """A recording's sounds in their places."""

    sounds: tuple[tuple[int, Sound], ...]
    """(first frame, sound), in order of time; pauses included."""
    frames: int
    score: float
    """How well it fits: the mean, over frames that aren't pauses, of the log posterior of what they
    are said to be less that of the best phone. 0 is perfect, -1.5 fair, below -3 hardly right."""

    @property
    def labels(self) -> NDArray[np.uint8]:
        """Each frame's label, shape (frames,)."""
        labels = np.empty(self.frames, dtype=np.uint8)
        for (begin, sound), end in zip(self.sounds, self._ends, strict=True):
            labels[begin:end] = sound.label
        return labels

    @property
    def _ends(self) -> list[int]:
        return [*(begin for begin, _ in self.sounds[1:]), self.frames]


class _Lattice:
    """States in an order in which every arc goes forward; each sound is SHORTEST states."""

    def __init__(self) -> None:
        self.sounds: list[Sound] = []
        self.instance: list[int] = []
        self.before: list[list[int]] = []
        self.costs: list[list[float]] = []
        self.starts: list[int] = []
        self._count = 0

    def add(self, sound: Sound, ends: Sequence[int], cost: float = 0.0) -> int:
        """Put `sound` behind the states `ends` (-1: the beginning); give its last state."""
        for i in range(SHORTEST):
            state = len(self.sounds)
            self.sounds.append(sound)
            self.instance.append(self._count)
            if i:
                self.before.append([state - 1])
                self.costs.append([0.0])
            else:
                self.before.append([end for end in ends if end >= 0])
                self.costs.append([cost for end in ends if end >= 0])
                if -1 in ends:
                    self.starts.append(state)
        last = len(self.sounds) - 1
        self.before[last].append(last)  # stay
        self.costs[last].append(0.0)
        self._count += 1
        return last


def _lattice(words: Sequence[Word]) -> tuple[_Lattice, list[int]]:
    lattice = _Lattice()
    ends = [-1, lattice.add(PAUSE, [-1])]
    for place, word in enumerate(words):
        if place:
            ends = [*ends, lattice.add(PAUSE, ends, _PAUSE_COST)]
        here = []
        for way in word:
            end = ends
            for sound in way:
                end = [lattice.add(sound, end)]
            here += end
        ends = here
    return lattice, [*ends, lattice.add(PAUSE, ends)]


def loud(mel: Floats) -> NDArray[np.bool_]:
    """Which frames of log mel energies, shape (frames, BINS), are too loud for a pause.

    A network that has not heard people yet takes many of their sounds for silence.
    """
    level = mel.mean(axis=1)
    noise, voice = np.percentile(level, (5, 95))
    return np.asarray(level > max(voice - 3.0, (noise + voice) / 2))


def align(
    log_posteriors: Floats,
    priors: Floats,
    words: Sequence[Word],
    no_pause: NDArray[np.bool_] | None = None,
) -> Alignment:
    """Place the sounds of `words` in a recording.

    `log_posteriors` has shape (frames, phones), `priors` (phones,). Where `no_pause`, shape
    (frames,), is true, somebody speaks. Raises AlignmentError.
    """
    words = [word for word in words if any(word)]
    if not words:
        raise AlignmentError("no sounds to align")
    lattice, ends = _lattice(words)
    width = max(len(before) for before in lattice.before)
    before = np.zeros((len(lattice.before), width), dtype=np.int64)
    costs = np.full(before.shape, _NEVER, dtype=np.float32)
    for state, (some, some_costs) in enumerate(zip(lattice.before, lattice.costs, strict=True)):
        before[state, : len(some)] = some
        costs[state, : len(some)] = some_costs
    scaled = log_posteriors - PRIOR_POWER * np.log(priors)
    if no_pause is not None:
        scaled[no_pause, 0] = _LOUD_PAUSE
    distinct = list(dict.fromkeys(lattice.sounds))
    heard = np.stack([scaled[:, sound.heard].max(axis=1) for sound in distinct], axis=1)
    kind = {sound: i for i, sound in enumerate(distinct)}
    columns = np.array([kind[sound] for sound in lattice.sounds])

    frames = len(scaled)
    states = np.arange(len(columns))
    score = np.full(len(columns), _NEVER, dtype=np.float32)
    score[lattice.starts] = heard[0, columns[lattice.starts]]
    came = np.empty((frames, len(columns)), dtype=np.int32)
    for t in range(1, frames):
        ways = score[before] + costs
        best = ways.argmax(axis=1)
        came[t] = before[states, best]
        score = ways[states, best] + heard[t, columns]
    state = max(ends, key=lambda end: score[end])
    if score[state] < _NEVER / 2:
        raise AlignmentError(f"{frames / 100:.2f} s are too short for what is said")
    path = np.empty(frames, dtype=np.int64)
    path[-1] = state
    for t in range(frames - 1, 0, -1):
        path[t - 1] = came[t, path[t]]
    return _alignment(lattice, path, log_posteriors)


def _alignment(lattice: _Lattice, path: NDArray[np.int64], log_posteriors: Floats) -> Alignment:
    instance = np.array(lattice.instance)[path]
    begins = [0, *(np.flatnonzero(np.diff(instance)) + 1).tolist()]
    sounds: list[tuple[int, Sound]] = []
    losses = []
    for begin, end in zip(begins, [*begins[1:], len(path)], strict=True):
        sound = lattice.sounds[path[begin]]
        if sound is not PAUSE:
            rows = log_posteriors[begin:end]
            loss = rows[:, sound.heard].max(axis=1) - rows.max(axis=1)
            losses.append(loss)
            if loss.max() < DOUBTED:
                sound = Sound(sound.heard, IGNORE)
        sounds.append((begin, sound))
    return Alignment(tuple(sounds), len(path), float(np.concatenate(losses).mean()))


def exact(phones: Sequence[int]) -> tuple[Sound, ...]:
    """Give the sounds of a pronunciation in places of PHONES."""
    return tuple(Sound((phone,), phone) for phone in phones)
