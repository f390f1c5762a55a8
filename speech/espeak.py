"""libespeak-ng through ctypes: text to phonemes, and speech with each phoneme's place in it.

The library keeps one voice for the whole process: all `Espeak` share it, and take turns.
API: espeak-ng's speak_lib.h, 1.51.
"""

import ctypes as c
import functools
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.sound import Samples

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: sound goes to the callback, synthesis in our thread
_PHONEME_EVENTS, _DONT_EXIT = 0x0001, 0x8000
_UTF8, _PHONEMES_IN_BRACKETS = 1, 0x100
_RATE, _PITCH, _PITCH_RANGE = 1, 3, 4
_MNEMONICS, _IPA, _SEPARATED = 0, 2, ord("_") << 8
_END, _WORD, _PHONEME = 0, 1, 7


class EspeakError(Exception):
    """espeak-ng can't do what was asked."""


class EspeakMissingError(EspeakError, OSError):
    """The library or its data is not installed."""


class UnknownVoiceError(EspeakError, ValueError):
    """There is no such voice or voice file."""


@dataclass(frozen=True)
class PhoneEvent:
    """Where one phoneme begins."""

    sample: int
    """Samples from the start of the sound."""
    mnemonic: str
    """espeak-ng's name for it; `speech.phones.from_espeak` gives our phones."""
    word: int
    """The place of its word in the text, from 0; words that espeak-ng joins count as one."""


@dataclass(frozen=True)
class Synthesis:
    """Speech, and what is said where."""

    samples: Samples
    """int16 mono, shape (n,)."""
    rate: int
    """Samples a second; 22,050 with all of Debian's voices."""
    phones: tuple[PhoneEvent, ...]
    """In order of time, pauses included."""


class _EventId(c.Union):
    _fields_ = (("number", c.c_int), ("name", c.c_char_p), ("string", c.c_char * 8))


class _Event(c.Structure):
    _fields_ = (
        ("type", c.c_int),
        ("unique_identifier", c.c_uint),
        ("text_position", c.c_int),
        ("length", c.c_int),
        ("audio_position", c.c_int),
        ("sample", c.c_int),
        ("user_data", c.c_void_p),
        ("id", _EventId),
    )


_Callback = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))


class _Library:
    """The one libespeak-ng of this process, and what it has said last."""

    def __init__(self) -> None:
        try:
            self.lib = c.CDLL("libespeak-ng.so.1")
        except OSError as error:
            raise EspeakMissingError(
                "libespeak-ng.so.1 was not found: install espeak-ng (apt install espeak-ng)"
            ) from error
        self.lock = threading.Lock()
        self.rate = self.lib.espeak_Initialize(
            _SYNCHRONOUS, 200, None, _PHONEME_EVENTS | _DONT_EXIT
        )
        if self.rate <= 0:
            raise EspeakMissingError(
                "espeak-ng has no data: install espeak-ng-data (apt install espeak-ng-data)"
            )
        self.lib.espeak_Info.restype = c.c_char_p
        self.lib.espeak_TextToPhonemes.restype = c.c_char_p
        path = c.c_char_p()
        self.lib.espeak_Info(c.byref(path))
        self.data = Path(os.fsdecode(path.value or b""))
        self.voice: str | Path | None = None
        self.blocks: list[NDArray[np.int16]] = []
        self.events: list[tuple[int, int, str]] = []
        self.callback = _Callback(self._collect)  # kept: ctypes doesn't hold it
        self.lib.espeak_SetSynthCallback(self.callback)

    def _collect(self, wave: "c._Pointer[c.c_short]", n: int, events: "c._Pointer[_Event]") -> int:
        if n > 0 and wave:
            self.blocks.append(np.ctypeslib.as_array(wave, (n,)).copy())
        for i in range(10_000):
            event = events[i]
            if event.type == _END:
                break
            if event.type in (_WORD, _PHONEME):
                name = bytes(event.id.string).split(b"\0")[0] if event.type == _PHONEME else b""
                self.events.append((event.type, event.sample, name.decode("utf8", "replace")))
        return 0

    def choose(self, voice: str | Path) -> None:
        if voice == self.voice:
            return
        self.voice = None
        if isinstance(voice, Path):
            known = voice.is_file() and self._load(voice)
        else:
            _, _, variant = voice.partition("+")
            known = not variant or (self.data / "voices" / "!v" / variant).is_file()
            known = known and not self.lib.espeak_SetVoiceByName(voice.encode())
        if not known:
            raise UnknownVoiceError(f"espeak-ng has no voice {str(voice)!r}")
        self.voice = voice

    def _load(self, file: Path) -> bool:
        # espeak-ng 1.51 lowers the path's capitals and cuts it at 59 bytes: lend it a short one.
        with tempfile.TemporaryDirectory() as folder:
            short = shutil.copyfile(file, Path(folder) / "v")
            return not self.lib.espeak_ng_SetVoiceByFile(os.fsencode(short))

    def say(self, text: str) -> None:
        self.blocks.clear()
        self.events.clear()
        data = text.encode() + b"\0"
        flags = _UTF8 | _PHONEMES_IN_BRACKETS
        if self.lib.espeak_Synth(data, len(data), 0, 1, 0, flags, None, None):
            raise EspeakError(f"espeak-ng could not say {text!r}")

    def sounds(self, text: str, alphabet: int) -> str:
        rest = c.c_char_p(text.encode())
        clauses: list[bytes] = []
        while rest:
            clause = self.lib.espeak_TextToPhonemes(c.byref(rest), _UTF8, alphabet | _SEPARATED)
            clauses.append(clause or b"")
        return b" ".join(clauses).decode("utf8", "replace")

    def phones(self) -> Iterator[PhoneEvent]:
        word = -1
        fresh = True  # words without sound of their own, and the one after the last, don't count
        for kind, sample, name in self.events:
            if kind == _WORD:
                fresh = True
                continue
            pause = name.startswith(("_", "("))
            if fresh and not pause:
                word += 1
                fresh = False
            yield PhoneEvent(sample, name, max(word, 0))


