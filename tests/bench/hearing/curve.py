"""The one threshold: false accepts against misses, for every value that it could have.

An ear that accepts everything hears commands and talk once, and what it found is filtered by its
confidence afterwards. That this comes to the same as an ear with that threshold is not taken for
granted: one such ear hears the same sound beside it (`Curve.agrees`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.table import Table

from tests.bench.hearing.counts import Overheard, Understood, poisson, rate, share
from tests.bench.hearing.measuring import Measured

STEPS = (0.0, 0.1, 0.2, 0.27, 0.33, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True)
class Point:
    """What one threshold gives."""

    threshold: float
    missed: int
    """Commands that were not understood."""
    wrong: int
    """Commands taken for another."""
    commands: int
    accepts: int
    calls: int
    seconds: float
    """Of talk."""

    @property
    def lost(self) -> float:
        """The share of commands that were missed or taken for another."""
        return (self.missed + self.wrong) / self.commands

    @property
    def an_hour(self) -> float:
        """False accepts."""
        return self.accepts / self.seconds * 3600


class Curve:
    """Points of one model, from what an ear without a threshold made of commands and talk."""

    def __init__(self, measured: Measured) -> None:
        self._understood, self._overheard = Understood(), Overheard()
        for understood in measured.understood.values():
            self._understood += understood
        for overheard in measured.overheard.values():
            self._overheard += overheard

    def at(self, threshold: float) -> Point:
        """What is left of it with `threshold`."""
        understood, overheard = self._understood, self._overheard
        right = _above(understood.sure, threshold)
        wrong = _above(understood.sure_wrong, threshold)
        return Point(
            threshold,
            understood.all - right - wrong,
            wrong,
            understood.all,
            _above(overheard.sure, threshold),
            _above(overheard.calls, threshold),
            overheard.seconds,
        )

    def points(self) -> list[Point]:
        """All that differ, from the lowest threshold up."""
        own = (self._understood.sure, self._understood.sure_wrong, self._overheard.sure)
        return [self.at(float(t)) for t in np.unique(np.concatenate([[0.0], *own, [1.0]]))]

    def agrees(self, measured: Measured, threshold: float) -> Table:
        """Beside it, what an ear with `threshold` made of the same sound."""
        expected, real = self.at(threshold), Curve(measured).at(0.0)
        table = Table("at the threshold", "filtered afterwards", "an ear that has it")
        for name in ("missed", "wrong", "accepts", "calls"):
            table.add_row(name, str(getattr(expected, name)), str(getattr(real, name)))
        return table

    def table(self) -> Table:
        """The steps of the threshold down."""
        table = Table("threshold", "missed", "taken for another", "false accepts/h", "calls/h")
        for point in map(self.at, STEPS):
            table.add_row(
                f"{point.threshold:.2f}",
                share(point.missed, point.commands),
                share(point.wrong, point.commands),
                f"{point.accepts}: {rate(point.accepts, point.seconds)}",
                f"{point.calls / point.seconds * 3600:.1f}",
            )
        return table

    def chosen(self, most_an_hour: float = 0.1) -> Point | None:
        """The lowest threshold with no more false accepts than these, if there is one."""
        good = (point for point in self.points() if point.an_hour <= most_an_hour)
        return next(good, None)


def _above(values: Sequence[float], threshold: float) -> int:
    return int(np.count_nonzero(np.asarray(values) >= threshold))


def draw(curve: Curve, threshold: float, file: Path) -> None:
    """The curve as a small PNG, with the exact 95 % interval of the false accepts."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    points = curve.points()
    hours = points[0].seconds / 3600
    missed = [100 * point.missed / point.commands for point in points]
    counts = np.array([point.accepts for point in points])
    figure, axes = plt.subplots(figsize=(6, 3.6), layout="constrained")
    axes.step(missed, counts / hours, where="post", color="#1f5f8b", label="false accepts")
    axes.fill_between(
        missed,
        *(bound / hours for bound in poisson(counts)),
        step="post",
        alpha=0.2,
        color="#1f5f8b",
        label="95 % interval",
    )
    here = curve.at(threshold)
    axes.plot(
        100 * here.missed / here.commands,
        here.an_hour,
        "o",
        color="#c0392b",
        label=f"threshold {threshold:g}",
    )
    axes.axhline(0.1, linestyle=":", color="grey")
    axes.set_xlabel(f"missed commands, % of {points[0].commands:,}")
    axes.set_ylabel(f"false accepts an hour, in {hours:.1f} h of talk")
    axes.set_xlim(0, min(100.0, max(10.0, 4 * missed[0] + 5)))
    axes.set_yscale("symlog", linthresh=0.1)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter("{x:g}")
    axes.legend()
    figure.savefig(file, dpi=90)
    plt.close(figure)
