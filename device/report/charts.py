"""The pictures of one meeting: its scores, and its time."""

from device.report.figures import Figures, ItemFigure, ScoreFigure
from device.report.numbers import danish_number, short_length, time_of_day
from device.report.svg import Picture
from device.report.words import words

COLUMN = 58.0
"""Units for each score from 1 to 5."""
SQUARE = 12.0
STEP = 14.0
ACROSS = 4
"""So many squares stand beside each other, then comes the next row."""

WIDTH = 340.0
ROW = 17.0
NARROW = 11.0
"""A stretch of time narrower than this has no room for its number."""
TICKS = (5, 10, 15, 30, 60, 120)
MOST_TICKS = 6


def score_chart(score: ScoreFigure) -> str:
    """One square for each answer, in columns from 1 to 5, and the median under them."""
    assert score.counts is not None
    rows = -(-max(score.counts) // ACROSS)
    base = rows * STEP + 1
    picture = Picture(5 * COLUMN)
    for place, count in enumerate(score.counts):
        wide = min(count, ACROSS) * STEP - (STEP - SQUARE)
        left = (place + 0.5) * COLUMN - wide / 2
        for number in range(count):
            row, column = divmod(number, ACROSS)
            top = base - (row + 1) * STEP
            picture.box(left + column * STEP, top, SQUARE, SQUARE, f"s{place + 1}", 2)
        picture.text((place + 0.5) * COLUMN, base + 12, str(place + 1), "small")
    picture.line([(0, base), (5 * COLUMN, base)], "axis")
    middle = (score.median or 0.0) - 0.5
    x, tip = middle * COLUMN, base + 15
    picture.area([(x, tip), (x + 5, tip + 8), (x - 5, tip + 8)], "median")
    return picture.svg(base + 24, score_alt(score))


def score_words(score: ScoreFigure) -> str:
    """What may be shown of a statement's middle and number of answers, in words."""
    if score.between:
        low, high = score.between
        return str(words()["score_between"].format(low=low, high=high))
    if score.median is None:
        return str(words()["score_few"])
    median = danish_number(score.median)
    return str(words()["score_median"].format(median=median, answers=score.answers))


def score_alt(score: ScoreFigure) -> str:
    """A statement's scores for those who can't see them."""
    template = words()["score_count"]
    counts = (
        template.format(count=count, score=value)
        for value, count in enumerate(score.counts or (), start=1)
        if count
    )
    return ", ".join((f"{score.statement} {score_words(score)}", *counts))


def time_chart(shown: Figures, start: int | None) -> str:
    """Two rows on one axis: what was planned, and what was used.

    `start`: minutes since midnight, for the axis; None: it counts minutes from 0.
    """
    picture = Picture(WIDTH)
    used = sum(item.used or 0.0 for item in shown.items) + shown.paused
    scale = WIDTH / (max(shown.planned, used) or 1.0)
    first, second = 13.0, 13 + ROW + 17
    bottom = second + ROW
    picture.text(0, first - 4, words()["planned"], "small", align="start")
    picture.text(0, second - 4, words()["used"], "small", align="start")
    _row(picture, first, scale, [item.planned for item in shown.items], "plan")
    end = _row(picture, second, scale, [item.used or 0.0 for item in shown.items], "used")
    picture.box(end, second, shown.paused * scale, ROW, "paused")
    promised = shown.planned * scale
    if used > shown.planned:
        picture.box(promised, bottom + 1, (used - shown.planned) * scale, 3, "over")
    picture.line([(promised, first - 3), (promised, bottom + 5)], "end")
    _axis(picture, bottom + 5, scale, start)
    said = "; ".join(f"{item.title}: {item_words(item)}" for item in shown.items)
    return picture.svg(bottom + 20, f"{words()['alt_time']} {said}")


def item_words(item: ItemFigure) -> str:
    """An item's times in words."""
    planned = short_length(item.planned)
    if item.used is None:
        return str(words()["planned_not_reached"].format(planned=planned))
    return str(words()["planned_used"].format(planned=planned, used=short_length(item.used)))


def _row(picture: Picture, top: float, scale: float, seconds: list[float], kind: str) -> float:
    """The items' stretches one after the other; where they end."""
    x = 0.0
    for number, length in enumerate(seconds, start=1):
        wide = length * scale
        if wide > 0:
            picture.box(x, top, max(wide - 1, 0.4), ROW, f"{kind}{number % 2}", 1.5)
        if wide >= NARROW + 4 * (number > 9):
            picture.text(x + (wide - 1) / 2, top + 12, str(number), f"on_{kind}{number % 2}")
        x += wide
    return x


def _axis(picture: Picture, top: float, scale: float, start: int | None) -> None:
    """Times of day, or minutes, as many as there is room for."""
    minutes = WIDTH / scale / 60
    step = next((step for step in TICKS if minutes / step <= MOST_TICKS), 4 * TICKS[-1])
    first = -(start or 0) % step
    tick = float(first)
    while tick <= minutes + 0.01:
        x = tick * 60 * scale
        label = f"{tick:.0f}" if start is None else time_of_day(start + round(tick))
        align = "start" if x < 12 else "end" if x > WIDTH - 14 else "middle"
        picture.line([(x, top), (x, top + 3)], "axis")
        picture.text(x, top + 13, label, "small", align=align)
        tick += step
