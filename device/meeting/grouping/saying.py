"""How groups are told: each by its names, and no more of them at a time than a breath holds."""

from collections.abc import Sequence

from device.meeting.grouping.changes import Change
from device.meeting.grouping.history import Group, Groups
from device.meeting.names import SaidName, said
from device.meeting.plan import Person
from device.meeting.sentence import Sentence

BREATH = 75
"""Characters that are said in one breath, some five seconds."""


def sayings(people: Sequence[Person], groups: Groups) -> tuple[Sentence, ...]:
    """The groups as the box says them: "Anna, Bo og Carla. Dorte, Erik og Frida."

    One sentence a group, and several sayings where they are too many for a breath, so that a
    button or a word between them is heard. `people` are those of the plan; guests as they are.
    """
    breaths: list[list[SaidName]] = []
    for group in groups:
        name = said(people, group)
        before = breaths[-1] if breaths else []
        if before and sum(len(str(one)) + 2 for one in (*before, name)) <= BREATH:
            before.append(name)
        else:
            breaths.append([name])
    return tuple(Sentence("groups_are", groups=_together(breath)) for breath in breaths)


def whose(people: Sequence[Person], groups: Groups, name: str) -> Sentence | None:
    """The answer to "Hvem er jeg sammen med?": the group of `name`, or None without one."""
    group = next((group for group in groups if name in group), None)
    return None if group is None else Sentence("groups_are", groups=said(people, group))


def told(people: Sequence[Person], change: Change) -> tuple[Sentence, ...]:
    """What those who have to move are told; the others go on and hear nothing of their own."""
    return tuple(_told(people, new, old) for new, old in change.told())


def _told(people: Sequence[Person], new: Group, old: Group) -> Sentence:
    if not old:
        return Sentence("group_new", names=said(people, new))
    return Sentence("group_go_to", names=said(people, new), others=said(people, old))


def _together(names: Sequence[SaidName]) -> SaidName:
    return SaidName(
        ". ".join(name.shown for name in names),
        ". ".join(name.spoken for name in names),
        tuple(person for name in names for person in name.people),
    )
