"""What a group has left, so that it can come back: a turn that ended too early, an item skipped."""

from dataclasses import dataclass

from device.meeting.items.item import ItemState
from device.meeting.record import ItemRecord, ScoreRecord, TurnRecord
from device.meeting.remembered import Note

BACK_SECONDS = 180.0
"""So long after it was left a group can go back to a turn or an item."""
MOST_LEFT = 8
"""So many steps back are kept."""


@dataclass(frozen=True)
class Left:
    """A turn or an item as it was at the moment `at` when the group went on."""

    at: float
    index: int
    item: ItemState
    present: tuple[str, ...]
    absent: tuple[str, ...]
    gone: tuple[str, ...]
    agreed: bool | None
    item_began: float
    item_seconds: float
    item_paused: float
    paused: float
    """Seconds of the whole meeting's pauses up to then."""
    items: tuple[ItemRecord, ...]
    turns: tuple[TurnRecord, ...]
    scores: tuple[ScoreRecord, ...]
    notes: tuple[Note, ...] = ()
