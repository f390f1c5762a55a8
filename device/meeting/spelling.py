"""Words and the ways they may be spelt."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

_ALIKE = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "_": " ", "-": " ", "é": "e", "ö": "oe"})


def fold(text: str) -> str:
    """`text` as it is compared: case, spaces, hyphens and ways to write æøå do not count."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)
    return " ".join(plain.strip(" .:\"'").split())


class Spellings:
    """Words with the ways they may be spelt."""

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        self.words = tuple(spellings)
        self._by_fold = {fold(way): word for word, ways in spellings.items() for way in ways}

    def get(self, text: str) -> str | None:
        """The word that `text` spells, or None."""
        return self._by_fold.get(fold(text))

    def close(self, text: str, cutoff: float = 0.75) -> str | None:
        """The word that `text` nearly spells, or None; `cutoff` is difflib's, 0 to 1."""
        near = get_close_matches(fold(text), list(self._by_fold), n=1, cutoff=cutoff)
        return self._by_fold[near[0]] if near else None

    def by_fold(self) -> dict[str, str]:
        """Each way to spell a word, folded, with the word."""
        return dict(self._by_fold)

    def choices(self) -> str:
        """All words, for a message: "a, b eller c"."""
        return either(self.words)


def either(options: Iterable[str], *, quoted: bool = True) -> str:
    """ "a, b eller c", each in quotation marks if `quoted`."""
    *most, last = [f'"{option}"' if quoted else option for option in options]
    return f"{', '.join(most)} eller {last}" if most else last
