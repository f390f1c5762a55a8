"""Where somebody speaks: the level of the sound against the room's own.

It spares the recogniser the silence, and tells the end of speech sooner than a decoder can, whose
network looks ahead. In steady noise it adapts. Where others talk or something clatters without a
pause, it goes by how loud that was: a voice that rises over it is one near by, who may call the
box, and it has paused when only the others are left.
"""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from speech.sound import RATE, Samples

FRAME = RATE // 100
"""Samples in a frame: 10 ms."""

BEFORE = 50
"""Frames to keep from before speech begins: the t of "tidtager" is soft."""

LOWEST = -72.0
"""dB of full scale: below this is nothing, whatever the microphone."""

_BAND = slice(3, 26)
"""Bins of 100 Hz where vowels are; below are hum and feet, above are hiss and cups."""
_WINDOW = np.hanning(FRAME + 2)[1:-1]
_OPENS = 6.0
"""dB above the room's level that begin speech."""
_CLOSES = 5.0
"""dB above the room's level under which speech has paused."""
_FALLEN = 32.0
"""dB under the loudest of the last second is a pause too: what is left is the room's echo."""
_BURST = 3
"""Frames that speech lasts at least: less is a drop of rain."""
_BLOCK_FRAMES, _BLOCKS = 15, 10
_MURMUR, _SHARE = 200, 0.9
"""Frames by which it is judged how loud all else is, and the share of them that is no louder."""
_LATELY = 60
"""Frames over which a voice must rise as well: its own stresses are not somebody else's."""
_TALK = 60
"""Frames of talk before a voice can rise over it: a sentence may begin softly."""
_GAP = 40
"""Frames before a voice; in a quiet room nobody speaks in them."""
_YOUNG, _FEW = 10, 5
"""The last frames may be the voice that comes already; with so few before them nothing is known."""
_RISES = 6.0
"""dB over the murmur that begin a voice near by."""
_NEARER = 4.0
"""dB by which such a voice is louder at its loudest."""
_OVER, _UNDER = 2.0, 10.0
"""dB over the murmur, and under a voice near by, at which it has paused; whichever is softer."""
_FIRST_GUESS = -50.0
"""dB of full scale: the room is taken to be no louder until it was heard."""


def levels(sound: Samples) -> NDArray[np.float64]:
    """The level of each whole frame of `sound`, in dB of full scale, shape (frames,)."""
    frames = sound[: len(sound) - len(sound) % FRAME].reshape(-1, FRAME) / 32768.0
    band = np.fft.rfft(frames * _WINDOW, axis=1)[:, _BAND]
    power = 2.0 * np.square(np.abs(band)).sum(axis=1) / (FRAME * np.square(_WINDOW).sum())
    found: NDArray[np.float64] = np.maximum(10 * np.log10(power + 1e-12), LOWEST)
    return found


class Frames:
    """Cuts a stream into frames, each with its level and the sample at which it ends."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, dtype=np.int16)

    def forget(self) -> None:
        """Drop the part of a frame that is kept."""
        self._rest = self._rest[:0]

    def take(self, samples: Samples, position: int) -> Iterator[tuple[float, Samples, int]]:
        """Take the next samples, which end at `position`; give the frames that are whole now."""
        sound = np.concatenate((self._rest, samples))
        whole = len(sound) - len(sound) % FRAME
        self._rest = sound[whole:]
        ends = range(position - len(sound) + FRAME, position + 1, FRAME)
        return zip(levels(sound).tolist(), sound[:whole].reshape(-1, FRAME), ends, strict=False)


class Murmur:
    """How loud all is that isn't said to the box: others' talk, or the room itself."""

    def __init__(self) -> None:
        self._recent: deque[float] = deque(maxlen=_MURMUR)

    def add(self, level: float) -> None:
        """Take a frame's level, smoothed."""
        self._recent.append(level)

    def forget(self) -> None:
        """What comes next doesn't follow on what was heard."""
        self._recent.clear()

    def level(self, frames: int = _MURMUR) -> float:
        """What most of the last `frames` stayed under; LOWEST if that isn't known."""
        heard = sorted([*self._recent][-frames:-_YOUNG])
        return heard[int(_SHARE * len(heard))] if len(heard) >= _FEW else LOWEST

    def before(self) -> list[float]:
        """What was heard before the voice that begins now, for `again`."""
        return [*self._recent][:-_YOUNG]

    def again(self, before: list[float]) -> None:
        """What was heard since `before` was said to the box, and is none of it."""
        self._recent.clear()
        self._recent.extend(before)


