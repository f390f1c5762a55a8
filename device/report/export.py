"""moeder.parquet, by DuckDB in a process of its own (device.report.parquet)."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

from device.report import parquet
from device.report.rows import TYPES, Row
from speech.errors import TidtagerError

SECONDS = 30.0
"""So long it may take; a small Pi takes some to load DuckDB."""


class ExportError(TidtagerError, RuntimeError):
    """The figures of the meetings could not be made into a file."""


def exported(rows: Sequence[Row]) -> bytes:
    """The file's content. Raises ExportError."""
    order = {"rows": [astuple(row) for row in rows], "types": TYPES}
    try:
        done = subprocess.run(  # noqa: S603  (our own file)
            # -P: what lies beside the file is no module to be found by its bare name
            [sys.executable, "-P", str(Path(parquet.__file__))],
            input=json.dumps(order).encode(),
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ExportError(f"the figures can't be made into a file: {fault}") from fault
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
        raise ExportError(f"the figures can't be made into a file: {last[0]}")
    return done.stdout
