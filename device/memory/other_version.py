"""Rows of a program that spoke, and waited, otherwise than this one: what they mean here.

Rules are mended and sentences come and go, so the number of what was said, by which Spoken knows
it, is another here; and a moment that is due here may have been none there.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace

from device.meeting.events import Event, Reached, Spoken, Tick
from device.meeting.meeting import Meeting, handle

log = logging.getLogger(__name__)

AT_ONCE = 0.5
"""Seconds. What is silenced counts as spoken at once; to say it would take longer."""


class Translator:
    """Goes along with a replay, row by row."""

    def __init__(self, events: Sequence[Event]) -> None:
        """`events`: the whole journal's, for a look ahead."""
        self._events = events
        self._more = 0
        """So many sentences more have been said here."""

    def before(self, meeting: Meeting, place: int) -> Meeting:
        """The meeting just before event `place`: what is due until then has been done."""
        before = -1.0
        while (due := meeting.shown.wake_at.t) is not None:
            if not before < due < self._events[place].t:
                break
            before = due
            try:
                meeting, _ = handle(meeting, Tick(due))
            except Exception:
                log.exception("what was due can't be handled")
                break
        return meeting

    def meant(self, meeting: Meeting, place: int) -> Event:
        """Event `place`, as it is to be handled here."""
        event = self._events[place]
        if not isinstance(event, Spoken):
            return event
        if meeting.awaiting is not None and self._all_was_said(place):
            self._more = meeting.awaiting - event.id
        return replace(event, id=event.id + self._more)

    def _all_was_said(self, place: int) -> bool:
        """Whether the other program was silent after Spoken `place`, as far as rows can tell."""
        after = self._after(place)
        while after < len(self._events) and isinstance(self._events[after], Tick):
            after = self._after(after)
        if after >= len(self._events):
            return False
        return not isinstance(self._events[after], Spoken) and not self._silenced(after)

    def _silenced(self, place: int) -> bool:
        """Whether event `place` made the box drop what it still had to say."""
        after = self._after(place)
        ahead = (self._events[place], *self._events[after : after + 1])
        return isinstance(ahead[-1], Spoken) and ahead[-1].t - ahead[0].t < AT_ONCE

    def _after(self, place: int) -> int:
        """The next thing that happened: what was only written down is passed over."""
        after = place + 1
        while after < len(self._events) and isinstance(self._events[after], Reached):
            after += 1
        return after
