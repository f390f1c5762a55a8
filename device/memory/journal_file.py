"""The journal's file, opened whatever has become of it. Nothing in it is ever overwritten.

A file that is damaged, or that another program made, is set aside whole as ``*.damaged``, and what
can be read of it goes on in a new one. Where nothing can be written the journal is in memory alone.
"""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from device.memory.codec import VERSION
from device.memory.durable import sync_folder
from device.memory.wiping import wipe_files

log = logging.getLogger(__name__)

TABLES = 2
"""Of the tables (``user_version``). A later program may only add columns that have a default:
then each program can go on with the file of any other."""

PAGE_BYTES = 1024
"""Of a new file. Each event writes a page at least, and most rows are short: with SQLite's usual
4 kB a two-hour meeting wrote 7 MB to the card, with this 2 (tests/bench/written.py)."""

BUSY_SECONDS = 1.0
"""So long it waits for another program to let go of the file, while the meeting waits, too."""

_TABLES = """
CREATE TABLE IF NOT EXISTS events (
    sequence INTEGER PRIMARY KEY,
    boot TEXT NOT NULL,
    t REAL NOT NULL,
    event TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    failed TEXT
) STRICT
"""
_COLUMNS = {
    "sequence": int,
    "boot": str,
    "t": float | int,
    "event": str,
    "version": int,
    "failed": str | None,
}
_FIRST = ("sequence", "boot", "t", "event")
"""The columns of 0.1.0."""
_ADDED = {"version": "version INTEGER NOT NULL DEFAULT 1", "failed": "failed TEXT"}
_INSERT = "INSERT INTO events (sequence, boot, t, event, version, failed) VALUES (?, ?, ?, ?, ?, ?)"
_FORWARD = "SELECT * FROM events ORDER BY sequence"
_BACK = "SELECT * FROM events ORDER BY sequence DESC"
_TAILS = ("-wal", "-shm", "-journal")
_HERE_TO_STAY = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}
"""SQLite's errors that are the disk's: to set the file aside would not help."""

Row = tuple[object, ...]
"""Values of _COLUMNS."""


@dataclass(frozen=True)
class Opened:
    """A journal that can be written."""

    database: sqlite3.Connection
    damaged: bool = False
    """The file had to be set aside, so that some of it may be lost to the meeting."""
    kept: bool = True
    """False: it is in memory alone; a power cut ends it."""


def open_file(path: Path) -> Opened:
    """Open or make the journal at `path`, whatever there is. Never raises for what is there."""
    damaged = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _finish_setting_aside(path)
        damaged = _is_not_to_be_opened(path)
        if not damaged:
            try:
                return Opened(_connected(path))
            except sqlite3.Error as fault:
                if _code(fault) in _HERE_TO_STAY:
                    raise
                log.warning("the journal %s is damaged, and set aside: %s", path, fault)
                damaged = True
        _set_aside(path)
        return Opened(_connected(path), damaged=True)
    except (OSError, sqlite3.Error) as fault:
        log.warning("the journal %s can't be written; it is kept in memory: %s", path, fault)
    return Opened(_in_memory(path), damaged=damaged, kept=False)


def wipe(path: Path) -> None:
    """Take away the journal and all that was set aside of it. Raises OSError."""
    files = [path, *(path.with_name(path.name + tail) for tail in _TAILS)]
    wipe_files([*files, *_aside(path)])


def wipe_set_aside(path: Path) -> None:
    """Take away all that was set aside. A folder in the journal's place was none of ours."""
    wipe_files(_aside(path))


def _aside(path: Path) -> list[Path]:
    patterns = (f"{path.name}.*.damaged*", f"{_new(path).name}*")
    return [file for pattern in patterns for file in path.parent.glob(pattern)]


