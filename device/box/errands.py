"""What is done at the stick, one thing after the other, beside the loop.

A stick may hang in reading or writing for as long as it likes; no thread that waits for it can be
ended. So an errand has its time: then it is told of, left behind, and the next one goes ahead of it
on a thread of its own. The loop never waits.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from device.meeting.events import Event
from speech.doing import Doer

log = logging.getLogger(__name__)

Wanted = Callable[[], bool]
"""Whether what an errand finds out is still wanted; asked on the errand's thread."""
MOST_BEHIND = 3
"""So many errands may hang at the same time; until one comes back nothing more is tried."""
AGAIN_SECONDS = 20.0
"""After an errand that hung, so long until the next."""


def nothing() -> None:
    """There is nothing to do."""


@dataclass(frozen=True)
class Errand:
    """Something to do at the stick."""

    name: str
    """An errand is not sent again while one of the same name waits or is under way."""
    work: Callable[[Wanted], Event | None]
    """Does it, and gives what came of it."""
    seconds: float
    """So long it may take."""
    failed: Event
    """What is told where `work` raises."""
    late: Event
    """What is told where it takes longer."""
    on_late: Callable[[], None] = nothing
    """Called then, by the loop."""
    stays: bool = False
    """What came of it is told even then, whenever it comes."""


class _UnderWay:
    """An errand that is being done, or hangs."""

    def __init__(self, errand: Errand, began: float) -> None:
        self.errand = errand
        self.began = began
        self.wanted = True


class Errands:
    """Does one errand at a time. `send` and `look_after` are the loop's, and never wait."""

    def __init__(
        self,
        put: Callable[[Event], None],
        now: Callable[[], float],
        beside: Doer,
    ) -> None:
        """`put` takes what comes of errands; `now` is a clock in seconds; `beside` does work on a
        thread of its own, or at once."""
        self._put = put
        self._now = now
        self._beside = beside
        self._lock = threading.RLock()
        self._waiting: deque[Errand] = deque()
        self._under_way: _UnderWay | None = None
        self._behind = 0
        self._not_before = float("-inf")
        self._hung = False

    @property
    def idle(self) -> bool:
        """Nothing waits, and nothing is under way."""
        with self._lock:
            return self._under_way is None and not self._waiting

    def send(self, errand: Errand) -> None:
        """Do `errand` when those before it are done."""
        with self._lock:
            names = {waiting.name for waiting in self._waiting}
            if self._under_way:
                names.add(self._under_way.errand.name)
            if errand.name in names:
                return
            self._waiting.append(errand)
        self.look_after()

    def look_after(self) -> None:
        """Leave behind what takes too long, and begin what waits."""
        with self._lock:
            now = self._now()
            under_way = self._under_way
            if under_way and now - under_way.began > under_way.errand.seconds:
                self._leave_behind(under_way, now)
            if self._under_way or not self._waiting:
                return
            if self._behind >= MOST_BEHIND or now < self._not_before:
                return
            begun = self._under_way = _UnderWay(self._waiting.popleft(), now)
        try:
            self._beside(lambda: self._do(begun))
        except RuntimeError:
            log.exception("no thread for an errand at the stick; the loop tries again")
            with self._lock:
                self._waiting.appendleft(begun.errand)
                self._under_way = None

    def unwanted(self) -> None:
        """What is under way finds out nothing that may be kept."""
        with self._lock:
            if self._under_way:
                self._under_way.wanted = False

    def _leave_behind(self, under_way: _UnderWay, now: float) -> None:
        log.warning("the stick doesn't answer: %s is left behind", under_way.errand.name)
        under_way.wanted = False
        self._under_way = None
        self._behind += 1
        self._not_before = now + AGAIN_SECONDS
        under_way.errand.on_late()
        if not self._hung:  # of one that hangs again and again it is said once
            self._put(under_way.errand.late)
        self._hung = True

    def _do(self, under_way: _UnderWay) -> None:
        errand = under_way.errand
        try:
            told = errand.work(lambda: under_way.wanted)
        except Exception:  # a stick that stays in would end the box at each start
            log.exception("an errand at the stick failed: %s", errand.name)
            told = errand.failed
        with self._lock:
            in_time = self._under_way is under_way
            if in_time:
                self._under_way = None
                self._hung = False
            else:
                self._behind -= 1
        if told is not None and (in_time or errand.stays):
            self._put(told)
        self.look_after()
