"""Into how many groups, and how large: as many as wished where that can be, and nobody alone."""

from collections.abc import Iterator
from functools import cache

TOO_LARGE = 4
"""One too many in a group is as bad as so many groups with one too few: those who have the least
time to speak are in the large ones."""


def usual_least(size: int) -> int:
    """The fewest that a step for groups of `size` works with, where the step doesn't say."""
    return 2 if size == 2 else 3


@cache
def sizes(people: int, size: int, least: int | None = None) -> tuple[int, ...]:
    """The sizes of the groups of `people`, the largest first, when `size` is wished for.

    None has fewer than `least` (`usual_least`), unless there are no more people: 7 in threes are
    4 and 3, 8 are 4 and 4, 5 in pairs 3 and 2, 5 in fours one group. Raises ValueError where
    `size` or `least` is below 2, or `least` above `size`.
    """
    least = usual_least(size) if least is None else least
    if not 2 <= least <= size:
        raise ValueError(f"groups of {size}, of {least} at least: 2 <= least <= size is needed")
    if people < 1:
        return ()
    return min(_ways(people, least, people), key=lambda way: (_cost(way, size), len(way)))


def _ways(people: int, least: int, most: int) -> Iterator[tuple[int, ...]]:
    """All ways to part `people` into groups of `least` to `most`, largest first."""
    if people <= most:
        yield (people,)
    for first in range(min(most, people - least), least - 1, -1):
        yield from ((first, *rest) for rest in _ways(people - first, least, first))


def _cost(way: tuple[int, ...], size: int) -> int:
    return sum((have - size) ** 2 * (TOO_LARGE if have > size else 1) for have in way)
