"""The table: what was measured down, models across."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.table import Table

from tests.bench.distance import DISTANCES
from tests.bench.hearing.column import Column
from tests.bench.hearing.counts import Overheard, Understood, latency, percent, rate, share
from tests.bench.hearing.measuring import PASSING, UNCALLED, Measured
from tests.bench.hearing.places import PLACES
from tests.bench.hearing.short import between_marks, short

WAYS = ("in one breath", "after the tone", "as an answer")


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
        self._distances()
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

    def write(self, card: Path, readme: Path) -> None:
        """Put the table into `card`, and the short one into `readme`, each in place of the one that
        is there between MARKS.

        Raises ValueError where the marks are missing; then nothing was written.
        """
        texts = {card: self.markdown(), readme: short(self._columns[0])}
        whole = {file: between_marks(file, text) for file, text in texts.items()}
        for file, text in whole.items():
            file.write_text(text, encoding="utf-8")

    def faults(self) -> Iterator[str]:
        """What went wrong, in lines."""
        for column in self._columns:
            yield from column.faults()

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
        for half in self._columns[0].learned:
            counts = [column.learned[half] for column in self._columns]
            self._row(
                f"(d) errors left after learning voices, {half}", str(counts[0].n),
                [f"{c.before} -> {c.after}: {c.left:.2f}" for c in counts],
            )  # fmt: skip

    def _distances(self) -> None:
        for row, cells in self._columns[0].distances.items():
            where = " / ".join(f"{metres:g}" for metres in DISTANCES)
            name = f"{row}, % at {where} m" if len(cells) > 1 else f"{row}, %"
            self._row(
                f"(e) {name}", f"{cells[0].all} each",
                [" / ".join(percent(one) for one in column.distances[row])
                 for column in self._columns],
            )  # fmt: skip
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
