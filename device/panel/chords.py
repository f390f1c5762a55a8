"""Two buttons held at once: all contacts together, and what they tell. No pins and no clock.

What two buttons mean together must not first be done by each: so a press of a button that is in a
chord waits a moment for the other one. Nobody feels that, and no press of two people is lost.
"""

from collections.abc import Iterable
from itertools import chain

from device.meeting.events import CHORDS, Event, Held, Pressed, Released
from device.panel.contact import HOLD, HOLD_LONG, SETTLED, Contact

TOGETHER = 0.08
"""Seconds that a press waits for the chord's other button: two fingers come so close."""
GIVEN_UP = 1.0
"""Seconds: two buttons that were down together for less were two people's; for longer it was a
chord that somebody thought better of, and means nothing."""
CHORD_HOLD = 5.0
"""Seconds until two buttons down together count as held."""
_MEMBERS = frozenset(chain.from_iterable(CHORDS.values()))


class Contacts:
    """All buttons. Times are seconds of any clock that never goes back; events have the time 0.0.

    While both buttons of a chord are down neither counts as held, and a press that has not been
    told yet waits. Whoever holds a third button of a chord as well means none.
    """

    def __init__(self, contacts: Iterable[Contact]) -> None:
        """What is down from the start, perhaps stuck, is in no chord until it has come up."""
        self._all = {contact.button: contact for contact in contacts}
        self._stuck = {name for name, contact in self._all.items() if contact.down}
        self._waiting: dict[str, float] = {}
        """Presses that have not been told, and since when."""
        self._untold: set[str] = set()
        """Buttons whose press was never told: nor is their release."""
        self._since: dict[str, float] = {}
        """Chords that are down, and since when."""
        self._held: set[str] = set()
        """Those of them that were told."""

    def moved(self, button: str, down: bool, now: float) -> list[Event]:
        """The contact is closed or open now: what that means."""
        contact = self._all[button]
        told = contact.moved(down, now)
        if not contact.down:
            self._stuck.discard(button)
        return self._sorted(told, now)

    def waited(self, now: float) -> list[Event]:
        """Time has passed."""
        return self._sorted([e for c in self._all.values() for e in c.waited(now)], now)

    def due(self, now: float) -> float | None:
        """When `waited`, or a look at a contact that has moved, may tell more; None: never."""
        moments = [contact.since + SETTLED for contact in self._all.values()]
        moments += [
            contact.since + hold[contact.button]
            for contact in self._all.values()
            for hold, told in ((HOLD, contact.held), (HOLD_LONG, contact.held_long))
            if contact.down and not told and contact.button in hold
        ]
        moments += [since + TOGETHER for since in self._waiting.values()]
        moments += [s + CHORD_HOLD for chord, s in self._since.items() if chord not in self._held]
        return min((moment for moment in moments if moment > now), default=None)

    def _sorted(self, raw: list[Event], now: float) -> list[Event]:
        told = self._broken(now)
        for event in raw:
            match event:
                case Pressed(button=button) if button in _MEMBERS:
                    self._waiting[button] = now
                    self._untold.discard(button)
                case Held(button=button) if self._in_chord(button):
                    pass
                case Released(button=button):
                    told += self._flushed({button})
                    if button not in self._untold:
                        told.append(event)
                case _:
                    told.append(event)
        for chord in self._down() - self._since.keys():
            self._since[chord] = now
        told += self._flushed(
            {
                name
                for name, since in self._waiting.items()
                if not self._in_chord(name)
                and (now - since >= TOGETHER or not self._all[name].down)
            }
        )
        return told + self._chords_held(now)

    def _down(self) -> set[str]:
        """The chord that is down now, if there is just that one."""
        down = {name for name in _MEMBERS if self._all[name].down} - self._stuck
        return {chord for chord, pair in CHORDS.items() if down == set(pair)}

    def _in_chord(self, button: str) -> bool:
        return any(button in CHORDS[chord] for chord in self._down())

    def _broken(self, now: float) -> list[Event]:
        told: list[Event] = []
        for chord in self._since.keys() - self._down():
            since = self._since.pop(chord)
            waiting = self._waiting.keys() & set(CHORDS[chord])
            if now - since < GIVEN_UP:
                told += self._flushed(waiting)
            else:
                self._dropped(waiting)
            self._held.discard(chord)
        return told

    def _flushed(self, buttons: set[str]) -> list[Event]:
        waiting = [name for name in self._waiting if name in buttons]  # in the order of pressing
        for name in waiting:
            del self._waiting[name]
        return [Pressed(0.0, name) for name in waiting]

    def _dropped(self, buttons: Iterable[str]) -> None:
        for name in list(buttons):
            del self._waiting[name]
            self._untold.add(name)

    def _chords_held(self, now: float) -> list[Event]:
        told: list[Event] = []
        for chord, since in self._since.items():
            if chord in self._held or now - since < CHORD_HOLD:
                continue
            self._held.add(chord)
            self._dropped(self._waiting.keys() & set(CHORDS[chord]))
            told.append(Held(0.0, chord))
        return told
