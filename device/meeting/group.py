"""What the box knows of a group from one meeting to the next. "Glem alt" wipes it."""

from dataclasses import dataclass, replace

from device.meeting.events import Learned
from device.meeting.plan import Plan

MOST_WAYS = 16
"""So many ways to say a word are kept, the latest: one for each, and there is room for noise."""


@dataclass(frozen=True)
class Group:
    """A group, and how its people say words; who says what is not kept."""

    network: str
    names: frozenset[str]
    learned: Learned = ()

    def meets(self, plan: Plan) -> bool:
        """Whether `plan` is for this group: by its own name, else by at least half the people."""
        if self.network or plan.network:
            return self.network.casefold() == plan.network.casefold()
        return 2 * len(self.names & set(plan.names)) >= max(len(self.names), len(plan.names))


def learned_of(groups: tuple[Group, ...], plan: Plan | None) -> Learned:
    """How the people of `plan` say words."""
    if plan is None:
        return ()
    return next((group.learned for group in groups if group.meets(plan)), ())


def taught(groups: tuple[Group, ...], plan: Plan, learned: Learned) -> tuple[Group, ...]:
    """`groups`, of which that of `plan` has `learned` besides."""
    fresh = Group(plan.network, frozenset(plan.names))
    group = next((group for group in groups if group.meets(plan)), fresh)
    kept: dict[str, list[tuple[str, str]]] = {}
    for word, phones in dict.fromkeys((*group.learned, *learned)):
        kept.setdefault(word, []).append((word, phones))
    ways = tuple(sorted(way for word in kept.values() for way in word[-MOST_WAYS:]))
    others = tuple(other for other in groups if other is not group)
    return (*others, replace(fresh, learned=ways))
