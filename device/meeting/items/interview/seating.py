"""Who is with whom in the interviews: parted so that new ones meet, told, and fitted later."""

from device.meeting.grouping import Change, Groups, divide, joined, left, sayings
from device.meeting.items.interview.plan import Interview, fitting_size
from device.meeting.items.steps.parties import order_of
from device.meeting.material import Part, part_at
from device.meeting.notes import TogetherNote
from device.meeting.partners import met
from device.meeting.scene import Scene

LEAST = 2
"""Nobody is moved as long as a group has so many."""


def seated(scene: Scene, item: Interview, number: int) -> Groups:
    """The groups of round `number`, from 0; whoever tells first stands first in each."""
    groups = divide(
        scene.present,
        _size(scene, item),
        met(scene),
        least=LEAST,
        everyone=scene.plan.names,
        seed=scene.plan.seed + number,
    )
    # Another one of each group tells first in each round.
    seats = tuple(order_of(group, group[number % len(group)]) for group in groups)
    scene.note(TogetherNote(seats))
    return seats


def rounds_before(scene: Scene) -> int:
    """How often the group has been parted today."""
    return sum(isinstance(note, TogetherNote) for note in scene.kept.notes)


def with_one_more(scene: Scene, item: Interview, groups: Groups, name: str) -> Change:
    """`name` sits down with somebody."""
    return joined(groups, name, _size(scene, item), least=LEAST, met=met(scene))


def with_one_less(scene: Scene, item: Interview, groups: Groups, name: str) -> Change:
    """`name` has gone; nobody is left alone."""
    return left(groups, name, _size(scene, item), least=LEAST, met=met(scene))


def sit_otherwise(scene: Scene, groups: Groups, change: Change) -> None:
    """These groups are remembered in place of those before."""
    now = TogetherNote(change.groups)
    scene.kept = scene.kept.with_note(now, instead=TogetherNote(groups))


def mechanics(groups: Groups) -> Part:
    """How pairs, or threes, talk."""
    threes = all(len(group) > LEAST for group in groups)
    return part_at(f"laer-hinanden-at-kende.{'threes' if threes else 'pairs'}")


def say_groups(scene: Scene, groups: Groups, *, first: bool) -> None:
    """Who is with whom. `first`: nobody has told yet, so they hear who begins."""
    for sentence in sayings(scene.plan.people, groups):
        sentence.said_by(scene)
    if first:  # after that they know
        scene.say("interview_first")


def say_how(scene: Scene, item: Interview, groups: Groups, *, known: bool) -> None:
    """How they talk with each other. `known`: they have done so today."""
    how = mechanics(groups)
    if len(groups) > 1:  # a single group needn't hear how it is divided
        scene.say_text("own_words", how.lead)
    elif not item.lead:
        scene.say("interview_together")
    for line in () if known else how.lines.values():
        scene.say_text("own_words", line.say)


def _size(scene: Scene, item: Interview) -> int:
    return item.size or fitting_size(len(scene.present))
