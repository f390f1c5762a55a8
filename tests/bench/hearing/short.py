"""The short table, for README.md: what was aimed at, and what was reached."""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.hearing.column import Column
from tests.bench.hearing.counts import Overheard, Understood, latency, percent
from tests.bench.hearing.measuring import PASSING, WORDS_APART
from tests.bench.hearing.places import PLACES
from tests.bench.hearing.wanted import NATURAL

MARKS = ("<!-- the bench's table -->", "<!-- its end -->")
"""What stands around the table in the card, and around the short one in README.md."""


WHERE = (
    ("clean", ("clean",), ("99.5", "97")),
    ("echo and hiss at 15 dB", ("echo and hiss 15 dB",), ("98", "94")),
    (
        "three others talk around it, 20 / 10 / 5 dB under it",
        ("babble 20 dB", "babble 10 dB", "babble 5 dB"),
        ("97 / 92 / 80", "95 / 88 / 72"),
    ),
    ("one other talker, 10 dB", ("one other talker 10 dB",), ("", "")),
    ("two interviews at the table, 8 dB", ("two interviews 8 dB",), ("", "")),
    ("dishes / rain, 10 dB", ("dishes 10 dB", "rain 10 dB"), ("85 / 90", "85 / 85")),
)
"""Understood, in per cent: what the row says, its places, the goals for either kind of voices."""
RECORDED = {"numbers": "90", "ktuberling": "80", "klettres": "50"}
"""Goals for recordings, in per cent."""

Row = tuple[str, str, str]


def short(column: Column) -> str:
    """The table as Markdown: espeak-ng's voices, natural ones, and the goals in brackets."""
    rows = [("", "espeak-ng, held out", "natural, held out"), ("---",) * 3]
    rows += [*_places(column), *_talk(column), *_costs(column), *_people(column)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def between_marks(file: Path, text: str) -> str:
    """`file` with `text` in place of what stands between MARKS.

    Raises ValueError where they are missing.
    """
    whole = file.read_text(encoding="utf-8")
    if any(whole.count(mark) != 1 for mark in MARKS) or whole.index(MARKS[0]) > whole.index(
        MARKS[1]
    ):
        raise ValueError(f"{file}: the table's place is not marked: {' and '.join(MARKS)}")
    before, rest = whole.split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    return f"{before}{MARKS[0]}\n{text}{MARKS[1]}{after}"


def _places(column: Column) -> Iterator[Row]:
    for name, places, goals in WHERE:
        cells = [
            " / ".join(percent(_said(column, f"{kind}{place}")) for place in places)
            for kind in ("", NATURAL)
        ]
        told = [f"{goal} %" if goal else "" for goal in goals]
        yield _row(f"understood, %: {name}", *zip(cells, told, strict=True))
    both = [_all(column, natural=natural) for natural in (False, True)]
    wrong = [f"{100 * one.wrong / one.all:.1f} % of {one.all}" if one.all else "-" for one in both]
    yield _row("taken for another, all places", *zip(wrong, ("1 %", "2 %"), strict=True))
    late = [latency(one.latencies) for one in both]
    goals = ("0.30 / 0.50 s", "0.35 / 0.60 s")
    yield _row("end of speech to event, median / 95th percentile", *zip(late, goals, strict=True))


def _talk(column: Column) -> Iterator[Row]:
    for name, words, goals in (
        ("false commands, wake-ups in hours of talk", False, ("1, 3 in 10 h", "2, 5 in 10 h")),
        ("the same in hours of single words and rows of numbers", True, ("", "2 in 1 h")),
    ):
        cells = [_overheard(column, words, natural) for natural in (False, True)]
        yield _row(name, *zip(cells, goals, strict=True))


def _overheard(column: Column, words: bool, natural: bool) -> str:
    total = Overheard()
    for kind, one in column.measured.overheard.items():
        same = (kind.endswith(WORDS_APART), kind.startswith(NATURAL)) == (words, natural)
        total += one if same and kind != PASSING else Overheard()
    if not total.seconds:
        return "-"
    return f"{len(total.commands)}, {len(total.calls)} in {total.seconds / 3600:.1f} h"


def _costs(column: Column) -> Iterator[Row]:
    work, costs = column.measured.work, column.resources
    if work.audio:
        yield _row("of one core, x86 (real time is 1)", (f"{work.cpu / work.audio:.3f}", "0.06"))
    if costs is not None:
        told = f"{costs.memory:.0f} MB; {costs.load:.2f} s; {costs.size:.1f} MB"
        yield _row("memory; load; the model's files", (told, "120 MB; 0.5 s; 12 MB"))


def _people(column: Column) -> Iterator[Row]:
    for name, halves in column.recognised.items():
        goal = next((goal for part, goal in RECORDED.items() if part in name), "")
        right, n = (sum(counts[at] for counts in halves.values()) for at in (0, 1))
        yield _row(
            f"recordings: {name}, {n} among {column.among[name]} texts",
            (f"{100 * right / n:.1f} %" if n else "-", goal and f"{goal} %"),
        )
    for half, counts in column.learned.items():
        cell = f"{counts.before} -> {counts.after} of {counts.n}: {counts.left:.2f}"
        yield _row(f"errors before and after learning voices, {half} of them", (cell, "0.33"))


def _row(name: str, *cells: tuple[str, str]) -> Row:
    told = [f"{cell} ({goal})" if goal else cell for cell, goal in cells]
    return name, told[0], told[1] if len(told) > 1 else ""


def _said(column: Column, place: str) -> Understood:
    total = Understood()
    for (name, _), one in column.measured.understood.items():
        total += one if name == place else Understood()
    return total


def _all(column: Column, *, natural: bool) -> Understood:
    total = Understood()
    for place in PLACES:
        if place.natural == natural and not place.people:
            total += _said(column, place.name)
    return total
