"""The journal: every event, durable before it is handled. Replaying it gives the same meeting.

SQLite with `synchronous=FULL`: with less, the last commits can be lost at a power cut
(https://sqlite.org/pragma.html#pragma_synchronous). A meeting writes a few thousand short rows.

When a plan is taken for the next meeting the journal is cut: it begins anew with what is remembered
(`Remembered`) and that plan, in one transaction, so that a power cut leaves the old or the new one.
Until then the meeting before is there whole, to go back to and to write its report from.

A row that this program can't read, or that it can't handle, is marked and left out, from then on
and for good: so no row can stop the box, and none is lost.
"""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from device.meeting.events import Event, Remembered, Scored, StickIn
from device.meeting.meeting import Meeting
from device.meeting.scores import is_same, replayed
from device.memory import journal_file
from device.memory.codec import VERSION, UnknownKindError, decode, encode
from device.memory.other_version import Translator
from speech.errors import TidtagerError

log = logging.getLogger(__name__)


# What this program remembers may have been beyond a program that the box was set back to: such a
# row is read again, it is never cut away, and it is no gap in what was said.
_READABLE = """
SELECT sequence, event, version, failed FROM events
WHERE failed IS NULL OR (failed = 'UnknownKindError' AND event LIKE '{"kind":"Remembered"%')
ORDER BY sequence
"""
_CUT = """
DELETE FROM events WHERE failed IS NULL OR event NOT LIKE '{"kind":"Remembered"%'
"""
_FIRST_LEFT_OUT = """
SELECT min(sequence) FROM events
WHERE failed IS NOT NULL AND event NOT LIKE '{"kind":"Remembered"%'
"""


class JournalError(TidtagerError, OSError):
    """The journal can't be written."""


def boot_id() -> str:
    """This start of the computer; two events of one boot share a monotonic clock."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return "unknown"


class Journal:
    """One SQLite file. One thread at a time: the loop, or the hand that it waits for."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path`; a damaged one is set aside as ``*.damaged``.

        Where nothing can be written it is in memory alone, and `kept` is false.
        """
        self.path = path
        self._boot = boot_id()
        opened = journal_file.open_file(path)
        self._db = opened.database
        self.kept = opened.kept
        """Whether what is written survives a power cut."""
        self.incomplete = opened.damaged
        """Whether, since it was opened, some of what it held turned out to be of no use."""
        self._last = 0

    def append(self, event: Event) -> None:
        """Write one event; when this returns it survives a power cut.

        Raises JournalError when the disk is full or gone.
        """
        self._last = 0
        try:
            row = self._db.execute(
                "INSERT INTO events (boot, t, event, version) VALUES (?, ?, ?, ?)",
                (self._boot, event.t, encode(event), VERSION),
            )
        except (sqlite3.Error, ValueError) as fault:
            raise JournalError(f"cannot write the journal {self.path}: {fault}") from fault
        self._last = row.lastrowid or 0

    def leave_out_last(self, fault: Exception) -> None:
        """The event written last could not be handled, for `fault`: no replay handles it again."""
        self._leave_out(self._last, fault)

    def cut(self, remembered: Remembered, plan: StickIn) -> None:
        """Begin anew with these two rows; all before goes, and is wiped from the file.

        Only what a later program remembered, and this one couldn't read, stays where it is.
        Durable, all or nothing. Raises JournalError, and leaves the journal as it was.
        """
        self._last = 0
        try:
            with journal_file.transaction(self._db):
                self._db.execute(_CUT)
                for event in (remembered, plan):
                    self.append(event)
        except sqlite3.Error as fault:
            raise JournalError(f"cannot cut the journal {self.path}: {fault}") from fault
        with contextlib.suppress(sqlite3.Error):  # it is safe as it is; the log only grows less
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_scores(self, scored: Scored) -> None:
        """Write how a statement's scores stand, over how they stood; durable, as `append`.

        Nothing of what stood there before is left in the file or its log, where one after the
        other would tell the order of the presses. Raises JournalError.
        """
        try:
            for sequence, kept in self._all_scored():
                if is_same(kept, scored):
                    self._db.execute(
                        "UPDATE events SET event = ? WHERE sequence = ?", (encode(scored), sequence)
                    )
                    break
            else:
                self.append(scored)
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as fault:
            raise JournalError(f"cannot write the journal {self.path}: {fault}") from fault

    def last_scored(self) -> Scored | None:
        """The scores that were written last, if any."""
        return next((scored for _, scored in self._all_scored()), None)

    def _all_scored(self) -> list[tuple[int, Scored]]:
        """All of them with their rows' numbers, the last first."""
        rows = self._db.execute(
            'SELECT sequence, event FROM events WHERE event LIKE \'{"kind":"Scored"%\' '
            "AND failed IS NULL ORDER BY sequence DESC"
        )
        found = [(sequence, decode(line)) for sequence, line in rows]
        return [(sequence, event) for sequence, event in found if isinstance(event, Scored)]

    def events(self) -> Iterator[Event]:
        """All events but those left out, oldest first."""
        for _, _, event in self._events():
            yield event

    def replay(self, meeting: Meeting) -> Meeting:
        """The meeting as it was after the last event.

        What can't be handled is left out, and `incomplete` is true from then on.
        """
        rows = list(self._events())
        other = Translator([event for _, _, event in rows])
        gap = self._first_left_out()
        for place, (sequence, version, event) in enumerate(rows):
            try:
                if version == VERSION and (gap is None or sequence < gap):
                    meeting = replayed(meeting, event)
                else:
                    meeting = other.before(meeting, place)
                    meeting = replayed(meeting, other.meant(meeting, place))
            except Exception as fault:  # whatever it is, the next start would meet it again
                log.exception("an event of the journal can't be handled: %s", type(event).__name__)
                self._leave_out(sequence, fault)
                self.incomplete = True
                gap = sequence if gap is None else gap
        return meeting

    def forget(self) -> None:
        """Wipe every row, the pages and the log that held them, and what was set aside.

        Raises OSError or sqlite3.Error where a file can't be taken away, or is closed.
        """
        try:
            self._db.execute("DELETE FROM events")
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:
            # A full disk has no room for what wiping writes; without the file there is room.
            self._db.close()
            try:
                journal_file.wipe(self.path)
            finally:
                opened = journal_file.open_file(self.path)
                self._db, self.kept = opened.database, opened.kept
        if self.kept:
            journal_file.wipe_set_aside(self.path)
        else:
            journal_file.wipe(self.path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _events(self) -> Iterator[tuple[int, int, Event]]:
        """Sequence, version and event of each row that can be read."""
        rows = self._db.execute(_READABLE).fetchall()
        for sequence, line, version, failed in rows:
            try:
                event = decode(line)
            except UnknownKindError as fault:
                if failed:
                    continue
                log.warning("a row of the journal can't be read: %s", fault)
                self._leave_out(sequence, fault)
                self.incomplete = True
            else:
                yield sequence, version, event

    def _first_left_out(self) -> int | None:
        """From there on less may have been said than when the rows were written."""
        first: int | None = self._db.execute(_FIRST_LEFT_OUT).fetchone()[0]
        return first

    def _leave_out(self, sequence: int, fault: Exception) -> None:
        # On a disk that can't be written it is found again at the next start.
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(
                "UPDATE events SET failed = ? WHERE sequence = ?", (type(fault).__name__, sequence)
            )
