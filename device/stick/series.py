"""Several plans on one stick: which of them is meant.

Copies of one file ("tidtager (1)", "plan - Kopi") are one plan, saved again: the newest is meant.
Plans of different days, or with different numbers in their names, are a series: the one for today
is meant, else the next that has not been held. The clock is asked only where it can be trusted.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from device.memory.durable import StorageError, read_regular
from device.planfile import MOST_BYTES, PlanFaults, read_plan

MOST_PLANS = 20
"""So many plans of a series are looked into."""

_BRACKETED = re.compile(
    r"^(?:kopi af|copy of)\s+|[ _-]+(?:kopi|copy)\b.*$|[ _-]*\(\d+\)$|[ _-]+conflict\w*.*$"
)
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Choice:
    """The plan that is meant, of how many, and why."""

    path: Path
    among: int = 1
    why: str = ""
    """As in events.StickIn.chosen; "": there is only one."""


@dataclass(frozen=True)
class Series:
    """What the box knows that tells which plan of a series it is."""

    held: frozenset[int] = frozenset()
    """The seeds of the plans that meetings have been held by."""
    today: Callable[[], date | None] = lambda: None
    """The day, where the clock can be trusted."""


@dataclass(frozen=True)
class _Planned:
    path: Path
    numbers: tuple[int, ...]
    day: str
    seed: int


def copies_apart(stems: Sequence[str]) -> list[int]:
    """Of files with these `stems`, newest first: the places of those that are no older copies."""
    seen: dict[str, int] = {}
    for place, stem in enumerate(stems):
        seen.setdefault(_BRACKETED.sub("", stem.casefold()).strip(), place)
    return sorted(seen.values())


def choose(paths: Sequence[Path], series: Series) -> Choice | None:
    """Which of `paths`, no copies of each other, is meant; None: they are no series."""
    planned = [_planned(path) for path in paths[:MOST_PLANS]]
    ordered = _in_order(planned)
    if ordered is None:
        return None
    many = len(planned)
    today = series.today()
    if today is not None:
        ahead = [plan for plan in ordered if plan.day >= today.isoformat()]
        if ahead and all(plan.day for plan in ordered):
            of_today = ahead[0].day == today.isoformat()
            return Choice(ahead[0].path, many, "today" if of_today else "next")
    left = [plan for plan in ordered if plan.seed not in series.held]
    if left:
        return Choice(left[0].path, many, "next")
    return Choice(ordered[-1].path, many, "last")


def _in_order(planned: Sequence[_Planned]) -> list[_Planned] | None:
    """By their days, else by the numbers in their names; None where neither tells them apart."""
    days = {plan.day for plan in planned}
    if "" not in days and len(days) == len(planned):
        return sorted(planned, key=lambda plan: plan.day)
    numbers = {plan.numbers for plan in planned}
    if () not in numbers and len(numbers) == len(planned):
        return sorted(planned, key=lambda plan: plan.numbers)
    return None


def _planned(path: Path) -> _Planned:
    """A plan with faults has its place by its name alone."""
    numbers = tuple(int(number) for number in _NUMBER.findall(path.stem))
    try:
        plan = read_plan(read_regular(path, MOST_BYTES + 1), path.name)
    except (PlanFaults, StorageError):
        return _Planned(path, numbers, "", 0)
    return _Planned(path, numbers, plan.date or "", plan.seed)
