"""Parting the people at the table so that over the meetings they meet new partners."""

from collections.abc import Sequence
from random import Random

from device.meeting.grouping.history import Groups, History, pairs
from device.meeting.grouping.search import Division, Weights, best, cost
from device.meeting.grouping.sizes import sizes
from device.meeting.grouping.tables import rounds

AGAIN, TWICE, OFTEN = 20.0, 25.0, 100.0
"""What it costs that two meet who have met once, twice, and each time more than that, beyond those
who have met least. While some never met, twice is hardly worse than once, so that all meet; tuned
by tests.bench.grouping on 12 in threes of whom some are away."""
LATELY = 2.0
"""So much more where that was the last time, half of it the time before, and so on."""
SPARE_SEATS = 3
"""So many empty seats a table may have that is made for more people."""


def divide(
    present: Sequence[str],
    size: int,
    met: History,
    *,
    least: int | None = None,
    everyone: Sequence[str] = (),
    seed: int = 0,
) -> Groups:
    """The groups of those `present`, of `size` people as far as they go round (see `sizes`).

    `met`: who met whom, from `history`. `everyone`: all who belong to the group, here or not, in
    any order; then the constructed rounds last as long as they can, whoever is away now and then.
    `seed` chooses among what is as good; the same arguments give the same groups. People and
    groups come in the order of `present`. One person is a group of one: there is no other way.
    Raises ValueError as `sizes` does.
    """
    people = list(dict.fromkeys(present))
    shape = sizes(len(people), size, least)
    if len(shape) < 2:
        return _named([list(range(len(people)))] if people else [], people)
    random = Random(f"{seed}/{len(people)}/{size}")
    weights = _weights(people, met)
    starts = _tables(people, everyone, size, shape)
    random.shuffle(starts)
    starts.sort(key=lambda division: cost(division, weights))
    groups = _named(starts[0], people) if starts else ()
    if starts and not any(pair in met for group in groups for pair in pairs(group)):
        return groups
    return _named(best(shape, weights, starts, random), people)


def _weights(people: Sequence[str], met: History) -> Weights:
    """Who has many left to meet comes first: they are the ones for whom it gets hard later."""
    times = {pair: met[pair].times if pair in met else 0 for pair in pairs(people)}
    fewest = min(times.values())
    left = {
        name: sum(times[frozenset({name, other})] == fewest for other in people if other != name)
        for name in people
    }

    def weight(one: str, other: str) -> float:
        if one == other:
            return 0.0
        pair = frozenset({one, other})
        lately = LATELY / (1 + met[pair].ago) if pair in met else 0.0
        match times[pair] - fewest:
            case 0:
                return lately - left[one] - left[other]
            case 1:
                return lately + AGAIN
            case 2 if not fewest:
                return lately + TWICE
            case more:
                return lately + OFTEN * max(1, more - 2)

    return [[weight(one, other) for other in people] for one in people]


def _tables(
    people: Sequence[str], everyone: Sequence[str], size: int, shape: tuple[int, ...]
) -> list[Division]:
    """The constructed rounds without those who are away, made to fit `shape`."""
    seats = sorted({*everyone, *people})
    place = {name: index for index, name in enumerate(people)}
    for seated in range(len(seats), len(seats) + SPARE_SEATS + 1):
        if found := rounds(seated, size):
            taken = [[_seated(row, seats, place) for row in one] for one in found]
            return [_fitted(one, shape) for one in taken]
    return []


def _seated(row: Sequence[int], seats: Sequence[str], place: dict[str, int]) -> list[int]:
    """Who sits in `row`, by their place among those who are here."""
    return [place[seats[n]] for n in row if n < len(seats) and seats[n] in place]


def _fitted(groups: Division, shape: Sequence[int]) -> Division:
    """`groups` with as few people moved as makes them fit `shape`, largest first."""
    ordered = sorted(groups, key=len, reverse=True)
    fitted = [list(group[:size]) for group, size in zip(ordered, shape, strict=False)]
    over = [person for group, size in zip(ordered, shape, strict=False) for person in group[size:]]
    over += [person for group in ordered[len(shape) :] for person in group]
    fitted += [[] for _ in shape[len(fitted) :]]
    for group, size in zip(fitted, shape, strict=True):
        while len(group) < size:
            group.append(over.pop())
    return fitted


def _named(division: Division, people: Sequence[str]) -> Groups:
    ordered = sorted(sorted(group) for group in division)
    return tuple(tuple(people[place] for place in group) for group in ordered)
