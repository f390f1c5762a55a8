"""What a sentence must be to be read aloud: each rule gives the faults that it finds in a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from string import Formatter

from content import load

LONGEST = 20
"""Words in a sentence; a listener has nothing to look back at."""
LONGEST_QUESTION = 14
"""Words in a question that is thought about."""
ALIKE = 0.7
"""The share of the words that count which two texts have in common, where one would do."""
LITTLE = frozenset(
    "af at de den det du en er et for fra i jeg jer og på som til vi med der om".split()  # noqa: SIM905
)
"""Words that any two sentences have in common."""
ENGLISH = re.compile(
    r"the|and|yours?|please|press|meetings?|buttons?|with|this|that|these|they|agenda|check-?(?:in|out)"
    r"|kick-?off|follow-?up|mindset|workshop|commitment|ownership|one-on-one|learnings|takeaways?"
    r"|input|output|deadline|performance|empowerment|challenges?|updates?|onboarding|stakeholders?"
)
BEFORE_A_CLAUSE = frozenset({"også", "og", "eller", "men", "kun", "især", "Det"})
"""What may stand right before "når" and "hvis"; "Det når vi" is another word."""
WAYS_TO_ANSWER = re.compile(r"\b(?:[Ss]ig|[Tt]ryk|[Bb]rug)\b")


def words(text: str) -> list[str]:
    """The words of `text`, a {field} being one."""
    return re.findall(r"[\wæøåÆØÅé{}-]+", text)


def sentences(text: str) -> list[str]:
    """`text` parted at its full stops, question and exclamation marks."""
    return [part for part in re.split(r"(?<=[.?!])\s+", text.strip()) if part]


def abbreviations(text: str) -> list[str]:
    """Words that are cut short: "kl.", "f.eks", "min." in the middle of a sentence."""
    known = load("reading.yaml")
    words_too = {*known["only_with_stop"], "min"}  # "Mig og min leder"
    short = {key.rstrip(".") for key in known["abbreviations"]} - words_too
    found = [word for word in re.findall(r"[\wæøå./]+\w", text) if word.casefold() in short]
    found += re.findall(r"\b\w{1,5}\.(?=\s+[a-zæøå])", text)
    return found + re.findall(r"\b\w\.\w\b", text)


def digits(text: str) -> list[str]:
    """Figures and signs, which are written as words."""
    return re.findall(r"\d+|[%&§+=/@#*_<>½]", text)


def long_sentences(text: str) -> list[str]:
    """Sentences of more than LONGEST words."""
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST]


def english(text: str) -> list[str]:
    """English words for which there are Danish ones."""
    return [word for word in words(text) if ENGLISH.fullmatch(word.casefold())]


def capitals(text: str) -> list[str]:
    """Words in capitals, which a voice spells."""
    return re.findall(r"\b[A-ZÆØÅ]{2,}\b", text)


def no_end(text: str) -> list[str]:
    """The text, if it doesn't end as a sentence does, or before what is filled in at its end."""
    ends = text.endswith((".", "?", "!", ":")) or re.search(r"[.?!:]\s*\{\w+\}$", text)
    return [] if ends or re.fullmatch(r"\{\w+\}", text) else [text]


def slips(text: str) -> list[str]:
    """Slips of the pen: two spaces, a space before a comma, "og og", å and ø written otherwise."""
    pattern = r"\s\s+|\s[.,?!:;]|[.,?!;]{2,}|,(?=\S)|\b(\w+) \1\b|\b\w*(?:aa|ae|oe(?!n))\w*\b"
    return [found[0] for found in re.finditer(pattern, text)]


def missing_comma(text: str) -> list[str]:
    """A clause without its comma: "når tiden er gået rund af", "Tryk grøn hvis I er klar"."""
    found = re.findall(r"([\wæøå]+) (?:hvis|når|fordi|selv om|mens)\b", text)
    return [
        word for word in found if word not in {"også", "og", "eller", "men", "kun", "især", "Det"}
    ]


def unanswerable(text: str) -> list[str]:
    """Questions of the box that don't say how they are answered."""
    asked = [part for part in sentences(text) if part.endswith("?")]
    return asked if asked and not WAYS_TO_ANSWER.search(text) else []


Rule = Callable[[str], list[str]]
RULES: Mapping[str, Rule] = {
    "abbreviation": abbreviations,
    "digits": digits,
    "too long": long_sentences,
    "English": english,
    "capitals": capitals,
    "no end": no_end,
    "slip": slips,
    "comma": missing_comma,
}
"""What holds for everything that is read aloud."""


def doubles(texts: Iterable[str]) -> list[str]:
    """Texts that are there twice, capitals and the last sign not counted."""
    counted = Counter(text.casefold().rstrip(" .?!:") for text in texts)
    return [text for text, times in counted.items() if times > 1]


def near_doubles(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of texts, each with its place, that ask the same in nearly the same words."""
    counted = [(f"{place}: {text}", _weighty(text)) for place, text in texts]
    return [
        (one, other)
        for (one, ones), (other, others) in combinations(counted, 2)
        if len(ones & others) >= ALIKE * len(ones | others)
    ]


def _weighty(text: str) -> frozenset[str]:
    """The words of `text` that tell it from others."""
    used = frozenset(word.casefold() for word in words(text))
    return used - LITTLE or used


def long_questions(text: str) -> list[str]:
    """Questions of more than LONGEST_QUESTION words."""
    asked = [part for part in sentences(text) if part.endswith("?")]
    return [part for part in asked if len(words(part)) > LONGEST_QUESTION]


def brackets(text: str) -> list[str]:
    """Signs of a side remark, which a voice can't make."""
    return re.findall(r"[()\[\]»«–…]|\s-\s", text)


def unknown_fields(text: str, known: Iterable[str]) -> list[str]:
    """{fields} of `text` that nobody fills in."""
    used = {field for _, field, _, _ in Formatter().parse(text) if field}
    return sorted(used - set(known))
