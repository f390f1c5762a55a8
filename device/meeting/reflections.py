"""What people may think about in quiet: content/reflections.yaml, found by any of their names."""

from dataclasses import dataclass
from functools import cache

from content import load
from device.meeting.material import Part, load_material
from device.meeting.spelling import Spellings


@dataclass(frozen=True)
class Questions:
    """Questions to think about, each with the silence that it asks for."""

    title: str
    leads: tuple[str, ...]
    """What is said before each question; "" where nothing is."""
    questions: tuple[str, ...]
    pauses: tuple[float, ...]
    """Seconds of silence after each."""
    close: str
    """The last words of a meeting that ends with them; empty where nothing is said."""


def find_reflection(text: str) -> Questions | None:
    """The questions that `text` names, or None."""
    key = spellings().get(text)
    return None if key is None else _made(key)


def usual_reflection() -> Questions:
    """Those for a plan that doesn't say."""
    return _made(next(iter(load("reflections.yaml"))))


@cache
def spellings() -> Spellings:
    """The names of all."""
    return Spellings(
        {key: [key, *entry["also"]] for key, entry in load("reflections.yaml").items()}
    )


@cache
def _made(key: str) -> Questions:
    entry = load("reflections.yaml")[key]
    parts = [_part(place) for place in entry["parts"]]
    lines = [line for part in parts for line in part.lines.values()]
    return Questions(
        entry["title"],
        tuple(part.lead if n == 0 else "" for part in parts for n in range(len(part.lines))),
        tuple(line.say for line in lines),
        tuple(float(line.pause) for line in lines),
        parts[-1].close,
    )


def _part(place: str) -> Part:
    name, _, key = place.partition(".")
    return load_material(name).part(key)
