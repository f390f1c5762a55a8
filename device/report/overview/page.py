"""The overview as one HTML page, of the same kind as a report."""

from itertools import groupby
from typing import Any

from content import load
from device.report.course_charts import Bar, bars_chart, share_chart
from device.report.numbers import thousands
from device.report.overview.reading import Answers
from device.report.page import templates

LATER = 13
"""The thirteenth meeting and later ones, which the queries count as one."""


def html_page(answers: Answers) -> str:
    """The page; the same exports give the same text."""
    rows = answers.rows
    words = load("overview.yaml")
    ((meetings, groups),) = rows["alle"]
    attendance = [
        (_label(number), came / invited, count, invited)
        for number, count, _, invited, came in rows["fremmoede"]
    ]
    return (
        templates()
        .get_template("overview.html.j2")
        .render(
            sentence=words["sentence"].format(
                meetings=counted("meetings", meetings), groups=counted("groups", groups)
            )
            + ".",
            skipped=counted("files", len(answers.skipped)) if answers.skipped else "",
            attendance_svg=share_chart(attendance) if attendance else "",
            forms=[
                (form, _statements(list(of_form)))
                for form, of_form in groupby(rows["udsagn"], key=lambda row: row[0])
            ],
            meetings=rows["former"],
            topics=rows["emner"],
        )
    )


def counted(what: str, number: int) -> str:
    """ "ét møde", "12.000 møder": `what` is a word of content/overview.yaml."""
    words = load("overview.yaml")[what]
    return str(words["one"] if number == 1 else words["many"].format(number=thousands(number)))


def _statements(rows: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """Each statement of a form with its picture."""
    return [
        (text, bars_chart([Bar(_label(row[2]), tuple(row[5:10])) for row in of_text], text))
        for text, of_text in groupby(rows, key=lambda row: row[1])
    ]


def _label(number: int) -> str:
    return f"{LATER}+" if number >= LATER else str(number)
