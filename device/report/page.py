"""The report as one HTML page: no network, no script, nothing outside the file."""

from functools import cache

from jinja2 import Environment, StrictUndefined

from content import content_file, load
from device.meeting.plan import Plan
from device.meeting.record import Record
from device.planfile.durations import danish_duration
from device.report.charts import items_chart, score_words, scores_chart, turns_chart
from device.report.figures import Figures, figures
from device.report.numbers import danish_date, danish_number, short_length

ON_TIME = 60.0
"""Seconds that a meeting may differ from its plan and still have kept the time."""


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        danish_date=danish_date,
        danish_number=danish_number,
        length_words=length_words,
        score_words=score_words,
        short_length=short_length,
    )
    return environment


def length_words(seconds: float) -> str:
    """A whole meeting's length: to the minute, unless it is very short."""
    return danish_duration(round(seconds / 60) * 60 if seconds >= 60 else seconds)


def html_page(plan: Plan, record: Record, date: str | None) -> str:
    """The report's page; the same meeting gives the same text."""
    shown = figures(plan, record)
    template = _environment().from_string(
        content_file("report.html.j2").read_text(encoding="utf-8")
    )
    named = plan.names_in_report
    return template.render(
        figures=shown,
        form=plan.form,
        network=plan.network,
        topic=plan.topic,
        date=date,
        named=named,
        present=record.present if named else (),
        absent=record.absent if named else (),
        time_sentence=time_sentence(shown),
        items_svg=items_chart(shown),
        rounds=[(single, turns_chart(single)) for single in shown.rounds],
        scores_svg=scores_chart(shown) if shown.scores else "",
    )


def time_sentence(shown: Figures) -> str:
    """What the time shows, in a sentence or two."""
    wording = load("report.yaml")["time"]
    reached = [item for item in shown.items if item.used is not None]
    if not shown.finished:
        return str(wording["unfinished"].format(reached=len(reached), items=len(shown.items)))
    difference = shown.used - shown.planned
    key = "on_time"
    if abs(difference) >= ON_TIME:
        key = "over" if difference > 0 else "under"
    sentences = [wording[key].format(difference=length_words(abs(difference)))]
    overruns = [((i.used or 0.0) - i.planned, i.title) for i in reached if i.planned]
    most, title = max(overruns, default=(0.0, ""), key=lambda overrun: overrun[0])
    if most >= ON_TIME:
        sentences.append(wording["most_over"].format(title=title, difference=length_words(most)))
    return " ".join(sentences)
