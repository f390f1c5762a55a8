"""The box's edges. Each has a real side and a simulated side; nothing else differs.

The two ports of sound, Microphone and Speaker, are in `speech.sound`.
"""

from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Monotonic time."""

    def now(self) -> float:
        """Seconds from any fixed moment; never goes back."""
        ...


class Panel(Protocol):
    """Nine buttons and two lights. Button events go to the callback given at its making."""

    def light(self, colour: str, mode: str) -> None:
        """Set the RGB lamp (see device.meeting.actions.Light)."""
        ...

    def listening(self, on: bool) -> None:
        """Set the white light."""
        ...

    def close(self) -> None:
        """Lights off; let go of the pins."""
        ...


class Stick(Protocol):
    """The USB stick's folder."""

    def folder(self) -> Path | None:
        """Where it is mounted, or None when no stick is in."""
        ...
