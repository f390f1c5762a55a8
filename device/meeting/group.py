"""What the box knows of a group from one meeting to the next. "Glem alt" wipes it."""

from collections import Counter
from dataclasses import dataclass, replace

from device.meeting.names import same
from device.meeting.plan import Plan
from device.meeting.remembered import Past, Summary

Learned = tuple[tuple[str, str], ...]
"""Words, each with the phones that it was said with, one space apart."""

PERSON_VARIANTS = 8
"""So many pronunciation variants of one person's are kept, those that were heard most often."""
MOST_VARIANTS = 64
"""So many of the whole group's, the latest: room for eight people who are heard badly."""
FEWEST_ALIKE = 3
"""So many people at least make a group known by them alone, whatever it is called."""
MOST_GROUPS = 40
"""So many groups are known, those that met latest: one box may go round."""


@dataclass(frozen=True)
class Group:
    """A group: how its people say words (who says what is not kept), and its meetings."""

    network: str
    names: tuple[str, ...]
    """As the latest plan has them."""
    learned: Learned = ()
    meetings: tuple[Summary, ...] = ()
    """Those that are over, the latest last."""

    def meets(self, plan: Plan) -> bool:
        """Whether `plan` is for this group: by its own name, else by its people.

        Where neither has a name half the people are enough. Where only the name is another, or has
        been left out, it must be the same people, all of them: the group has been called anew.
        """
        if self.named(plan):
            return True
        ours, theirs = (
            sum(any(same(name, other) for other in others) for name in names)
            for names, others in ((self.names, plan.names), (plan.names, self.names))
        )
        most = max(len(self.names), len(plan.names))
        if self.network or plan.network:
            return min(ours, theirs) == most >= FEWEST_ALIKE
        return 2 * min(ours, theirs) >= most

    def named(self, plan: Plan) -> bool:
        """Whether `plan` has this group's name."""
        return bool(self.network) and self.network.casefold() == plan.network.casefold()


@dataclass(frozen=True)
class Memory:
    """All groups that are known, the one that met latest last."""

    groups: tuple[Group, ...] = ()

    def past(self, plan: Plan | None) -> Past:
        """The earlier meetings of the group of `plan`."""
        group = _of(self.groups, plan) if plan else None
        return Past(group.meetings if group else ())

    @property
    def held(self) -> frozenset[int]:
        """The seeds of all plans by which a meeting has been held."""
        return frozenset(met.seed for group in self.groups for met in group.meetings if met.seed)

    def taught(self, plan: Plan, learned: Learned) -> "Memory":
        """This, where the group of `plan` has `learned` besides: see `taught`."""
        return Memory(taught(self.groups, plan, learned)[-MOST_GROUPS:])

    def with_meeting(self, plan: Plan, summary: Summary) -> "Memory":
        """This, where the group of `plan` has had the meeting `summary`, too."""
        group = _of(self.groups, plan) or Group(plan.network, plan.names)
        met = replace(
            group,
            network=plan.network,
            names=plan.names,
            meetings=Past(group.meetings).with_meeting(summary).meetings,
        )
        others = tuple(other for other in self.groups if other is not group)
        return Memory((*others, met)[-MOST_GROUPS:])


NOTHING = Memory()
"""What a new box remembers, and one that was told to forget."""


def _of(groups: tuple[Group, ...], plan: Plan) -> Group | None:
    found = [group for group in groups if group.named(plan)]
    return next(iter(found or (group for group in groups if group.meets(plan))), None)


def learned_of(groups: tuple[Group, ...], plan: Plan | None) -> Learned:
    """How the people of `plan` say words."""
    group = _of(groups, plan) if plan else None
    return group.learned if group else ()


def taught(groups: tuple[Group, ...], plan: Plan, learned: Learned) -> tuple[Group, ...]:
    """`groups`, of which that of `plan` has `learned` besides: one person's, as often as heard."""
    group = _of(groups, plan) or Group(plan.network, plan.names)
    said: dict[str, Counter[str]] = {}
    for word, phones in learned:
        said.setdefault(word, Counter())[phones] += 1
    new = [(word, phones) for word in said for phones, _ in said[word].most_common(PERSON_VARIANTS)]
    kept: dict[str, list[tuple[str, str]]] = {}
    for word, phones in (*(one for one in group.learned if one not in new), *new):
        kept.setdefault(word, []).append((word, phones))
    variants = tuple(one for word in kept.values() for one in word[-MOST_VARIANTS:])
    others = tuple(other for other in groups if other is not group)
    met = replace(group, network=plan.network, names=plan.names, learned=variants)
    return (*others, met)
