"""How a virtual person's words become sound at the microphone."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import soxr

from device.simulation.acoustics import (
    SPEECH_LEVEL,
    Sound,
    as_samples,
    as_sound,
    gain,
    impulse_response,
    level,
    reverberate,
)
from speech.espeak import Espeak
from speech.sound import RATE, Samples

KEPT = 20
"""Seconds of what a person says again and again that are remembered, 0.6 MB; the rest is said anew,
in some hundredths of a second."""


@dataclass(frozen=True)
class Timbre:
    """A person's voice."""

    variant: str
    """An espeak-ng variant; never the box's plain ``da``."""
    pitch: int
    """Espeak-ng's 0-99."""
    rate: int
    """Words a minute."""
    level: float
    """dB against a normal voice."""
    distance: float
    """Metres from the microphone."""


class Mouth:
    """One person's speech, as it arrives at the microphone from their seat."""

    def __init__(
        self,
        timbre: Timbre,
        rt60: float,
        rng: np.random.Generator,
        spoken: Callable[[str], Sound] | None = None,
        *,
        remembers: float = KEPT,
    ) -> None:
        """`spoken`: how a text sounds at RATE, where it isn't espeak-ng that speaks. `remembers`:
        so many seconds of what is said again and again."""
        self._espeak = Espeak()
        self._spoken = spoken or self._by_espeak
        self.timbre = timbre
        self._response = impulse_response(timbre.distance, rt60, rng)
        self._kept: dict[str, tuple[Samples, float]] = {}
        self._remembers = remembers * RATE
        """Samples, at most."""

    def say(self, text: str, *, quiet: bool = False, keep: bool = False) -> tuple[Sound, float]:
        """`text` at the microphone, and how many seconds the person speaks.

        The sound is longer by the room's reverberation. `keep`: it will be said again, so
        remember it, if there is room. It sounds the same, remembered or not.
        """
        if text in self._kept and not quiet:
            kept, seconds = self._kept[text]
            return as_sound(kept), seconds
        timbre = self.timbre
        dry = _trimmed(self._spoken(text))
        dry *= gain(SPEECH_LEVEL + timbre.level - (10.0 if quiet else 0.0) - level(dry))
        wet, seconds = reverberate(dry, self._response), dry.size / RATE
        if keep and not quiet:
            kept = as_samples(wet)  # half the memory
            held = sum(sound.size for sound, _ in self._kept.values())
            if held + kept.size <= self._remembers:
                self._kept[text] = kept, seconds
            wet = as_sound(kept)
        return wet, seconds

    def _by_espeak(self, text: str) -> Sound:
        timbre = self.timbre
        said = self._espeak.synthesise(
            text, f"da+{timbre.variant}", rate=timbre.rate, pitch=timbre.pitch
        )
        sound = soxr.resample(as_sound(said.samples), said.rate, RATE)
        return np.asarray(sound, dtype=np.float32)

    def noise(self, dry: Sound) -> Sound:
        """Another sound of this mouth, such as a cough, a little louder than speech."""
        return reverberate(dry * gain(SPEECH_LEVEL + 3 - level(dry)), self._response)


def _trimmed(sound: Sound) -> Sound:
    """Without the silence that a synthesiser puts before and after; 30 ms are left."""
    loud = np.flatnonzero(np.abs(sound) > 0.003)
    if not loud.size:
        return sound[:1]
    edge = int(0.03 * RATE)
    return sound[max(0, loud[0] - edge) : loud[-1] + edge]
