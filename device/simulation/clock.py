"""A clock that is set, not waited for."""


class SetClock:
    """Stands still until it is moved."""

    def __init__(self, t: float = 0.0) -> None:
        """Begin at `t` seconds."""
        self.t = t

    def now(self) -> float:
        """Seconds."""
        return self.t

    def advance(self, seconds: float) -> None:
        """Time passes."""
        self.t += seconds
