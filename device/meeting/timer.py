"""Time that a person or a group is given. Seconds left are computed, never counted down."""

from dataclasses import dataclass, replace

WARNING_SHARE = 1 / 5
"""The warning comes when this share of the time is left …"""
WARNING_AT_LEAST = 15.0
"""… but no later than this many seconds before the end …"""
WARNING_AT_MOST = 1 / 2
"""… and never for more than this share of it: a short turn isn't yellow from its start."""

NEXT_TO_NOTHING = 10.0
"""Seconds that are too few to come back to …"""
SECOND_THOUGHTS = 30.0
"""… and what there is then."""


@dataclass(frozen=True)
class Timer:
    """Time running since `started`. A pause moves `started`, so pauses are never counted."""

    started: float
    """Meeting time, seconds."""
    given: float
    """Seconds given at the start."""
    extra: float = 0.0
    """Seconds that were asked for since."""
    warned: bool = False
    """The warning signal has been given."""
    ended: bool = False
    """The end signal has been given."""
    overrun: float = 0.0
    """Seconds over the time before more was asked for; nobody asked for these."""

    @property
    def due(self) -> float:
        """Meeting time when the time is up."""
        return self.started + self.given + self.extra + self.overrun

    @property
    def warning_due(self) -> float:
        """Meeting time of the warning: the last fifth, at least 15 s, at most the last half."""
        total = self.given + self.extra
        return self.due - min(total * WARNING_AT_MOST, max(total * WARNING_SHARE, WARNING_AT_LEAST))

    def used(self, now: float) -> float:
        """Seconds since the start."""
        return max(0.0, now - self.started)

    def left(self, now: float) -> float:
        """Seconds left; negative when over."""
        return self.due - now

    def phase(self, now: float) -> str:
        """``running``, ``warning`` or ``over``."""
        if now >= self.due:
            return "over"
        return "warning" if now >= self.warning_due else "running"

    def next_moment(self) -> float | None:
        """When the next signal is due; None when both have been given."""
        if self.ended:
            return None
        return self.due if self.warned else self.warning_due

    def extended(self, seconds: float, now: float) -> "Timer":
        """`seconds` more, as asked for; when the time was already up, counted from now."""
        overrun = self.overrun + max(0.0, now - self.due)
        longer = replace(self, extra=self.extra + seconds, overrun=overrun, ended=False)
        return replace(longer, warned=longer.warning_due <= now)

    def taken_up(self, now: float) -> "Timer":
        """Somebody comes back to it: with what was left, or a little where that is next to nothing.

        Nobody asked for that little, so it is no extra time.
        """
        if self.left(now) >= NEXT_TO_NOTHING:
            return self
        missing = SECOND_THOUGHTS - self.left(now)
        longer = replace(self, overrun=self.overrun + missing, ended=False)
        return replace(longer, warned=longer.warning_due <= now)

    def moved(self, seconds: float) -> "Timer":
        """After a pause of `seconds`."""
        return replace(self, started=self.started + seconds)
