"""Groups talk at once: parted so that new ones meet, or made of the groups of a step before."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from typing_extensions import override

from device.meeting.grouping import Change, Groups, divide, joined, left, sayings, told
from device.meeting.items.item import Done, ItemState
from device.meeting.items.steps.step import Answers, Line
from device.meeting.items.steps.talk import BREATH, Talk
from device.meeting.notes import TogetherNote
from device.meeting.partners import met
from device.meeting.scene import Command, Scene


def merged(pairs: Groups) -> Groups:
    """Two pairs together; where one is left over it goes with the last two."""
    count = max(1, len(pairs) // 2)
    joint = [
        tuple(name for pair in pairs[2 * n : 2 * n + 2] for name in pair) for n in range(count)
    ]
    if len(pairs) > 2 * count:
        joint[-1] = (*joint[-1], *pairs[-1])
    return tuple(joint)


@dataclass(frozen=True)
class InGroups(Talk):
    """Groups talk at once. The answer is who was together.

    Green and the time's end do alike: the chimes, a breath, and the next step is told.
    """

    loud: bool = field(default=True, kw_only=True)
    moves_on: float | None = field(default=BREATH, kw_only=True)
    help_key: str = field(default="help_groups", kw_only=True)
    size: int = field(default=2, kw_only=True)
    groups: Groups = field(default=(), kw_only=True)
    merges: str = field(default="", kw_only=True)
    """The step before whose groups go together; "": they are parted anew."""
    keeps: str = field(default="", kw_only=True)
    """The step before whose groups go on together; they know who they are."""
    task: tuple[Line, ...] = field(default=(), kw_only=True)
    """Said when they know who is together."""
    last: bool = field(default=True, kw_only=True)
    """No larger groups are made of these: this is what is remembered."""
    to_tell: Change | None = field(default=None, kw_only=True)
    """Who has to move, to be told when it has been said who came or went."""

    @override
    def begin(self, scene: Scene, answers: Answers) -> ItemState | Done:
        if kept := groups_of(answers.get(self.keeps)):
            lines = (*self.intro, *self.task)
            return super(InGroups, replace(self, groups=kept, intro=lines)).begin(scene, answers)
        pairs = groups_of(answers.get(self.merges))
        groups = merged(pairs) if pairs else _parted(scene, self.size)
        if self.last:
            scene.note(TogetherNote(groups))
        lines = (*self.intro, *_named(scene, groups), *self.task)
        return super(InGroups, replace(self, groups=groups, intro=lines)).begin(scene, answers)

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        match command.intent:
            case "groups":
                for line in _named(scene, self.groups):
                    line.say(scene)
                scene.answered = True
                return self
            case "next" if self.clock and not self.clock.ended:
                scene.chime("end")
                used = self.clock.used(scene.now)
                clock = replace(self.clock, given=used, extra=0.0, overrun=0.0)
                return replace(self, clock=replace(clock, warned=True, ended=True))
            case _:
                return super().command(scene, command)

    @override
    def ended(self, scene: Scene) -> Done:
        return Done(self.groups)

    @override
    def joined(self, scene: Scene, name: str) -> ItemState:
        return self._changed(scene, joined(self.groups, name, self.size))

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        return self._changed(scene, left(self.groups, name, self.size))

    @override
    def settled(self, scene: Scene) -> ItemState:
        for said in told(scene.plan.people, self.to_tell) if self.to_tell else ():
            said.said_by(scene)
        return replace(self, to_tell=None)

    def _changed(self, scene: Scene, change: Change) -> "InGroups":
        """Who has to move will be told; the others go on."""
        before, now = TogetherNote(self.groups), TogetherNote(change.groups)
        if before in scene.kept.notes:
            scene.kept = scene.kept.with_note(now, instead=before)
        return replace(self, groups=change.groups, to_tell=change)

    @property
    @override
    def talk_at_once(self) -> bool:
        return super().talk_at_once and len(self.groups) > 1

    @property
    @override
    def understands(self) -> frozenset[str]:
        return super().understands | {"groups"}


def _parted(scene: Scene, size: int) -> Groups:
    everyone = scene.plan.names
    return divide(scene.present, size, met(scene), everyone=everyone, seed=scene.plan.seed)


def groups_of(answer: object) -> Groups:
    """The groups that a step before found; () where it found none."""
    return answer if isinstance(answer, tuple) else ()


def _named(scene: Scene, groups: Sequence[tuple[str, ...]]) -> tuple[Line, ...]:
    said = sayings(scene.plan.people, tuple(groups))
    return tuple(Line.of(one.key, **one.values) for one in said)
