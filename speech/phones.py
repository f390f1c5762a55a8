"""The Danish model's phones, and which of them each of espeak-ng's Danish phonemes is.

espeak-ng writes a phoneme as a mnemonic of its own: stød or length in front (`?i`), length or
place in the word behind (`E:`, `@-`, `W#`). The model hears none of these apart, so they fall
together. Sounds that Danish has on loan (affricates, English diphthongs) are split into phones
that it has.
"""

from speech.errors import TidtagerError

PHONES: tuple[str, ...] = (
    "sil",
    *("p", "t", "k", "b", "d", "g"),
    *("f", "v", "s", "S", "h", "D"),  # S: sj in "sjov"; D: soft d in "ud"
    *("m", "n", "N", "l", "j", "w", "R", "r"),  # N: ng; w: v in "hav"; R: first in "ro"; r: "er"
    *("i", "e", "E", "a", "A"),  # a: "mand", "tale"; A: "tak", "ram"
    *("y", "oe", "u", "o", "O"),  # oe: "søn", "køn"; O: "op", "år"
    *("V", "@"),  # V: last in "søster", and ʌ in "øje"; @: last in "runde"
)
"""The model's phones. `PHONES[0]` is silence; the model's id of a phone is its place plus one."""

SILENCE = PHONES[0]

_PLAIN = {phone: (phone,) for phone in PHONES[1:]} | {
    "&": ("a",),
    "W": ("oe",),
    "Y": ("oe",),
    "3": ("r",),
    "0": ("O",),
    "Q": ("O",),
    "I": ("e",),
    "I2": ("i",),
    "U": ("u",),
    "aa": ("A",),
    "z": ("s",),
    "Z": ("S",),
    "T": ("s",),
    "x": ("h",),
    "J": ("n", "j"),
    "*": ("r",),
    ";": ("j",),
    "B": ("v",),
    "@L": ("@", "l"),
    "tS": ("t", "S"),
    "ts": ("t", "s"),
    "dZ": ("d", "j"),
    "aI": ("A", "j"),
    "eI": ("E", "j"),
    "OI": ("O", "j"),
    "aU": ("A", "w"),
    "oU": ("O", "w"),
    "O@": ("O", "r"),
    "o@": ("o", "r"),
    "A@": ("A", "r"),
    "e@": ("E", "r"),
    "i@": ("i", "r"),
    "A~": ("A", "N"),
    "E~": ("E", "N"),
    "O~": ("O", "N"),
    "W~": ("oe", "N"),
}


class UnknownMnemonicError(TidtagerError, KeyError):
    """An espeak-ng mnemonic that is not Danish, or newer than this table."""

    def __str__(self) -> str:
        return f"no Danish phone for espeak-ng's {self.args[0]!r}"


def from_espeak(mnemonic: str) -> tuple[str, ...]:
    """Give the phones of one espeak-ng mnemonic, in the order they sound.

    Pauses (`_`, `_:`, `_!`, `_|`) and marks of a language switch (`(en)`) give `("sil",)`; a bare
    glottal stop or stress mark gives none. Raises UnknownMnemonicError for what Danish doesn't use.
    """
    if not mnemonic or mnemonic.startswith(("(", "_")):
        return (SILENCE,)
    bare = mnemonic.lstrip("?',%=")
    bare = bare.rstrip(":#!'") if len(bare) > 1 else bare
    if not bare:
        return ()
    found = _PLAIN.get(bare) or _PLAIN.get(bare.rstrip("-"))
    if found is None:
        raise UnknownMnemonicError(mnemonic)
    return found
