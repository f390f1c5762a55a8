"""moeder.parquet, made by DuckDB, which is loaded for that alone: it is seldom, and not small."""

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from device.report.rows import COLUMNS, TYPES, Row

if TYPE_CHECKING:
    import duckdb

MEMORY = "100MB"
NULL = "\\N"


def connection(
    memory: str = MEMORY, threads: int = 1, path: Path | None = None
) -> "duckdb.DuckDBPyConnection":
    """A database (in memory, or at `path`) that fetches nothing: no extension from any network."""
    import duckdb  # noqa: PLC0415

    return duckdb.connect(
        str(path or ":memory:"),
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": memory,
            "threads": threads,
        },
    )


def parquet_of(rows: Sequence[Row]) -> bytes:
    """The file's content. Raises duckdb.Error and OSError."""
    with connection() as db, tempfile.TemporaryDirectory() as folder:
        table, path = Path(folder) / "rows.csv", Path(folder) / "meetings.parquet"
        with table.open("w", encoding="utf-8", newline="") as file:
            # A thousand rows put in one by one take seconds.
            told = ([NULL if cell is None else cell for cell in astuple(row)] for row in rows)
            csv.writer(file, quoting=csv.QUOTE_MINIMAL).writerows(told)
        columns = ", ".join(f"'{name}': '{TYPES[name]}'" for name in COLUMNS)
        read = (  # what is put in is our own
            f"SELECT * FROM read_csv({quoted(table)}, columns = {{{columns}}}, header = false,"  # noqa: S608
            f" auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            f" nullstr = '{NULL}', parallel = false)"
        )
        db.execute(f"COPY ({read}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)")
        return path.read_bytes()


def quoted(path: Path) -> str:
    """`path` as SQL has it."""
    return "'" + str(path).replace("'", "''") + "'"
