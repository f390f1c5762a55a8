"""The topics of content/topics.yaml, found by any of their names."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from content import load
from device.meeting.spelling import Spellings, fold

MISSPELT = 0.87
"""How alike a misspelt topic is to the right one: a letter of eight is another."""


@dataclass(frozen=True)
class Topic:
    """What to talk about."""

    title: str
    opening: str
    """The opening question; empty for a topic that is not in content/."""
    questions: tuple[str, ...]


@cache
def _spellings() -> Spellings:
    return Spellings(
        {key: [key, entry["title"], *entry["also"]] for key, entry in load("topics.yaml").items()}
    )


def find_topic(text: str) -> Topic | None:
    """The topic that `text` names, or None."""
    key = _spellings().get(text)
    if key is None:
        return None
    entry = load("topics.yaml")[key]
    return Topic(entry["title"], entry["opening"], tuple(entry["questions"]))


def own_topic(text: str) -> Topic:
    """A topic of the group's own, with the questions that fit any."""
    entry = load("questions.yaml")["own_topic"]
    return Topic(text, entry["opening"], tuple(entry["questions"]))


def near_topic(text: str) -> str | None:
    """The topic that `text` misspells, or None: another word is a topic of the group's own."""
    close = get_close_matches(fold(text), _folded(), n=1, cutoff=MISSPELT)
    return _spellings().get(close[0]) if close else None


@cache
def _folded() -> list[str]:
    return [
        fold(name)
        for key, entry in load("topics.yaml").items()
        for name in (key, entry["title"], *entry["also"])
    ]
