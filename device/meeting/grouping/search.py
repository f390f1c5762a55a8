"""Local search for the division whose pairs have met least: descent by swaps, from many starts."""

from collections.abc import Iterable, Sequence
from random import Random

STARTS = 40
"""Random starts beside those that are given: some 10 ms for 16 people on a desktop's core."""

Weights = Sequence[Sequence[float]]
"""What it costs that two are together; a symmetric matrix with a diagonal of zeros."""
Division = list[list[int]]


def cost(division: Iterable[Sequence[int]], weights: Weights) -> float:
    """The sum over all who are together."""
    return sum(
        weights[one][other]
        for group in division
        for place, one in enumerate(group)
        for other in group[:place]
    )


def best(
    shape: Sequence[int], weights: Weights, starts: Iterable[Division], random: Random
) -> Division:
    """The cheapest division into groups of `shape` that is found; the first found, of several.

    Each of `starts` has that shape.
    """
    found, least = [], float("inf")
    for division in (*starts, *(_shuffled(shape, random) for _ in range(STARTS))):
        _descend(division, weights)
        if (now := cost(division, weights)) < least:
            found, least = division, now
    return found


def _shuffled(shape: Sequence[int], random: Random) -> Division:
    people = list(range(sum(shape)))
    random.shuffle(people)
    return [[people.pop() for _ in range(size)] for size in shape]


def _descend(division: Division, weights: Weights) -> None:
    """Make the best swap of two people as long as one helps; changes `division`."""
    loads = [
        [sum(weights[person][other] for other in group) for group in division]
        for person in range(len(weights))
    ]
    while swap := _best_swap(division, weights, loads):
        (one, a), (other, b) = swap
        here, there = division[one][a], division[other][b]
        division[one][a], division[other][b] = there, here
        for person, load in enumerate(loads):
            more = weights[person][there] - weights[person][here]
            load[one] += more
            load[other] -= more


Seat = tuple[int, int]
"""Which group, and which place in it."""


def _best_swap(
    division: Division, weights: Weights, loads: list[list[float]]
) -> tuple[Seat, Seat] | None:
    found, least = None, -1e-9
    for one, group in enumerate(division):
        for a, here in enumerate(group):
            mine, apart = loads[here], weights[here]
            for other in range(one + 1, len(division)):
                gain = mine[other] - mine[one]
                for b, there in enumerate(division[other]):
                    theirs = loads[there]
                    change = gain + theirs[one] - theirs[other] - 2 * apart[there]
                    if change < least:
                        found, least = ((one, a), (other, b)), change
    return found
