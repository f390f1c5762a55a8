"""What the disk did not take at once: kept in memory, in order, and written when it can be.

A disk may be full, and says so; or it takes a row and never answers. So a hand writes, and the loop
waits for it: what people did is saved before anything comes of it. It waits PATIENCE at the most,
and not at all for a disk that hangs already; then the rows wait as those of a full disk do, and
that is told.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from device.meeting.events import Event, Remembered, Scored, StickIn
from device.meeting.scores import is_same
from device.memory.journal import Journal, JournalError
from device.memory.wiping import NotWipedError, wipe_all
from speech.doing import Doer, at_once

log = logging.getLogger(__name__)

PATIENCE = 2.5
"""Seconds; a worn card may take one."""


class HangsError(JournalError):
    """The disk does not answer."""


@dataclass(eq=False)
class _Waiting:
    """A row that is not written yet, as far as anybody knows."""

    row: Event
    fault: Exception | None = None
    """Why it is to be left out, where that is known before it is written."""


class Backlog:
    """Writes to a journal whatever can be written of what it is given, and never out of order."""

    def __init__(
        self, journal: Journal, hand: Doer = at_once, *, patience: float = PATIENCE
    ) -> None:
        """`hand` does what may hang; `patience`: seconds that it is waited for."""
        self._journal = journal
        self._hand = hand
        self._patience = patience
        self._lock = threading.Lock()
        self._waiting: list[_Waiting] = []
        self._under_way: _Waiting | None = None
        """The first of them, while the disk has it."""
        self._to_wipe: threading.Event | None = None
        """All before is to be forgotten first, which sets this; what came since is written then."""
        self._late: threading.Event | None = None
        """Set when what took longer than it may has come to its end."""

    def __len__(self) -> int:
        """How many rows a power cut would cost now."""
        return len(self._waiting)

    @property
    def hangs(self) -> bool:
        """Whether the disk owes an answer."""
        return self._late is not None and not self._late.is_set()

    @property
    def wipes(self) -> bool:
        """Whether all is being forgotten, and what came since waits for that."""
        return self._to_wipe is not None and not self.hangs

    def append(self, event: Event) -> bool:
        """Whether `event`, and all before it, survive a power cut now."""
        with self._lock:
            self._waiting.append(_Waiting(event))
        return self.catch_up()

    def keep_scores(self, scored: Scored) -> bool:
        """The same for scores, which take the place of those before of the same statement."""
        with self._lock:
            for waiting in self._waiting:
                before = waiting.row
                if (
                    isinstance(before, Scored)
                    and waiting is not self._under_way
                    and is_same(before, scored)
                ):
                    waiting.row = scored
                    break
            else:
                self._waiting.append(_Waiting(scored))
        return self.catch_up()

    def leave_out_last(self, fault: Exception) -> None:
        """The event given last could not be handled."""
        with self._lock:
            if self._waiting and self._waiting[-1] is not self._under_way:
                self._waiting.pop()
                return
            if self._waiting:
                self._waiting[-1].fault = fault
                return
        with contextlib.suppress(HangsError):  # it is done all the same, when the disk answers
            self._ask(lambda: self._journal.leave_out_last(fault), self._patience)

    def cut(self, remembered: Remembered, plan: StickIn) -> None:
        """Begin anew. Raises JournalError, and then keeps all as it was, for now."""
        before = len(self._waiting)

        def work() -> None:
            self._journal.cut(remembered, plan)
            with self._lock:
                del self._waiting[:before]

        if self.hangs or self.wipes:
            raise HangsError("the journal's disk does not answer")
        self._ask(work, self._patience)

    def forget(self, others: Callable[[], object], done: Callable[[bool], None]) -> None:
        """Have the journal wiped, and what `others` wipes, as soon as the disk can.

        It is waited for as a row is; nothing is told by that. `done`, which may come from the
        hand's thread, is told whether all is gone.
        """
        over = threading.Event()

        def work() -> None:
            whole = True
            try:
                wipe_all((others, self._journal.forget))
            except NotWipedError:
                whole = False
            finally:
                with self._lock:
                    if self._to_wipe is over:
                        self._to_wipe = None
                over.set()
            done(whole)

        with self._lock:
            self._waiting.clear()
            self._to_wipe = over
        hung = self.hangs
        self._hand(work)
        over.wait(0.0 if hung else self._patience)

    def give_up_wiping(self) -> None:
        """It takes so long that the disk hangs; it is still wiped when that answers."""
        with self._lock:
            self._late = self._to_wipe or self._late

    def catch_up(self) -> bool:
        """Whether all is written now."""
        if self.hangs or self.wipes:
            return False
        try:
            self._ask(self._write, self._patience)
        except HangsError:
            log.error("the journal's disk does not answer")  # noqa: TRY400 - the line says it
            return False
        return not self._waiting

    def close(self) -> None:
        """Close the journal, unless its disk hangs: then it would never come to an end."""
        if self._to_wipe is not None:
            self._to_wipe.wait(self._patience)
        if self.hangs or self.wipes:
            log.error("the journal's disk does not answer; %d rows are lost", len(self))
            return
        self._journal.close()

    def _ask(self, work: Callable[[], object], patience: float) -> None:
        """Have it done, and raise what it raises. Raises HangsError where that takes too long, at
        once where something else hangs; then it is still done afterwards."""
        over = threading.Event()
        faults: list[Exception] = []

        def do() -> None:
            try:
                work()
            except Exception as fault:  # for whoever waits
                faults.append(fault)
            finally:
                over.set()

        hung = self.hangs
        self._hand(do)
        if not over.wait(0.0 if hung else patience):
            self._late = over
            raise HangsError("the journal's disk does not answer")
        if faults:
            raise faults[0]

    def _write(self) -> None:
        """Write what waits, in order, as far as the disk takes it."""
        while (waiting := self._first()) is not None:
            written = False
            try:
                if isinstance(waiting.row, Scored):
                    self._journal.keep_scores(waiting.row)
                else:
                    self._journal.append(waiting.row)
                written = True
            except (JournalError, ValueError) as fault:
                log.debug("%d rows wait: %s", len(self._waiting), fault)
                return
            finally:
                self._has_written(waiting, written=written)
            if waiting.fault is not None:
                self._journal.leave_out_last(waiting.fault)

    def _first(self) -> _Waiting | None:
        with self._lock:
            writes = self._waiting and self._to_wipe is None
            self._under_way = self._waiting[0] if writes else None
            return self._under_way

    def _has_written(self, waiting: _Waiting, *, written: bool) -> None:
        with self._lock:
            self._under_way = None
            if written and waiting in self._waiting:  # not forgotten meanwhile
                self._waiting.remove(waiting)
