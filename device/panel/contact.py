"""What a button's contact does, made into events: no pins and no clock in here."""

from dataclasses import dataclass

from device.meeting.events import Event, Held, HeldLong, Pressed, Released

SETTLED = 0.05
"""Seconds in which a contact that moved may bounce; a finger never comes back so soon."""
HOLD = {"yellow": 2.0, "blue": 1.0, "white": 3.0}
"""Seconds until a button counts as held; the others never do."""
HOLD_LONG = {"blue": 3.0}
"""Seconds until one that is held counts as held for long."""
_TELLS_RELEASE = frozenset({"white"})
TELLS_LATE = frozenset({"blue"})
"""Held they mean something else, so a short press is only known when they come up."""


@dataclass
class Contact:
    """One button. Times are seconds of any clock that never goes back."""

    button: str
    down: bool = False
    """As it counts, which is not what the contact does while it bounces."""
    since: float = float("-inf")
    held: bool = False
    """Held has been sent, or the button was down from the start."""
    held_long: bool = True
    """HeldLong has been sent, or can't come."""

    def moved(self, down: bool, now: float) -> list[Event]:
        """The contact is closed or open now: what that means, by the event's time 0.0."""
        events = self.waited(now)
        if down == self.down or now - self.since < SETTLED:
            return events
        self.down, self.since = down, now
        if down:
            self.held = False
            self.held_long = self.button not in HOLD_LONG
            if self.button not in TELLS_LATE:
                events.append(Pressed(0.0, self.button))
        elif self.button in TELLS_LATE and not self.held:
            events.append(Pressed(0.0, self.button))
        elif self.button in _TELLS_RELEASE:
            events.append(Released(0.0, self.button))
        return events

    def waited(self, now: float) -> list[Event]:
        """Time has passed: Held and HeldLong, each once, when it has been down for long enough."""
        events: list[Event] = []
        if not self.held and self._is_down_for(HOLD, now):
            self.held = True
            events.append(Held(0.0, self.button))
        if not self.held_long and self._is_down_for(HOLD_LONG, now):
            self.held_long = True
            events.append(HeldLong(0.0, self.button))
        return events

    def _is_down_for(self, wanted: dict[str, float], now: float) -> bool:
        return self.down and self.button in wanted and now - self.since >= wanted[self.button]
