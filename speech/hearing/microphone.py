"""The microphone: PyAudio in, int16 mono at 16 kHz out, whatever the device gives."""

import contextlib
import logging
from typing import Any

import numpy as np
import pyaudio
import soxr

from speech.devices import USUAL_RATES, DevicesBusyError, let_go, portaudio
from speech.hearing.store import HearingError
from speech.sound import BLOCK, RATE, Microphone, Samples

_log = logging.getLogger(__name__)


class NoMicrophoneError(HearingError, OSError):
    """There is no microphone, none of that name, or it can't be opened."""


class PyAudioMicrophone(Microphone):
    """A microphone, opened.

    `device` is part of its name (None: the system's own choice), `rate` the rate to open it at in
    Hz (None: 16 kHz if it can, else its own). Raises NoMicrophoneError. PortAudio sees a device
    that was plugged in later only from a new instance, so a lost one is replaced, not reopened.
    """

    def __init__(self, device: str | None = None, rate: int | None = None) -> None:
        self._stream: Any = None
        self._resample: Any = None
        self._channels = 1
        self._frames = BLOCK
        self._ready: Samples = np.zeros(0, dtype=np.int16)
        self.rate = RATE
        """Hz, of the device."""
        try:
            with portaudio():
                self._begin(device, rate)
        except DevicesBusyError as error:
            raise NoMicrophoneError(f"the microphone can't be opened: {error}") from error
        _log.info("microphone %s at %d Hz, %d channels", self.name, self.rate, self._channels)

    def read(self) -> Samples | None:
        """Give the next BLOCK samples, waiting for them; None once the microphone is lost."""
        while len(self._ready) < BLOCK:
            if self._stream is None:
                return None
            try:
                data = self._stream.read(self._frames, exception_on_overflow=False)
            except OSError as error:
                _log.warning("the microphone is lost: %s", error)
                self.close()
                return None
            sound = np.frombuffer(data, dtype=np.int16)
            if self._channels > 1:
                sound = sound.reshape(-1, self._channels).mean(axis=1).astype(np.int16)
            if self._resample is not None:
                sound = self._resample.resample_chunk(sound)
            self._ready = np.concatenate((self._ready, sound))
        block, self._ready = self._ready[:BLOCK], self._ready[BLOCK:]
        return block

    def close(self) -> None:
        """Let go of the device."""
        if self._stream is None:
            return
        stream, self._stream = self._stream, None

        def close() -> None:
            with contextlib.suppress(OSError):
                stream.close()
            self._audio.terminate()

        let_go(close)

    def _begin(self, device: str | None, rate: int | None) -> None:
        self._audio = pyaudio.PyAudio()
        try:
            info = self._choose(device)
            self.name: str = info["name"]
            self._open(info, rate)
        except OSError as error:
            self._audio.terminate()
            if isinstance(error, NoMicrophoneError):
                raise
            raise NoMicrophoneError(f"the microphone can't be opened: {error}") from error

    def _choose(self, device: str | None) -> Any:
        if device is None:
            try:
                return self._audio.get_default_input_device_info()
            except OSError as error:
                raise NoMicrophoneError("there is no microphone") from error
        found = [
            info
            for n in range(self._audio.get_device_count())
            if (info := self._audio.get_device_info_by_index(n))["maxInputChannels"]
        ]
        for info in found:
            if device.casefold() in info["name"].casefold():
                return info
        names = ", ".join(info["name"] for info in found) or "none"
        raise NoMicrophoneError(f"there is no microphone {device!r}; there are: {names}")

    def _open(self, info: Any, rate: int | None) -> None:
        own = int(info["defaultSampleRate"])
        most = int(info["maxInputChannels"])
        error: OSError | None = None
        for wanted in (rate,) if rate else dict.fromkeys((RATE, own, *USUAL_RATES)):
            for channels in (1, 2)[:most]:
                try:
                    self._stream = self._audio.open(
                        format=pyaudio.paInt16,
                        channels=channels,
                        rate=wanted,
                        input=True,
                        input_device_index=info["index"],
                        frames_per_buffer=wanted * BLOCK // RATE,
                    )
                except (OSError, ValueError) as refused:
                    error = refused if isinstance(refused, OSError) else OSError(str(refused))
                    continue
                self.rate = wanted
                self._channels = channels
                self._frames = wanted * BLOCK // RATE
                if wanted != RATE:
                    self._resample = soxr.ResampleStream(wanted, RATE, 1, dtype="int16")
                return
        raise error or NoMicrophoneError(f"{info['name']} has no input")