def _code(fault: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 for what Python raised itself."""
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF


def _is_not_to_be_opened(path: Path) -> bool:
    """What SQLite is not to touch: it deletes the log of an empty file, and the log is the rows."""
    log_file = path.with_name(f"{path.name}-wal")
    if path.is_file() and path.stat().st_size == 0:
        return log_file.is_file() and log_file.stat().st_size > 0
    return path.exists() and not path.is_file()


def _connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        database.text_factory = _text
        database.execute(f"PRAGMA page_size={PAGE_BYTES}")
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("PRAGMA secure_delete=ON")
        sound = database.execute("PRAGMA quick_check").fetchone()[0]
        if sound != "ok":
            raise sqlite3.DatabaseError(sound)
        _bring_up_to_date(database)
        _try_out(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


def _columns(database: sqlite3.Connection) -> frozenset[str]:
    return frozenset(row[1] for row in database.execute("PRAGMA table_info(events)"))


def _bring_up_to_date(database: sqlite3.Connection) -> None:
    """Add what this program needs, all of it or nothing."""
    version = database.execute("PRAGMA user_version").fetchone()[0]
    columns = _columns(database)
    if columns and not columns.issuperset(_FIRST):
        raise sqlite3.DatabaseError(f"no table of ours: {sorted(columns)}")
    if version >= TABLES and columns.issuperset(_ADDED):
        return
    with transaction(database):
        database.execute(_TABLES)
        for name, column in _ADDED.items():
            if name not in _columns(database):
                database.execute(f"ALTER TABLE events ADD COLUMN {column}")
        database.execute(f"PRAGMA user_version={max(version, TABLES)}")


def _try_out(database: sqlite3.Connection) -> None:
    """Write a row and take it back: raises sqlite3.Error where no event could be written."""
    database.execute("BEGIN IMMEDIATE")
    try:
        database.execute(
            "INSERT INTO events (boot, t, event, version) VALUES ('', 0.0, '', ?)", (VERSION,)
        )
    finally:
        database.execute("ROLLBACK")


@contextlib.contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All that is done within is there at the end, or nothing of it."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _set_aside(path: Path) -> None:
    """Put a sound file with what can be read of `path` in its place.

    The new one is whole before the old one is moved; `_finish_setting_aside` goes on from wherever
    a power cut ends this.
    """
    rows = _readable(path)
    new = _new(path)
    for tail in ("", *_TAILS):
        new.with_name(new.name + tail).unlink(missing_ok=True)
    database = sqlite3.connect(new, isolation_level=None)
    with contextlib.closing(database):
        database.execute(f"PRAGMA page_size={PAGE_BYTES}")
        database.execute("PRAGMA synchronous=FULL")
        with transaction(database):
            database.execute(_TABLES)
            database.executemany(_INSERT, rows)
            database.execute(f"PRAGMA user_version={TABLES}")
    _swap(path)


def _finish_setting_aside(path: Path) -> None:
    if not path.exists() and _new(path).is_file():
        _swap(path)


def _swap(path: Path) -> None:
    aside = _free_name(path)
    # The log goes with its file: SQLite would take it for the new file's.
    for tail in ("", "-wal", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + tail).rename(aside.with_name(aside.name + tail))
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    _new(path).rename(path)
    sync_folder(path.parent)


def _free_name(path: Path) -> Path:
    number = 1
    while any(path.parent.glob(f"{path.name}.{number}.damaged*")):
        number += 1
    return path.with_name(f"{path.name}.{number}.damaged")


def _in_memory(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    database.text_factory = _text
    database.execute(_TABLES)
    database.executemany(_INSERT, _readable(path))
    return database


def _readable(path: Path) -> list[Row]:
    """The rows of `path` that can be read: from the first on, and from the last back."""
    if not path.is_file() or _is_not_to_be_opened(path):
        return []
    rows: dict[object, Row] = {}
    # Read-only a file with a log needs its "-shm" beside it; without, all but the log is read.
    for how in ("mode=ro", "immutable=1"):
        try:
            database = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True)
        except sqlite3.Error:
            continue
        with contextlib.closing(database), contextlib.suppress(sqlite3.Error):
            database.text_factory = _text
            for query in (_FORWARD, _BACK):
                rows |= {row[0]: row for row in _until_damage(database, query)}
        if rows:
            break
    return list(rows.values())


def _writable(value: object) -> object:
    """Text that was cut off in the midst of a letter can't be written as it was read."""
    if not isinstance(value, str):
        return value
    return value.encode(errors="surrogateescape").decode(errors="replace")


def _until_damage(database: sqlite3.Connection, query: str) -> Iterator[Row]:
    try:
        found = database.execute(query)
        names = [column[0] for column in found.description]
        for values in found:
            row = {"version": 1, "failed": None, **dict(zip(names, values, strict=True))}
            if all(isinstance(row.get(name), kind) for name, kind in _COLUMNS.items()):
                yield tuple(_writable(row[name]) for name in _COLUMNS)
    except sqlite3.Error as fault:
        log.warning("the journal can be read up to its damage only: %s", fault)
