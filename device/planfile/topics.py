"""The topics of content/topics.yaml, found by any of their names."""

from dataclasses import dataclass
from functools import cache

from content import load
from device.planfile.words import Spellings, words


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


def topic_hint(text: str) -> str:
    """The topic that is meant, or all there are."""
    listed = words().fault("hint_list", choices=_spellings().choices())
    return _spellings().hint(text, listed)
