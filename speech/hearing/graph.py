"""The decoding graph: states and arcs over the model's transition ids.

Phones have one state each (Kaldi's one-state topology), so phone p (from 1) is entered by
transition id 2p and stays by 2p-1; there are no context-dependent phones. Costs are negative log
probabilities, like the acoustic ones at the decoder's scale.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from speech.hearing.confusion import Confusion
from speech.phones import PHONES, SILENCE

EPSILON = "<eps>"
WAKE = "<wake>"
GARBAGE = "<garbage>"
UNCALLED = "<uncalled>"
"""A phrase that needs the wake word follows without it: it is other speech."""
AFTER = "<after>"
"""What others say after all that was said."""
END = "<end>"
"""Silence after all that was said."""
REFUSED = "refused"
"""What the box can't do now, or somebody said not to do: none of the phrases."""
CUT = "cut"
"""A phrase that stopped in the middle."""
ANY = "<any>"
"""In a phrase, in place of a word: any sounds."""

NOTHING = frozenset({REFUSED, CUT})
"""Tokens that are no phrase's."""

_IDS = {phone: place + 1 for place, phone in enumerate(PHONES)}


@dataclass
class Graph:
    """States are numbered from 0, which is the start."""

    states: int = 1
    arcs: list[tuple[int, int, int, int, float]] = field(default_factory=list)
    """From, to, transition id, output symbol, cost."""
    finals: list[int] = field(default_factory=list)
    symbols: dict[str, int] = field(default_factory=lambda: {EPSILON: 0})

    def state(self) -> int:
        """A new state."""
        self.states += 1
        return self.states - 1

    def link(self, a: int, b: int, cost: float = 0.0, token: str = EPSILON) -> None:
        """From `a` to `b` without sound."""
        symbol = self.symbols.setdefault(token, len(self.symbols))
        self.arcs.append((a, b, 0, symbol, cost))

    def phone(self, a: int, phone: str, cost: float = 0.0, token: str = EPSILON) -> int:
        """`phone` said after `a`, for as long as it lasts; the state it is in."""
        b = self.state()
        number, symbol = _IDS[phone], self.symbols.setdefault(token, len(self.symbols))
        self.arcs += ((a, b, 2 * number, symbol, cost), (b, b, 2 * number - 1, 0, 0.0))
        return b

    def word(
        self,
        a: int,
        pronunciations: Iterable[tuple[str, ...]],
        to: int,
        cost: float = 0.0,
        confusion: Confusion | None = None,
    ) -> None:
        """Any of `pronunciations`, from `a` to `to`; beginnings in common are shared.

        `confusion`: what a phone may be heard as; None: as itself only.
        """
        confusion = confusion or {}
        after: dict[tuple[str, ...], int] = {(): a}
        for phones in pronunciations:
            for n in range(1, len(phones) + 1):
                if phones[:n] not in after:
                    after[phones[:n]] = self._about(
                        after[phones[: n - 1]], phones[n - 1], confusion
                    )
            self.link(after[tuple(phones)], to, cost)

    def _about(self, a: int, phone: str, confusion: Confusion) -> int:
        """`phone` after `a`, or what it may be heard as; the state after it."""
        said = self.phone(a, phone)
        if phone not in confusion:
            return said
        after = self.state()  # not `said`, in which `phone` may still go on
        self.link(said, after)
        for (first, *others), cost in confusion[phone]:
            b = self.phone(a, first, cost)
            for other in others:
                b = self.phone(b, other)
            self.link(b, after)
        return after

    def gap(self, a: int, cost: float = 0.0) -> int:
        """Silence after `a`, or none."""
        b = self.state()
        self.link(a, b, cost)
        self.link(self.phone(a, SILENCE, cost), b)
        return b

    def loop(self, a: int, phone_cost: float) -> int:
        """Any phones after `a`, at least one; the state after each of them."""
        inside, after = self.state(), self.state()
        self.link(a, inside)
        for phone in PHONES:
            self.link(self.phone(inside, phone, phone_cost), after)
        self.link(after, inside)
        return after

    def text(self) -> str:
        """OpenFst's text format, whose first line tells which state is the start."""
        lines = [f"{a} {b} {i} {o} {cost:g}" for a, b, i, o, cost in sorted(self.arcs)]
        return "\n".join([*lines, *map(str, self.finals)]) + "\n"

    def words(self) -> str:
        """Kaldi's words.txt."""
        return "".join(f"{token} {number}\n" for token, number in self.symbols.items())
