"""What the ear is wished to be: to listen for this, to be open or shut. From any thread to its own.

A wish that can't be granted (a decoding graph that can't be made) is tried again ever less often.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable

from device.box.outlets import InterruptionsOutlet
from speech.hearing import Ear, Grammar
from speech.hearing.duplex import DuplexEar
from speech.sound import BLOCK, RATE

log = logging.getLogger(__name__)

LATEST_RETRY = 60.0
"""Seconds between two tries at something that goes on failing: they double up to this."""
BLOCKS_A_SECOND = RATE // BLOCK
LATEST_ALONE = frozenset({"listening", "over"})
"""What a graph may have to be made for, in seconds: of several such wishes only the last counts."""
FORGOTTEN = "forgotten"
"""What is wished for once, and not of a new ear."""

AnEar = Ear | DuplexEar
Wish = Callable[[AnEar], None]


class _Stuck:
    """A wish that couldn't be granted; it is tried again ever less often."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        self._patience = self._blocks = BLOCKS_A_SECOND

    def is_due(self) -> bool:
        """Whether it is to be tried with this block."""
        self._blocks -= 1
        return self._blocks < 0

    def again(self) -> None:
        """It failed once more."""
        self._patience = min(2 * self._patience, int(LATEST_RETRY) * BLOCKS_A_SECOND)
        self._blocks = self._patience


class Wishes:
    """Made from any thread, granted on the ear's own; and all of them for a new ear."""

    def __init__(self, changes: Callable[..., None]) -> None:
        """`changes` is told, by ``works=``, whether what is wished for can be done."""
        self._changes = changes
        self._lock = threading.Lock()
        self._new: deque[tuple[str, Wish]] = deque()
        self._granted: dict[str, Wish] = {}
        self._stuck: dict[str, _Stuck] = {}
        """Those that couldn't be granted, by what they are about."""

    def add(self, about: str, wish: Wish) -> None:
        """A wish replaces all before that were `about` the same, once it is granted."""
        with self._lock:
            self._new.append((about, wish))

    def forget(self, done: Callable[[], None]) -> None:
        """What was listened for is not made ready any more; something else is wished for next.

        `done` is called on the ear's thread, when nothing of it is under way; it never raises.
        """

        def granted(_ear: AnEar) -> None:
            for about in LATEST_ALONE:
                self._stuck.pop(about, None)
            with self._lock:
                for about in LATEST_ALONE:
                    self._granted.pop(about, None)
            done()

        self.add(FORGOTTEN, granted)

    def anew(self) -> None:
        """There is another ear."""
        with self._lock:
            self._new.extendleft(reversed(self._granted.items()))

    def grant(self, ear: AnEar) -> None:
        """Make `ear` what it is wished to be; once a block, on its own thread."""
        for about, stuck in list(self._stuck.items()):
            if stuck.is_due():
                self._grant_one(ear, about, stuck.wish, stuck)
        while (wish := self._take()) is not None:
            self._stuck.pop(wish[0], None)
            self._grant_one(ear, *wish, None)

    def _take(self) -> tuple[str, Wish] | None:
        with self._lock:
            while self._new:
                about, wish = self._new.popleft()
                if about not in LATEST_ALONE or all(later != about for later, _ in self._new):
                    return about, wish
            return None

    def _grant_one(self, ear: AnEar, about: str, wish: Wish, stuck: _Stuck | None) -> None:
        try:
            wish(ear)
        except Exception:
            if stuck is None:
                log.exception("the ear can't change what it listens for; it is tried again")
                self._stuck[about] = _Stuck(wish)
            else:
                stuck.again()
            self._changes(works=False)
            return
        self._stuck.pop(about, None)
        if about != FORGOTTEN:
            with self._lock:
                self._granted[about] = wish
        if not self._stuck:
            self._changes(works=True)


class WishedInterruptions:
    """The ear that is open while the box speaks, as an outlet of wishes."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes

    def listen_for(self, grammar: Grammar) -> None:
        """From the next block on."""
        self._wish("over", lambda outlet: outlet.listen_for(grammar))

    def mute(self) -> None:
        """Hear nothing."""
        self._wish("over open", lambda outlet: outlet.mute())

    def unmute(self) -> None:
        """The box begins to speak."""
        self._wish("over open", lambda outlet: outlet.unmute())

    def finish(self) -> None:
        """Hear out who is interrupting."""
        self._wish("over open", lambda outlet: outlet.finish())

    def _wish(self, about: str, wish: Callable[[InterruptionsOutlet], None]) -> None:
        def granted(ear: AnEar) -> None:
            assert isinstance(ear, DuplexEar)
            wish(ear.interruptions)

        self._wishes.add(about, granted)
