"""espeak-ng: text to phonemes, and speech with each phoneme's place in it."""

import functools
import os
from pathlib import Path

from speech.espeak.library import (
    EspeakError,
    EspeakMissingError,
    Library,
    PhoneEvent,
    Synthesis,
    UnknownVoiceError,
)
from speech.espeak.process import FreshVoice

__all__ = [
    "Espeak",
    "EspeakError",
    "EspeakMissingError",
    "PhoneEvent",
    "Synthesis",
    "UnknownVoiceError",
]

_USUAL_RATE, _USUAL_PITCH, _USUAL_RANGE = 170, 50, 50

_library = functools.cache(Library)


@functools.cache
def _fresh_voice(_process: int) -> FreshVoice:
    """The one of this process: a fork may not talk on its parent's pipes."""
    return FreshVoice()


class Espeak:
    """espeak-ng's voice. Thread-safe; all of a process share the library.

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
        # the phonemes are the same in whatever state the library is: no process is needed
        said = self._library.synthesise(
            text, voice, rate=_USUAL_RATE, pitch=_USUAL_PITCH, pitch_range=_USUAL_RANGE
        )
        words: list[list[str]] = []
        for event in said.phones:
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
        return _words(self._library.ipa(text, voice))

    def stressed(self, text: str, voice: str | Path = "da") -> list[list[str]]:
        """Give the mnemonics of each word of `text` with stress marks in front (`'E:`).

        Unlike in `phones` the words of a number come one by one.
        """
        return _words(self._library.mnemonics(text, voice))

    def synthesise(
        self,
        text: str,
        voice: str | Path = "da",
        *,
        rate: int = _USUAL_RATE,
        pitch: int = _USUAL_PITCH,
        pitch_range: int = _USUAL_RANGE,
    ) -> Synthesis:
        """Say `text`: the same samples each time, whatever was said before.

        `rate` is in words a minute (80-450), `pitch` and `pitch_range` in espeak-ng's 0-99.
        """
        return _fresh_voice(os.getpid()).synthesise(
            text, voice, rate=rate, pitch=pitch, pitch_range=pitch_range
        )

    def close(self) -> None:
        """End the process that makes sound, which all of this process share; the next text starts
        another."""
        _fresh_voice(os.getpid()).close()


def _words(said: str) -> list[list[str]]:
    """Words of sounds out of `Library.ipa`'s text."""
    words = [[sound for sound in word.split("_") if sound] for word in said.split()]
    return [word for word in words if word]
