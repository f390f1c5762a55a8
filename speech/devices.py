"""What microphone and speaker have in common: PortAudio, one at a time and without ALSA's chatter.

PortAudio is not thread-safe: starting, ending, opening and closing must never overlap
(https://github.com/PortAudio/portaudio/wiki/Tips_Threading); two threads that look for their
devices at once end in a segmentation fault.

ALSA and JACK tell on standard error what they miss in each device that they look at. They are told
to be quiet by handlers of their own: to close standard error meanwhile would take the log's lines,
since it is the whole process's.
"""

import contextlib
import ctypes
import logging
import threading
from collections.abc import Iterator
from functools import cache

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds to wait for the other; who takes longer hangs in a driver, and must not hang us too."""
USUAL_RATES = (48_000, 44_100)
"""Hz; what nearly every device has, where it refuses the rate that was asked for, or its own."""

_turn = threading.RLock()

_ALSA_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
"""snd_lib_error_handler_t: file, line, function, error number, format; what the format wants comes
after, and is left alone."""
_JACK_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p)


def _alsa_says(_file: bytes, _line: int, function: bytes, _error: int, _format: bytes) -> None:
    log.debug("ALSA misses something in %s", function.decode(errors="replace"))


def _jack_says(text: bytes) -> None:
    log.debug("JACK: %s", text.decode(errors="replace"))


# They are called for as long as the process lives, so they are kept for as long.
_alsa_handler = _ALSA_HANDLER(_alsa_says)
_jack_handler = _JACK_HANDLER(_jack_says)


@contextlib.contextmanager
def portaudio() -> Iterator[None]:
    """Have PortAudio to oneself, and keep what ALSA and JACK write off the terminal."""
    _quiet()
    alone = _turn.acquire(timeout=PATIENCE)
    try:
        yield
    finally:
        if alone:
            _turn.release()


@cache
def _quiet() -> None:
    """Once: from now on both libraries tell us alone."""
    with contextlib.suppress(OSError, AttributeError):
        alsa = ctypes.CDLL("libasound.so.2")
        alsa.snd_lib_error_set_handler(_alsa_handler)
    with contextlib.suppress(OSError, AttributeError):
        jack = ctypes.CDLL("libjack.so.0")
        jack.jack_set_error_function(_jack_handler)
        jack.jack_set_info_function(_jack_handler)
