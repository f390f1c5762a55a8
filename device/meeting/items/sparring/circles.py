"""The groups of a sparring exercise: who sits together, and who does what. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from device.meeting import grouping
from device.meeting.grouping import Groups, History
from device.meeting.roles import ASKER, FOCUS, SparringRound, rotation, taken

AHEAD = 2
"""So many rounds are looked ahead: enough for all to have each role once, and quick on a Pi."""
MUCH = 2
"""Whoever presses less than this has no need of time today."""


@dataclass(frozen=True)
class Circle:
    """People who sit together."""

    people: tuple[str, ...]
    rounds: tuple[SparringRound, ...] = ()
    """Who told and who asked in each round so far, the one under way being the last."""

    @property
    def now(self) -> SparringRound | None:
        """Who does what in this round; None: it hasn't been settled, or there is only one."""
        return self.rounds[-1] if self.rounds and len(self.people) > 1 else None

    def told(self, focus: str, asker: str) -> "Circle":
        """With these roles in the round under way."""
        return replace(self, rounds=(*self.rounds[:-1], SparringRound(focus, asker)))

    def with_role(self, role: str, name: str) -> "Circle":
        """`name` has `role` now; whoever had it gets what `name` had, or listens."""
        if self.now is None or name not in self.people:
            return self
        found = taken({FOCUS: self.now.focus, ASKER: self.now.asker}, role, name)
        return self.told(found[FOCUS], found[ASKER])

    def with_next_focus(self) -> "Circle":
        """The one who sits next has the round: somebody else wants it."""
        if self.now is None:
            return self
        place = self.people.index(self.now.focus)
        return self.with_role(FOCUS, self.people[(place + 1) % len(self.people)])


@dataclass(frozen=True)
class Circles:
    """All groups, and what is the same for each."""

    all: tuple[Circle, ...]
    size: int
    number: int = 0
    """The round under way, from 1."""
    seconds: float = 0.0
    """What that round takes."""
    earlier: tuple[SparringRound, ...] = ()
    """Rounds of meetings before; "" where only the other role is known."""
    needs: Mapping[str, int] = field(default_factory=dict)
    """How much each said they need time today, 1 to 5."""

    @property
    def several(self) -> bool:
        """Whether they talk at once."""
        return len(self.all) > 1

    @property
    def groups(self) -> Groups:
        """Who sits with whom."""
        return tuple(circle.people for circle in self.all)

    def next_round(self, to_come: int, seconds: float) -> "Circles":
        """The next round of `seconds` begins; `to_come` are left with it."""
        return replace(
            self,
            all=tuple(self._next(circle, to_come) for circle in self.all),
            number=self.number + 1,
            seconds=seconds,
        )

    def changed(self, place: int, change: Callable[[Circle], Circle]) -> "Circles":
        """With the group at `place` changed."""
        return replace(
            self, all=tuple(change(c) if n == place else c for n, c in enumerate(self.all))
        )

    def place(self, name: str) -> int | None:
        """Which group `name` is in."""
        return next((n for n, circle in enumerate(self.all) if name in circle.people), None)

    def joined(self, name: str, met: History) -> tuple["Circles", grouping.Change]:
        """`name` sits down where there is most room."""
        if not self.several:
            people = self.groups[0] if self.all else ()
            change = grouping.Change(((*people, name),), (name,))
        else:
            change = grouping.joined(self.groups, name, self.size, met=met)
        return self._seated(change), change

    def left(self, name: str, met: History) -> tuple["Circles", grouping.Change]:
        """`name` is gone. Two go on by themselves; who is left alone comes to others."""
        change = grouping.left(self.groups, name, self.size, least=2, met=met)
        return self._seated(change), change

    def _seated(self, change: grouping.Change) -> "Circles":
        """The groups as they sit after `change`: each keeps its rounds where some of it stayed."""
        return replace(self, all=tuple(self._again(people, change) for people in change.groups))

    def _again(self, people: tuple[str, ...], change: grouping.Change) -> Circle:
        stayed = {*people} - {*change.moved}
        before = next((c for c in self.all if stayed & {*c.people}), Circle(()))
        circle = replace(before, people=people)
        if not before.rounds:
            return self._next(circle, 1) if self.number else circle
        now = before.rounds[-1]
        if {now.focus, now.asker} <= {*people}:
            return circle
        been = replace(circle, rounds=before.rounds[:-1])
        if now.focus in people or now.asker not in people:
            return self._next(been, 1, now.focus if now.focus in people else None)
        listeners = replace(been, people=tuple(name for name in people if name != now.asker))
        focus = self._fewest(listeners)
        return circle.told(focus, now.asker) if focus else circle

    def _next(self, circle: Circle, to_come: int, focus: str | None = None) -> Circle:
        been = circle.rounds
        rounds = rotation(
            circle.people,
            len(been) + min(to_come, AHEAD),
            been=been,
            earlier=self.earlier,
            focus=focus or self.most_in_need(circle),
        )
        return replace(circle, rounds=rounds[: len(been) + 1])

    def _fewest(self, circle: Circle) -> str | None:
        """Who has told least so far: the first of them; None: there is nobody."""
        told = [one.focus for one in (*self.earlier, *circle.rounds)]
        needed = self.most_in_need(circle)
        return needed or min(circle.people, key=told.count, default=None)

    def most_in_need(self, circle: Circle) -> str | None:
        """Who of those who haven't told today needs the time most; None: nobody said so."""
        had = {one.focus for one in circle.rounds}
        left = [name for name in circle.people if name not in had]
        most = max(left, key=lambda name: self.needs.get(name, 0), default=None)
        return most if most is not None and self.needs.get(most, 0) >= MUCH else None


def earlier_rounds(roles: Sequence[tuple[str, str]]) -> tuple[SparringRound, ...]:
    """What `rotation` needs of the roles that were had before, each with its name."""
    return tuple(
        SparringRound(name, "") if role == FOCUS else SparringRound("", name)
        for role, name in roles
        if role in {FOCUS, ASKER}
    )
