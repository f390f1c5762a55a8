"""What is made ahead, beside the loop, one plan's after the other's: speech and decoding graphs."""

import logging
import threading
from collections.abc import Callable

from speech.doing import Doer

log = logging.getLogger(__name__)

Wanted = Callable[[], bool]
"""Whether nothing has been forgotten since it was asked for."""
Work = Callable[[Wanted], object]


class Ahead:
    """Makes what is given to it, one after the other, each beside the loop.

    What is being made while everything is forgotten is taken away when it is done, since nothing
    ends a compiler that is at work; and work that is no longer wanted can end early.
    """

    def __init__(self, beside: Doer, wipe: Callable[[], object]) -> None:
        """`beside` runs work on a thread of its own; `wipe` takes away all that was made."""
        self._beside = beside
        self._wipe = wipe
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._under_way = 0
        self._forgotten = 0
        self._stays = False
        self._then: Callable[[], None] | None = None
        self._closed = False

    def make(self, work: Work) -> None:
        """Do `work` when what was given before is done; what goes wrong is only logged."""
        with self._lock:
            asked = self._forgotten
            self._under_way += 1
        self._beside(lambda: self._made(work, asked))

    def also(self, wipe: Callable[[], object]) -> Callable[[], None]:
        """Somebody else may be making something of what is about to be forgotten; to be called when
        that has come to its end, and again when more of it has. It doesn't stay: `wipe` takes it
        away.
        """
        over = False
        with self._lock:
            self._under_way += 1

        def is_over() -> None:
            nonlocal over
            stays = not self._wiped(wipe)
            with self._lock:
                again, over = over, True
            if not again:
                self._is_over(stays=stays)

        return is_over

    @property
    def settled(self) -> bool:
        """Whether nothing is being made."""
        return not self._under_way

    def forget(self) -> None:
        """All is about to be wiped: what was asked for before is not made, or doesn't stay."""
        with self._lock:
            self._forgotten += 1
            self._stays = False

    def when_settled(self, then: Callable[[], None]) -> None:
        """Call `then` when nothing of what is forgotten can come back any more."""
        with self._lock:
            self._then = then
        self._settle()

    def close(self) -> None:
        """What goes wrong from now on is no fault: its folder may be gone."""
        self._closed = True

    def _made(self, work: Work, asked: int) -> None:
        with self._turn:
            try:
                if asked == self._forgotten:
                    work(lambda: asked == self._forgotten)
            except Exception:
                if self._closed:
                    log.info("not made ready ahead: the box is closed")
                else:
                    log.exception("could not get ready ahead; it is done when it is needed")
            stays = asked != self._forgotten and not self._wiped(self._wipe)
        self._is_over(stays=stays)

    def _is_over(self, *, stays: bool) -> None:
        with self._lock:
            self._under_way -= 1
            self._stays |= stays
        self._settle()

    def _wiped(self, wipe: Callable[[], object]) -> bool:
        try:
            wipe()
        except OSError:
            log.exception("what was made while all was forgotten can't be wiped")
            return False
        return True

    def _settle(self) -> None:
        with self._lock:
            then = None if self._under_way or self._stays else self._then
            if not self._under_way:
                self._then = None
        if then:
            then()
