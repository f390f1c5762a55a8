"""One comes late or goes while groups are at work: as few people as can be are moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from device.meeting.grouping.history import Group, Groups, History, pairs
from device.meeting.grouping.sizes import usual_least


@dataclass(frozen=True)
class Change:
    """The groups after somebody came or went."""

    groups: Groups
    """Whoever wasn't moved sits where they sat, in the same order; a new group is the last."""
    moved: tuple[str, ...] = ()
    """Who has to sit with others now, and so must be told: the newcomer, too."""

    def told(self) -> tuple[tuple[Group, Group], ...]:
        """What is said, in the order of the groups: those who move, and whom they go to.

        Nobody to go to: they are a group of their own.
        """
        found = []
        for group in self.groups:
            new = tuple(name for name in group if name in self.moved)
            if new:
                found.append((new, tuple(name for name in group if name not in self.moved)))
        return tuple(found)


def joined(
    groups: Groups, name: str, size: int, *, least: int | None = None, met: History | None = None
) -> Change:
    """`name` sits down: in the smallest group, with whom they have met least.

    No group gets more than one too many: then some of those that are full give one each to a new
    one. `size`, `least` as for `divide`.
    """
    if any(name in group for group in groups):
        return Change(groups)
    least = usual_least(size) if least is None else least
    ways = [*_added(groups, name, size + 1), *_with_a_new_group(groups, name, least)]
    if not ways:  # all are as full as can be, and too few to part
        ways = list(_added(groups, name, None)) or [Change(((name,),), (name,))]
    return min(ways, key=lambda way: _strain(way, groups, size, met or {}))


def left(
    groups: Groups, name: str, size: int, *, least: int | None = None, met: History | None = None
) -> Change:
    """`name` is gone. Nobody moves as long as the group has `least` (`usual_least`).

    Else one from a group that can spare them comes over, or those who are left go to others.
    """
    least = usual_least(size) if least is None else least
    place = next((n for n, group in enumerate(groups) if name in group), None)
    if place is None:
        return Change(groups)
    rest = tuple(one for one in groups[place] if one != name)
    others = (*groups[:place], *groups[place + 1 :])
    stay = Change((*groups[:place], *((rest,) if rest else ()), *groups[place + 1 :]))
    if not rest or len(rest) >= least or not others:
        return stay
    ways = [*_reinforced(groups, place, rest, least), *_spread(others, rest)]
    return min(ways, key=lambda way: _strain(way, groups, size, met or {}, rest))


def _added(groups: Groups, name: str, most: int | None) -> Iterator[Change]:
    for n, group in enumerate(groups):
        if most is None or len(group) < most:
            yield Change((*groups[:n], (*group, name), *groups[n + 1 :]), (name,))


def _with_a_new_group(groups: Groups, name: str, least: int) -> Iterator[Change]:
    """`name` with one from each of the largest groups, which all can spare one."""
    wanted = least - 1
    able = sorted(
        (n for n, group in enumerate(groups) if len(group) > least),
        key=lambda n: -len(groups[n]),
    )[:wanted]
    if len(able) < wanted:
        return
    for turn in range(max(len(groups[n]) for n in able)):
        given = [groups[n][turn % len(groups[n])] for n in able]
        kept = [tuple(one for one in group if one not in given) for group in groups]
        yield Change((*kept, (*given, name)), (*given, name))


def _reinforced(groups: Groups, place: int, rest: Group, least: int) -> Iterator[Change]:
    """One of another group comes to `rest`, where that is enough for both."""
    if len(rest) + 1 < least:
        return
    for n, group in enumerate(groups):
        if n == place or len(group) <= least:
            continue
        for comes in group:
            after = list(groups)
            after[place] = (*rest, comes)
            after[n] = tuple(one for one in group if one != comes)
            yield Change(tuple(after), (comes,))


def _spread(others: Groups, rest: Group) -> Iterator[Change]:
    """All of `rest` go to one group, or each to another, the smallest first."""
    for n, group in enumerate(others):
        yield Change((*others[:n], (*group, *rest), *others[n + 1 :]), rest)
    if len(rest) > 1:
        after = list(others)
        for one in rest:
            n = min(range(len(after)), key=lambda place: len(after[place]))
            after[n] = (*after[n], one)
        yield Change(tuple(after), rest)


def _strain(
    way: Change, before: Groups, size: int, met: History, idle: Group = ()
) -> tuple[int, bool, int, int, float]:
    """What is bad about a change, the worst first.

    People moved, a group with two too many, people taken out of a talk that could have gone on
    (all but the `idle`), other crowding, meeting again.
    """
    crowded = any(len(group) > size + 1 for group in way.groups)
    torn = len(set(way.moved) - set(idle))
    off = sum((len(group) - size) ** 2 for group in way.groups)
    new = [group for group in way.groups if group not in before]
    return len(way.moved), crowded, torn, off, _met(new, met)


def _met(groups: Sequence[Group], met: History) -> float:
    return sum(met[pair].times for group in groups for pair in pairs(group) if pair in met)
