"""Who has been in a group with whom, and how lately."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Group = tuple[str, ...]
"""The names of those who sit together, as the plan has them, in its order."""
Groups = tuple[Group, ...]
Pair = frozenset[str]


@dataclass(frozen=True)
class Met:
    """How two people have met."""

    times: int
    """In how many groups."""
    ago: int
    """How many meetings since the last: 0 is the latest that is known of."""


History = Mapping[Pair, Met]
"""Pairs that are not in it never met."""


def history(meetings: Sequence[Iterable[Iterable[str]]]) -> dict[Pair, Met]:
    """What the groups of earlier meetings come to; `meetings` has the latest last.

    A meeting that parted people twice counts both times. Today's groups so far belong in it too,
    as the last meeting.
    """
    found: dict[Pair, Met] = {}
    for ago, groups in zip(range(len(meetings) - 1, -1, -1), meetings, strict=True):
        for pair in (pair for group in groups for pair in pairs(group)):
            before = found.get(pair)
            found[pair] = Met(before.times + 1 if before else 1, ago)
    return found


def pairs(group: Iterable[str]) -> list[Pair]:
    """Everybody in `group` with everybody else, once; a name that stands twice is one person."""
    return [frozenset(two) for two in combinations(dict.fromkeys(group), 2)]
