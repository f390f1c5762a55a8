"""Lists that are written on one line, and texts that are written as lists."""

import re
from collections.abc import Sequence

from device.planfile.words import words

SENTENCES = 200
"""A text that may be this long, in characters, has sentences; a shorter one is a title."""


def as_one(value: object, most: int) -> object:
    """A list where one text is wanted: its sentences, or its words with an "og"."""
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        return value
    parts = [one.rstrip(" ,;") for one in value]
    if most < SENTENCES:
        return " og ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return " ".join(part if part[-1:] in ".!?:" else f"{part}." for part in parts)


def single_list(value: str) -> tuple[str, ...]:
    """The entries of a list on one line; a sentence with commas is one.

    "Fortrolighed, mødetid og ingen telefoner" is three, "Det, vi siger her, bliver her" is one:
    where a part begins as a part of a sentence does, the commas are a sentence's.
    """
    marks = (r"(?:^|\s)[•·*]\s+", r"(?:^|\s)[-–]\s+")
    for between in (
        *(mark for mark in marks if re.match(mark, value)),
        r";",
        r"\s/\s",
        r"(?:^|\s)\(?\d{1,2}[.)]\s",
    ):
        parts = [part.strip() for part in re.split(between, value) if part.strip()]
        if len(parts) > 1:
            return tuple(parts)
    sentences = re.findall(r"[^.!?]+[.!?]*(?=\s+[A-ZÆØÅ]|\s*$)", value)
    whole = "".join(sentences).replace(" ", "") == value.replace(" ", "")
    if whole and len(sentences) > 1 and all(len(one.split()) > 1 for one in sentences):
        return tuple(sentence.strip() for sentence in sentences)
    parts = [part.strip() for part in value.split(",")]
    if len(parts) < 2 or not all(parts):
        return (value,)
    *firsts, last = parts
    together = last.split(" og ")
    if len(together) == 2 and len(firsts) > 0 and not _in_sentence(last):
        parts = [*firsts, *together]
    if any(_in_sentence(part) for part in parts[1:]) or _in_sentence(parts[0] + " "):
        return (value,)
    return tuple(parts)


def rejoined(parts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Which of `parts`, entries between brackets, belong together: one sentence with commas.

    YAML splits ``[Hvad er det, der driller?]`` in two. A part that begins as the middle of a
    sentence does, after one that has no end mark, goes on with it.
    """
    found: list[tuple[str, ...]] = []
    for place, part in enumerate(parts):
        if found and _goes_on(found[-1], parts[place:]):
            found[-1] = (*found[-1], part)
        else:
            found.append((part,))
    return tuple(found)


def _goes_on(before: tuple[str, ...], rest: Sequence[str]) -> bool:
    if before[-1][-1:] in ".?!:;" or not rest[0][:1].islower():
        return False
    if rest[0].split()[0] in words().going_on_words:
        return True
    begun = before[0][:1].isupper() and len(before[0].split()) > 1
    end = next((part for part in rest if not part[:1].islower() or part[-1:] in ".?!"), "")
    return begun and end[:1].islower() and end.endswith("?")


def _in_sentence(part: str) -> bool:
    spoken = part.casefold().split()
    pronoun = spoken[:1] in (["det"], ["vi"], ["den"], ["de"], ["i"], ["jeg"], ["man"], ["du"])
    return (
        not spoken
        or spoken[0] in words().sentence_words
        or (pronoun and part[:1].islower())
        or (pronoun and len(spoken) < 3)
    )


def questions_on_line(value: str) -> tuple[str, ...]:
    """The questions on one line: each ends with its mark."""
    found = re.findall(r"[^?]+\?*", value)
    return tuple(part.strip() for part in found if part.strip(" ?"))
