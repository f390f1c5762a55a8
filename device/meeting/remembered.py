"""What is remembered of a meeting when it is over, and what later meetings ask of it.

While a meeting goes, items write down what is worth remembering as notes: ``scene.note(
TopicNote(topic))``. They are gathered in ``Meeting.notes``; going back takes them back. When the
next meeting's plan is taken, `summary_of` makes a `Summary` of all, and the group keeps that
(device.meeting.group). An item asks ``scene.past`` what was before.

What people say is never kept, and no score with its order or its time, or of fewer than FEWEST
(device.meeting.record has the rule). All of it is written into the journal's first row, so what is
said there of fields holds here, too: a new one needs a default that means "as before".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from device.meeting.names import same
from device.meeting.notes import (
    AskedNote,
    FollowUpNote,
    GoalNote,
    Note,
    QuestionNote,
    RoleNote,
    TogetherNote,
    TopicNote,
)
from device.meeting.plan import Plan
from device.meeting.record import Counts, Record, kept

MOST_MEETINGS = 104
"""So many meetings of a group are remembered, the latest: four years of one every other week."""
FORM_FROM_MEETING = 4
"""The first at which the form is asked about: it has been tried three times by then."""
MANY_ABSENT = 0.2
"""Absences are many when that share of the group was away."""
TRIAL_SHARE = 0.1
"""What took less of its planned time than this was no meeting: somebody tried the box at home."""


@dataclass(frozen=True)
class ItemTime:
    """What an agenda item took."""

    title: str
    planned: float
    """Seconds."""
    used: float
    """Seconds, pauses not counted."""


@dataclass(frozen=True)
class StatementScores:
    """How often a statement was given 1, 2, 3, 4, 5; shown by `device.meeting.record`'s rule."""

    statement: str
    counts: Counts


@dataclass(frozen=True)
class Summary:
    """One meeting that is over."""

    number: int
    """The group's first meeting is 1."""
    form: str
    date: str | None = None
    """ISO, where the plan gave one."""
    present: tuple[str, ...] = ()
    """By their names in the plan; guests, too."""
    absent: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    roles: tuple[RoleNote, ...] = ()
    goals: tuple[str, ...] = ()
    """Who set one for next time."""
    followed_up: tuple[FollowUpNote, ...] = ()
    """How it went with those of the time before, one of each name."""
    topics: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    scores: tuple[StatementScores, ...] = ()
    items: tuple[ItemTime, ...] = ()
    planned: float = 0.0
    """Seconds of the whole meeting."""
    used: float = 0.0
    """Seconds of the whole meeting, pauses counted."""
    finished: bool = True
    """False: the group left before the end of its agenda."""
    seed: int = 0
    """Its plan's: it tells which plans of a series have been held."""


def is_trial(plan: Plan, record: Record) -> bool:
    """Whether it was over so soon that it was no meeting."""
    return record.seconds < TRIAL_SHARE * plan.seconds


def summary_of(plan: Plan, record: Record, notes: Sequence[Note], number: int) -> Summary:
    """What is remembered of a meeting that is over; `number`: the group's how manieth it was."""
    scores = {  # one that was scored twice counts as it was last
        (score.item, score.statement): kept(score.counts) for score in record.scores
    }
    follow_ups = {note.name: note for note in notes if isinstance(note, FollowUpNote)}
    return Summary(
        number=number,
        form=plan.form,
        date=plan.date,
        present=record.present,
        absent=record.absent,
        together=tuple(
            group for note in notes if isinstance(note, TogetherNote) for group in note.groups
        ),
        roles=tuple(note for note in notes if isinstance(note, RoleNote)),
        goals=_once(note.name for note in notes if isinstance(note, GoalNote)),
        followed_up=tuple(follow_ups.values()),
        topics=_once(note.topic for note in notes if isinstance(note, TopicNote)),
        questions=_once(note.question for note in notes if isinstance(note, QuestionNote)),
        asked=_once(note.what for note in notes if isinstance(note, AskedNote)),
        scores=tuple(
            StatementScores(statement, counts) for (_, statement), counts in scores.items()
        ),
        items=tuple(
            ItemTime(plan.agenda[item.index].title, item.planned, item.used)
            for item in record.items
            if item.index < len(plan.agenda)
        ),
        planned=plan.seconds,
        used=record.seconds,
        finished=record.finished,
        seed=plan.seed,
    )