@functools.cache
def _library() -> _Library:
    return _Library()


class Espeak:
    """espeak-ng's voice.

    Raises EspeakMissingError when it isn't installed. `voice` below is a name (`da`, `da+f2`) or
    the Path of a voice file; UnknownVoiceError if there is none. Text within `[[ ]]` is taken as
    phoneme mnemonics.
    """

    def __init__(self) -> None:
        self._library = _library()
        self.data = self._library.data
        """The folder of espeak-ng's data; its variants are the files of `voices/!v`."""

    def phones(self, text: str, voice: str | Path = "da") -> list[list[str]]:
        """Give the mnemonics of each word of `text`, pauses left out.

        A number is one word however many are said ("25"); words that espeak-ng joins in speech,
        such as some pairs of small words, come as one list.
        """
        words: list[list[str]] = []
        for event in self.synthesise(text, voice).phones:
            if event.mnemonic.startswith(("_", "(")):
                continue
            while len(words) <= event.word:
                words.append([])
            words[event.word].append(event.mnemonic)
        return words

    def ipa(self, text: str, voice: str | Path) -> list[list[str]]:
        """Give the sounds of each word of `text` in the International Phonetic Alphabet.

        A sound may have a stress mark in front. Marks of a language switch, `(en)`, come as sounds.
        """
        return self._sounds(text, voice, _IPA)

    def stressed(self, text: str, voice: str | Path = "da") -> list[list[str]]:
        """Give the mnemonics of each word of `text` with stress marks in front (`'E:`).

        Unlike `phones` the words of a number come one by one, and nothing is synthesised.
        """
        return self._sounds(text, voice, _MNEMONICS)

    def _sounds(self, text: str, voice: str | Path, alphabet: int) -> list[list[str]]:
        with self._library.lock:
            self._library.choose(voice)
            said = self._library.sounds(text, alphabet)
        words = [[sound for sound in word.split("_") if sound] for word in said.split()]
        return [word for word in words if word]

    def synthesise(
        self,
        text: str,
        voice: str | Path = "da",
        *,
        rate: int = 170,
        pitch: int = 50,
        pitch_range: int = 50,
    ) -> Synthesis:
        """Say `text`.

        `rate` is in words a minute (80-450), `pitch` and `pitch_range` in espeak-ng's 0-99.
        """
        library = self._library
        with library.lock:
            library.choose(voice)
            for parameter, value in ((_RATE, rate), (_PITCH, pitch), (_PITCH_RANGE, pitch_range)):
                library.lib.espeak_SetParameter(parameter, value, 0)
            library.say(text)
            samples = (
                np.concatenate(library.blocks) if library.blocks else np.zeros(0, dtype=np.int16)
            )
            return Synthesis(samples, library.rate, tuple(library.phones()))
