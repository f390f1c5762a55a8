"""Sounds of other languages in our Danish phones, by their place and manner in the IPA.

People who speak other languages teach the model mouths and microphones, but only with sounds that
Danish has as well. So this is strict: what Danish hasn't got, or only nearly, may be found in the
sound (`Sound.heard`) and isn't learned (`IGNORE`). Danish p t k are aspirated and Danish b d g are
voiceless, so a French or Russian p is a Danish b. Source for Danish: N. Grønnum, Fonetik og
fonologi, 3rd ed.; for the others the illustrations in the Handbook of the IPA.
"""

import unicodedata
from collections.abc import Sequence

from speech.phones import PHONES
from speech.training.alignment import Sound
from speech.training.utterance import IGNORE, INDEX

ASPIRATING = frozenset({"en", "de", "sv", "nb", "nds"})
"""Languages whose p t k before a stressed vowel or at the beginning have breath, as in Danish."""

_FIVE_VOWELS = frozenset({"es", "el", "ro", "ru", "bg", "be", "uk", "sr", "cs", "sl", "he", "lt"})
"""Languages whose e and o lie between two of the Danish ones."""

_DARK_L = frozenset({"ru", "bg", "be", "uk", "ca", "pt", "nl", "lt"})

_ANY = tuple(range(1, len(PHONES)))

_SURE = {
    **{c: (c,) for c in ("f", "v", "s", "h", "m", "n", "l", "j", "w", "i", "e", "y", "u", "o")},
    "ʃ": ("S",),
    "ɕ": ("S",),
    "ŋ": ("N",),
    "ʋ": ("v",),
    "ɦ": ("h",),
    "ʁ": ("R",),
    "ʀ": ("R",),
    "ɛ": ("E",),
    "æ": ("a",),
    "ɑ": ("A",),
    "ø": ("oe",),
    "œ": ("oe",),
    "ɔ": ("O",),
    "ʌ": ("V",),
    "ə": ("@",),
    "ɪ": ("e",),
    "aɪ": ("A", "j"),
    "aʊ": ("A", "w"),
    "eɪ": ("E", "j"),
    "ɔɪ": ("O", "j"),
    "ɔø": ("O", "j"),
    "ɔʏ": ("O", "j"),
    "tʃ": ("t", "S"),
    "tɕ": ("t", "S"),
}
"""IPA in ours where a Dane would take it for one of his own sounds."""

_NEAR = {
    "z": "s",
    "ʒ": "S",
    "ʂ": "S",
    "ʐ": "S R",
    "ɧ": "h S",
    "ç": "S h j",
    "x": "h R",
    "χ": "h R",
    "θ": "s f",
    "ð": "D v d",
    "β": "v b w",
    "ɣ": "g R w",
    "ʝ": "j",
    "ɟ": "g j",
    "c": "g k",
    "r": "R r l d",
    "ɾ": "R r l d D",
    "ɹ": "R r w",
    "ɻ": "R r w",
    "ɲ": "n j N",
    "ʎ": "l j",
    "ɫ": "l w o",
    "a": "a A",
    "ɐ": "V a A @",
    "ɒ": "O A",
    "ʊ": "o u",
    "ʏ": "y oe",
    "ɵ": "oe o",
    "ʉ": "y u",
    "ɨ": "i @ e oe",
    "ɯ": "u",
    "ɤ": "@ o V",
    "ɜ": "oe @ V r",
    "ɚ": "r @ V oe",
    "ɝ": "r @ V oe",
    "ɥ": "j y",
    "ᵻ": "e @ i",
    "ʕ": "A",
    "ħ": "h",
    "q": "k g",
    "ɭ": "l",
    "ts": "t s",
    "dz": "d s",
    "dʒ": "d j S",
    "pf": "p f",
    "oʊ": "o O V w u",
    "əʊ": "oe @ w u",
}
"""IPA that is heard as one of ours, but is none of them."""

_VAGUE = {
    "e": "e E",
    "o": "o O",
    "u": "u y",
    "l": "l w o D",
    "ə": "@ V a",
    "ʌ": "V a A O",
    "ɑ": "A a",
}

