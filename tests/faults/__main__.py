"""The faults table: python -m tests.faults [--some] [--only WORD] [--out docs/fejl.md]

Makes every fault there is a case of, and prints what came of it. `--some`: a part of the tries, as
the tests do. Exits 1 where a fault costs what it must not.
"""

import argparse
import logging
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.cases import CASES
from tests.faults.row import Case, Row

HEAD = ("Fejl", "Hvad bordet hører", "Lampen", "Forsøg", "Tabt", "Rask igen")


def line(case: Case, row: Row) -> str:
    """One of the table's, in Markdown."""
    lost = f"{row.lost} ({row.note})" if row.note else str(row.lost)
    took = "–" if row.seconds is None else f"{row.seconds:.1f} s".replace(".", ",")
    cells = (case.name, row.heard, row.lamp, f"{row.tries:,}".replace(",", "."), lost, took)
    return f"| {' | '.join(cells)} |"


def tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--some", action="store_true", help="a part of the tries")
    arguments.add_argument("--only", default="", help="a word of the faults' names")
    given = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    tell(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    bad = []
    for case in CASES:
        if given.only.casefold() not in case.name.casefold():
            continue
        if why := case.skip():
            tell(f"| {case.name} | ikke prøvet: {why} | | | | |")
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                row = case.make(Path(folder), not given.some)
            except Exception as fault:
                bad.append(f"{case.name}: {fault!r}")
                tell(f"| {case.name} | fejlede: {type(fault).__name__} | | | | |")
                continue
        tell(line(case, row))
        sys.stderr.write(f"{case.name}: {time.monotonic() - began:.0f} s\n")
        if (row.lost and not row.note) or (row.seconds or 0.0) > case.at_most:
            bad.append(f"{case.name}: {row}")
    for what in bad:
        sys.stderr.write(f"NOT AS IT MUST BE: {what}\n")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
