"""The report's pictures: matplotlib drawings as SVG to put into the page.

Labels stand above their bars, so that long ones have the whole width and never meet; one unit is
one point, and the figure is as high as its rows need. Text stays text (small files, read by
screen readers, in the reader's own font); the same figures give the same bytes.
"""

import io
import re
import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from content import load
from device.meeting.record import Counts
from device.report.figures import Figures, ItemFigure, RoundFigure, ScoreFigure, TurnFigure
from device.report.numbers import danish_number, short_length

WIDTH = 320.0
"""Points: readable on a phone, where it is shown at about three quarters of its size."""
FONT = 10.5
SMALL = 9.5
LINE = 14.0
BAR = 11.0
GAP = 13.0
LETTERS = 44
"""Letters of FONT that fit across WIDTH, measured with DejaVu Sans, which is a wide font."""

INK = "#22303a"
QUIET = "#4d5b66"
PLANNED = "#b9c7d1"
USED = "#1f6f78"
OVER = "#c2563a"
SCORES = ("#b5473a", "#e3a587", "#dcd8ca", "#8fbdb4", "#1f6f78")
ON_SCORES = ("#ffffff", INK, INK, INK, "#ffffff")

_STYLE: Any = {"svg.fonttype": "none", "svg.hashsalt": "tidtager", "font.family": ["DejaVu Sans"]}
_UNUSED = re.compile(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<!--.*?-->\s*|\s*<metadata>.*?</metadata>",
                     re.DOTALL)  # fmt: skip
_IDS = re.compile(r' id="[^"]*"')
_FAMILY = re.compile(r"font-family: [^;\"]*;?\s*")


class _Drawing:
    """Rows from the top down, on a figure that grows as high as needed."""

    def __init__(self) -> None:
        self._figure = Figure(figsize=(WIDTH / 72, 1))
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self.top = 2.0

    def text(
        self, x: float, text: str, *, size: float = FONT, colour: str = INK, align: str = "left"
    ) -> None:
        """One line in the row at `top`, whose height is LINE."""
        self._axes.text(
            x, self.top + LINE / 2, text, size=size, color=colour, ha=align, va="center",
            parse_math=False,
        )  # fmt: skip

    def lines(self, text: str) -> None:
        """A text over as many rows as it needs."""
        for line in textwrap.wrap(text, LETTERS) or [""]:
            self.text(0, line)
            self.top += LINE

    def bar(self, x: float, width: float, colour: str, *, inset: float = 0.0) -> None:
        """A bar in the row at `top`, whose height is BAR."""
        self._axes.add_patch(
            Rectangle(
                (x, self.top + inset),
                max(width, 0.0),
                BAR - 2 * inset,
                color=colour,
                linewidth=0,
                clip_on=False,
            )
        )

    def number(self, x: float, text: str, colour: str) -> None:
        """A number in the middle of a bar."""
        self._axes.text(
            x, self.top + BAR / 2 + 0.5, text, size=SMALL, color=colour, ha="center", va="center"
        )

    def legend(self, entries: tuple[tuple[str, str], ...]) -> None:
        """Coloured squares with their meaning, side by side."""
        x = 0.0
        for colour, text in entries:
            self.top += (LINE - 8) / 2
            self._axes.add_patch(
                Rectangle((x, self.top), 8, 8, color=colour, linewidth=0, clip_on=False)
            )
            self.top -= (LINE - 8) / 2
            self.text(x + 12, text, size=SMALL, colour=QUIET)
            x += 12 + 6.2 * len(text) + 12
        self.top += LINE + 6

    def svg(self, alt: str) -> str:
        """The picture, ready to stand in a page, with its words for those who cannot see it."""
        height = self.top
        self._figure.set_size_inches(WIDTH / 72, height / 72)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._figure.patch.set_visible(False)
        file = io.StringIO()
        self._figure.savefig(file, format="svg", metadata={"Date": None})
        drawn = _IDS.sub("", _FAMILY.sub("", _UNUSED.sub("", file.getvalue())))
        return drawn.replace("<svg ", f'<svg role="img" aria-label="{_attribute(alt)}" ', 1).strip()


