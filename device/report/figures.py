"""What the report shows, worked out from plan and record. No layout, no files.

Without `Plan.names_in_report` nothing here can be traced to a person: turns are sorted by how long
they lasted and numbered, since their order in the plan would give the names away. What is shown of
an evaluation follows the rule in device.meeting.record.
"""

from dataclasses import dataclass, replace

from content import load
from device.meeting.plan import Plan
from device.meeting.record import Counts, Record, TurnRecord, mean_range, shown_counts


@dataclass(frozen=True)
class ItemFigure:
    """Planned against used time of one agenda item; seconds."""

    title: str
    planned: float
    used: float | None
    """None: the meeting did not come to it."""


@dataclass(frozen=True)
class TurnFigure:
    """All that one person had in a round; seconds."""

    label: str
    planned: float
    """Given by the plan."""
    extra: float
    """Asked for, and given."""
    used: float
    skipped: bool
    """Never had the word."""


@dataclass(frozen=True)
class RoundFigure:
    """The turns of one round."""

    title: str
    turns: tuple[TurnFigure, ...]


@dataclass(frozen=True)
class ScoreFigure:
    """What may be shown of one statement's scores: its counts, a range, or nothing at all."""

    statement: str
    counts: Counts | None = None
    """How many gave 1, 2, 3, 4, 5."""
    between: tuple[int, int] | None = None
    """The whole numbers that the mean lies between, where all gave the same, or all but one."""

    @property
    def answers(self) -> int | None:
        """How many scored, where their counts are shown."""
        return sum(self.counts) if self.counts else None

    @property
    def mean(self) -> float | None:
        """1 to 5, where the counts are shown."""
        if not self.counts:
            return None
        total = sum(score * count for score, count in enumerate(self.counts, start=1))
        return total / sum(self.counts)


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
        """Of all scores of the statements whose counts are shown."""
        together = [sum(column) for column in zip(*self._shown, strict=True)]
        if not together:
            return None
        total = sum(score * count for score, count in enumerate(together, start=1))
        return float(total / sum(together))

    @property
    def hidden(self) -> bool:
        """Whether some statement's counts are not shown."""
        return len(self._shown) < len(self.scores)

    @property
    def _shown(self) -> list[Counts]:
        return [score.counts for score in self.scores if score.counts]


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
        scores=_scores(record),
        invited=len(plan.people),
        came=record.came or len(record.present),
        planned=plan.seconds,
        used=record.seconds,
        paused=record.paused,
        finished=record.finished,
    )


def _scores(record: Record) -> tuple[ScoreFigure, ...]:
    """Each statement once, as it was scored last."""
    last = {(score.item, score.statement): score.counts for score in record.scores}
    return tuple(
        ScoreFigure(statement, shown_counts(counts), mean_range(counts))
        for (_, statement), counts in last.items()
    )


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
    """One for each person, who may have had the word more than once, or got it after all."""
    of_each: dict[str, list[TurnRecord]] = {}
    for turn in turns:
        of_each.setdefault(turn.name, []).append(turn)
    people = [_together(name, had) for name, had in of_each.items()]
    if named:
        return tuple(people)
    people.sort(key=lambda person: (person.skipped, -person.used))
    label = load("report.yaml")["speaker"]
    return tuple(
        replace(person, label=label.format(number=number))
        for number, person in enumerate(people, start=1)
    )


def _together(name: str, had: list[TurnRecord]) -> TurnFigure:
    """`had`: all the turns of `name`. Who comes back to the word is planned for once."""
    spoken = [turn for turn in had if not turn.skipped]
    return TurnFigure(
        name,
        max(turn.planned for turn in spoken or had),
        sum(turn.extra for turn in spoken),
        sum(turn.used for turn in spoken),
        skipped=not spoken,
    )
