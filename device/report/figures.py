"""What the report shows, worked out from plan and record. No layout, no files.

Without `Plan.names_in_report` nothing here can be traced to a person: turns are sorted by how long
they lasted and numbered, since their order in the plan would give the names away.
"""

from dataclasses import dataclass

from content import load
from device.meeting.plan import Plan
from device.meeting.record import Record, ScoreRecord, TurnRecord


@dataclass(frozen=True)
class ItemFigure:
    """Planned against used time of one agenda item; seconds."""

    title: str
    planned: float
    used: float | None
    """None: the meeting did not come to it."""


@dataclass(frozen=True)
class TurnFigure:
    """One turn; seconds."""

    label: str
    planned: float
    extra: float
    used: float
    skipped: bool


@dataclass(frozen=True)
class RoundFigure:
    """The turns of one round."""

    title: str
    turns: tuple[TurnFigure, ...]


@dataclass(frozen=True)
class ScoreFigure:
    """One statement's scores."""

    statement: str
    counts: tuple[int, ...]
    """How many gave 1, 2, 3, 4, 5."""

    @property
    def answers(self) -> int:
        """How many scored."""
        return sum(self.counts)

    @property
    def mean(self) -> float | None:
        """1 to 5; None without answers."""
        if not self.answers:
            return None
        total = sum(score * count for score, count in enumerate(self.counts, start=1))
        return total / self.answers


@dataclass(frozen=True)
class Figures:
    """All that the report shows of a meeting."""

    items: tuple[ItemFigure, ...]
    rounds: tuple[RoundFigure, ...]
    scores: tuple[ScoreFigure, ...]
    invited: int
    came: int
    planned: float
    used: float
    """From start to end; pauses counted."""
    paused: float
    finished: bool

    @property
    def mean(self) -> float | None:
        """Of all scores of all statements."""
        answers = sum(score.answers for score in self.scores)
        if not answers:
            return None
        return sum((score.mean or 0.0) * score.answers for score in self.scores) / answers


def figures(plan: Plan, record: Record) -> Figures:
    """The figures of one meeting."""
    used: dict[int, float] = {}
    for item in record.items:
        used[item.index] = used.get(item.index, 0.0) + item.used
    return Figures(
        items=tuple(
            ItemFigure(item.title, item.seconds, used.get(place))
            for place, item in enumerate(plan.agenda)
        ),
        rounds=_rounds(plan, record),
        scores=tuple(_score(score) for score in record.scores),
        invited=len(plan.people),
        came=record.came or len(record.present),
        planned=plan.seconds,
        used=record.seconds,
        paused=record.paused,
        finished=record.finished,
    )


def _score(score: ScoreRecord) -> ScoreFigure:
    return ScoreFigure(score.statement, score.counts)


def _rounds(plan: Plan, record: Record) -> tuple[RoundFigure, ...]:
    rounds: dict[int, list[TurnRecord]] = {}
    for turn in record.turns:
        rounds.setdefault(turn.item, []).append(turn)
    return tuple(
        RoundFigure(_title(plan, place), _turns(turns, named=plan.names_in_report))
        for place, turns in sorted(rounds.items())
    )


def _title(plan: Plan, place: int) -> str:
    return plan.agenda[place].title if 0 <= place < len(plan.agenda) else ""


def _turns(turns: list[TurnRecord], *, named: bool) -> tuple[TurnFigure, ...]:
    if not named:
        turns = sorted(turns, key=lambda turn: (turn.skipped, -turn.used))
    label = load("report.yaml")["speaker"]
    return tuple(
        TurnFigure(
            turn.name if named else label.format(number=number),
            turn.planned,
            turn.extra,
            turn.used,
            turn.skipped,
        )
        for number, turn in enumerate(turns, start=1)
    )
