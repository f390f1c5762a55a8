"""The room: everything that sounds in it, mixed 100 ms at a time. Its samples are the clock.

Two mixes are made. The microphone's is what the recogniser gets: people through the room's
reverberation, background noise, and the box's own voice leaking in. The table's is what somebody
sitting there would hear, and is kept on disk for people to listen to.
"""

import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soxr

from device.simulation.acoustics import (
    SPEECH_LEVEL,
    Sound,
    as_samples,
    as_sound,
    background,
    gain,
    impulse_response,
    overdriven,
    reverberate,
)
from speech.sound import BLOCK, RATE, Samples, Tap

BOX_RENDERED = -18.6
"""dBFS of the box's speech as it is rendered (measured: espeak-ng through pyttsx3). Chimes and a
louder or quieter voice keep their distance to it."""

BOX_LEVEL = -21.0
"""dBFS of the box's voice in the table's mix: a little clearer than the people."""

TABLE_GAIN = 4.0
"""dB by which the table's mix is louder than the microphone's."""

LATENCY = 0.06
"""Seconds that the devices' buffers put between the loudspeaker's samples and the microphone's."""

TABLE_NOISE = -8.0
"""dB by which background noise is quieter in the table's mix: a good listening copy."""


class Timeline:
    """Sound that is still to come, in a ring that grows when something long is added."""

    def __init__(self, seconds: float = 30.0) -> None:
        self._ring = np.zeros(int(seconds * RATE), dtype=np.float32)
        self._head = 0

    def add(self, sound: Sound, ahead: int = 0) -> None:
        """Mix `sound` in, beginning `ahead` samples from now."""
        need = ahead + sound.size
        if need > self._ring.size:
            ring = np.zeros(max(need, 2 * self._ring.size), dtype=np.float32)
            ring[: self._ring.size] = np.roll(self._ring, -self._head)
            self._ring, self._head = ring, 0
        start = (self._head + ahead) % self._ring.size
        first = min(sound.size, self._ring.size - start)
        self._ring[start : start + first] += sound[:first]
        self._ring[: sound.size - first] += sound[first:]

    def take(self, n: int) -> Sound:
        """The next `n` samples; they are gone then."""
        out = np.zeros(n, dtype=np.float32)
        first = min(n, self._ring.size - self._head)
        for part, begin, count in (
            (slice(0, first), self._head, first),
            (slice(first, n), 0, n - first),
        ):
            out[part] = self._ring[begin : begin + count]
            self._ring[begin : begin + count] = 0.0
        self._head = (self._head + n) % self._ring.size
        return out


