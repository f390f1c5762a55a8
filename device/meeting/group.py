"""What the box knows of a group from one meeting to the next. "Glem alt" wipes it."""

from collections import Counter
from dataclasses import dataclass, replace

from device.meeting.events import Learned
from device.meeting.names import same
from device.meeting.plan import Plan

PERSON_WAYS = 8
"""So many of one person's ways to say a word are kept, those that were heard most often."""
MOST_WAYS = 64
"""So many of the whole group's, the latest: room for eight people who are heard badly."""


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
        ours, theirs = (
            sum(any(same(name, other) for other in others) for name in names)
            for names, others in ((self.names, plan.names), (plan.names, self.names))
        )
        return 2 * min(ours, theirs) >= max(len(self.names), len(plan.names))


def learned_of(groups: tuple[Group, ...], plan: Plan | None) -> Learned:
    """How the people of `plan` say words."""
    if plan is None:
        return ()
    return next((group.learned for group in groups if group.meets(plan)), ())


def taught(groups: tuple[Group, ...], plan: Plan, learned: Learned) -> tuple[Group, ...]:
    """`groups`, of which that of `plan` has `learned` besides: one person's, as often as heard."""
    fresh = Group(plan.network, frozenset(plan.names))
    group = next((group for group in groups if group.meets(plan)), fresh)
    said: dict[str, Counter[str]] = {}
    for word, phones in learned:
        said.setdefault(word, Counter())[phones] += 1
    new = [(word, way) for word in said for way, _ in said[word].most_common(PERSON_WAYS)]
    kept: dict[str, list[tuple[str, str]]] = {}
    for word, phones in (*(way for way in group.learned if way not in new), *new):
        kept.setdefault(word, []).append((word, phones))
    ways = tuple(way for word in kept.values() for way in word[-MOST_WAYS:])
    others = tuple(other for other in groups if other is not group)
    return (*others, replace(fresh, learned=ways))
