"""Fingers on the box's buttons: they drive gpiozero's mock pins as a real contact would."""

from collections.abc import Mapping
from dataclasses import dataclass

from gpiozero.pins.mock import MockPin


@dataclass(order=True)
class _Down:
    until: float
    button: str


class Fingers:
    """Presses and releases. `pins`: each button's pin, pulled up and closed to ground."""

    def __init__(self, pins: Mapping[str, MockPin]) -> None:
        self._pins = pins
        self._down: list[_Down] = []

    def press(self, button: str, now: float, *, held: float = 0.15, bounces: int = 0) -> None:
        """Close `button` for `held` seconds; its contact opens again `bounces` times first.

        A button that is already down stays so, for as long as the longer of the two.
        """
        pin = self._pins[button]
        for _ in range(bounces):
            pin.drive_low()
            pin.drive_high()
        pin.drive_low()
        self._down.append(_Down(now + held, button))

    def step(self, now: float) -> None:
        """Let go of what has been held long enough."""
        for down in sorted(d for d in self._down if d.until <= now):
            self._down.remove(down)
            if not any(other.button == down.button for other in self._down):
                self._pins[down.button].drive_high()