class VoiceActivity:
    """Follows the level frame by frame.

    The room's own level is the least of the last second and a half, smoothed over 50 ms: speech
    lets it through between syllables (minimum statistics, R. Martin 2001, without its bias term:
    the thresholds hold it).
    """

    def __init__(self) -> None:
        self._smooth = _FIRST_GUESS
        self._least: deque[float] = deque([_FIRST_GUESS], maxlen=_BLOCKS)
        self._frames = 0
        self._peak = LOWEST
        self._loud = 0
        self._paused = False
        self._others = Murmur()
        self._before: list[float] = []
        self._murmur = self._just_before = self._loudest = LOWEST
        self._age = self._risen = 0

    def starts(self, level: float) -> bool:
        """Take a frame in which nobody spoke so far; whether speech begins with it."""
        room = self._room(level)
        self._loud = self._loud + 1 if self._smooth > room + _OPENS else 0
        if self._loud < _BURST:
            return False
        just_before = self._others.level(_GAP)
        fell_silent = just_before < room + _CLOSES
        self._begin(level, just_before if fell_silent else self._others.level())
        return True

    def rises(self, level: float) -> bool:
        """Whether a voice begins with the frame that `quiet` took last: one over all that was."""
        self._age += 1
        if self._age < _TALK:
            return False
        murmur = self._others.level()
        over = self._smooth > murmur + _RISES
        over = over and self._smooth > self._others.level(_LATELY) + _RISES
        self._risen = self._risen + 1 if over else 0
        if self._risen != _BURST:
            return False
        self._begin(level, murmur)
        return True

    @property
    def near(self) -> bool:
        """Whether what is heard is louder than what was heard right before it."""
        return self._loudest > self._just_before + _NEARER

    def told(self) -> None:
        """What was heard last was said to the box, and tells nothing of how loud others are."""
        self._others.again(self._before)

    def forget(self) -> None:
        """The box has spoken meanwhile: others may have begun to talk, or stopped."""
        self._others.forget()

    def _begin(self, level: float, murmur: float) -> None:
        self._paused = False
        self._peak, self._loudest = level, self._smooth
        self._before = self._others.before()
        self._murmur, self._just_before = murmur, self._others.level(_GAP)
        self._age = self._risen = 0

    def quiet(self, level: float) -> bool:
        """Take a frame of an utterance; whether nobody speaks in it."""
        room = self._room(level)
        self._peak = max(level, self._peak - 0.1)
        self._loudest = max(self._loudest, self._smooth)
        over_others = min(self._murmur + _OVER, self._peak - _UNDER)
        bound = max(room + _CLOSES, self._peak - _FALLEN, over_others)
        loud = min(level, self._smooth) >= bound
        self._loud = self._loud + 1 if loud else 0
        self._paused = not loud or (self._paused and self._loud < _BURST)
        return self._paused

    def _room(self, level: float) -> float:
        """The room's own level, now that this frame was heard."""
        self._smooth += 0.33 * (level - self._smooth)
        self._others.add(self._smooth)
        self._frames += 1
        if self._frames % _BLOCK_FRAMES == 0:
            self._least.append(self._smooth)
        self._least[-1] = min(self._least[-1], self._smooth)
        return min(self._least)


def extent(sound: Samples) -> tuple[int, int]:
    """Where speech begins and ends in `sound`, in samples; all of it if that can't be told."""
    activity = VoiceActivity()
    found = levels(sound)
    start = next((n for n, level in enumerate(found) if activity.starts(float(level))), None)
    if start is None:
        return 0, len(sound)
    after = range(start + 1, len(found))
    loud = [n for n in after if not activity.quiet(float(found[n]))]
    return max(start - _BURST, 0) * FRAME, (max(loud, default=start) + 1) * FRAME
