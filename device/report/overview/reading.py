"""The exports are read by DuckDB into one table, and the queries in sql/ are asked of it."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from device.report.overview.files import MOST_ROWS, Skipped, exports
from device.report.parquet import connection, quoted
from device.report.rows import ITEM, SCHEMA, TYPES
from speech.errors import TidtagerError

if TYPE_CHECKING:
    import duckdb

READ = ("slags", "tekst", "gruppe", "moede", "til_moede", "form", "inviterede", "kom",
        "planlagt_minutter", "brugt_minutter", "svar1", "svar2", "svar3", "svar4", "svar5",
        "svar")  # fmt: skip
"""The columns that are looked at."""
AT_ONCE = 1000
"""Files in one go; where one of them fails, halves of them."""
MEMORY = "128MB"


@dataclass(frozen=True)
class Answers:
    """What was asked of all exports: by query (a file of sql/), its rows."""

    rows: dict[str, list[tuple[Any, ...]]]
    files: int
    """So many were read."""
    skipped: tuple[Skipped, ...]


QUERIES = ("alle", "fremmoede", "former", "udsagn", "emner")


def query(name: str) -> str:
    """The SQL of the query `name`."""
    return files(__package__).joinpath(f"sql/{name}.sql").read_text(encoding="utf-8")


def ask(folders: Sequence[Path]) -> Answers:
    """Read all exports below `folders` and ask the queries of them."""
    good, skipped = exports(folders)
    with _database() as db:
        columns = ", ".join(f"{name} {TYPES[name]}" for name in READ)
        db.execute(f"CREATE TABLE moeder ({columns})")
        bad: list[Skipped] = []
        for start in range(0, len(good), AT_ONCE):
            bad += _take_in(db, good[start : start + AT_ONCE])
        db.execute(f"CREATE TABLE seneste AS {query('seneste')}")
        db.execute("DROP TABLE moeder")
        rows = {name: db.execute(query(name)).fetchall() for name in QUERIES}
    everything = sorted([*skipped, *bad], key=lambda one: one.path)
    return Answers(rows, len(good) - len(bad), tuple(everything))


@contextmanager
def _database() -> Iterator["duckdb.DuckDBPyConnection"]:
    """One on disk, in a folder of its own, so that little of it need be in memory."""
    with (
        tempfile.TemporaryDirectory() as folder,
        connection(MEMORY, os.cpu_count() or 1, Path(folder) / "overview.db") as db,
    ):
        db.execute("SET preserve_insertion_order = false")
        yield db


def _take_in(db: "duckdb.DuckDBPyConnection", paths: list[Path]) -> list[Skipped]:
    """Put the rows of `paths` into the table; those of them that can't be read."""
    import duckdb  # noqa: PLC0415

    if not paths:
        return []
    try:
        _insert(db, paths)
    except (duckdb.Error, _TooManyRowsError) as fault:
        if len(paths) == 1:
            return [Skipped(paths[0], _why(fault))]
        middle = len(paths) // 2
        return [*_take_in(db, paths[:middle]), *_take_in(db, paths[middle:])]
    return []


class _TooManyRowsError(TidtagerError, ValueError):
    """A file says that it has more rows than any export."""


def _insert(db: "duckdb.DuckDBPyConnection", paths: list[Path]) -> None:
    """All of them, or none. Raises duckdb.Error and _TooManyRowsError."""
    listed = f"[{', '.join(quoted(path) for path in paths)}]"
    most = db.execute(f"SELECT MAX(num_rows) FROM parquet_file_metadata({listed})").fetchone()  # noqa: S608
    if most and most[0] and most[0] > MOST_ROWS:
        raise _TooManyRowsError
    columns = ", ".join(f"CAST({name} AS {TYPES[name]})" for name in READ)
    db.execute(
        f"INSERT INTO moeder SELECT {columns} FROM read_parquet({listed})"  # noqa: S608
        f" WHERE skema = {SCHEMA} AND slags <> '{ITEM}'"
    )


def _why(fault: Exception) -> str:
    import duckdb  # noqa: PLC0415

    match fault:
        case _TooManyRowsError():
            return "huge"
        case duckdb.BinderException() | duckdb.ConversionException():
            return "foreign"
        case _:
            return "damaged"
