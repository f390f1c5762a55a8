"""What the report shows of one meeting, worked out from plan and record. No layout, no files.

Nothing here can be traced to a person: of a round there is one number, how equally the talking
time was shared, and what is shown of an evaluation follows the rule in device.meeting.record.
"""

from dataclasses import dataclass

from device.meeting.plan import Plan
from device.meeting.record import FEWEST, Counts, Record, TurnRecord, mean_range, shown_counts


@dataclass(frozen=True)
class ItemFigure:
    """Planned against used time of one agenda item; seconds."""

    title: str
    planned: float
    used: float | None
    """None: the meeting did not come to it."""

    @property
    def minutes_over(self) -> int:
        """Minutes used beyond the plan, as whole minutes tell it; less than 0: time was left."""
        return round((self.used or 0.0) / 60) - round(self.planned / 60)


@dataclass(frozen=True)
class RoundFigure:
    """How a round's talking time was shared."""

    title: str
    item: int
    """The agenda item's place."""
    shared: int | None
    """0 (one had it all) to 100 (all had the same); None: too few to say it of nobody."""


@dataclass(frozen=True)
class ScoreFigure:
    """What may be shown of one statement's scores: its counts, a range, or nothing at all."""

    statement: str
    counts: Counts | None = None
    """How many gave 1, 2, 3, 4, 5."""
    between: tuple[int, int] | None = None
    """The whole numbers that the mean lies between, where all gave the same, or all but one."""

    @staticmethod
    def of(statement: str, counts: Counts) -> "ScoreFigure":
        """As much of `counts` as may be shown."""
        return ScoreFigure(statement, shown_counts(counts), mean_range(counts))

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

    @property
    def median(self) -> float | None:
        """1 to 5 by halves, where the counts are shown."""
        return median(self.counts) if self.counts else None


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
    def median(self) -> float | None:
        """Of all scores of the statements whose counts are shown, so that nothing is left when
        they are taken from it."""
        shown = [score.counts for score in self.scores if score.counts]
        together = tuple(sum(column) for column in zip(*shown, strict=True))
        return median(together) if shown else None

    @property
    def hidden(self) -> bool:
        """Whether some statement's counts are not shown."""
        return any(score.counts is None for score in self.scores)


def median(counts: tuple[int, ...]) -> float:
    """The middle one of all scores, from how many gave 1, 2, 3, …; between two, their middle."""
    answers = [score for score, count in enumerate(counts, start=1) for _ in range(count)]
    middle = len(answers) // 2
    if len(answers) % 2:
        return float(answers[middle])
    return (answers[middle - 1] + answers[middle]) / 2


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
    return tuple(ScoreFigure.of(statement, counts) for (_, statement), counts in last.items())


def _rounds(plan: Plan, record: Record) -> tuple[RoundFigure, ...]:
    rounds: dict[int, list[TurnRecord]] = {}
    for turn in record.turns:
        rounds.setdefault(turn.item, []).append(turn)
    return tuple(
        RoundFigure(plan.agenda[place].title, place, _shared(turns))
        for place, turns in sorted(rounds.items())
        if 0 <= place < len(plan.agenda)
    )


def _shared(turns: list[TurnRecord]) -> int | None:
    """All that each person had, whether in one turn or several; who passed had nothing."""
    had: dict[str, float] = {}
    for turn in turns:
        had[turn.name] = had.get(turn.name, 0.0) + (0.0 if turn.skipped else turn.used)
    return shared_equally(list(had.values())) if len(had) >= FEWEST else None


def shared_equally(seconds: list[float]) -> int | None:
    """100 less the Gini coefficient, of which 100 is that one person had it all (n / (n - 1)).

    Of at least two people; None where nobody had any.
    """
    people, total = len(seconds), sum(seconds)
    if total <= 0:
        return None
    apart = sum(abs(one - other) for one in seconds for other in seconds)
    return round(100 * (1 - apart / (2 * (people - 1) * total)))
