"""Makes the sound that the spotter learns from: `python -m speech.training.spotting --make`.

Natural voices (Kokoro's training voices and their means) and espeak-ng's say the wake words, what
sounds like them (`like.txt`), and talk without them. A folder that is there is gone on with.
"""

import logging
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import soundfile

from content import load
from speech.espeak import Espeak
from speech.hearing.spotter import WORDS
from speech.saying.wording import number_in_words
from speech.sound import RATE
from speech.training.features import Floats
from speech.training.kokoro import Kokoro, pronounced, spelt, written_ways
from speech.training.natural import speaker, training_voices
from speech.training.texts import LIKE_A_WAKE_WORD, Texts
from speech.training.voices import EspeakSource

_WORD = (0.6, 0.2, 0.2)
"""How often each of WORDS is said."""
_CALLED_ALONE = 0.5
"""How often without what may come before it."""
_SPELLINGS = {
    "tidtager": ("tidtager", "tid-tæger", "tid-ta'r", "tidtær", "tidtaer", "titager"),
    "ordstyrer": ("ordstyrer", "ordstyr'r"),
    "timeglas": ("timeglas", "timglas"),
}
"""So that espeak-ng says them in several ways."""
_SILENT = 10**-3.2
_log = logging.getLogger(__name__)

Make = Callable[[random.Random], tuple[str, Floats]]


def _like() -> list[str]:
    return LIKE_A_WAKE_WORD.read_text(encoding="utf-8").splitlines()


def _before() -> dict[str, tuple[str, ...]]:
    """What may come before each of WORDS in the wake words that can be chosen."""
    choosable = [
        str(word).rsplit(maxsplit=1) for word in load("commands.yaml")["choosable_wake_words"]
    ]
    return {word: tuple(w[0] for w in choosable if w[-1] == word and len(w) > 1) for word in WORDS}


class Maker:
    """Says things, in natural voices where there are `voices` (npm's kokoro-js), or espeak-ng's."""

    def __init__(self, voices: Path | None) -> None:
        """Raises KokoroMissingError."""
        self._kokoro = Kokoro(voices) if voices else None
        self._names = training_voices(self._kokoro.voices) if self._kokoro else []
        self._espeak, self._source = Espeak(), EspeakSource()
        self._texts, self._like, self._before = Texts(), _like(), _before()

    def kinds(self) -> Iterator[tuple[str, str, Make]]:
        """Folder, mark in the files' names, and what makes one."""
        yield "wake", "e", self._wake_by_espeak
        yield "talk", "e", lambda rng: ("", self._by_espeak(self._talk(rng), rng))
        if self._kokoro is not None:
            yield "wake", "k", self._wake_by_kokoro
            yield "like", "k", lambda rng: ("", self._natural(self._alike(rng), rng))
            yield "natural", "k", lambda rng: ("", self._natural(self._talk(rng), rng))

    def _word(self, rng: random.Random) -> tuple[str, str]:
        """A wake word's last word, and what comes before it, or ""."""
        word = rng.choices(WORDS, _WORD)[0]
        before = self._before[word]
        alone = not before or rng.random() < _CALLED_ALONE
        return word, "" if alone else rng.choice(before)

    def _wake_by_espeak(self, rng: random.Random) -> tuple[str, Floats]:
        word, before = self._word(rng)
        text = f"{before} {rng.choice(_SPELLINGS.get(word, (word,)))}".strip()
        return f"-{word}", _trimmed(self._by_espeak(text, rng))

    def _wake_by_kokoro(self, rng: random.Random) -> tuple[str, Floats]:
        word, before = self._word(rng)
        ways = written_ways()
        said = [spelt(rng.choice(ways[part]), rng) for part in (*before.split(), word)]
        ipa = " ".join(said) + rng.choice((".", ",", ".", ""))
        return f"-{word}", _trimmed(self._say(ipa, rng))

    def _by_espeak(self, text: str, rng: random.Random) -> Floats:
        return np.asarray(self._source.say(text, rng).samples, np.float32)

    def _natural(self, text: str, rng: random.Random) -> Floats:
        return self._say(pronounced(self._espeak, text, rng).ipa, rng)

    def _say(self, ipa: str, rng: random.Random) -> Floats:
        assert self._kokoro is not None
        return self._kokoro.say(ipa, speaker(self._names, rng), rng.uniform(0.75, 1.35))

    def _alike(self, rng: random.Random) -> str:
        if rng.random() < 0.25:
            return ", ".join(number_in_words(rng.randrange(100)) for _ in range(rng.randint(1, 5)))
        return " ".join(rng.choice(self._like) for _ in range(rng.randint(1, 4)))

    def _talk(self, rng: random.Random) -> str:
        while True:
            text = self._texts.any(rng)
            if not any(word in text for word in WORDS):
                return text


def _trimmed(sound: Floats) -> Floats:
    """`sound` without the quiet around it."""
    energy = np.convolve(np.square(sound), np.ones(RATE // 50) * 50 / RATE, "same")
    loud = np.flatnonzero(energy > energy.max() * _SILENT)
    return sound[max(0, loud[0] - RATE // 100) : loud[-1] + RATE // 100]


def make(folder: Path, voices: Path | None, many: int) -> None:
    """Make `many` files of each kind in `folder`; those that are there stay. The text, the voice
    and the file's name are the same each time.
    """
    for kind, mark, one in Maker(voices).kinds():
        (folder / kind).mkdir(parents=True, exist_ok=True)
        began, made = time.monotonic(), 0
        for n in range(many):
            if any((folder / kind).glob(f"{mark}{n}[-.]*")):
                continue
            word, sound = one(random.Random(f"spotting {kind} {mark} {n}"))
            loud = sound * (0.5 / max(float(np.abs(sound).max()), 1e-3))
            soundfile.write(folder / kind / f"{mark}{n}{word}.flac", loud, RATE)
            made += 1
            if made % 200 == 0:
                left = (time.monotonic() - began) / made * (many - n) / 60
                _log.info("%s by %s: %d of %d, %.0f minutes left", kind, mark, n, many, left)
