"""What a button's contact does, made into events: no pins and no clock in here."""

from dataclasses import dataclass

from device.meeting.events import Event, Held, Pressed, Released

SETTLED = 0.05
"""Seconds in which a contact that moved may bounce; a finger never comes back so soon."""
HOLD = {"yellow": 2.0, "blue": 1.0, "white": 3.0}
"""Seconds until a button counts as held; the others never do."""
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

    def moved(self, down: bool, now: float) -> list[Event]:
        """The contact is closed or open now: what that means, by the event's time 0.0."""
        events = self.waited(now)
        if down == self.down or now - self.since < SETTLED:
            return events
        self.down, self.since = down, now
        if down:
            self.held = False
            if self.button not in TELLS_LATE:
                events.append(Pressed(0.0, self.button))
        elif self.button in TELLS_LATE and not self.held:
            events.append(Pressed(0.0, self.button))
        elif self.button in _TELLS_RELEASE:
            events.append(Released(0.0, self.button))
        return events

    def waited(self, now: float) -> list[Event]:
        """Time has passed: Held, once, when the button has been down for long enough."""
        wanted = HOLD.get(self.button)
        if wanted is None or not self.down or self.held or now - self.since < wanted:
            return []
        self.held = True
        return [Held(0.0, self.button)]
