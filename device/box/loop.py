"""The loop: takes one event, journals it, lets the meeting handle it, hands out the actions."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from device.box.ports import Clock
from device.meeting import scores
from device.meeting.actions import Action, Forget, WakeAt
from device.meeting.events import (
    Event,
    GivenUp,
    Remembered,
    Resumed,
    Spoken,
    StickIn,
    Tick,
    Trouble,
    Wiped,
)
from device.meeting.meeting import Meeting, handle
from device.meeting.reached import reached
from device.memory.backlog import Backlog
from device.memory.journal import Journal
from speech.doing import Doer, at_once

log = logging.getLogger(__name__)

RETRY_SECONDS = 5.0
"""After a moment that could not be handled, the next comes so much later."""
GIVES_UP = 5
"""After so many events in a row that fail at an item the meeting goes past it."""
OF_THEMSELVES = (Tick, Spoken, Trouble)
"""What comes without anybody having done anything."""


class Outlets(Protocol):
    """Everything that acts on the room: voice, lamp, ear, stick."""

    def do(self, action: Action) -> None:
        """Carry out one action; may put events on the loop, never decides anything."""
        ...


WIPING_PATIENCE = 15.0
"""Seconds that "glem alt" may take before people are told that it wasn't whole; a worn card takes
some. Nobody is held up by it for longer than by any row."""
AT_ONCE = 0.1
"""Seconds until a moment that was due already is looked at once more."""


class Loop:
    """Joins clock, journal, meeting and outlets. `put` may be called from any thread."""

    def __init__(
        self,
        meeting: Meeting,
        journal: Journal,
        outlets: Outlets,
        clock: Clock,
        *,
        watch: Callable[[Event, Meeting, list[Action]], None] | None = None,
        on_wiped: Callable[[], None] = lambda: None,
        hand: Doer = at_once,
    ) -> None:
        """Replay the journal; `watch` is told of each event, the state after it and its actions.

        `hand` writes the journal: with one of its own, a disk that hangs doesn't hold the loop.
        `on_wiped`, from any thread: all that was to be forgotten is, however late.
        """
        self.meeting = journal.replay(meeting)
        self._journal = journal
        self._backlog = Backlog(journal, hand)
        self._outlets = outlets
        self._clock = clock
        self._watch = watch
        self._on_wiped = on_wiped
        # Meeting time goes on from the journal's last moment, whatever the clock counts from.
        self._zero = clock.now() - self.meeting.now
        self._wake_at: float | None = None
        self._arrived = threading.Condition()
        self._queue: deque[Event] = deque()
        self._journal_works = journal.kept
        self._wiped_by: float | None = None
        """Until then all that is kept may be wiped in silence; None: it isn't being wiped."""
        self._in_trouble = False
        self._failed = {True: 0, False: 0}
        """In a row at this item: what came of itself, and what people did."""
        self._scored = journal.last_scored()
        self._keep_scores()
        if self.meeting.stage != "empty":
            self.put(Resumed(0.0))
        if journal.incomplete:
            self.put(Trouble(0.0, "journal"))
        if not journal.kept:
            self.put(Trouble(0.0, "memory"))

    @property
    def now(self) -> float:
        """Meeting time: seconds."""
        return self._clock.now() - self._zero

    def put(self, event: Event) -> None:
        """Queue an event; it gets this moment's time."""
        with self._arrived:
            self._queue.append(replace(event, t=self.now))
            self._arrived.notify()

    @property
    def wipes(self) -> bool:
        """Whether all that is kept is being wiped, and what comes of that has not been told."""
        return self._wiped_by is not None

    def run_pending(self) -> None:
        """Handle what has come and the moments that are due, until nothing is left."""
        if self._wiped_by is not None and self.now >= self._wiped_by:
            self._backlog.give_up_wiping()
            self._has_wiped(False)
        while (event := self._next()) is not None:
            self._handle(event)

    def wait(self, at_most: float) -> None:
        """Sleep until an event comes, a moment is due, or `at_most` seconds have gone."""
        with self._arrived:
            if self._queue:
                return
            until = at_most
            if self._wake_at is not None:
                until = min(until, max(0.0, self._wake_at - self.now))
            self._arrived.wait(until)

    def events_kept(self) -> Iterator[Event]:
        """What the journal holds, oldest first."""
        return self._journal.events()

    def close(self) -> None:
        """Close the journal."""
        self._backlog.close()

    def _next(self) -> Event | None:
        with self._arrived:
            moment = self._wake_at
            first = self._queue[0].t if self._queue else None
            # A moment that was due before the event came is handled before it.
            if moment is not None and self.now >= moment and (first is None or moment <= first):
                self._wake_at = None
                return Tick(self.now if first is None else max(moment, self.meeting.now))
            return self._queue.popleft() if self._queue else None

    def _handle(self, event: Event) -> None:
        try:
            first = scores.by_button(self.meeting, event)
            event = scores.told(self.meeting, event)
            written = not scores.is_unwritten(self.meeting, event)
        except Exception as fault:
            self._leave_out(event, fault, written=False)
            return
        if first:
            self._handle(first)
        if written:
            self._keep(event)
        before = self.meeting
        try:
            self.meeting, actions = handle(before, event)
        except Exception as fault:  # whatever it is, the meeting stands where it stood
            self._leave_out(event, fault, written=written)
            return
        self._keep_scores()
        if (place := reached(before, self.meeting)) is not None:
            self._keep(place)
            self._failed = {True: 0, False: 0}
        if isinstance(event, StickIn):
            self._cut(before, event)
        if not isinstance(event, OF_THEMSELVES):
            self._in_trouble = False
        if not isinstance(event, (Spoken, Trouble)):  # they may come of the failure itself
            self._failed[isinstance(event, OF_THEMSELVES)] = 0
        for action in actions:
            if isinstance(action, WakeAt):
                self._wake_at = action.t
        again = self.meeting.shown.wake_at.t
        if isinstance(event, Tick) and self._wake_at is None and again is not None:
            # What is due now was due before, too, so nothing told it anew.
            self._wake_at = max(again, event.t + AT_ONCE)
        self._tell(event, actions)
        for action in actions:
            self._do(action)

    def _tell(self, event: Event, actions: list[Action]) -> None:
        if self._watch is None:
            return
        try:
            self._watch(event, self.meeting, actions)
        except Exception:  # who looks on must never end the meeting
            log.exception("who watches failed at %s", type(event).__name__)

    def _keep(self, event: Event) -> None:
        """Journal first. Without a disk the meeting still goes on: people come before records."""
        self._is_kept(self._backlog.append(event))

    def _is_kept(self, kept: bool) -> None:
        """Whether all that there is survives a power cut; what changes in that is told."""
        if self._backlog.wipes:
            return
        kept = kept and self._journal.kept
        if kept == self._journal_works:
            return
        self._journal_works = kept
        if not kept:
            log.error("the journal can't be written; what there is waits in memory")
        self.put(Trouble(0.0, "memory", working=kept))

    def _leave_out(self, event: Event, fault: Exception, *, written: bool) -> None:
        """Mark an event that can't be handled, and say so: to people each time, else once."""
        log.exception("an event can't be handled: %s", type(event).__name__)
        if written:
            self._backlog.leave_out_last(fault)
        if isinstance(event, Tick):
            self._wake_at = self.now + RETRY_SECONDS
        of_itself = isinstance(event, OF_THEMSELVES)
        if not isinstance(event, Trouble):
            self._failed[of_itself] += 1
        if isinstance(event, GivenUp):
            self._give_up(event.index, event.to + 1)
            return
        if not (self._in_trouble and of_itself):
            self._in_trouble = True
            self.put(Trouble(0.0, "program"))
        if max(self._failed.values()) >= GIVES_UP:
            self._give_up(self.meeting.index, self.meeting.index + 1)

    def _give_up(self, index: int, to: int) -> None:
        """Go past an item at which nothing can be handled, to the first that can be begun."""
        self._failed = {True: 0, False: 0}
        if self.meeting.stage == "running" and to <= len(self.meeting.agenda):
            log.error("item %d is given up", index)
            self.put(GivenUp(0.0, index, to))

    def _cut(self, before: Meeting, stick: StickIn) -> None:
        """Cut the journal if `stick` began a meeting anew: then all of before is in the memory."""
        if self.meeting.stage != "waiting" or self.meeting.written != stick.plan:
            return
        kept = Remembered(
            self.meeting.now,
            self.meeting.memory,
            before.next_id,
            before.microphone,
            before.ears,
            before.panel,
            before.voice,
            before.volume,
            before.still_owed,
        )
        try:
            fresh = Meeting(before.phrases, before.buttons)
            again = scores.replayed(scores.replayed(fresh, kept), stick)
            # What a replay would not give again must not be cut away; the whole journal does.
            if replace(again, shown=self.meeting.shown) != self.meeting:
                log.error("the journal isn't cut: something is not in the memory")
            else:
                self._backlog.cut(kept, stick)
                self._is_kept(True)
        except Exception:
            log.exception("the journal can't be cut; it is used as it is")

    def _forget(self, action: Forget) -> None:
        """Have all wiped; the box says what came of it.

        What comes after this action (to listen for something else) finds it done, on all but a slow
        disk: a graph that is read while it is taken away is no graph.
        """
        self._wiped_by = self.now + WIPING_PATIENCE
        self._backlog.forget(lambda: self._outlets.do(action), self._has_wiped)

    def _has_wiped(self, whole: bool) -> None:
        """From any thread. Of what was told to have failed nobody is told anything else."""
        if whole:
            self._on_wiped()
        with self._arrived:
            late, self._wiped_by = self._wiped_by is None, None
        if late:
            log.warning("all was wiped late, and told to have failed: whole is %s", whole)
            return
        self._journal_works = self._journal.kept
        self.put(Wiped(0.0, whole))

    def _keep_scores(self) -> None:
        """Before anything comes of a press: how the scores stand now, in place of how they did."""
        before, now = self._scored, scores.standing(self.meeting)
        self._scored = now
        rows = [now] if now and now != before else []
        if before and not (now and scores.is_same(before, now)):
            rows.insert(0, scores.closed(before, self.meeting))
        for row in rows:
            self._is_kept(self._backlog.keep_scores(row))

    def _do(self, action: Action) -> None:
        if isinstance(action, WakeAt):
            return
        if isinstance(action, Forget):
            self._forget(action)
            return
        try:
            self._outlets.do(action)
        except Exception:
            # One outlet's fault must never end the meeting (voice, lamp, ear, stick).
            log.exception("an outlet failed in %s", type(action).__name__)
