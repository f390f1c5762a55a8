"""Exports of made-up groups, as many sticks hold them."""

import random
from dataclasses import astuple, replace
from pathlib import Path

from device.report.parquet import parquet_of
from device.report.rows import TYPES, Row

STATEMENT = "Mødet var tiden værd."


def a_group(
    number: int,
    meetings: int,
    *,
    form: str = "følgende møde",
    topic: str = "Hvad er ledelse?",
    seed: int = 1,
) -> list[Row]:
    """All rows of the group's meetings."""
    chance = random.Random(f"{seed} {number}")
    rows = []
    for meeting in range(1, meetings + 1):
        counts = [chance.randint(0, 2) for _ in range(4)] + [4]
        told = [
            Row("moede", None, 8, chance.randint(5, 8), 120.0, 110.0 + chance.randint(0, 20)),
            Row("udsagn", STATEMENT, None, None, None, None, *counts, sum(counts)),
            Row("emne", topic),
            Row("punkt", "Velkomst", None, None, 5.0, 6.0),
        ]
        rows += [
            replace(row, gruppe=f"{number:016x}", moede=meeting, til_moede=meetings, form=form)
            for row in told
        ]
    return rows


def on_stick(folder: Path, number: int, rows: list[Row], name: str = "moeder.parquet") -> Path:
    """The export of a group, on a stick of its own."""
    inside = folder / f"Stik {number} æøå"
    inside.mkdir(exist_ok=True)
    path = inside / name
    path.write_bytes(parquet_of([astuple(row) for row in rows], TYPES))
    return path