class Room:
    """One meeting room, its background, and the box on its table.

    `rt60`: seconds of reverberation. `snr`: dB from a normal voice at one metre down to the noise
    (inf: no noise). `leak`: dB of the box's own voice in its microphone, against a normal voice
    (-inf: none), `distortion`: how hard the loudspeaker is driven (0: not at all; 2: a tenth of
    the sound's power is its own), `ceiling`: what the loudspeaker can give, in parts of full scale;
    louder is clipped. `latency`: seconds by which it comes later than the loudspeaker was given it,
    and up to `jitter` more, another for each sound, as when a stream begins anew. `drift`: by how
    many millionths the loudspeaker's clock is slower than the microphone's.
    `noises`: kinds of background, see acoustics.NOISES. `wav`: where the table's mix goes, 16 kHz
    mono int16; None: nowhere.
    """

    def __init__(
        self,
        *,
        rt60: float = 0.4,
        snr: float = 20.0,
        leak: float = -10.0,
        distortion: float = 0.0,
        ceiling: float = 1.0,
        latency: float = LATENCY,
        jitter: float = 0.0,
        drift: float = 0.0,
        noises: tuple[str, ...] = ("ventilation",),
        seed: int = 0,
        wav: Path | None = None,
    ) -> None:
        self.rt60 = rt60
        rng = np.random.default_rng([seed, 1])
        self._noise = background(noises if np.isfinite(snr) else (), rng)
        self._noise *= gain(-snr) if np.isfinite(snr) else 0.0
        self._noise_at = 0
        self._people = Timeline()
        self._leak = leak
        self._distortion, self._ceiling = distortion, ceiling
        self._latency, self._jitter = round(latency * RATE), round(jitter * RATE)
        self._drift = drift
        self._starts = np.random.default_rng([seed, 2])
        self.tap: Tap | None = None
        """Is told what the loudspeaker is given."""
        self._box_response = impulse_response(0.3, rt60, rng) * 0.3
        self._table_response = impulse_response(1.0, rt60, rng)
        self._playing: _Playing | None = None
        self._samples = 0
        self._wav = wave.open(str(wav), "wb") if wav else None  # noqa: SIM115 closed by close()
        if self._wav:
            self._wav.setparams((1, 2, RATE, 0, "NONE", "not compressed"))

    def now(self) -> float:
        """Seconds of sound since the room opened: the room is a Clock."""
        return self._samples / RATE

    def sound(self, wet: Sound, ahead: float = 0.0) -> float:
        """Let `wet` (as it arrives at the microphone) sound in `ahead` seconds.

        Returns when it will have ended, in the room's seconds.
        """
        offset = int(ahead * RATE)
        self._people.add(wet, offset)
        return (self._samples + offset + wet.size) / RATE

    @property
    def box_sounds(self) -> bool:
        """True while the box plays speech or a chime, as everyone at the table hears."""
        return self._playing is not None

    def play(self, sound: Samples, rate: int, done: Callable[[], None]) -> None:
        """Let the box's loudspeaker play; see SimulatedSpeaker."""
        self.stop()
        dry = as_sound(sound)
        if rate != RATE:
            dry = soxr.resample(dry, rate, RATE).astype(np.float32)
        table = reverberate(dry, self._table_response) * gain(BOX_LEVEL - BOX_RENDERED)
        self._playing = _Playing(self._leaked(dry), table, as_samples(dry), done)

    def _leaked(self, dry: Sound) -> Sound:
        """What the microphone will hear of `dry`, which the loudspeaker is given now."""
        sounding = overdriven(np.clip(dry, -self._ceiling, self._ceiling), self._distortion)
        if self._drift:
            slower = RATE * (1 + self._drift * 1e-6)
            sounding = soxr.resample(sounding, RATE, slower).astype(np.float32)
        leaked = reverberate(sounding, self._box_response)
        leaked *= gain(SPEECH_LEVEL + self._leak - BOX_RENDERED) if np.isfinite(self._leak) else 0.0
        late = self._latency + int(self._starts.integers(self._jitter + 1))
        return np.concatenate((np.zeros(late, dtype=np.float32), leaked))

    def stop(self) -> None:
        """Silence the box's loudspeaker at once; what was playing is done."""
        playing, self._playing = self._playing, None
        if playing:
            playing.done()

    def step(self, n: int = BLOCK) -> Samples:
        """The next `n` samples at the microphone, int16, shape (n,); the clock moves on by them.

        A sound of the box that ended within them is reported done before this returns.
        """
        people = self._people.take(n)
        noise = np.take(self._noise, np.arange(self._noise_at, self._noise_at + n), mode="wrap")
        self._noise_at = (self._noise_at + n) % self._noise.size
        heard = people + noise
        table: Sound = np.float32(gain(TABLE_GAIN)) * (
            people + np.float32(gain(TABLE_NOISE)) * noise
        )
        playing = self._playing
        if playing:
            leaked, spoken, given = playing.take(n)
            if self.tap:
                self.tap.add(given, RATE)
            heard[: leaked.size] += leaked
            table[: spoken.size] += spoken
        self._samples += n
        if self._wav:
            self._wav.writeframesraw(as_samples(table).tobytes())
        if playing and playing.ended and self._playing is playing:
            self._playing = None
            self._people.add(playing.rest()[: self._latency + self._jitter + 4 * BLOCK])
            playing.done()
        return as_samples(heard)

    def close(self) -> None:
        """Finish the table's mix on disk."""
        if self._wav:
            self._wav.close()
            self._wav = None


class _Playing:
    """What the box is playing: as its microphone hears it, and as the table does."""

    def __init__(
        self, leaked: Sound, table: Sound, given: Samples, done: Callable[[], None]
    ) -> None:
        self._leaked, self._table, self._given = leaked, table, given
        self._at = 0
        self.done = done

    @property
    def ended(self) -> bool:
        return self._at >= self._given.size

    def take(self, n: int) -> tuple[Sound, Sound, Samples]:
        part = slice(self._at, self._at + n)
        self._at += n
        return self._leaked[part], self._table[part], self._given[part]

    def rest(self) -> Sound:
        """The reverberation that is left at the microphone when the sound has ended."""
        return self._leaked[self._at :]
