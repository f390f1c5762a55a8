"""What moeder.parquet holds, as rows: figures alone, for those who look at many groups.

One flat table, so that any engine reads it: `KINDS` tells what a row is about, and the columns that
it has no use for are NULL. docs/overblik.md has the schema. There is no name of anybody in it, no
order and no time of any answer; scores follow the rule in device.meeting.record.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from content import load
from device.meeting.account import Account
from device.meeting.remembered import Summary
from device.report.charts import score_words
from device.report.figures import ScoreFigure

SCHEMA = 1
"""Raised when a column changes its meaning."""
MEETING, STATEMENT, TOPIC, ITEM = KINDS = ("moede", "udsagn", "emne", "punkt")
OWN_TOPIC, UNTOLD = "eget emne", "(skjult)"
"""In place of a topic that isn't the box's own, and of a text with somebody's name in it."""


@dataclass(frozen=True)
class Row:
    """A row of moeder.parquet. The fields are its columns, in Danish as its readers are."""

    slags: str
    """One of KINDS."""
    tekst: str | None = None
    """The statement, topic or item."""
    inviterede: int | None = None
    kom: int | None = None
    planlagt_minutter: float | None = None
    brugt_minutter: float | None = None
    svar1: int | None = None
    svar2: int | None = None
    svar3: int | None = None
    svar4: int | None = None
    svar5: int | None = None
    svar: int | None = None
    """How many answers, where they may be shown."""
    bemaerkning: str | None = None
    """Why they may not."""
    skema: int = SCHEMA
    gruppe: str = ""
    """The group's mark: see `group_mark`."""
    moede: int = 0
    """The group's how manieth meeting."""
    til_moede: int = 0
    """The latest meeting that the file knows of."""
    form: str = ""
    dato: str | None = None
    """ISO, where the plan gave one."""


COLUMNS = tuple(field.name for field in fields(Row))
TYPES = {
    **dict.fromkeys(COLUMNS, "INTEGER"),
    **dict.fromkeys(("gruppe", "form", "slags", "tekst", "bemaerkning"), "VARCHAR"),
    **dict.fromkeys(("planlagt_minutter", "brugt_minutter"), "DOUBLE"),
    "dato": "DATE",
}
"""SQL types by column, in the columns' order."""


def rows_of(account: Account) -> list[Row]:
    """All the group's meetings that are remembered, sorted by what they are about."""
    meetings = account.meetings
    if not meetings:
        return []
    mark, latest = group_mark(meetings[0]), meetings[-1].number
    found = [
        replace(
            row,
            gruppe=mark,
            moede=meeting.number,
            til_moede=latest,
            form=meeting.form,
            dato=_day(meeting.date),
        )
        for meeting in meetings
        for row in _told(meeting)
    ]
    return sorted(found, key=lambda row: (row.slags, row.moede, row.tekst or ""))


def group_mark(first: Summary) -> str:
    """What a group is known by in many groups' figures; it says nothing of who they are.

    It is made of how long the first remembered meeting and its items took, to the microsecond. So
    it can't be guessed from anybody's name, stays the same from meeting to meeting, and is another
    once the box has been told to forget.
    """
    seen = repr((first.number, first.used, [item.used for item in first.items]))
    return hashlib.blake2s(seen.encode(), digest_size=8).hexdigest()


def _told(meeting: Summary) -> Iterator[Row]:
    """The rows of `meeting`, without what all of them have."""
    names = {word for name in (*meeting.present, *meeting.absent) for word in name.split()}
    yield Row(
        slags=MEETING,
        inviterede=len(meeting.present) + len(meeting.absent),
        kom=len(meeting.present),
        planlagt_minutter=_minutes(meeting.planned),
        brugt_minutter=_minutes(meeting.used),
    )
    # A statement that two items asked is told once, as it was scored last.
    for statement, counts in {one.statement: one.counts for one in meeting.scores}.items():
        figure = ScoreFigure.of(statement, counts)
        text = _nameless(statement, names)
        if figure.counts is None:
            yield Row(slags=STATEMENT, tekst=text, bemaerkning=score_words(figure))
        else:
            yield Row(STATEMENT, text, None, None, None, None, *figure.counts, figure.answers)
    for topic in meeting.topics:
        yield Row(slags=TOPIC, tekst=topic if topic in _own_topics() else OWN_TOPIC)
    times: dict[str, tuple[float, float]] = {}
    for item in meeting.items:
        _, used = times.get(item.title, (0.0, 0.0))
        times[item.title] = (item.planned, used + item.used)
    for title, (planned, used) in times.items():
        yield Row(
            slags=ITEM,
            tekst=_nameless(title, names),
            planlagt_minutter=_minutes(planned),
            brugt_minutter=_minutes(used),
        )


def _minutes(seconds: float) -> float:
    return round(seconds / 60, 1)


def _own_topics() -> frozenset[str]:
    return frozenset(topic["title"] for topic in load("topics.yaml").values())


def _nameless(text: str, names: set[str]) -> str:
    """`text`, unless one of `names` is in it, or somebody's ("Gittes")."""
    words = re.findall(r"[\w-]+", text)
    return UNTOLD if names & {*words, *(word.removesuffix("s") for word in words)} else text


def _day(date: str | None) -> str | None:
    return date if date and re.fullmatch(r"\d{4}-\d\d-\d\d", date) else None