_STOPS = {"p": ("p", "b"), "t": ("t", "d"), "k": ("k", "g")}
_VOICED = {"b": ("b", "p"), "d": ("d", "t"), "ɡ": ("g", "k"), "g": ("g", "k")}
_VOWELS = frozenset("aeiouyæøœɛɑɔəɪʊʌɐɒʉɵɨʏɜɚ")
_SONORANTS = _VOWELS | frozenset("lrɾɹʁʀjwmnʋv")


def _bare(symbol: str) -> str:
    """Without stress, length and what hardly matters."""
    return "".join(c for c in symbol if c not in "ˈˌːˑ̩̯̪͡ʰ'-")


def _doubtful(ours: str | Sequence[str]) -> tuple[Sound]:
    names = ours.split() if isinstance(ours, str) else ours
    return (Sound(tuple(INDEX[name] for name in names), IGNORE),)


def sounds(symbols: Sequence[str], language: str) -> tuple[Sound, ...]:
    """Give the sounds of one word, `symbols` in IPA as `Espeak.ipa` gives them.

    `language` is the code that espeak-ng has, without the country: `en`, `fr`.
    """
    stressed = [symbol.startswith("ˈ") for symbol in symbols]
    bare = [_bare(symbol) for symbol in symbols]
    word: list[Sound] = []
    for i, symbol in enumerate(bare):
        if symbol:
            before = bare[i - 1] if i else ""
            after = bare[i + 1] if i + 1 < len(bare) else ""
            strong = i == 0 or any(stressed[i : i + 2])
            word += _sound(symbol, before, after, strong, language)
    return tuple(word)


def _sound(symbol: str, before: str, after: str, strong: bool, language: str) -> tuple[Sound, ...]:
    if symbol in _STOPS or symbol in _VOICED:
        return _stop(symbol, before, after, strong, language)
    vague = (
        (language in _FIVE_VOWELS and symbol in _VAGUE)
        or (language == "en" and symbol == "u")
        or (symbol == "l" and (language in _DARK_L or after[:1] not in _VOWELS or not after))
    )
    if language == "fr" and symbol == "a":
        return (Sound((INDEX["a"], INDEX["A"]), INDEX["a"]),)
    if language == "de" and symbol == "ɐ":
        return (Sound((INDEX["V"], INDEX["r"]), INDEX["V"]),)
    if symbol in _SURE and not vague:
        return tuple(Sound((INDEX[name],), INDEX[name]) for name in _SURE[symbol])
    if symbol in _SURE:
        return _doubtful(_VAGUE[symbol])
    if symbol in _NEAR:
        return _doubtful(_NEAR[symbol])
    plain = "".join(c for c in unicodedata.normalize("NFD", symbol) if c.isalpha() and c != "ʲ")
    if not plain:
        return ()
    if plain in _SURE or plain in _NEAR or plain in _STOPS or plain in _VOICED:
        near = _sound(plain, "", "a", strong, language)
        extra = (INDEX["N"],) if "̃" in unicodedata.normalize("NFD", symbol) else (INDEX["j"],)
        return tuple(Sound((*sound.heard, *extra), IGNORE) for sound in near)
    if len(plain) > 1:
        parts = ("", *plain, after)
        return tuple(
            sound
            for i, part in enumerate(plain, 1)
            for sound in _sound(part, parts[i - 1], parts[i + 1], strong, language)
        )
    return (Sound(_ANY, IGNORE),)


def _stop(symbol: str, before: str, after: str, strong: bool, language: str) -> tuple[Sound, ...]:
    released = after[:1] in _SONORANTS if after else False
    if language == "fr" and after[:1] in ("i", "y", "j", "ɥ"):
        released = False  # in Canada these hiss
    if symbol in _VOICED:
        ours = _VOICED[symbol]
        return (Sound((INDEX[ours[0]], INDEX[ours[1]]), INDEX[ours[0]] if released else IGNORE),)
    fortis, lenis = (INDEX[name] for name in _STOPS[symbol])
    label = IGNORE
    if released and (language not in ASPIRATING or before in ("s", "ʃ", "ɕ")):
        label = lenis
    elif released and strong:
        label = fortis
    return (Sound((fortis, lenis), label),)
