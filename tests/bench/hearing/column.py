"""All that is known of one model."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.bench.hearing.counts import Overheard, Understood
from tests.bench.hearing.measuring import Measured
from tests.bench.hearing.resources import Resources
from tests.bench.learning import Counts


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
    learned: dict[str, Counts] = field(default_factory=dict)
    """By half of the recordings: errors without and with what was learned from one of each text."""
    distances: dict[str, list[Understood]] = field(default_factory=dict)
    """By voice, or what changes: at each of distance.DISTANCES, or the one way that there is."""

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
