"""How long the rest will take.

Foreseen from what each second of sound took here on one x86 core; corrected by what was measured so
far, kind by kind, and by the whole for kinds that have not come yet.
"""

from collections import defaultdict
from collections.abc import Sequence

from tests.bench.hearing.measuring import Order
from tests.bench.hearing.parts import Part

HEARING, HEARING_BUSY, MAKING = 0.09, 0.2, 0.55
"""Seconds of a core for a second of sound: to say it (espeak-ng) and hear it; where others talk,
too; and more for a second that a natural voice says for the first time."""
SPOKEN_COMMAND, SPOKEN_TALK = 2.0, 0.75
"""Seconds that a command's speech lasts; how much of talk is speech."""
SPOKEN_STOCK = 160.0
"""Seconds of what natural voices say behind others."""

Kind = tuple[bool, bool]


class Pace:
    """Seconds that orders take, of those that are `wanted`, by `workers` processes."""

    def __init__(self, wanted: Sequence[Order], candidates: int = 1, workers: int = 1) -> None:
        self._candidates, self._workers = candidates, workers
        self._first = {order.said: order for order in reversed(wanted)}
        """What natural voices say in several places is made in the first."""
        murmurs = (order for order in wanted if order.natural and order.busy)
        self._stock = next(murmurs, None)
        """Where what they say behind others is made."""
        self._foreseen: dict[Kind, float] = defaultdict(float)
        self._took: dict[Kind, float] = defaultdict(float)

    def add(self, part: Part) -> None:
        """Learn from how long it took."""
        kind = self._kind(part.order)
        self._foreseen[kind] += self._seconds(part.order)
        self._took[kind] += part.took

    def left(self, orders: Sequence[Order]) -> float:
        """Seconds until these are measured."""
        total = sum(self._foreseen.values())
        usual = sum(self._took.values()) / total if total else 1.0
        seconds = 0.0
        for order in orders:
            kind = self._kind(order)
            known = self._foreseen[kind]
            seconds += self._seconds(order) * (self._took[kind] / known if known else usual)
        return seconds / self._workers

    def _kind(self, order: Order) -> Kind:
        return order.busy, self._makes(order)

    def _makes(self, order: Order) -> bool:
        first = self._first.get(order.said) == order
        return order.natural and (first or order == self._stock)

    def _seconds(self, order: Order) -> float:
        hearing = HEARING_BUSY if order.busy else HEARING
        found = hearing * order.work * self._candidates
        if order.natural and self._first.get(order.said) == order:
            commands = order.kind == "commands"
            found += MAKING * order.size * (SPOKEN_COMMAND if commands else SPOKEN_TALK)
        return found + (MAKING * SPOKEN_STOCK if order == self._stock else 0.0)


def told(seconds: float) -> str:
    """So many seconds, as people say it."""
    if seconds < 90:
        return f"about {seconds:.0f} seconds"
    minutes = seconds / 60
    return f"about {minutes:.0f} minutes" if minutes < 90 else f"about {minutes / 60:.1f} hours"
