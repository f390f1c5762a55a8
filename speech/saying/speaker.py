"""The loudspeaker: PyAudio out, at whatever rate the device has."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from speech.saying.output import NoSpeakerError, Output, Playing
from speech.sound import Samples, Speaker, Tap

OPENS = 5.0
"""Seconds that the device may take to be opened."""
LATE = 0.1
"""Seconds that it is waited for once more when it took longer."""
HUNG = 5.0
"""Seconds that a device may take none of a sound until it is given up as hung."""

log = logging.getLogger(__name__)


class _Attempt:
    """To open the device, on a thread of its own."""

    def __init__(self, device: str | None, tap: Tap | None) -> None:
        self.output: Output | None = None
        self.fault: OSError | None = None
        self._over = threading.Event()
        threading.Thread(
            target=self._run, args=(device, tap), name="speaker-opens", daemon=True
        ).start()

    def wait(self, seconds: float) -> None:
        """Return when it is over. Raises NoSpeakerError when it isn't within `seconds`."""
        if not self._over.wait(seconds):
            raise NoSpeakerError("the speaker's device does not answer")

    def _run(self, device: str | None, tap: Tap | None) -> None:
        try:
            self.output = Output(device, tap)
        except OSError as fault:
            self.fault = fault
        finally:
            self._over.set()


class PyAudioSpeaker(Speaker):
    """A Speaker on a real device, opened when it is first needed.

    `device` is part of its name; None is the system's own choice. A device that was lost is
    looked for again at the next sound. `done` is called from the speaker's own thread.
    """

    def __init__(self, device: str | None = None, tap: Tap | None = None) -> None:
        self._device = device
        self._tap = tap
        self._output: Output | None = None
        self._opening = threading.Lock()
        self._attempt: _Attempt | None = None
        """To open the device; one that hangs is the only one."""
        self._changed = threading.Condition()
        self._queue: deque[Playing] = deque()
        self._current: Playing | None = None
        self._thread: threading.Thread | None = None

    def open(self) -> str:
        """Open the device now and give its name. Raises NoSpeakerError."""
        return self._opened().name

    def play(
        self,
        sound: Samples,
        rate: int,
        done: Callable[[], None],
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        """Play `sound` (`rate` Hz) in place of what plays now, and call `done` once at its end.

        Waits OPENS at the most for the device. Raises NoSpeakerError, and then calls neither.
        """
        self._opened()
        playing = Playing(sound, rate, done, lost)
        with self._changed:
            self._silence()
            self._queue.append(playing)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def stop(self) -> None:
        """Silence within a few hundredths of a second; the playing sound's `done` is called."""
        with self._changed:
            self._silence()

    def close(self) -> None:
        """Silence, and let go of the device."""
        with self._changed:
            self._silence()
            thread, self._thread = self._thread, None
            self._changed.notify_all()
        if thread is not None and thread is not threading.current_thread():
            thread.join(HUNG)
        self._let_go()

    def _silence(self) -> None:
        for playing in (self._current, *self._queue):
            if playing is not None:
                playing.stopped.set()

    def _run(self) -> None:
        me = threading.current_thread()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._thread is not me)
                if not self._queue:
                    return
                playing = self._current = self._queue.popleft()
            playing.moved = time.monotonic() + OPENS
            threading.Thread(target=self._watch, args=(playing,), daemon=True).start()
            heard = self._play(playing)
            playing.over.set()
            with self._changed:
                if self._current is playing:
                    self._current = None
            playing.end(lost=not heard)
            if self._thread is not me:
                return
            self._rest_if_idle()

    def _play(self, playing: Playing) -> bool:
        """Whether it was played as far as anybody wanted it."""
        if playing.stopped.is_set():
            return True
        output = None
        try:
            output = self._opened()
            playing.moved = time.monotonic()
            output.play(playing)
        except OSError as error:
            log.warning("the speaker is lost: %s", error)
            self._let_go(output)
            return False
        if playing.stopped.is_set():
            # the only way to silence what the device has in its buffer
            self._let_go(output)
        return True

    def _rest_if_idle(self) -> None:
        output = self._output
        if self._queue or output is None:
            return
        try:
            output.rest()
        except OSError as error:
            log.warning("the speaker is lost: %s", error)
            self._let_go(output)

    def _watch(self, playing: Playing) -> None:
        """Until it is over, or the device hangs. One that is slow, again and again, does not."""
        while not playing.over.wait(max(0.0, playing.moved + HUNG - time.monotonic())):
            if time.monotonic() - playing.moved >= HUNG:
                self._give_up(playing)
                return

    def _give_up(self, playing: Playing) -> None:
        """The device hangs: leave it to its thread, and begin anew with the next sound."""
        log.warning("the speaker hangs")
        playing.stopped.set()
        with self._changed:
            if self._current is playing:
                self._current = None
                self._thread = None
        with self._opening:
            self._output = None
        playing.end(lost=True)

    def _opened(self) -> Output:
        """The device, opened. A driver may hang in that for ever: then it does so alone."""
        with self._opening:
            if self._output is not None:
                return self._output
            late = self._attempt is not None
            attempt = self._attempt = self._attempt or _Attempt(self._device, self._tap)
        attempt.wait(LATE if late else OPENS)
        with self._opening:
            if self._attempt is attempt:
                self._attempt, self._output = None, attempt.output
            if self._output is None:
                raise attempt.fault or NoSpeakerError("the speaker went away")
            return self._output

    def _let_go(self, output: Output | None = None) -> None:
        with self._opening:
            if output is None:
                output = self._output
            if output is self._output:
                self._output = None
        if output is not None:
            output.close()
            if self._tap:
                self._tap.cut()
