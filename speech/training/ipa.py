"""Sounds of other languages in our Danish phones, by their place and manner in the IPA.

People who speak other languages teach the model mouths and microphones, but only with sounds that
Danish has as well. So this is strict: what lies between Danish sounds is learned as one of them,
whichever (`among`), and what Danish hasn't got may be found (`Sound.heard`) but isn't learned
(`IGNORE`). Danish p t k are aspirated and Danish b d g voiceless, so a French or Russian p is a
Danish b. Source for Danish: N. Grønnum, Fonetik og fonologi, 3rd ed.; for the others the
illustrations in the Handbook of the IPA.
"""

import unicodedata
from collections.abc import Sequence

from speech.phones import PHONES
from speech.training.alignment import Sound
from speech.training.utterance import IGNORE, INDEX, among

ASPIRATING = frozenset({"en", "de", "sv", "nb"})
"""Languages whose p t k before a stressed vowel or at the beginning have breath, as in Danish."""

_FIVE_VOWELS = frozenset({"es", "el", "ro", "ru", "bg", "uk", "cs", "sl", "lt"})
"""Languages whose e and o lie between two of the Danish ones."""

_DARK_L = frozenset({"ru", "bg", "uk", "ca", "pt", "nl", "lt"})

_ANY = tuple(range(1, len(PHONES)))


def _table(entries: str) -> dict[str, str]:
    """Read `symbol: ours ours`, semicolons between."""
    pairs = (entry.split(":") for entry in entries.split(";"))
    return {symbol.strip(): ours.strip() for symbol, ours in pairs}


_SURE = _table(
    "f: f; v: v; s: s; h: h; m: m; n: n; l: l; j: j; w: w; i: i; e: e; y: y; u: u; o: o; ʃ: S; "
    "ɕ: S; ŋ: N; ʋ: v; ɦ: h; ʁ: R; ʀ: R; ɛ: E; æ: a; ɑ: A; ø: oe; œ: oe; ɔ: O; ʌ: V; ə: @; ɪ: e; "
    "aɪ: A j; aʊ: A w; eɪ: E j; ɔɪ: O j; ɔø: O j; ɔʏ: O j; tʃ: t S; tɕ: t S"
)
"""IPA in ours, one after the other, where a Dane would take it for sounds of his own."""

_BETWEEN = _table(
    "a: a A V; ɐ: V a A @; ɒ: O A; ʊ: o u; ʏ: y oe; ɵ: oe o; ʉ: u y; ɨ: i @ e oe y; ᵻ: e @ i; "
    "ɜ: @ V r oe; ɚ: @ V r oe; ɝ: @ V r oe; ð: D v d l b; β: v b w; ɣ: g R w j; ɲ: n j N; ʎ: l j; "
    "ɫ: l w o D; ts: t s; oʊ: o O V w u"
)
"""IPA that lies between some of ours: learned as one of them, whichever (`GROUPS`)."""

_NEAR = _table(
    "z: s; ʒ: S; ʂ: S; ʐ: S R; ɧ: h S; ç: S h j; x: h R; χ: h R; θ: s f; ʝ: j; ɟ: g j; c: g k; "
    "r: R r l d; ɾ: R r l d D; ɹ: R r w; ɻ: R r w; ɯ: u; ɤ: @ o V; ɥ: j y; ʕ: A; ħ: h; q: k g; "
    "ɭ: l; dz: d s; dʒ: d j S; pf: p f; əʊ: oe @ w u"
)
"""IPA that may be heard as one of ours, and isn't learned at all."""

_VAGUE = _table("e: e E; o: o O; u: u y; l: l w o D; ə: @ V a; ʌ: V a A O; ɑ: a A V")
"""Sounds that some languages have less exactly than their sign says."""

_STOPS = {"p": ("p", "b"), "t": ("t", "d"), "k": ("k", "g")}
_VOICED = {"b": ("b", "p"), "d": ("d", "t"), "ɡ": ("g", "k"), "g": ("g", "k")}
_KNOWN = frozenset((*_SURE, *_BETWEEN, *_NEAR, *_STOPS, *_VOICED))
_VOWELS = frozenset("aeiouyæøœɛɑɔəɪʊʌɐɒʉɵɨʏɜɚ")
_SONORANTS = _VOWELS | frozenset("lrɾɹʁʀjwmnʋv")


def _bare(symbol: str) -> str:
    """Without stress, length and what hardly matters."""
    return "".join(c for c in symbol if c not in "ˈˌːˑ̩̯̪͡ʰ'-")


def _between(ours: str) -> tuple[Sound]:
    return (Sound(tuple(INDEX[name] for name in ours.split()), among(ours.split())),)


def _near(ours: str) -> tuple[Sound]:
    return (Sound(tuple(INDEX[name] for name in ours.split()), IGNORE),)


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
        (language in _FIVE_VOWELS and symbol in ("e", "o", "ə", "ʌ", "ɑ"))
        or (language == "en" and symbol == "u")
        or (symbol == "l" and language in _DARK_L)
        or (symbol == "l" and language == "en" and after[:1] not in _VOWELS)
    )
    if language == "fr" and symbol == "a":
        return (Sound((INDEX["a"], INDEX["A"]), INDEX["a"]),)
    if language == "de" and symbol == "ɐ":
        return (Sound((INDEX["V"], INDEX["r"]), INDEX["V"]),)
    if symbol in _SURE and not vague:
        return tuple(Sound((INDEX[name],), INDEX[name]) for name in _SURE[symbol].split())
    if symbol in _SURE:
        return _between(_VAGUE[symbol])
    if symbol in _BETWEEN:
        return _between(_BETWEEN[symbol])
    if symbol in _NEAR:
        return _near(_NEAR[symbol])
    plain = "".join(c for c in unicodedata.normalize("NFD", symbol) if c.isalpha() and c != "ʲ")
    if not plain:
        return ()
    if plain in _KNOWN:
        coloured = "N" if "̃" in unicodedata.normalize("NFD", symbol) else "j"
        near = _sound(plain, "", "a", strong, language)
        return tuple(_coloured(sound, coloured) for sound in near)
    if len(plain) > 1:
        parts = ("", *plain, after)
        return tuple(
            sound
            for i, part in enumerate(plain, 1)
            for sound in _sound(part, parts[i - 1], parts[i + 1], strong, language)
        )
    return (Sound(_ANY, IGNORE),)


def _coloured(sound: Sound, by: str) -> Sound:
    """A palatalised or nasal sound: itself, or the sound that colours it."""
    heard = (*sound.heard, INDEX[by])
    names = {PHONES[place] for place in heard}
    return Sound(heard, among(names | {"S"} if names == {"s", "j"} else names))


def _stop(symbol: str, before: str, after: str, strong: bool, language: str) -> tuple[Sound, ...]:
    released = after[:1] in _SONORANTS if after else False
    either = among(_STOPS.get(symbol) or _VOICED[symbol])
    if language == "fr" and after[:1] in ("i", "y", "j", "ɥ"):
        released = False  # in Canada these hiss
    if symbol in _VOICED:
        ours = _VOICED[symbol]
        return (Sound((INDEX[ours[0]], INDEX[ours[1]]), INDEX[ours[0]] if released else either),)
    fortis, lenis = (INDEX[name] for name in _STOPS[symbol])
    label = either
    if released and (language not in ASPIRATING or before in ("s", "ʃ", "ɕ")):
        label = lenis
    elif released and strong:
        label = fortis
    return (Sound((fortis, lenis), label),)
