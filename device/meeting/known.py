"""What a meeting and the scene of one event both say of themselves, by the same words."""

from device.meeting.here import Attendance
from device.meeting.notes import Note
from device.meeting.record import ItemRecord, Kept, ScoreRecord, TurnRecord


class Known:
    """Shorter names for who is here and for what has been kept."""

    here: Attendance
    kept: Kept

    @property
    def present(self) -> tuple[str, ...]:
        """Who is here: in the plan's order, then who came later, and guests."""
        return self.here.present

    @property
    def absent(self) -> tuple[str, ...]:
        """Those on the list who have not come."""
        return self.here.absent

    @property
    def came(self) -> int:
        """How many are here; counts answers and scores."""
        return self.here.came

    @property
    def agreed(self) -> bool | None:
        """Whether everyone said yes to the ground rules; None: not asked yet."""
        return self.kept.agreed

    @property
    def gone(self) -> tuple[str, ...]:
        """Who was here and went."""
        return self.here.gone

    @property
    def items(self) -> tuple[ItemRecord, ...]:
        """How the items went that are over."""
        return self.kept.items

    @property
    def turns(self) -> tuple[TurnRecord, ...]:
        """The turns that are over."""
        return self.kept.turns

    @property
    def scores(self) -> tuple[ScoreRecord, ...]:
        """The statements that are closed."""
        return self.kept.scores

    @property
    def notes(self) -> tuple[Note, ...]:
        """What of this meeting is worth remembering."""
        return self.kept.notes
