"""The simulator's edges: a clock with a speed, words for a microphone, a stick in a pocket."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from device.meeting.events import Event, StickOut
from device.memory.durable import StorageError
from device.stick.folder import Visit
from device.stick.watched import WatchedStick
from speech.sound import BLOCK, RATE, Microphone, Samples

ROOM = 4.0
"""What a quiet room is at the microphone: standard deviation, of 32,768."""


class FastClock:
    """Monotonic time that goes `speed` times as fast as the real one."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def now(self) -> float:
        """Seconds."""
        return time.monotonic() * self.speed


class SilentSpeaker:
    """A Speaker that nobody hears; each sound takes its time all the same."""

    def __init__(self, speed: float = 1.0) -> None:
        """`speed`: how many times as fast as real time."""
        self._speed = speed
        self._lock = threading.Lock()
        self._playing: tuple[threading.Timer, Callable[[], None]] | None = None

    def play(
        self,
        sound: Samples,
        rate: int,
        done: Callable[[], None],
        lost: Callable[[], None] = lambda: None,  # noqa: ARG002 - it never is
    ) -> None:
        """Wait as long as `sound` (`rate` Hz) takes; then `done`."""
        timer = threading.Timer(len(sound) / rate / self._speed, self._ends, (done,))
        timer.daemon = True
        with self._lock:
            self._playing = timer, done
        timer.start()

    def stop(self) -> None:
        """Silence at once."""
        with self._lock:
            playing, self._playing = self._playing, None
        if playing:
            playing[0].cancel()
            playing[1]()

    def _ends(self, done: Callable[[], None]) -> None:
        with self._lock:
            if self._playing is None or self._playing[1] is not done:
                return
            self._playing = None
        done()


class Words:
    """What was typed and is yet to be said; it waits until the box can hear it. Thread-safe."""

    def __init__(self, hears: Callable[[], bool]) -> None:
        """`hears`: whether the box listens now; words are not begun while it doesn't."""
        self._hears = hears
        self._lock = threading.Lock()
        self._queue: list[tuple[Samples, Callable[[], None]]] = []
        self._at = 0

    def say(self, sound: Samples, said: Callable[[], None]) -> None:
        """Say `sound`, int16 at RATE, after what waits already; then call `said`."""
        with self._lock:
            self._queue.append((sound, said))

    def onto(self, block: Samples) -> Samples:
        """`block` with the next words on it."""
        with self._lock:
            if not self._queue or (self._at == 0 and not self._hears()):
                return block
            sound, said = self._queue[0]
            part = sound[self._at : self._at + len(block)]
            self._at += len(part)
            ended = self._at >= len(sound)
            if ended:
                self._queue.pop(0)
                self._at = 0
        mixed = block.astype(np.int32)
        mixed[: len(part)] += part
        if ended:
            said()
        return np.clip(mixed, -32_768, 32_767).astype(np.int16)


class TypedMicrophone(Microphone):
    """Hears typed words, in a quiet room or through a real microphone."""

    def __init__(self, words: Words, real: Microphone | None = None, *, speed: float = 1.0) -> None:
        """Without `real` its samples come `speed` times as fast as in real time."""
        self._words = words
        self._real = real
        self._pace = BLOCK / RATE / speed
        self._next = time.monotonic()
        self._rng = np.random.default_rng(1)
        self._closed = threading.Event()

    def read(self) -> Samples | None:
        """The next BLOCK; None once a real microphone is lost."""
        if self._real is not None:
            block = self._real.read()
            return None if block is None else self._words.onto(block)
        self._next += self._pace
        ahead = self._next - time.monotonic()
        if ahead > 0:
            self._closed.wait(ahead)
        elif ahead < -1.0:  # the machine is too slow for this speed; what is lost is silence
            self._next = time.monotonic()
        return self._words.onto(self._rng.normal(0.0, ROOM, BLOCK).astype(np.int16))

    def close(self) -> None:
        """Let go of the real one."""
        self._closed.set()
        if self._real is not None:
            self._real.close()


class PocketStick:
    """A Stick (device.box.ports) that is a folder, in the box or in a pocket."""

    def __init__(self, folder: Path) -> None:
        """In the pocket to begin with."""
        self.path = folder
        self._in: WatchedStick | None = None
        self._taken_out = False

    @property
    def is_in(self) -> bool:
        """Whether it is in the box."""
        return self._in is not None

    def turn(self) -> None:
        """In, or out."""
        self._taken_out = self._in is not None
        self._in = WatchedStick(self.path) if self._in is None else None

    def folder(self) -> Path | None:
        """Where its files are; None: it is in the pocket."""
        stick = self._in
        return stick.folder() if stick else None

    def is_ours(self) -> bool:
        """Whether there is something of ours on it."""
        stick = self._in
        return stick is not None and stick.is_ours()

    def why(self, error: StorageError) -> str:
        """What is wrong with it, as in events.StickFailed."""
        stick = self._in
        return stick.why(error) if stick else "gone"

    def lose_touch(self) -> None:
        """A look hangs: to the next, what is there is new."""
        if stick := self._in:
            stick.lose_touch()

    def look(self, visit: Visit) -> Event | None:
        """What has come since the last look, or gone."""
        if stick := self._in:
            return stick.look(visit)
        gone, self._taken_out = self._taken_out, False
        return StickOut(0.0) if gone else None
