"""The pictures over a group's meetings, and over many groups'."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from content import load
from device.meeting.record import Counts
from device.report.charts import score_words
from device.report.course import Attendance, StatementCourse
from device.report.figures import median
from device.report.numbers import danish_number, short_number
from device.report.svg import Picture
from device.report.words import words

WIDTH, HIGH = 220.0, 84.0
TOP = 6.0
WIDEST = 24.0
"""A bar is no wider, however few there are."""
LEAST_FOR_NUMBER = 9.0
"""A part of a bar lower than this has no room for its number."""
CLEAR = 5.0
"""So far from a number's middle the median's line doesn't touch it."""
_Runs = list[list[tuple[float, float]]]


@dataclass(frozen=True)
class Bar:
    """One bar of a small multiple."""

    label: str
    counts: Counts | None
    """None: they may not be shown."""
    why: str = ""
    """What is said in their place."""


def statement_chart(course: StatementCourse) -> str:
    """A bar for each meeting at which the statement was asked."""
    bars = [Bar(str(number), one.counts, score_words(one)) for number, one in course.meetings]
    return bars_chart(bars, course.statement)


def bars_chart(bars: Sequence[Bar], title: str) -> str:
    """Parts of 100 % from 1 (lowest) to 5, the median's line, and how many answers there were."""
    picture = Picture(WIDTH)
    step = min(WIDTH / len(bars), WIDEST * 1.7)
    wide = min(step - 3, WIDEST)
    runs = _middles(bars, step)
    for place, bar in enumerate(bars):
        x = place * step + (step - wide) / 2
        centre = x + wide / 2
        if bar.counts is None:
            picture.box(x, TOP, wide, HIGH, "unknown", 2)
            picture.text(centre, TOP + HIGH / 2 + 3, "–", "small")
        else:
            _parts(picture, x, wide, bar.counts, runs)
        answers = "" if bar.counts is None else short_number(sum(bar.counts))
        picture.text(centre, TOP + HIGH + 12, bar.label, "number")
        picture.text(centre, TOP + HIGH + 23, answers or "–", "small")
    for run in runs:
        if len(run) > 1:
            picture.line(run, "middle_under")
            picture.line(run, "middle")
        for x, y in run:
            picture.dot(x, y, 2.8, "dot")
    said = "; ".join(_said(bar) for bar in bars)
    return picture.svg(TOP + HIGH + 27, f"{title} {words()['alt_course']} {said}")


def _height(middle: float) -> float:
    """Where a median stands: 1 at the bottom, 5 at the top."""
    return TOP + HIGH * (1 - (middle - 1) / 4)


def _middles(bars: Sequence[Bar], step: float) -> _Runs:
    """The median's line: where it breaks, since nothing is told of a meeting, another begins."""
    runs: _Runs = [[]]
    for place, bar in enumerate(bars):
        if bar.counts is None:
            runs.append([])
        else:
            runs[-1].append(((place + 0.5) * step, _height(median(bar.counts))))
    return runs


def _parts(picture: Picture, x: float, wide: float, counts: Counts, runs: _Runs) -> None:
    bottom = TOP + HIGH
    for score, count in enumerate(counts, start=1):
        high = HIGH * count / sum(counts)
        if count:
            picture.box(x, bottom - high, wide, max(high - 0.8, 0.3), f"s{score}")
        if high >= LEAST_FOR_NUMBER and wide >= 8:
            middle = _beside_line(x + 4.2, bottom - high, bottom, runs)
            if middle is not None:
                picture.text(x + 4.2, middle + 3, str(score), f"on_s{score}")
        bottom -= high


def _beside_line(x: float, top: float, bottom: float, runs: _Runs) -> float | None:
    """How high a number in a part of a bar stands clear of the median's line; None: nowhere.

    In the middle if it can: the parts stand in order, so one without a number is told by them.
    """
    highest, lowest = top + LEAST_FOR_NUMBER / 2, bottom - LEAST_FOR_NUMBER / 2
    crossed = _crossed(x, runs)
    for middle in ((top + bottom) / 2, lowest, highest):
        if all(middle <= low - CLEAR or middle >= high + CLEAR for low, high in crossed):
            return middle
    return None


def _crossed(x: float, runs: _Runs) -> list[tuple[float, float]]:
    """From where to where the line, or a dot on it, passes a number at `x`, wide as they are."""
    found = []
    for run in runs:
        found += [(y, y) for at, y in run if abs(at - x) <= 5.5]
        for (before, start), (after, end) in pairwise(run):
            left, right = max(before, x - 2.5), min(after, x + 2.5)
            if left <= right:
                slope = (end - start) / (after - before)
                ends = [start + slope * (at - before) for at in (left, right)]
                found.append((min(ends), max(ends)))
    return found


def _said(bar: Bar) -> str:
    if bar.counts is None:
        return str(words()["alt_hidden"].format(label=bar.label, why=bar.why))
    middle = danish_number(median(bar.counts))
    return str(words()["alt_bar"].format(label=bar.label, median=middle, answers=sum(bar.counts)))


def attendance_chart(meetings: Sequence[Attendance]) -> str:
    """A bar for each meeting: how many came, of how many."""
    picture = Picture(2 * WIDTH)
    high = 46.0
    most = max(one.invited for one in meetings)
    step = min(2 * WIDTH / len(meetings), 2 * WIDEST)
    wide = min(step - 6, 1.3 * WIDEST)
    for place, one in enumerate(meetings):
        x = place * step
        whole, came = high * one.invited / most, high * one.came / most
        picture.box(x, TOP + high - whole, wide, whole, "away", 2)
        picture.box(x, TOP + high - came, wide, came, "came", 2)
        centre = x + wide / 2
        picture.text(centre, TOP + high + 12, f"{one.came}/{one.invited}", "number")
        picture.text(centre, TOP + high + 23, str(one.number), "small")
    said = "; ".join(
        words()["alt_came"].format(number=one.number, came=one.came, invited=one.invited)
        for one in meetings
    )
    return picture.svg(TOP + high + 27, f"{words()['alt_attendance']} {said}")


def share_chart(meetings: Sequence[tuple[str, float, int, int]]) -> str:
    """A bar for each: a label, the share that came (0 to 1), of so many meetings and people."""
    picture = Picture(2 * WIDTH)
    high = 46.0
    step = min(2 * WIDTH / len(meetings), 2 * WIDEST)
    wide = min(step - 6, 1.3 * WIDEST)
    for place, (label, share, count, _) in enumerate(meetings):
        x = place * step
        picture.box(x, TOP, wide, high, "away", 2)
        picture.box(x, TOP + high * (1 - share), wide, high * share, "came", 2)
        centre = x + wide / 2
        picture.text(centre, TOP + high + 12, f"{100 * share:.0f} %", "number")
        picture.text(centre, TOP + high + 24, label, "number")
        picture.text(centre, TOP + high + 35, short_number(count), "small")
    wording = load("overview.yaml")
    said = "; ".join(
        wording["alt_came"].format(label=label, share=round(100 * share), invited=invited)
        for label, share, _, invited in meetings
    )
    return picture.svg(TOP + high + 39, f"{wording['alt_attendance']} {said}")
