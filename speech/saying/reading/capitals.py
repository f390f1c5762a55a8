"""Words in capitals, initials and single letters."""

import re
from collections.abc import Iterable, Mapping

from speech.saying.reading.rule import Rule, one_of, rule

_VOWELS = frozenset("AEIOUYÆØÅ")
_CAPITALS = "A-ZÆØÅ"
_A_NAME_GOES_ON = (
    rf"(?:^|[,(:]\s*|(?<!\b[{_CAPITALS}]\s)\b(?:og|ved|af|med|hos)\s+|[{_CAPITALS}][a-zæøåé-]+\s+)$"
)
"""Before an initial: "gruppe B. Så" is the end of a sentence, and so is "A og B. Så"."""
_ENDINGS = r"'?(?:erne|ernes|eren|ens|ets|ers|er|en|et|s)"


def shouted(plain: Iterable[str], known: Iterable[str]) -> list[Rule]:
    """Danish in capitals: three such words on end, or one of `plain`. Those `known` keep theirs."""
    kept = frozenset(known)
    word = rf"[{_CAPITALS}]{{2,}}\.?"

    def run(found: re.Match[str]) -> str:
        words = re.split(r"(\s+)", found[0])
        lowered = "".join(part if part.rstrip(".") in kept else part.lower() for part in words)
        return lowered[0].upper() + lowered[1:] if words[0] not in kept else lowered

    return [
        rule(rf"(?<![\w.-]){word}(?:\s(?:{word}|I\b|Å\b)){{2,}}(?![\w-])", run, 0),
        rule(rf"(?<![\w./-])({one_of(plain)})(?![\w./'-])", lambda found: found[0].lower(), 0),
    ]


def initials(letters: Mapping[str, str], numbered: Iterable[str]) -> list[Rule]:
    """The letters of "J.P. Jensen" and "Anna M. Hansen"."""

    def spelled(found: re.Match[str]) -> str:
        return "-".join(letters[letter.lower()] for letter in found[0] if letter.isalpha())

    groups = frozenset(numbered)

    def one(found: re.Match[str]) -> str:
        before = found.string[max(0, found.start() - 40) : found.start()]
        last = before.split()[-1:]
        ends = last and last[0].casefold() in groups
        return found[1] if not ends and re.search(_A_NAME_GOES_ON, before) else found[0]

    several = rf"(?<![\w.])[{_CAPITALS}]\.(?:\s?[{_CAPITALS}]\.)+"
    follows = rf"(?=\s*[{_CAPITALS}][a-zæøå])"
    return [
        rule(rf"{several}{follows}", lambda found: spelled(found) + " ", 0),
        rule(rf"{several}(?=\s*$)", lambda found: spelled(found) + ".", 0),
        rule(several, spelled, 0),
        rule(rf"(?<![\w.'-])([{_CAPITALS}])\.{follows}", one, 0),
    ]


def genitives() -> list[Rule]:
    """The apostrophe in "Lars' tur", which is said "Larses"; not the end of a quotation."""

    def words(found: re.Match[str]) -> str:
        before = found.string[max(0, found.start() - 80) : found.start()]
        quoted = re.search(r"(?<!\w)'[^']*$", before)
        return found[0] if quoted else f"{found[1]}es"

    return [rule(rf"(?<![\w'])([{_CAPITALS}][\w-]*[sxz])'(?=\s+\w)", words, 0)]


def capitals(
    table: Mapping[str, str], spelled_too: Iterable[str], letters: Mapping[str, str]
) -> list[Rule]:
    """Words in capitals: some are words, the others are said letter by letter."""

    letter_by_letter = frozenset(spelled_too)

    def spelled(word: str) -> str:
        return "-".join(letters.get(letter, letter) for letter in word.lower())

    def words(found: re.Match[str]) -> str:
        word, ending = found[1], (found[2] or "").lstrip("'")
        if word in table:
            return table[word] + ending
        if word not in letter_by_letter and len(word) > 3 and _VOWELS & set(word):
            return word.capitalize() + ending
        return spelled(word) + ending

    return [
        rule(r"\b[Pp]h\.?\s?[Dd](?:\.(?!\s*$)|\b)", "pe-hå-dé", 0),
        rule(rf"(?<!\w)([{_CAPITALS}]{{2,}})({_ENDINGS}(?![\w']))?(?![a-zæøå])", words, 0),
        rule(rf"(?<=\d)\s?-?([{_CAPITALS}])\b", lambda found: " " + spelled(found[1]), 0),
    ]
