"""What microphone and speaker have in common: PortAudio, one at a time and without ALSA's chatter.

PortAudio is not thread-safe: starting, ending, opening and closing must never overlap
(https://github.com/PortAudio/portaudio/wiki/Tips_Threading); two threads that look for their
devices at once end in a segmentation fault.
"""

import contextlib
import os
import threading
from collections.abc import Iterator

PATIENCE = 10.0
"""Seconds to wait for the other; who takes longer hangs in a driver, and must not hang us too."""

_turn = threading.RLock()


@contextlib.contextmanager
def portaudio() -> Iterator[None]:
    """Have PortAudio to oneself, and keep what ALSA and JACK write off the terminal."""
    alone = _turn.acquire(timeout=PATIENCE)
    try:
        with _quiet_stderr():
            yield
    finally:
        if alone:
            _turn.release()


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
