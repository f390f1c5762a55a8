"""How a sparring exercise is led: its steps in order, and what may change in the middle of them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self

from typing_extensions import override

from device.meeting import grouping
from device.meeting.items.item import Done, ItemState
from device.meeting.items.sparring import ways
from device.meeting.items.sparring.bidding import Bidding
from device.meeting.items.sparring.circles import Circle, Circles
from device.meeting.items.sparring.parts import Begin, Close, Find, Finding, Gather, Hush, Turn
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.sparring.seating import Divide, Seat
from device.meeting.items.sparring.telling import note_roles_of, plan_of, roles_said, say_groups
from device.meeting.items.steps.announce import Announce
from device.meeting.items.steps.sequence import NOTHING, Steps
from device.meeting.items.steps.step import Line, Step
from device.meeting.notes import TogetherNote
from device.meeting.partners import met
from device.meeting.roles import ASKER, FOCUS
from device.meeting.scene import Command, Scene
from device.meeting.sentence import Sentence

ROLES = {"take_focus": FOCUS, "take_asker": ASKER}


@dataclass(frozen=True)
class SparringState(Steps):
    """Its steps, with the groups and the time it may take among the answers.

    Whoever comes late sits down in a group, and who goes is filled in for, whatever the step.
    """

    to_tell: tuple[Sentence, ...] = field(default=(), kw_only=True)
    """Who has to move, to be told when it has been said who came or went."""
    to_repeat: tuple[int, ...] = field(default=(), kw_only=True)
    """Groups whose roles were changed by that."""

    @staticmethod
    def begun_with(scene: Scene, item: Sparring) -> ItemState:
        """Say what it is, and find the groups."""
        until = scene.now + item.seconds
        answers = (("until", until),)
        return SparringState(NOTHING, steps_of(scene, item), answers=answers).first(scene)

    @property
    def circles(self) -> Circles | None:
        """The groups; None: not found yet."""
        found = dict(self.answers).get("circles")
        return found if isinstance(found, Circles) else None

    def with_circles(self, circles: Circles) -> Self:
        """With other groups, also for the step under way."""
        return replace(self, answers=tuple({**dict(self.answers), "circles": circles}.items()))

    @override
    def command(self, scene: Scene, command: Command) -> ItemState | Done | None:
        circles = self.circles
        match command.intent:
            case "groups" if circles:
                say_groups(scene, circles)
                scene.answered = True
                return self
            case "take_focus" | "take_asker" if circles and command.name:
                role, name = ROLES[command.intent], command.name
                change = partial(Circle.with_role, role=role, name=name)
                return self._changed(scene, circles, circles.place(name), change)
            case "number" if circles and command.number and self.finding:
                return self._another(scene, circles, command.number) or self.repeat(scene)
            case "no" if circles and self.finding:
                return self._all_others(scene, circles)
            case _:
                return super().command(scene, command)

    @override
    def takes(self, intent: str) -> bool:
        return intent in self.understands or super().takes(intent)

    @override
    def digit(self, scene: Scene, value: int) -> ItemState | Done | None:
        if self.circles and self.finding:
            return self._another(scene, self.circles, value)
        return super().digit(scene, value)

    @property
    def finding(self) -> bool:
        """Whether the groups are just finding out who tells."""
        return isinstance(self.step, Finding)

    def _another(self, scene: Scene, circles: Circles, number: int) -> ItemState | None:
        return self._changed(scene, circles, number - 1, Circle.with_next_focus)

    def _all_others(self, scene: Scene, circles: Circles) -> ItemState:
        for place in range(len(circles.all)):
            circles = circles.changed(place, Circle.with_next_focus)
        for line in roles_said(scene, circles):
            line.say(scene)
        return self.with_circles(circles)._shown(scene, circles)

    def _changed(
        self,
        scene: Scene,
        circles: Circles,
        place: int | None,
        change: Callable[[Circle], Circle],
    ) -> ItemState | None:
        """The group at `place` has other roles; None: no such group, or nothing to change."""
        if place is None or place >= len(circles.all) or circles.all[place].now is None:
            return None
        after = circles.changed(place, change)
        for line in roles_said(scene, after, place):
            line.say(scene)
        if after != circles and not self.finding:  # what was noted was for others
            note_roles_of(scene, after.all[place])
        return self.with_circles(after)._shown(scene, after)

    def _shown(self, scene: Scene, circles: Circles) -> Self:
        """What the step under way says again is the roles as they are now."""
        if isinstance(self.step, Finding):
            return replace(self, step=self.step.again(roles_said(scene, circles)))
        if isinstance(self.step, Seat):
            return replace(self, step=replace(self.step, circles=circles))
        return self

    @override
    def joined(self, scene: Scene, name: str) -> ItemState:
        circles = self.circles
        if circles is None:
            return super().joined(scene, name)
        after, change = circles.joined(name, met(scene))
        return self._resettled(scene, circles, after, change)

    @override
    def without(self, scene: Scene, name: str) -> ItemState:
        circles = self.circles
        if circles is None or circles.place(name) is None:
            return super().without(scene, name)
        after, change = circles.left(name, met(scene))
        return self._resettled(scene, circles, after, change)

    def _resettled(
        self, scene: Scene, before: Circles, after: Circles, change: grouping.Change
    ) -> ItemState:
        """People sit otherwise: those who move, and groups with other roles, are told it."""
        several = before.several or after.several
        together = tuple(
            (mover, other)
            for mover in change.moved
            for group in change.groups
            for other in group
            if mover in group and mover != other
        )
        if together and plan_of(scene).way != "whole_group":
            scene.note(TogetherNote(together))
        was = {circle.now for circle in before.all}
        changed = tuple(n for n, circle in enumerate(after.all) if circle.now not in was)
        return replace(
            self.with_circles(after)._shown(scene, after),
            to_tell=grouping.told(scene.plan.people, change) if several else (),
            to_repeat=changed if after.number else (),
        )

    @override
    def settled(self, scene: Scene) -> ItemState:
        for sentence in self.to_tell:
            sentence.said_by(scene)
        if self.to_repeat and self.circles:
            for line in roles_said(scene, self.circles, *self.to_repeat):
                line.say(scene)
        after = super().settled(scene)
        return replace(after, to_tell=(), to_repeat=()) if isinstance(after, type(self)) else after

    @override
    def moved(self, seconds: float) -> Self:
        return self._later(seconds, super().moved(seconds))

    @override
    def taken_back(self, since: ItemState | None, away: float, now: float) -> ItemState:
        back = super().taken_back(since, away, now)
        return self._later(away, back) if isinstance(back, type(self)) else back

    def _later(self, seconds: float, moved: Self) -> Self:
        answers = dict(moved.answers)
        until = answers["until"]
        assert isinstance(until, float)
        return replace(moved, answers=tuple({**answers, "until": until + seconds}.items()))

    @override
    def left(self, now: float) -> float | None:
        until = dict(self.answers)["until"]
        assert isinstance(until, float)
        if self.leaving:
            return 0.0
        return max(self.step.left(now) or 0.0, until - now)

    @property
    @override
    def understands(self) -> frozenset[str]:
        if self.leaving or self.circles is None:
            return super().understands
        finding = frozenset({"number", "no"}) if self.finding else frozenset()
        return super().understands | {"groups", *ROLES} | finding


def steps_of(scene: Scene, item: Sparring) -> tuple[Step, ...]:
    """All steps of `item` in order."""
    laps = item.laps(len(scene.present))
    steps: list[Step] = [Announce((Line("sparring_intro"),))]
    if item.need:
        steps.append(Bidding(name="needs"))
    steps += [Divide(name="circles"), Seat()]
    before = ""
    for number in range(1, laps + 1):
        if before:
            steps.append(Hush(after=before))
        steps += [Turn(number, name="circles"), Find(laps, name="find")]
        before = "find"
        parts = ways.WAYS[item.way]
        for part in parts:
            last = number == laps and part is parts[-1]
            begin = Begin(part, part is parts[-2], last, name=part.name)
            steps += [Hush(after=before), begin]
            before = part.name
            if part.close:
                steps += [Hush(after=before), Close(line=part.close)]
                before = "close"
    if item.parted(len(scene.present)):
        steps += [Hush(after=before), Gather()]
    else:
        steps.append(Announce((Line("sparring_over"),)))
    return tuple(steps)
