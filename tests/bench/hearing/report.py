"""The table: what was measured down, models across."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table

from tests.bench.hearing.counts import Overheard, Understood, latency, rate, share
from tests.bench.hearing.measuring import PASSING, UNCALLED, Measured
from tests.bench.hearing.places import PLACES
from tests.bench.hearing.resources import Resources

MARKS = ("<!-- the bench's table -->", "<!-- its end -->")
"""What stands around the table in the card."""

WAYS = ("in one breath", "after the tone", "as an answer")


@dataclass
class Column:
    """All that is known of one model."""

    name: str
    measured: Measured = field(default_factory=Measured)
    resources: Resources | None = None
    recognised: dict[str, dict[bool, tuple[int, int]]] = field(default_factory=dict)
    """By set of recordings; then the choosing half (True) and the kept one: right, all."""
    among: dict[str, int] = field(default_factory=dict)
    """How many texts a set has."""
    recordings: Overheard = field(default_factory=Overheard)

    def faults(self) -> Iterator[str]:
        """Each thing that went wrong, in a line."""
        for (place, _), understood in self.measured.understood.items():
            yield from (f"{self.name}, {place}: {fault}" for fault in understood.faults)
        for kind, overheard in self.measured.overheard.items():
            for text, sure in zip(overheard.commands, overheard.sure, strict=True):
                yield f"{self.name}, false accept, {kind}: {text} ({sure:.2f})"
        for kind, overheard in self.measured.alone.items():
            for text, sure in zip(overheard.commands, overheard.sure, strict=True):
                yield f"{self.name}, nobody there, {kind}: {text} ({sure:.2f})"


def wake_word_table(rows: Sequence[tuple[str, Measured]]) -> Table:
    """What each wake word gives."""
    table = Table(
        *("wake word", "commands", "missed", "taken for another", "of it, the call missed"),
        *("false accepts/h", "calls/h", "in passing"),
        title="Wake words",
    )
    for word, measured in rows:
        said = {way: Understood() for way in WAYS}
        for (_, way), part in measured.understood.items():
            said[way] += part
        called = said["in one breath"] + said["after the tone"]
        alone = sum(fault.startswith(UNCALLED) for fault in said["after the tone"].faults)
        talk = Overheard()
        for kind, overheard in measured.overheard.items():
            talk += overheard if kind != PASSING else Overheard()
        passing = measured.overheard.get(PASSING, Overheard())
        table.add_row(
            word,
            str(called.all),
            share(called.missed, called.all),
            share(called.wrong, called.all),
            f"{alone} of {said['after the tone'].all}",
            f"{len(talk.commands)}: {rate(len(talk.commands), talk.seconds)}",
            f"{len(talk.calls)}: {rate(len(talk.calls), talk.seconds)}",
            f"{len(passing.commands)} commands, {len(passing.calls)} calls",
        )
    return table


class Report:
    """Rows for every column at once; the first column tells how many there were of each."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._rows: list[tuple[str, ...]] = []
        self.table = Table("measured", "of", *(c.name for c in columns), title="Hearing")
        self._commands()
        self._talk()
        self._recordings()
        self._resources()

    def _row(self, name: str, of: str, cells: Sequence[str]) -> None:
        if any(cells):
            self.table.add_row(name, of, *cells)
            self._rows.append((name, of, *cells))

    def markdown(self) -> str:
        """The table for a card."""
        head = ("measured", "of", *(column.name for column in self._columns))
        rows = [head, ("---",) * len(head), *self._rows]
        return "\n".join(f"| {' | '.join(cell.strip() for cell in row)} |" for row in rows) + "\n"

    def write(self, card: Path) -> None:
        """Put the table into `card`, in place of the one that is there between MARKS.

        Raises ValueError where the marks are missing.
        """
        text = card.read_text(encoding="utf-8")
        try:
            before, rest = text.split(MARKS[0], 1)
            _, after = rest.split(MARKS[1], 1)
        except ValueError as error:
            raise ValueError(f"{card}: the table's place is not marked: {MARKS}") from error
        whole = f"{before}{MARKS[0]}\n{self.markdown()}{MARKS[1]}{after}"
        card.write_text(whole, encoding="utf-8")

    def _commands(self) -> None:
        for place in PLACES:
            self._understood(place.name, place=place.name)
        for way in WAYS:
            self._understood(f"all of it, {way}", way=way)
        self.table.add_section()

    def _understood(self, name: str, *, place: str | None = None, way: str | None = None) -> None:
        results = []
        for column in self._columns:
            result = Understood()
            for key, part in column.measured.understood.items():
                if place in {key[0], None} and way in {key[1], None}:
                    result += part
            results.append(result)
        if not results[0].all:
            return
        self._row(f"(a) {name}", str(results[0].all), [share(r.right, r.all) for r in results])
        self._row(
            "    taken for another / missed", "",
            [f"{r.wrong} / {r.missed}" for r in results],
        )  # fmt: skip
        self._row("    latency, median / p95", "", [latency(r.latencies) for r in results])

    def _talk(self) -> None:
        kinds = list(self._columns[0].measured.overheard)
        for kind in sorted(kinds, key=lambda kind: (kind == PASSING, kind)):
            self._overheard(
                f"(b) talk, {kind}", [c.measured.overheard[kind] for c in self._columns]
            )
        if kinds:
            totals = []
            for column in self._columns:
                total = Overheard()
                for part in column.measured.overheard.values():
                    total += part
                totals.append(total)
            self._overheard("(b) talk, all of it", totals)
            self.table.add_section()
        alone = sorted(self._columns[0].measured.alone)
        for kind in alone:
            self._overheard(
                f"(b) nobody there, {kind}", [c.measured.alone[kind] for c in self._columns]
            )
        if alone:
            self.table.add_section()

    def _overheard(self, name: str, results: Sequence[Overheard]) -> None:
        seconds = results[0].seconds
        length = f"{seconds / 3600:.2f} h" if seconds > 3600 else f"{seconds / 60:.1f} min"
        self._row(
            f"{name}, false accepts/h", length,
            [f"{len(r.commands)}: {rate(len(r.commands), r.seconds)}" for r in results],
        )  # fmt: skip
        self._row(
            "    calls (wake word found)/h", "",
            [f"{len(r.calls)}: {rate(len(r.calls), r.seconds)}" for r in results],
        )  # fmt: skip

    def _recordings(self) -> None:
        for name, among in self._columns[0].among.items():
            halves = [c.recognised[name] for c in self._columns]
            for title, wanted in (("choosing half", (True,)), ("kept half", (False,)),
                                  ("all", (True, False))):  # fmt: skip
                if not all(half in halves[0] for half in wanted):
                    continue
                counts = [[h[half] for half in wanted] for h in halves]
                sums = [(sum(r for r, _ in c), sum(n for _, n in c)) for c in counts]
                self._row(
                    f"(c) {name}, {title}", f"{sums[0][1]} among {among}",
                    [f"{right}: {share(right, n)}" for right, n in sums],
                )  # fmt: skip
        if self._columns[0].recordings.seconds:
            self._overheard("(c) their sound", [c.recordings for c in self._columns])
        self.table.add_section()

    def _resources(self) -> None:
        works = [c.measured.work for c in self._columns]
        self._row(
            "real-time factor, one core", f"{works[0].audio / 3600:.2f} h",
            [f"{w.cpu / w.audio:.4f}" if w.audio else "" for w in works],
        )  # fmt: skip
        costs = [c.resources for c in self._columns if c.resources]
        if costs:
            self._row(
                "memory: of the ear / of its process", "",
                [f"{r.memory:.0f} / {r.process:.0f} MB" for r in costs],
            )  # fmt: skip
            self._row("load of model and graph", "", [f"{r.load:.2f} s" for r in costs])
            self._row("making the graph of all commands", "", [f"{r.graph:.2f} s" for r in costs])
            self._row("the model's files", "", [f"{r.size:.1f} MB" for r in costs])
