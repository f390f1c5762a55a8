"""What microphone and speaker have in common: PortAudio, one at a time and without ALSA's chatter.

PortAudio is not thread-safe: starting, ending, opening and closing must never overlap
(https://github.com/PortAudio/portaudio/wiki/Tips_Threading); two threads that look for their
devices at once end in a segmentation fault. So nobody enters it beside one that hangs in a driver
either: when that wakes up, the whole process is gone (measured).

ALSA and JACK tell on standard error what they miss in each device that they look at. They are told
to be quiet by handlers of their own: to close standard error meanwhile would take the log's lines,
since it is the whole process's.
"""

import contextlib
import ctypes
import logging
import os
import threading
from collections.abc import Callable, Iterator
from functools import cache

from speech.errors import TidtagerError

log = logging.getLogger(__name__)

PATIENCE = 4.0
"""Seconds to wait for the other; who takes longer hangs in a driver, and must not hang us too."""
USUAL_RATES = (48_000, 44_100)
"""Hz; what nearly every device has, where it refuses the rate that was asked for, or its own."""

NO_SOUND_SERVER = {"PULSE_SERVER": "unix:/dev/null/none"}
"""The environment of a program that is to find none."""

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


class DevicesBusyError(TidtagerError, OSError):
    """Another sound device hangs in its driver; until it answers no other can be opened."""


@contextlib.contextmanager
def portaudio() -> Iterator[None]:
    """Have PortAudio to oneself, and keep what ALSA and JACK write off the terminal.

    Raises DevicesBusyError where another has had it for more than PATIENCE.
    """
    _quiet()
    if not _turn.acquire(timeout=PATIENCE):
        raise DevicesBusyError("another sound device hangs in its driver; try again")
    try:
        yield
    finally:
        _turn.release()


@contextlib.contextmanager
def without_sound_server() -> Iterator[None]:
    """A library that looks for a sound server finds none meanwhile, and waits for none.

    Who is opening a device is waited for: it would find none either. One that hangs in its driver
    has found its own long ago.
    """
    had = _turn.acquire(timeout=PATIENCE)
    before = {name: os.environ.get(name) for name in NO_SOUND_SERVER}
    os.environ.update(NO_SOUND_SERVER)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        if had:
            _turn.release()


def let_go(close: Callable[[], None]) -> None:
    """Close a device, with PortAudio to oneself. Returns soon, even where another device hangs.

    Then it is closed when that answers: one that was left open couldn't be opened again.
    """
    try:
        with portaudio():
            close()
    except DevicesBusyError:
        log.warning("a sound device is closed later: another hangs in its driver")
        threading.Thread(target=_close_later, args=(close,), name="closes", daemon=True).start()


def _close_later(close: Callable[[], None]) -> None:
    with _turn:
        close()


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
