"""How long a group goes on meeting new partners, and how long it takes to part it.

    python -m tests.bench.grouping [--seeds N]

Prints, for 4-16 people: how many meetings go by without anybody meeting somebody again, and the
most that there could be; over ten meetings with 10 % absent, how often the pairs met; and the
longest time that one division took on this machine.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from random import Random

from rich.console import Console
from rich.table import Table

from device.meeting.grouping import Groups, Pair, divide, history, pairs

NAMES = (
    "Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gitte", "Hans",
    "Ida", "Jens", "Karen", "Lars", "Mette", "Niels", "Ole", "Pia",
)  # fmt: skip
ABSENT = 0.1


def meetings(
    people: int, size: int, count: int, *, absent: float = 0.0, seed: int = 0
) -> list[Groups]:
    """The groups of `count` meetings; each time everyone is away with the chance `absent`."""
    random, names, held = Random(seed), NAMES[:people], list[Groups]()
    for _ in range(count):
        here = [name for name in names if random.random() >= absent]
        held.append(divide(here, size, history(held), everyone=names, seed=seed))
    return held


def fresh(held: Sequence[Groups]) -> int:
    """How many meetings go by before two people are together again."""
    seen: set[Pair] = set()
    for number, groups in enumerate(held):
        now = {pair for group in groups for pair in pairs(group)}
        if now & seen:
            return number
        seen |= now
    return len(held)


def most(people: int, size: int) -> int:
    """No more meetings than these can be without a repeated pair: there are no more pairs."""
    groups = divide(NAMES[:people], size, {})
    together = sum(len(pairs(group)) for group in groups)
    if {len(group) for group in groups} == {size}:
        return (people - 1) // (size - 1)
    return people * (people - 1) // 2 // together


def times_met(held: Sequence[Groups], people: int) -> Counter[int]:
    """How many pairs met how many times."""
    met = Counter(pair for groups in held for group in groups for pair in pairs(group))
    return Counter(met[frozenset(pair)] for pair in combinations(NAMES[:people], 2))


def slowest(people: int, size: int) -> float:
    """The longest that one of ten divisions took, milliseconds of this process."""
    longest, held = 0.0, list[Groups]()
    for _ in range(10):
        before = time.process_time()
        held.append(divide(NAMES[:people], size, history(held), everyone=NAMES[:people]))
        longest = max(longest, time.process_time() - before)
    return 1000 * longest


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seeds", type=int, default=20)
    given = arguments.parse_args()
    table = Table(
        "people", "in", "fresh", "bound", "10 meetings, 10 % absent: pairs met", "slowest ms"
    )
    for size in (2, 3, 4):
        for people in range(4, 17):
            runs = [
                times_met(meetings(people, size, 10, absent=ABSENT, seed=seed), people)
                for seed in range(given.seeds)
            ]
            least, top = min(map(min, runs)), max(map(max, runs))
            table.add_row(
                str(people),
                str(size),
                str(fresh(meetings(people, size, 16))),
                str(most(people, size)),
                f"{least}-{top}",
                f"{slowest(people, size):.1f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