@dataclass(frozen=True)
class Past:
    """A group's earlier meetings, the latest last, and what a later one asks of them.

    People are known by name; "Anne" and "Anne Kjær" may be the same (`device.meeting.names.same`).
    """

    meetings: tuple[Summary, ...] = ()

    @property
    def number(self) -> int:
        """The group's how manieth meeting this one is, from 1."""
        return self.meetings[-1].number + 1 if self.meetings else 1

    @property
    def last(self) -> Summary | None:
        """The meeting before this one."""
        return self.meetings[-1] if self.meetings else None

    def with_meeting(self, summary: Summary) -> "Past":
        """These, and `summary` of the latest."""
        return Past((*self.meetings, summary)[-MOST_MEETINGS:])

    def together(self, names: Sequence[str]) -> dict[frozenset[str], int]:
        """By pair of `names`: how often the two have worked together; 0 is left out."""
        met: Counter[frozenset[str]] = Counter()
        for meeting in self.meetings:
            for group in meeting.together:
                here = {name for name in (among(names, one) for one in group) if name}
                met.update(frozenset(pair) for pair in combinations(sorted(here), 2))
        return dict(met)

    def groups(self, names: Sequence[str]) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """By meeting, the latest last: who of `names` worked together, group by group."""
        return tuple(
            tuple(
                tuple(here for one in group if (here := among(names, one)))
                for group in meeting.together
            )
            for meeting in self.meetings
        )

    def topics(self, meetings: int) -> tuple[str, ...]:
        """What was talked about at the last so many `meetings`, the latest last."""
        return _once(topic for meeting in self._latest(meetings) for topic in meeting.topics)

    @property
    def questions(self) -> frozenset[str]:
        """All that were ever read to the group."""
        return frozenset(asked for meeting in self.meetings for asked in meeting.questions)

    @property
    def goals(self) -> tuple[str, ...]:
        """Who set a goal last time."""
        return self.last.goals if self.last else ()

    def goals_of(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of `names` who set a goal when they were here last, in their order."""
        return tuple(name for name in names if self._set_a_goal(name))

    def _set_a_goal(self, name: str) -> bool:
        last = self._last_with(name)
        return last is not None and among(last.goals, name) is not None

    def had(self, role: str, names: Sequence[str]) -> tuple[str, ...]:
        """Those of `names` who had `role` when they were here last, in their order."""
        return tuple(name for name in names if self._had(role, name))

    def _had(self, role: str, name: str) -> bool:
        last = self._last_with(name)
        had = [note.name for note in last.roles if note.role == role] if last else []
        return among(tuple(dict.fromkeys(had)), name) is not None

    def _last_with(self, name: str) -> "Summary | None":
        was_here = (meeting for meeting in reversed(self.meetings) if among(meeting.present, name))
        return next(was_here, None)

    def asked(self, what: str) -> int | None:
        """The number of the meeting at which that was asked last; None: it never was."""
        numbers = (meeting.number for meeting in self.meetings if what in meeting.asked)
        return max(numbers, default=None)

    def absences(self, meetings: int) -> tuple[int, ...]:
        """How many stayed away at each of the last so many `meetings`, the latest last."""
        return tuple(len(meeting.absent) for meeting in self._latest(meetings))

    def scores(self, statement: str) -> tuple[tuple[int, Counts], ...]:
        """By meeting number: how `statement` was scored, where it was."""
        return tuple(
            (meeting.number, scored.counts)
            for meeting in self.meetings
            for scored in meeting.scores
            if scored.statement == statement
        )

    def _latest(self, meetings: int) -> tuple[Summary, ...]:
        return self.meetings[max(0, len(self.meetings) - meetings) :]


def among(names: Sequence[str], name: str) -> str | None:
    """The one of `names` that means the person `name`; None: nobody, or more than one."""
    if name in names:
        return name
    found = [other for other in names if same(name, other)]
    return found[0] if len(found) == 1 else None


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
