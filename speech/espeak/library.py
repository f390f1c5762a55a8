"""libespeak-ng through ctypes: the one library of a process, and what it gives.

It keeps one voice for the whole process, and a state from one sound to the next: the same words
never come out the same twice (some milliseconds longer, other samples), whatever is set. So sound
is made in `speech.espeak.process`; only phonemes, which don't change, are asked for here.
API: espeak-ng's speak_lib.h, 1.51 and 1.52.
"""

import ctypes as c
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.devices import without_sound_server
from speech.errors import TidtagerError
from speech.sound import Samples

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: sound goes to the callback, synthesis in our thread
_PHONEME_EVENTS, _DONT_EXIT = 0x0001, 0x8000
_UTF8, _PHONEMES_IN_BRACKETS = 1, 0x100
_RATE, _PITCH, _PITCH_RANGE = 1, 3, 4
_MNEMONICS, _IPA, _SEPARATED = 0, 2, ord("_") << 8
_END, _WORD, _PHONEME = 0, 1, 7


class EspeakError(TidtagerError):
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


class Library:
    """The one libespeak-ng of this process, and what it has said last. Takes turns."""

    def __init__(self) -> None:
        try:
            self.lib = c.CDLL("libespeak-ng.so.1")
        except OSError as error:
            raise EspeakMissingError(
                "libespeak-ng.so.1 was not found: install espeak-ng (apt install espeak-ng)"
            ) from error
        self._lock = threading.Lock()
        # It calls PulseAudio even where it is to play nothing, and waits for one that stands still.
        with without_sound_server():
            self.rate = self.lib.espeak_Initialize(
                _SYNCHRONOUS, 200, None, _PHONEME_EVENTS | _DONT_EXIT
            )
        if self.rate <= 0:
            raise EspeakMissingError(
                "espeak-ng has no data: install espeak-ng-data (apt install espeak-ng-data)"
            )
        if hasattr(self.lib, "espeak_ng_SetRandSeed"):
            # 1.52 takes the noise in a voice's breath from the clock; 1.51 begins it alike
            self.lib.espeak_ng_SetRandSeed(c.c_long(1))
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

    def _choose(self, voice: str | Path) -> None:
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

    def _say(self, text: str) -> None:
        self.blocks.clear()
        self.events.clear()
        data = text.encode() + b"\0"
        flags = _UTF8 | _PHONEMES_IN_BRACKETS
        if self.lib.espeak_Synth(data, len(data), 0, 1, 0, flags, None, None):
            raise EspeakError(f"espeak-ng could not say {text!r}")

    def ipa(self, text: str, voice: str | Path) -> str:
        """Give `text` in the phonetic alphabet: sounds parted by ``_``, words by spaces."""
        return self._sounds(text, voice, _IPA)

    def mnemonics(self, text: str, voice: str | Path) -> str:
        """Give `text` in espeak-ng's own mnemonics, parted as in `ipa`, with stress in front."""
        return self._sounds(text, voice, _MNEMONICS)

    def synthesise(
        self, text: str, voice: str | Path, *, rate: int, pitch: int, pitch_range: int
    ) -> Synthesis:
        """Say `text`; see `Espeak.synthesise`."""
        with self._lock:
            self._choose(voice)
            for parameter, value in ((_RATE, rate), (_PITCH, pitch), (_PITCH_RANGE, pitch_range)):
                self.lib.espeak_SetParameter(parameter, value, 0)
            self._say(text)
            samples = np.concatenate(self.blocks) if self.blocks else np.zeros(0, dtype=np.int16)
            return Synthesis(samples, self.rate, tuple(self._phones()))

    def _sounds(self, text: str, voice: str | Path, alphabet: int) -> str:
        clauses: list[bytes] = []
        with self._lock:
            self._choose(voice)
            rest = c.c_char_p(text.encode())
            mode = alphabet | _SEPARATED
            while rest:
                clauses.append(self.lib.espeak_TextToPhonemes(c.byref(rest), _UTF8, mode) or b"")
        return b" ".join(clauses).decode("utf8", "replace")

    def _phones(self) -> Iterator[PhoneEvent]:
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
