"""What systemd is told: that the box is ready, whether a meeting is on, and that it is well.

The protocol is a datagram of lines to the socket that systemd names (sd_notify(3)). Where there is
none, as at a desk, nothing is told.

Well is a box whose every part has given a sign of life of late: the loop turned, the microphone
delivered (or was looked for: a box is not to start anew, over and over, because nobody has put one
in). When one falls silent nothing is told either, and systemd starts the box again.
"""

import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Mapping

from speech.sound import Microphone, Samples

log = logging.getLogger(__name__)

PATIENCE = 15.0
"""Seconds a part may be silent: opening a sound device may take ten."""
OFTEN = 1.0
"""Seconds between two tellings, at least."""

MEETS = "a meeting is on"
FREE = "no meeting is on"
"""What setup.sh asks for before it starts a new version."""


class Watchdog:
    """Signs of life from any thread, told to systemd. Thread-safe."""

    def __init__(
        self, tell: Callable[[str], None], now: Callable[[], float] = time.monotonic
    ) -> None:
        """`tell` gets the lines of a notification, such as "WATCHDOG=1"; `now`: seconds."""
        self._tell = tell
        self._now = now
        self._lock = threading.Lock()
        self._seen: dict[str, float] = {}
        self._told = float("-inf")
        self._status = ""
        self._silent: list[str] = []

    def alive(self, part: str) -> None:
        """`part` gives a sign of life; from its first one on it is missed when there are none."""
        with self._lock:
            self._seen[part] = self._now()

    def ready(self) -> None:
        """The box can be used from now on."""
        self._tell("READY=1")

    def turned(self, *, meets: bool) -> None:
        """The loop turned: tell how it stands, unless some other part is silent."""
        self.alive("loop")
        with self._lock:
            now = self._now()
            silent = [part for part, seen in self._seen.items() if now - seen > PATIENCE]
            status = MEETS if meets else FREE
            lines = [f"STATUS={status}"] if status != self._status else []
            if not silent and now - self._told >= OFTEN:
                lines.append("WATCHDOG=1")
                self._told = now
            self._status = status
            if silent != self._silent:
                self._silent = silent
                if silent:
                    log.error("no sign of life from %s", ", ".join(silent))
        if lines:
            self._tell("\n".join(lines))

    def stopping(self) -> None:
        """The box ends of itself, and is not hanging."""
        self._tell("STOPPING=1")

    def watched(self, open_microphone: Callable[[], Microphone]) -> Callable[[], Microphone]:
        """Open microphones as `open_microphone` does, each block and each try a sign of life."""

        def opened() -> Microphone:
            self.alive("microphone")
            microphone = open_microphone()
            self.alive("microphone")
            return _Watched(microphone, lambda: self.alive("microphone"))

        return opened


class _Watched(Microphone):
    """A microphone that tells of each block."""

    def __init__(self, microphone: Microphone, delivered: Callable[[], None]) -> None:
        self._microphone = microphone
        self._delivered = delivered

    def read(self) -> Samples | None:
        """The next block."""
        block = self._microphone.read()
        self._delivered()
        return block

    def close(self) -> None:
        """Let go of the device."""
        self._microphone.close()


def systemd_watchdog(environment: Mapping[str, str] = os.environ) -> Watchdog:
    """The watchdog of whoever started this process; one that tells nobody, where nobody asked."""
    return Watchdog(_notifier(environment.get("NOTIFY_SOCKET", "")))


def _notifier(path: str) -> Callable[[str], None]:
    if not path.startswith(("/", "@")):
        return lambda _lines: None
    address = "\0" + path[1:] if path.startswith("@") else path

    def tell(lines: str) -> None:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
                to.setblocking(False)
                to.sendto(lines.encode(), address)
        except OSError as fault:  # a full queue is tried again in a second
            log.warning("systemd can't be told: %s", fault)

    return tell
