"""The loudspeaker's device: an open stream of PyAudio's, and a sound on its way into it."""

import contextlib
import itertools
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pyaudio
import soxr

from speech.devices import USUAL_RATES, DevicesBusyError, let_go, portaudio
from speech.errors import TidtagerError
from speech.sound import Samples, Tap

CHUNK = 0.01
"""Seconds written at a time: a stop waits for one of them."""
BUFFER = 0.025
"""Seconds of a period in the device's buffer: other work may hold Python up that long unheard."""
LEAD = 0.06
"""Seconds of silence that a starting stream may swallow (PulseAudio takes 50 ms, measured)."""
BEYOND = 0.1
"""Seconds of sound that may wait behind the device's own buffer, in a sound server."""

log = logging.getLogger(__name__)


class NoSpeakerError(TidtagerError, OSError):
    """There is no speaker, none of that name, or it can't be opened."""


class Playing:
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


class Output:
    """An open stream with a PyAudio of its own: a lost device is seen again only by a new one."""

    def __init__(self, device: str | None, tap: Tap | None = None) -> None:
        self._tap = tap
        try:
            with portaudio():
                self._begin(device)
        except DevicesBusyError as error:
            raise NoSpeakerError(f"the speaker can't be opened: {error}") from error

    def play(self, playing: Playing) -> None:
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