def items_chart(figures: Figures) -> str:
    """Planned against used time for each agenda item."""
    words = load("report.yaml")
    with mpl.rc_context(_STYLE):
        drawing = _Drawing()
        drawing.legend(
            (
                (PLANNED, words["legend_planned"]),
                (USED, words["legend_used"]),
                (OVER, words["legend_over"]),
            )
        )
        longest = max((max(i.planned, i.used or 0.0) for i in figures.items), default=0.0) or 1.0
        for item in figures.items:
            drawing.lines(item.title)
            used = item.used or 0.0
            _time_bar(drawing, WIDTH / longest, item.planned, used)
            drawing.text(0, item_words(item), size=SMALL, colour=QUIET)
            drawing.top += LINE + GAP
        spoken = "; ".join(f"{item.title}: {item_words(item)}" for item in figures.items)
        return drawing.svg(words["alt_items"] + spoken)


def _time_bar(drawing: _Drawing, scale: float, planned: float, used: float) -> None:
    """What was used, on what was planned; what went over in another colour."""
    drawing.top += 2
    drawing.bar(0, planned * scale, PLANNED)
    drawing.bar(0, min(used, planned) * scale, USED, inset=2.5)
    if used > planned:
        drawing.bar(planned * scale, (used - planned) * scale, OVER, inset=2.5)
    drawing.top += BAR + 2


def item_words(item: ItemFigure) -> str:
    """An item's times in words."""
    words = load("report.yaml")
    planned = short_length(item.planned)
    if item.used is None:
        return str(words["planned_not_reached"].format(planned=planned))
    return str(words["planned_used"].format(planned=planned, used=short_length(item.used)))


def turns_chart(figure: RoundFigure) -> str:
    """How long each spoke in a round."""
    words = load("report.yaml")
    with mpl.rc_context(_STYLE):
        drawing = _Drawing()
        drawing.legend(
            (
                (PLANNED, words["legend_given"]),
                (USED, words["legend_spoke"]),
                (OVER, words["legend_over"]),
            )
        )
        longest = max((max(t.planned + t.extra, t.used) for t in figure.turns), default=0.0) or 1.0
        for turn in figure.turns:
            drawing.lines(turn.label)
            if not turn.skipped:
                _time_bar(drawing, WIDTH / longest, turn.planned + turn.extra, turn.used)
            drawing.text(0, turn_words(turn), size=SMALL, colour=QUIET)
            drawing.top += LINE + GAP * 0.6
        spoken = "; ".join(f"{turn.label}: {turn_words(turn)}" for turn in figure.turns)
        return drawing.svg(words["alt_turns"].format(title=figure.title) + spoken)


def turn_words(turn: TurnFigure) -> str:
    """A turn's times in words."""
    words = load("report.yaml")
    if turn.skipped:
        return str(words["turn_skipped"])
    key = "turn_extra" if turn.extra else "turn_planned"
    lengths = {
        name: short_length(getattr(turn, name)) for name in ("planned", "extra", "used")
    }  # fmt: skip
    return str(words[key].format(**lengths))


def scores_chart(figures: Figures) -> str:
    """The distribution of each statement's scores."""
    words = load("report.yaml")
    with mpl.rc_context(_STYLE):
        drawing = _Drawing()
        entries = (words["score_low"], "2", "3", "4", words["score_high"])
        drawing.legend(tuple(zip(SCORES, entries, strict=True)))
        for score in figures.scores:
            drawing.lines(score.statement)
            if score.counts:
                drawing.top += 2
                _score_bar(drawing, score.counts)
                drawing.top += BAR + 2
            drawing.text(0, score_words(score), size=SMALL, colour=QUIET)
            drawing.top += LINE + GAP
        spoken = "; ".join(
            ", ".join((f"{score.statement}: {score_words(score)}", *_counts(score)))
            for score in figures.scores
        )
        return drawing.svg(words["alt_scores"] + spoken)


def _score_bar(drawing: _Drawing, counts: Counts) -> None:
    x = 0.0
    for count, colour, ink in zip(counts, SCORES, ON_SCORES, strict=True):
        if count:
            width = WIDTH * count / sum(counts)
            drawing.bar(x, width - 1, colour)
            drawing.number(x + width / 2, str(count), ink)
            x += width


def score_words(score: ScoreFigure) -> str:
    """What may be shown of a statement's mean and number of answers, in words."""
    words = load("report.yaml")
    if score.between:
        low, high = score.between
        return str(words["score_between"].format(low=low, high=high))
    if score.mean is None:
        return str(words["score_few"])
    return str(words["score_mean"].format(mean=danish_number(score.mean), answers=score.answers))


def _counts(score: ScoreFigure) -> list[str]:
    template = load("report.yaml")["score_count"]
    return [
        template.format(count=count, score=value)
        for value, count in enumerate(score.counts or (), start=1)
    ]


def _attribute(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )
