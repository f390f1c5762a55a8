"""Noise suppressors ahead of the recogniser. Each is a stream: sound in, as much sound out."""

from collections.abc import Callable
from typing import Any

import numpy as np
import soxr

from speech.hearing import Ear, Utterance
from speech.sound import RATE, Samples
from tests.bench.hearing.measuring import Listener

Suppressor = Callable[[Samples], Samples]


def nothing() -> Suppressor:
    """As it came."""
    return lambda sound: sound


def web_rtc(level: int) -> Suppressor:
    """WebRTC's (pywebrtc-audio), 6, 12, 18 or 21 dB."""
    from pywebrtc_audio import NoiseSuppressor

    suppressor = NoiseSuppressor(sample_rate=RATE, level=level)
    return lambda sound: np.asarray(suppressor.process(sound))


def noise_gain(level: int) -> Suppressor:
    """WebRTC's by webrtc-noise-gain, level 1 to 4, without its gain."""
    from webrtc_noise_gain import AudioProcessor

    processor = AudioProcessor(0, level)

    def suppress(sound: Samples) -> Samples:
        frames = sound.reshape(-1, RATE // 100)
        clean = b"".join(processor.Process10ms(frame.tobytes()).audio for frame in frames)
        return np.frombuffer(clean, np.int16)

    return suppress


class RnNoise:
    """RNNoise (pyrnnoise), which hears at 48 kHz."""

    _FRAME = 480

    def __init__(self) -> None:
        from pyrnnoise import rnnoise

        self._rnnoise = rnnoise
        self._state = rnnoise.create()
        self._up: Any = soxr.ResampleStream(RATE, 3 * RATE, 1, "int16", "MQ")
        self._down: Any = soxr.ResampleStream(3 * RATE, RATE, 1, "int16", "MQ")
        self._rest: Samples = np.zeros(0, np.int16)
        self._out: Samples = np.zeros(RATE // 20, np.int16)
        """What waits, so that as much comes out as goes in: 50 ms."""

    def __call__(self, sound: Samples) -> Samples:
        self._rest = np.concatenate((self._rest, self._up.resample_chunk(sound)))
        whole = len(self._rest) - len(self._rest) % self._FRAME
        frames, self._rest = self._rest[:whole], self._rest[whole:]
        clean = [
            self._rnnoise.process_mono_frame(self._state, frame)[0]
            for frame in frames.reshape(-1, self._FRAME)
        ]
        if clean:
            self._out = np.concatenate(
                (self._out, self._down.resample_chunk(np.concatenate(clean)))
            )
        out = np.pad(self._out[: len(sound)], (0, max(0, len(sound) - len(self._out))))
        self._out = self._out[len(sound) :]
        return out


SUPPRESSORS: dict[str, Callable[[], Suppressor]] = {
    "nothing": nothing,
    "RNNoise": RnNoise,
    "WebRTC 12 dB": lambda: web_rtc(1),
    "webrtc-noise-gain 1": lambda: noise_gain(1),
}


class Suppressed(Listener):
    """An ear behind a suppressor."""

    def __init__(self, ear: Ear, suppressor: Suppressor) -> None:
        super().__init__(ear)
        self._suppressor = suppressor

    def hear(self, sound: Samples) -> list[Utterance]:
        """As `Listener.hear`; the suppressor's work is noted apart."""
        return super().hear(self._clean(sound))

    def _clean(self, sound: Samples) -> Samples:
        whole = len(sound) - len(sound) % (RATE // 100)
        return self._suppressor(sound[:whole])
