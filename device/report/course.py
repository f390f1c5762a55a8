"""What the report shows of a group's meetings one after the other. No layout, no files."""

from dataclasses import dataclass
from itertools import combinations

from device.meeting.account import Account
from device.meeting.names import called
from device.meeting.notes import FORM, AskedNote
from device.meeting.remembered import FORM_FROM_MEETING, MANY_ABSENT, Past, Summary
from device.report.figures import ScoreFigure

MOST_SHOWN = 12
"""So many meetings are shown, the latest: a year of one each month."""
LATELY = 3
"""Absences are looked at over so many meetings."""


@dataclass(frozen=True)
class StatementCourse:
    """How one statement was scored, meeting by meeting."""

    statement: str
    meetings: tuple[tuple[int, ScoreFigure], ...]
    """By the meeting's number, those at which it was asked."""


@dataclass(frozen=True)
class Attendance:
    """Who was there at a meeting, as a number."""

    number: int
    came: int
    invited: int


@dataclass(frozen=True)
class Pairs:
    """How often each two of the group have worked together."""

    names: tuple[str, ...]
    times: tuple[tuple[int | None, ...], ...]
    """A row and a column for each name; None where both are the same."""


@dataclass(frozen=True)
class Course:
    """All that the report shows over meetings."""

    statements: tuple[StatementCourse, ...]
    attendance: tuple[Attendance, ...]
    many_absent: bool
    """Enough lately to be a sign."""
    topics: tuple[tuple[int, tuple[str, ...]], ...]
    """By the meeting's number, those that had any."""
    pairs: Pairs | None
    """None without names, or where nobody has worked with anybody."""
    asks_form: bool
    """Whether it is time to ask: does the form still fit?"""


def course(account: Account) -> Course | None:
    """The group's meetings together; None where there is but one."""
    shown = account.meetings[-MOST_SHOWN:]
    if len(shown) < 2:
        return None
    attendance = tuple(
        Attendance(one.number, len(one.present), len(one.present) + len(one.absent))
        for one in shown
        if one.present
    )
    return Course(
        statements=_statements(shown),
        attendance=attendance,
        many_absent=_many_absent(attendance[-LATELY:]),
        topics=tuple((one.number, one.topics) for one in shown if one.topics),
        pairs=_pairs(account) if account.plan.names_in_report else None,
        asks_form=_asks_form(account),
    )


def _statements(meetings: tuple[Summary, ...]) -> tuple[StatementCourse, ...]:
    """Those asked at the latest meeting that asked any, in its order, and at one more at least."""
    asked = next((one.scores for one in reversed(meetings) if one.scores), ())
    found = (
        StatementCourse(
            statement,
            tuple(
                {  # once a meeting, as it was scored last
                    meeting.number: ScoreFigure.of(statement, one.counts)
                    for meeting in meetings
                    for one in meeting.scores
                    if one.statement == statement
                }.items()
            ),
        )
        for statement in dict.fromkeys(one.statement for one in asked)
    )
    return tuple(one for one in found if len(one.meetings) > 1)


def _many_absent(lately: tuple[Attendance, ...]) -> bool:
    away = sum(one.invited - one.came for one in lately)
    return len(lately) >= 2 and away >= MANY_ABSENT * sum(one.invited for one in lately)


def _pairs(account: Account) -> Pairs | None:
    names = account.plan.names
    together = Past(account.meetings).together(names)
    if not together:
        return None
    for pair in combinations(names, 2):
        together.setdefault(frozenset(pair), 0)
    short = called(account.plan.people)
    return Pairs(
        tuple(short[name] for name in names),
        tuple(
            tuple(None if one == other else together[frozenset((one, other))] for other in names)
            for one in names
        ),
    )


def _asks_form(account: Account) -> bool:
    """At the fourth meeting, and whenever the box asked the group itself."""
    return account.number == FORM_FROM_MEETING or any(
        isinstance(note, AskedNote) and note.what == FORM for note in account.record.notes
    )
