"""How a meeting went, in a sentence."""

from device.planfile.durations import danish_duration
from device.report.figures import Figures
from device.report.numbers import danish_number
from device.report.words import words
from speech.saying.wording import number_in_words

ON_TIME = 60.0
"""Seconds that a meeting may differ from its plan and still have kept the time."""
BIG = 12
"""Numbers up to this stand as words."""


def length_words(seconds: float) -> str:
    """A whole meeting's length: to the minute, unless it is very short."""
    return danish_duration(round(seconds / 60) * 60 if seconds >= 60 else seconds)


def how_it_went(shown: Figures) -> str:
    """Who came, how the time was kept, and the middle of all answers that may be shown."""
    wording = words()["sentence"]
    parts = [_came(shown), _time(shown)]
    if shown.median is not None:
        parts.append(wording["answers"].format(median=danish_number(shown.median)))
    parts = [part for part in parts if part]
    first, *between = (parts[0], *(lowered(part) for part in parts[1:]))
    if not between:
        return f"{first}."
    if len(between) == 1:
        return str(wording["two"].format(first=first, last=between[0]))
    return str(wording["three"].format(first=first, second=between[0], last=between[1]))


def longest_over(shown: Figures) -> str:
    """Which item went most over its time; "": none did by a minute."""
    reached = [item for item in shown.items if item.used is not None and item.planned]
    overruns = [((item.used or 0.0) - item.planned, item.title) for item in reached]
    most, title = max(overruns, default=(0.0, ""), key=lambda overrun: overrun[0])
    if most < ON_TIME:
        return ""
    return str(words()["most_over"].format(title=title, difference=length_words(most)))


def _came(shown: Figures) -> str:
    wording = words()["sentence"]
    if not shown.came:
        return ""
    key = "came"
    if shown.came >= shown.invited:
        key = "all_came" if shown.came == shown.invited else "more_came"
    came, invited = _number(shown.came), _number(shown.invited)
    text = str(wording[key].format(came=came, invited=invited))
    return text[0].upper() + text[1:]


def _time(shown: Figures) -> str:
    wording = words()["sentence"]
    if not shown.finished:
        reached = sum(item.used is not None for item in shown.items)
        return str(wording["unfinished"].format(reached=reached, items=len(shown.items)))
    difference = shown.used - shown.planned
    if abs(difference) < ON_TIME:
        return str(wording["on_time"])
    key = "over" if difference > 0 else "under"
    return str(wording[key].format(difference=length_words(abs(difference))))


def _number(value: int) -> str:
    return number_in_words(value) if value <= BIG else str(value)


def lowered(text: str) -> str:
    """`text` within a sentence: "I" (you) keeps its capital."""
    return text if text.startswith("I ") else text[0].lower() + text[1:]
