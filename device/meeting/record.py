"""What a meeting leaves behind: the numbers that the report is made from.

No scores are tied to a person; names are kept only for the report's choice (`names_in_report`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItemRecord:
    """How one agenda item went."""

    index: int
    """Its place in the plan's agenda."""
    planned: float
    """Seconds."""
    used: float
    """Seconds, pauses not counted."""


@dataclass(frozen=True)
class TurnRecord:
    """One person's turn in a round."""

    item: int
    """The agenda item's index."""
    name: str
    planned: float
    """Seconds given at the start of the turn."""
    extra: float
    """Seconds that were asked for."""
    used: float
    """Seconds from the announcement's end to the turn's end, pauses not counted."""
    skipped: bool = False


@dataclass(frozen=True)
class ScoreRecord:
    """One statement's scores."""

    item: int
    statement: str
    counts: tuple[int, int, int, int, int]
    """How many gave 1, 2, 3, 4, 5."""


@dataclass(frozen=True)
class Record:
    """Everything kept of a meeting."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    came: int = 0
    """How many came, as the group said."""
    seconds: float = 0.0
    """From the start to the end, pauses counted."""
    paused: float = 0.0
    """Seconds."""
    items: tuple[ItemRecord, ...] = ()
    turns: tuple[TurnRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    finished: bool = False
    """False: the meeting was left before its end."""
    agreed: bool | None = None
    """Whether everyone said yes to the ground rules; None: nobody was asked."""
