"""What a meeting leaves behind: the numbers that the report is made from.

No scores are tied to a person; names are kept only for the report's choice (`names_in_report`).

The rule of anonymity, for everything that is shown of an evaluation (page, table, CSV, speech):

1. Of a statement with fewer than FEWEST scores nothing is shown, not even how many there are;
   and once it is closed nothing of it is kept.
2. Its counts are shown only where whoever takes an own score away still doesn't know what each of
   the others gave. Where all gave the same, or all but one, only the range that the mean lies in
   is shown. All but one, since that one would know the rest; and since it is both, the range does
   not say that all gave the same. It is 1 to 3 or 3 to 5 and no narrower: whoever gave 1 and read
   "4 to 5" would know that all others gave 5.
3. A figure over several statements is made of those alone whose counts are shown, so that nothing
   is left when they are taken from it.
4. A statement that was scored twice is shown once, as it was last: the difference between the two
   might be one person's score.

The number of scores may differ from the number who came, or from statement to statement: the
difference tells how many did not press, and nothing of what anybody gave.
"""

from dataclasses import dataclass, replace

from device.meeting.notes import Note

FEWEST = 4
"""Scores that a statement needs for anything of it to be shown."""

Counts = tuple[int, int, int, int, int]
"""How many gave 1, 2, 3, 4, 5."""
NOBODY: Counts = (0, 0, 0, 0, 0)


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
    counts: Counts
    """Not to be shown as they are: see `shown_counts` and `mean_range`."""


@dataclass(frozen=True)
class Kept:
    """What grows while the meeting goes on."""

    items: tuple[ItemRecord, ...] = ()
    turns: tuple[TurnRecord, ...] = ()
    scores: tuple[ScoreRecord, ...] = ()
    agreed: bool | None = None
    """Whether everyone said yes to the ground rules; None: nobody was asked yet."""
    notes: tuple[Note, ...] = ()
    """What later meetings may ask for."""

    def with_note(self, note: Note, *, instead: Note | None = None) -> "Kept":
        """With something more to remember, `instead` of the latest note like that."""
        places = [place for place, one in enumerate(self.notes) if one == instead]
        if instead is None or not places:
            return replace(self, notes=(*self.notes, note))
        last = places[-1]
        return replace(self, notes=(*self.notes[:last], note, *self.notes[last + 1 :]))

    def with_item(self, item: ItemRecord) -> "Kept":
        """With an item that is over, or left."""
        return replace(self, items=(*self.items, item))

    def with_turn(self, turn: TurnRecord) -> "Kept":
        """With a turn that is over, or skipped."""
        return replace(self, turns=(*self.turns, turn))

    def with_score(self, score: ScoreRecord) -> "Kept":
        """With a statement that is closed."""
        return replace(self, scores=(*self.scores, score))


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
    notes: tuple[Note, ...] = ()
    """What was worth remembering."""
    started: float = 0.0
    """Meeting time when it began: a meeting that the group goes back to is still the same one."""


def more_at(counts: Counts, score: int, more: int) -> Counts:
    """`counts` with `more` added at `score` (1 to 5)."""
    one, two, three, four, five = (
        count + (more if place == score else 0) for place, count in enumerate(counts, 1)
    )
    return one, two, three, four, five


def kept(counts: Counts) -> Counts:
    """What is kept of a statement's scores when it is closed: nothing of too few."""
    return counts if sum(counts) >= FEWEST else NOBODY


def shown_counts(counts: Counts) -> Counts | None:
    """The counts as far as they may be shown, by the rule above."""
    answers = sum(counts)
    return counts if answers >= FEWEST and max(counts) < answers - 1 else None


def mean_range(counts: Counts) -> tuple[int, int] | None:
    """1 and 3, or 3 and 5: what the mean lies between, where that is all that may be shown."""
    answers = sum(counts)
    if answers < FEWEST or shown_counts(counts):
        return None
    total = sum(score * count for score, count in enumerate(counts, start=1))
    return (1, 3) if total < 3 * answers else (3, 5)
