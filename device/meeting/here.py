"""Who is at the table, who isn't, and who was."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from device.meeting.plan import Plan


@dataclass(frozen=True)
class Attendance:
    """Everyone of whom the meeting knows, by the names in the plan; guests by their own."""

    present: tuple[str, ...] = ()
    """Who is here: in the plan's order, then who came later, and guests."""
    absent: tuple[str, ...] = ()
    """Those on the list who have not come."""
    gone: tuple[str, ...] = ()
    """Who was here and went."""
    came: int = 0
    """How many are here; counts answers and scores."""

    @staticmethod
    def expected(plan: Plan) -> "Attendance":
        """Before anybody has been counted: all but those who are known to be away."""
        away = {person.name for person in plan.people if person.absent or person.late}
        here = _without(plan.names, away)
        return Attendance(here, tuple(name for name in plan.names if name in away), (), len(here))

    def arrived(self, name: str) -> "Attendance":
        """`name` is here from now on, after those who are; on the list or not."""
        if name in self.present:
            return self
        return Attendance(
            (*self.present, name),
            _without(self.absent, {name}),
            _without(self.gone, {name}),
            self.came + 1,
        )

    def departed(self, name: str, *, was_here: bool) -> "Attendance":
        """`name` is not here any more; `was_here`: False where they never came."""
        if name not in self.present:
            return self
        fewer = replace(self, present=_without(self.present, {name}), came=max(0, self.came - 1))
        if was_here:
            return replace(fewer, gone=(*self.gone, name))
        return replace(fewer, absent=(*self.absent, name))


def _without(names: Iterable[str], away: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in away)
