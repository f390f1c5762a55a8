"""What the disk had no room for: kept in memory, in order, and written when there is room again."""

import logging

from device.meeting.events import Event, Remembered, Scored, StickIn
from device.meeting.scores import is_same
from device.memory.journal import Journal, JournalError

log = logging.getLogger(__name__)


class Backlog:
    """Writes to a journal whatever can be written of what it is given, and never out of order."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[Event] = []

    def __len__(self) -> int:
        """How many rows a power cut would cost now."""
        return len(self._waiting)

    def append(self, event: Event) -> bool:
        """Whether `event`, and all before it, survive a power cut now."""
        self._waiting.append(event)
        return self.catch_up()

    def keep_scores(self, scored: Scored) -> bool:
        """The same for scores, which take the place of those before of the same statement."""
        waiting = (row for row in self._waiting if isinstance(row, Scored))
        before = next((row for row in waiting if is_same(row, scored)), None)
        if before is None:
            self._waiting.append(scored)
        else:
            self._waiting[self._waiting.index(before)] = scored
        return self.catch_up()

    def leave_out_last(self, fault: Exception) -> None:
        """The event given last could not be handled."""
        if self._waiting:
            self._waiting.pop()
        else:
            self._journal.leave_out_last(fault)

    def cut(self, remembered: Remembered, plan: StickIn) -> None:
        """Begin anew. Raises JournalError, and then keeps all as it was."""
        self._journal.cut(remembered, plan)
        self._waiting.clear()

    def forget(self) -> None:
        """Raises what `Journal.forget` does."""
        self._waiting.clear()
        self._journal.forget()

    def catch_up(self) -> bool:
        """Whether all is written now."""
        while self._waiting:
            row = self._waiting[0]
            try:
                if isinstance(row, Scored):
                    self._journal.keep_scores(row)
                else:
                    self._journal.append(row)
            except (JournalError, ValueError) as fault:
                log.debug("%d rows wait: %s", len(self._waiting), fault)
                return False
            self._waiting.pop(0)
        return True
