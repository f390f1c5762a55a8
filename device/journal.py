"""The journal: every event, durable before it is handled. Replaying it gives the same meeting.

SQLite with `synchronous=FULL`: with less, the last commits can be lost at a power cut
(https://sqlite.org/pragma.html#pragma_synchronous). A meeting writes a few thousand short rows.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from device.codec import decode, encode
from device.meeting.events import Event, Scored
from device.meeting.meeting import Meeting
from device.meeting.scores import replayed

VERSION = 1
"""Of the tables; a journal of another version is set aside, never overwritten."""

_TABLES = """
CREATE TABLE IF NOT EXISTS events (
    sequence INTEGER PRIMARY KEY,
    boot TEXT NOT NULL,
    t REAL NOT NULL,
    event TEXT NOT NULL
) STRICT;
"""


class JournalError(OSError):
    """The journal can't be opened or written."""


def boot_id() -> str:
    """This start of the computer; two events of one boot share a monotonic clock."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return "unknown"


class Journal:
    """One SQLite file. Single-threaded: the loop alone writes it."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path`; a damaged one is set aside as ``*.damaged``.

        Raises JournalError when the place can't be written.
        """
        self.path = path
        self._boot = boot_id()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = self._opened()
        except sqlite3.DatabaseError:
            aside = _free_name(path)
            path.rename(aside)
            for tail in ("-wal", "-shm"):
                path.with_name(path.name + tail).unlink(missing_ok=True)
            self._db = self._opened()
        except OSError as fault:
            raise JournalError(f"cannot write the journal {path}: {fault.strerror}") from fault

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            database.execute("PRAGMA secure_delete=ON")
            database.executescript(_TABLES)
            _check(database)
        except sqlite3.OperationalError as fault:
            database.close()
            raise JournalError(f"cannot open the journal {self.path}: {fault}") from fault
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def append(self, event: Event) -> None:
        """Write one event; when this returns it survives a power cut.

        Raises JournalError when the disk is full or gone.
        """
        try:
            self._db.execute(
                "INSERT INTO events (boot, t, event) VALUES (?, ?, ?)",
                (self._boot, event.t, encode(event)),
            )
        except sqlite3.Error as fault:
            raise JournalError(f"cannot write the journal {self.path}: {fault}") from fault

    def keep_scores(self, scored: Scored) -> None:
        """Write how a statement's scores stand, over how they stood; durable, as `append`.

        Nothing of what stood there before is left in the file or its log, where one after the
        other would tell the order of the presses. Raises JournalError.
        """
        try:
            for sequence, kept in self._all_scored():
                if (kept.t, kept.item, kept.statement) == (scored.t, scored.item, scored.statement):
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
            "ORDER BY sequence DESC"
        )
        found = [(sequence, decode(line)) for sequence, line in rows]
        return [(sequence, event) for sequence, event in found if isinstance(event, Scored)]

    def events(self) -> Iterator[Event]:
        """All events, oldest first."""
        for (line,) in self._db.execute("SELECT event FROM events ORDER BY sequence"):
            yield decode(line)

    def replay(self, meeting: Meeting) -> Meeting:
        """The meeting as it was after the last event."""
        for event in self.events():
            meeting = replayed(meeting, event)
        return meeting

    def forget(self) -> None:
        """Wipe every row, and the pages and the log that held them ("glem alt")."""
        self._db.execute("DELETE FROM events")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _check(database: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError where the file is of another version, or damaged."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, VERSION}:
        raise sqlite3.DatabaseError(f"version {version}")
    database.execute(f"PRAGMA user_version={VERSION}")
    sound = database.execute("PRAGMA quick_check").fetchone()[0]
    if sound != "ok":
        raise sqlite3.DatabaseError(sound)


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.{number}.damaged")).exists():
        number += 1
    return aside
