"""The loudspeaker: PyAudio out, at whatever rate the device has."""

import contextlib
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pyaudio
import soxr

from speech.devices import USUAL_RATES, DevicesBusyError, let_go, portaudio
from speech.errors import TidtagerError
from speech.sound import Samples, Speaker, Tap

CHUNK = 0.01
"""Seconds written at a time: a stop waits for one of them."""
BUFFER = 0.025
"""Seconds of a period in the device's buffer: other work may hold Python up that long unheard."""
LEAD = 0.06
"""Seconds of silence that a starting stream may swallow (PulseAudio takes 50 ms, measured)."""
BEYOND = 0.1
"""Seconds of sound that may wait behind the device's own buffer, in a sound server."""
OPENS = 5.0
"""Seconds that the device may take to be opened."""
LATE = 0.1
"""Seconds that it is waited for once more when it took longer."""
HUNG = 5.0
"""Seconds that a device may take none of a sound until it is given up as hung."""

log = logging.getLogger(__name__)


class NoSpeakerError(TidtagerError, OSError):
    """There is no speaker, none of that name, or it can't be opened."""


class _Playing:
    """One sound on its way out."""

    def __init__(
        self, sound: Samples, rate: int, done: Callable[[], None], lost: Callable[[], None]
    ) -> None:
        self.sound = sound
        self.rate = rate
        self.stopped = threading.Event()
        self.moved = 0.0
        """When the device took something last, by the monotonic clock."""
        self.over = threading.Event()
        self._done = done
        self._lost = lost
        self._lock = threading.Lock()
        self._ended = False

    def end(self, *, lost: bool = False) -> None:
        """Call `done`, the first time; before it `lost`, where nobody heard the sound."""
        with self._lock:
            ended, self._ended = self._ended, True
        if ended:
            return
        for told in (self._lost, self._done) if lost else (self._done,):
            try:
                told()
            except Exception:
                log.exception("the speaker goes on after a fault")


class _Output:
    """An open stream with a PyAudio of its own: a lost device is seen again only by a new one."""

    def __init__(self, device: str | None, tap: Tap | None = None) -> None:
        self._tap = tap
        try:
            with portaudio():
                self._begin(device)
        except DevicesBusyError as error:
            raise NoSpeakerError(f"the speaker can't be opened: {error}") from error

    def play(self, playing: _Playing) -> None:
        """Return when the last sample has left, or at a stop. Raises OSError when lost."""
        sound = playing.sound
        if playing.rate != self.rate:
            sound = soxr.resample(sound, playing.rate, self.rate)
        starts = self._stream.is_stopped()
        lead = round(LEAD * self.rate) if starts else 0
        # as much silence after it as there may be in the buffers: once it is written, the sound
        # has left
        sound = np.pad(sound, (lead, round((self._latency + BEYOND) * self.rate)))
        if self._channels > 1:
            sound = np.repeat(sound, self._channels)
        size = round(CHUNK * self.rate) * self._channels
        if starts:
            self._stream.start_stream()
        for start in range(0, len(sound), size):
            if playing.stopped.is_set():
                return
            chunk = sound[start : start + size]
            self._stream.write(chunk.tobytes())
            playing.moved = time.monotonic()
            if self._tap:
                self._tap.add(chunk[:: self._channels], self.rate)

    def rest(self) -> None:
        """Keep the device, idle. Raises OSError when lost."""
        if not self._stream.is_stopped():
            self._stream.stop_stream()

    def close(self) -> None:
        """Let go of the device; what it has not yet played is thrown away."""

        def close() -> None:
            with contextlib.suppress(OSError):
                self._stream.close()
            self._audio.terminate()

        let_go(close)

    def _begin(self, device: str | None) -> None:
        self._audio = pyaudio.PyAudio()
        try:
            self._open(self._choose(device))
        except (OSError, ValueError) as error:
            self._audio.terminate()
            if isinstance(error, NoSpeakerError):
                raise
            raise NoSpeakerError(f"the speaker can't be opened: {error}") from error

    def _choose(self, device: str | None) -> Any:
        if device is None:
            try:
                return self._audio.get_default_output_device_info()
            except OSError as error:
                raise NoSpeakerError("there is no speaker") from error
        found = [
            info
            for n in range(self._audio.get_device_count())
            if (info := self._audio.get_device_info_by_index(n))["maxOutputChannels"]
        ]
        for info in found:
            if device.casefold() in info["name"].casefold():
                return info
        names = ", ".join(info["name"] for info in found) or "none"
        raise NoSpeakerError(f"there is no speaker {device!r}; there are: {names}")

    def _open(self, info: Any) -> None:
        self.name: str = info["name"]
        own = int(info["defaultSampleRate"])
        rates = (own, *(rate for rate in USUAL_RATES if rate != own))
        error: OSError | ValueError = NoSpeakerError(f"{self.name} has no output")
        for rate, channels in itertools.product(rates, (1, 2)[: int(info["maxOutputChannels"])]):
            try:
                self._stream = self._audio.open(
                    format=pyaudio.paInt16,
                    channels=channels,
                    rate=rate,
                    output=True,
                    output_device_index=info["index"],
                    frames_per_buffer=round(BUFFER * rate),
                    start=False,
                )
            except (OSError, ValueError) as refused:
                error = refused
                continue
            self.rate = rate
            self._channels = channels
            self._latency = max(self._stream.get_output_latency(), BUFFER)
            log.info("speaker %s at %d Hz, %d channels", self.name, self.rate, channels)
            return
        raise error


class _Attempt:
    """To open the device, on a thread of its own."""

    def __init__(self, device: str | None, tap: Tap | None) -> None:
        self.output: _Output | None = None
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
            self.output = _Output(device, tap)
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
        self._output: _Output | None = None
        self._opening = threading.Lock()
        self._attempt: _Attempt | None = None
        """To open the device; one that hangs is the only one."""
        self._changed = threading.Condition()
        self._queue: deque[_Playing] = deque()
        self._current: _Playing | None = None
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
        playing = _Playing(sound, rate, done, lost)
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

    def _play(self, playing: _Playing) -> bool:
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

    def _watch(self, playing: _Playing) -> None:
        """Until it is over, or the device hangs. One that is slow, again and again, does not."""
        while not playing.over.wait(max(0.0, playing.moved + HUNG - time.monotonic())):
            if time.monotonic() - playing.moved >= HUNG:
                self._give_up(playing)
                return

    def _give_up(self, playing: _Playing) -> None:
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

    def _opened(self) -> _Output:
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

    def _let_go(self, output: _Output | None = None) -> None:
        with self._opening:
            if output is None:
                output = self._output
            if output is self._output:
                self._output = None
        if output is not None:
            output.close()
            if self._tap:
                self._tap.cut()
