"""The report as one HTML page: no network, no script, nothing outside the file."""

import hashlib
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined

from content import content_file
from device.meeting.account import Account
from device.report.agreed import agreed_on
from device.report.charts import score_chart, score_words, time_chart
from device.report.course import course
from device.report.course_charts import attendance_chart, statement_chart
from device.report.figures import figures
from device.report.numbers import (
    capitalised,
    danish_date,
    danish_number,
    in_minutes,
    short_length,
    signed,
    thousands,
)
from device.report.sentences import how_it_went, length_words, longest_over
from device.report.words import words


@cache
def templates() -> Environment:
    """The pages' templates and style, in content/."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(lambda name: content_file(name).read_text(encoding="utf-8")),
    )
    environment.filters.update(
        capitalised=capitalised,
        danish_date=danish_date,
        danish_number=danish_number,
        in_minutes=in_minutes,
        length_words=length_words,
        score_chart=score_chart,
        score_words=score_words,
        short_length=short_length,
        signed=signed,
        statement_chart=statement_chart,
        thousands=thousands,
    )
    return environment


def html_page(account: Account, date: str | None) -> str:
    """The report's page; the same meeting gives the same text."""
    plan, record = account.plan, account.record
    shown, over_time = figures(plan, record), course(account)
    attendance = over_time.attendance if over_time else ()
    named = plan.names_in_report
    return (
        templates()
        .get_template("report.html.j2")
        .render(
            words=words(),
            plan=plan,
            figures=shown,
            number=account.number,
            date=date,
            mark=mark_of(account),
            named=named,
            present=record.present if named else (),
            absent=record.absent if named else (),
            sentence=how_it_went(shown),
            longest_over=longest_over(shown),
            time_svg=time_chart(shown, plan.start),
            agreed=agreed_on(account),
            course=over_time,
            attendance_svg=attendance_chart(attendance) if attendance else "",
        )
    )


def mark_of(account: Account) -> str:
    """What tells one meeting from another: a meeting that the group goes back to has the same."""
    plan = account.plan
    seen = f"{plan.seed} {plan.form} {account.number} {account.record.started}"
    return hashlib.blake2s(seen.encode(), digest_size=8).hexdigest()
