"""What microphone and speaker have in common: PortAudio, without ALSA's chatter."""

import contextlib
import os
import threading
from collections.abc import Iterator

_lock = threading.Lock()
_inside: list[int] = []
"""The true standard error, once for each thread that is inside."""


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep what ALSA and JACK write about devices that nobody asked for off the terminal.

    Several threads may be inside at once: the last one out puts standard error back.
    """
    with _lock:
        if not _inside:
            kept = os.dup(2)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
            _inside.append(kept)
        else:
            _inside.append(_inside[0])
    try:
        yield
    finally:
        with _lock:
            kept = _inside.pop()
            if not _inside:
                os.dup2(kept, 2)
                os.close(kept)
