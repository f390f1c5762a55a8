"""espeak-ng as a source of utterances: Danish, with each phone's time, in any number of voices."""

import random
import tempfile
from pathlib import Path

from speech.espeak import Espeak, PhoneEvent
from speech.espeak.made_up import random_voice
from speech.held_out import HELD_OUT
from speech.phones import PHONES, from_espeak
from speech.training.utterance import INDEX, Utterance, resampled

UNFIT = frozenset({"whisper", "whisperf", "Demonic", "croak", "kaukovalta", "fast"})
"""Variants that nobody sounds like; the robots (`*robo*`) are left out, too."""


def espeak_variants(data: Path) -> list[str]:
    """Name the variants in espeak-ng's `data` folder that training may use."""
    names = sorted(file.name for file in (data / "voices" / "!v").iterdir())
    return [
        name
        for name in names
        if name not in HELD_OUT and name not in UNFIT and "robo" not in name.lower()
    ]


class EspeakSource:
    """Danish by espeak-ng, in its own variants and in speakers made up."""

    def __init__(self) -> None:
        self._espeak = Espeak()
        self._variants = espeak_variants(self._espeak.data)
        self._folder = tempfile.TemporaryDirectory()
        self._made = 0

    def voice(self, rng: random.Random) -> str | Path:
        """Choose a variant, or make a speaker up."""
        if rng.random() < 0.35:
            return "da+" + rng.choice(self._variants)
        self._made += 1
        file = Path(self._folder.name) / f"v{self._made}"
        file.write_text(random_voice(rng))
        return file

    def timed_phones(self, text: str, rng: random.Random) -> list[tuple[float, str]]:
        """Give our phones of `text` with how long each lasts, in seconds, pauses included."""
        speech = self._espeak.synthesise(text, rate=rng.randint(120, 220))
        phones = _spread(speech.phones, len(speech.samples))
        ends = [*(start for start, _ in phones[1:]), len(speech.samples)]
        timed = [
            ((end - start) / speech.rate, PHONES[place])
            for (start, place), end in zip(phones, ends, strict=True)
        ]
        return reduced(timed, rng)

    def say(self, text: str, rng: random.Random) -> Utterance:
        """Say `text` in a voice by chance."""
        speech = self._espeak.synthesise(
            text,
            self.voice(rng),
            rate=rng.randint(115, 225),
            pitch=rng.randint(15, 85),
            pitch_range=rng.randint(10, 90),
        )
        return resampled(speech.samples, speech.rate, _spread(speech.phones, len(speech.samples)))


def reduced(timed: list[tuple[float, str]], rng: random.Random) -> list[tuple[float, str]]:
    """Drop some schwas and soft d's, as people do; the sound before lasts the longer."""
    weak = {"@": 0.2, "D": 0.1, "r": 0.1}
    out: list[tuple[float, str]] = []
    for seconds, phone in timed:
        if out and rng.random() < weak.get(phone, 0.0):
            out[-1] = (out[-1][0] + 0.6 * seconds, out[-1][1])
        else:
            out.append((seconds, phone))
    return out


def _spread(events: tuple[PhoneEvent, ...], end: int) -> tuple[tuple[int, int], ...]:
    """Share each event's time out among its phones."""
    out: list[tuple[int, int]] = []
    starts = [*(event.sample for event in events), end]
    for event, start, stop in zip(events, starts, starts[1:], strict=False):
        phones = from_espeak(event.mnemonic)
        step = (stop - start) / max(len(phones), 1)
        out += [(round(start + i * step), INDEX[phone]) for i, phone in enumerate(phones)]
    return tuple(out)
