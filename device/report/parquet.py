"""A Parquet file of rows, by DuckDB: ``python device/report/parquet.py`` with an order on stdin.

DuckDB is 40 MB once it is loaded, and a box is on for years that needs it for a moment after each
meeting. So there it has a process of its own (device.report.export), which loads nothing else of
ours. The order is JSON: rows, and SQL types by column; the file's content comes out.
"""

import csv
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

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


def parquet_of(rows: Sequence[Sequence[str | float | None]], types: Mapping[str, str]) -> bytes:
    """The file's content; `types` has the columns in order. Raises duckdb.Error and OSError."""
    with connection() as db, tempfile.TemporaryDirectory() as folder:
        table, path = Path(folder) / "rows.csv", Path(folder) / "meetings.parquet"
        with table.open("w", encoding="utf-8", newline="") as file:
            # A thousand rows put in one by one take seconds.
            told = ([NULL if cell is None else cell for cell in row] for row in rows)
            csv.writer(file, quoting=csv.QUOTE_MINIMAL).writerows(told)
        columns = ", ".join(f"'{name}': '{sql}'" for name, sql in types.items())
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


if __name__ == "__main__":
    order = json.load(sys.stdin)
    sys.stdout.buffer.write(parquet_of(order["rows"], order["types"]))
