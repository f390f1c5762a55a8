"""evaluering.csv and forloeb.csv: as Danish Excel opens them with a double click.

UTF-8 with BOM, semicolons, decimal comma, CRLF. Both have all the group's meetings that the box
remembers, the latest last, so that the last file holds the whole course.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from device.meeting.account import Account
from device.report.charts import score_words
from device.report.figures import Figures, ScoreFigure
from device.report.numbers import danish_number
from device.report.words import words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | None


def scores_csv(account: Account, shown: Figures, date: str | None) -> bytes:
    """A row for each meeting and statement.

    Where the counts may not be shown the number columns are empty, and the last says why.
    """
    rows: list[list[Cell]] = []
    for meeting in account.past.meetings:
        for one in meeting.scores:
            figure = ScoreFigure.of(one.statement, one.counts)
            rows.append([meeting.number, meeting.date, *_score(figure)])
    rows += [[account.number, date, *_score(figure)] for figure in shown.scores]
    return _written(words()["scores_columns"], rows)


def course_csv(account: Account, shown: Figures, date: str | None) -> bytes:
    """A row for each meeting and agenda item; minutes. How talking time was shared: today's."""
    rows: list[list[Cell]] = []
    for meeting in account.past.meetings:
        times: dict[str, tuple[float, float]] = {}
        for item in meeting.items:  # one that the group went back to has several
            _, used = times.get(item.title, (0.0, 0.0))
            times[item.title] = (item.planned, used + item.used)
        for number, (title, (planned, used)) in enumerate(times.items(), start=1):
            rows.append([meeting.number, meeting.date, number, title, *_times(planned, used), None])
    shared = {figure.item: figure.shared for figure in shown.rounds}
    for place, figure in enumerate(shown.items):
        times_of = _times(figure.planned, figure.used)
        rows.append([account.number, date, place + 1, figure.title, *times_of, shared.get(place)])
    return _written(words()["course_columns"], rows)


def _score(figure: ScoreFigure) -> list[Cell]:
    if not figure.counts:
        return [figure.statement, *[None] * 8, score_words(figure)]
    return [
        figure.statement, *figure.counts, figure.answers, figure.median, figure.mean, None,
    ]  # fmt: skip


def _times(planned: float, used: float | None) -> list[Cell]:
    """Minutes: planned, used, and the difference."""
    if used is None:
        return [planned / 60, None, None]
    return [planned / 60, used / 60, (used - planned) / 60]


def _written(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case float():
            return danish_number(cell, 2)
        case str():
            return harmless(cell)
        case _:
            return str(cell)


def harmless(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
