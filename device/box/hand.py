"""A thread for what may have to wait: for a device, for a voice, for a disk."""

import logging
import threading
from collections import deque
from collections.abc import Callable

log = logging.getLogger(__name__)


class Hand:
    """Does what it is given, one after the other, on a thread of its own that ends when idle.

    Whoever gives it something never waits.
    """

    def __init__(self, name: str) -> None:
        """`name`: the thread's."""
        self._name = name
        self._lock = threading.Lock()
        self._given: deque[Callable[[], None]] = deque()
        self._at_work = False

    def __call__(self, work: Callable[[], None]) -> None:
        """Do `work` after what was given before. What goes wrong with it is only logged."""
        with self._lock:
            self._given.append(work)
            begins, self._at_work = not self._at_work, True
        if begins:
            threading.Thread(target=self._do_all, name=self._name, daemon=True).start()

    def _do_all(self) -> None:
        while True:
            with self._lock:
                if not self._given:
                    self._at_work = False
                    return
                work = self._given.popleft()
            try:
                work()
            except Exception:
                log.exception("%s goes on after a fault", self._name)
