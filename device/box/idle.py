"""How long nobody has used the box after a meeting, so that it can go off by itself."""

from device.meeting import events

USES = (
    events.Pressed,
    events.Held,
    events.Heard,
    events.WakeWord,
    events.StickIn,
    events.PlanRejected,
    events.NoPlan,
)
"""What people do with a box; talk in the room is none of it."""


class Idle:
    """Times are seconds of a clock that never goes back."""

    def __init__(self, after: float | None, now: float) -> None:
        """`after`: seconds; None: nobody minds."""
        self._after = after
        self._since = now
        self._told = False

    def saw(self, event: events.Event, now: float) -> None:
        """Something happened; a meeting that ended by itself has just been used, too."""
        if isinstance(event, USES):
            self._since, self._told = now, False

    def is_over(self, stage: str, now: float) -> bool:
        """Whether the time is up, in this stage of the meeting (see state.Meeting); true once."""
        if stage != "finished":
            self._since, self._told = now, False
        if self._after is None or self._told or now - self._since < self._after:
            return False
        self._told = True
        return True
