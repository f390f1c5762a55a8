"""Divisions in which nobody meets anybody twice, by construction. All pure; people are 0..n-1.

- Pairs, an even number of people: the circle method of round-robin tournaments (E. Lucas,
  Récréations mathématiques II, 1883): one sits still, the others move one seat on. n - 1 rounds.
- Groups of k, q groups, where there is a field of q >= k elements: the lines of the affine plane
  of order q, of which k parallel ones are kept (R. C. Bose, Sankhya 3, 1938; a resolvable
  transversal design in C. Colbourn and J. Dinitz, Handbook of Combinatorial Designs, 2007, III.3).
  q rounds, and where k = q the parallel lines themselves, too: 12 in threes 4, 16 in fours 5,
  9 in threes 4, which are the most that can be (the social golfer problem, CSPLib 010).
- 15 in threes: T. P. Kirkman's schoolgirls (Lady's and Gentleman's Diary, 1850), 7 rounds, found
  here by turning one round about itself.
"""

from collections.abc import Callable
from functools import cache

Round = tuple[tuple[int, ...], ...]


@cache
def rounds(people: int, size: int) -> tuple[Round, ...]:
    """Rounds of groups of `size`, no pair in two of them; () where no construction is known."""
    if size < 2 or people < size or people % size:
        return ()
    if size == 2:
        return _circle(people)
    if (people, size) == (15, 3):
        return _schoolgirls()
    groups = people // size
    field = _field(groups) if groups >= size else None
    return _lines(groups, size, *field) if field else ()


def _circle(people: int) -> tuple[Round, ...]:
    moving = people - 1
    return tuple(
        (
            (moving, turn),
            *(((turn + k) % moving, (turn - k) % moving) for k in range(1, people // 2)),
        )
        for turn in range(moving)
    )


Operation = Callable[[int, int], int]


def _lines(groups: int, size: int, add: Operation, multiply: Operation) -> tuple[Round, ...]:
    """Person x of the parallel line g is ``g * groups + x``; a round is a slope."""
    sloped = tuple(
        tuple(
            tuple(line * groups + add(x, multiply(line, slope)) for line in range(size))
            for x in range(groups)
        )
        for slope in range(groups)
    )
    parallel = tuple(tuple(line * groups + x for x in range(groups)) for line in range(size))
    return (*sloped, parallel) if size == groups else sloped


def _field(order: int) -> tuple[Operation, Operation] | None:
    """Addition and multiplication in the field of `order` elements, for as many as groups can be.

    Four is the only order up to 8 that is no prime and wanted: there 2 * 2 = 3, 2 * 3 = 1.
    """
    if order in {2, 3, 5, 7}:
        return lambda a, b: (a + b) % order, lambda a, b: a * b % order
    if order == 4:
        times = ((0, 0, 0, 0), (0, 1, 2, 3), (0, 2, 3, 1), (0, 3, 1, 2))
        return lambda a, b: a ^ b, lambda a, b: times[a][b]
    return None


_GIRLS = ((14, 0, 7), (13, 1, 5), (12, 2, 3), (11, 8, 9), (10, 4, 6))
"""14 stays; 0-6 and 7-13 are turned."""


def _schoolgirls() -> tuple[Round, ...]:
    def turned(girl: int, turn: int) -> int:
        return girl if girl == 14 else (girl % 7 + turn) % 7 + 7 * (girl // 7)

    def day(turn: int) -> Round:
        return tuple(tuple(turned(girl, turn) for girl in row) for row in _GIRLS)

    return tuple(day(turn) for turn in range(7))
