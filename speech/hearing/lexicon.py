"""Words to phones: ``content/pronunciations.yaml`` first, and espeak-ng for all words.

Runs in the graph compiler's process: libespeak-ng stays out of the meeting's own.
"""

import itertools
from collections.abc import Iterable
from functools import cache

from content import load
from speech.errors import TidtagerError
from speech.espeak import Espeak
from speech.hearing.graph import ANY
from speech.phones import PHONES, SILENCE, UnknownMnemonicError, from_espeak
from speech.saying.wording import number_in_words

Pronunciation = tuple[str, ...]
"""Phones in the order they sound, without silence."""

_SONORANT = frozenset(("n", "l", "D", "m", "r", "N"))
_VOWEL = frozenset(("i", "e", "E", "a", "A", "y", "oe", "u", "o", "O", "V", "j", "w"))

_LENES = {"p": "b", "t": "d", "k": "g"}


class UnspeakableError(TidtagerError, ValueError):
    """A phrase that neither the pronunciations nor espeak-ng can put into phones."""


PRONUNCIATIONS = ("names.yaml", "pronunciations.yaml")
"""The content files in which words are written as they are said; the later goes first."""


@cache
def _written() -> dict[str, tuple[str, ...]]:
    content = {word: ways for file in PRONUNCIATIONS for word, ways in load(file).items()}
    return {str(word).casefold(): tuple(ways.split(" / ")) for word, ways in content.items()}


@cache
def _compound_numbers() -> dict[str, tuple[str, ...]]:
    """The likes of "femogtyve", each as the words it is made of."""
    units = [number_in_words(n) for n in range(1, 10)]
    tens = [number_in_words(n) for n in range(20, 100, 10)]
    return {f"{unit}og{ten}": (unit, "og", ten) for unit in units for ten in tens}


class Lexicon:
    """Pronunciations of the words of some phrases.

    espeak-ng says a word differently alone and in a sentence, so the ways it says them in
    `phrases` are learnt first.
    """

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self._espeak = _espeak()
        self._known: dict[str, list[Pronunciation]] = {}
        self._in_context: dict[str, set[Pronunciation]] = {}
        self.whole: dict[str, set[Pronunciation]] = {}
        """Phrases in which espeak-ng runs words together: the phones of all of it."""
        neighbours: set[tuple[str, str]] = set()
        for phrase in dict.fromkeys(phrases):
            words = phrase.split()
            beside = {*itertools.pairwise(words)}
            if not beside or beside - neighbours:  # else each word was said beside the same
                self._learn(phrase)
                neighbours |= beside

    def _learn(self, phrase: str) -> None:
        words = phrase.split()
        said = self._say(phrase)
        if len(said) == len(words):
            for word, phones in zip(words, said, strict=True):
                self._in_context.setdefault(word, set()).add(phones)
        elif said:
            joined = tuple(phone for phones in said for phone in phones)
            self.whole.setdefault(phrase, set()).update(_reduced(joined))

    def word(self, word: str) -> list[Pronunciation]:
        """Every way to say `word`, the same at each call.

        Raises UnspeakableError when there is none.
        """
        if word not in self._known:
            self._known[word] = self._word(word)
        return self._known[word]

    def _word(self, word: str) -> list[Pronunciation]:
        ways = set(self._in_context.get(word, ()))
        ways |= self._written_ways(word)
        ways.add(self._alone(word))
        ways = {reduced for way in ways if way for reduced in _reduced(way)}
        if not ways:
            raise UnspeakableError(f"no pronunciation for {word!r}")
        return sorted(ways)

    def _written_ways(self, word: str) -> set[Pronunciation]:
        if word in _compound_numbers():
            parts = [sorted(self._written_ways(part)) for part in _compound_numbers()[word]]
            return {sum(ways, ()) for ways in itertools.product(*parts)}
        return {
            phones if set(phones := tuple(way.split())) <= set(PHONES) else self._alone(way)
            for way in _written().get(word, ())
        }

    def speakable(self, phrase: str) -> bool:
        """Whether every word of `phrase` has a pronunciation."""
        try:
            return all(word == ANY or self.word(word) for word in phrase.split())
        except UnspeakableError:
            return False

    def _alone(self, text: str) -> Pronunciation:
        return tuple(phone for phones in self._say(text) for phone in phones)

    def _say(self, text: str) -> list[Pronunciation]:
        return list(_phones(self._espeak, text))


@cache
def _espeak() -> Espeak:
    """One for all graphs of a process."""
    return Espeak()


@cache
def _phones(espeak: Espeak, text: str) -> tuple[Pronunciation, ...]:
    """What `espeak` makes of each word of `text`, the same for all graphs of a process."""
    said = []
    for mnemonics in espeak.phones(text):
        phones: list[str] = []
        for mnemonic in mnemonics:
            try:
                phones += (p for p in from_espeak(mnemonic) if p != SILENCE)
            except UnknownMnemonicError:  # a foreign name's odd sound: the rest will do
                continue
        if phones:
            said.append(tuple(phones))
    return tuple(said)


def _reduced(phones: Pronunciation) -> set[Pronunciation]:
    """`phones`, and as said by people who swallow their e's.

    Danish schwa falls into the sonorant next to it, or away at the end of a word after a vowel;
    two like sounds fall together; p, t and k are b, d and g but at the beginning, where
    espeak-ng writes either (N. Grønnum, Fonetik og fonologi, 3rd ed., on schwa-assimilation and
    on the stops).
    """
    phones = tuple(phone for phone, _ in itertools.groupby(phones))
    ways = {phones, phones[:1] + tuple(_LENES.get(phone, phone) for phone in phones[1:])}
    for _ in range(2):
        for way in tuple(ways):
            for i, phone in enumerate(way):
                behind = way[i + 1] if i + 1 < len(way) else None
                before = way[i - 1] if i else None
                schwa = phone == "@" and (
                    behind in _SONORANT
                    or (behind is None and before in _VOWEL | _SONORANT and len(way) > 3)
                )
                if schwa:
                    ways.add(way[:i] + way[i + 1 :])
    return ways
