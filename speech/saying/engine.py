"""The programs that make speech: each a process of its own that takes lines of JSON (worker.py)."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

STARTS = 20.0
"""Seconds that a worker may take to start."""
TIMEOUT = 8.0
"""Seconds that a text may take; a minute of speech takes a Pi far less."""
SLOW_STARTS = 60.0
"""Seconds that a Pi may take to load a neural voice."""
SLOW_TIMEOUT = 40.0
"""Seconds that it may take for a text: nine seconds of speech, four times as long."""


@dataclass(frozen=True)
class Engine:
    """How a worker is started, and how long it may take."""

    module: str
    """What is run with ``python -m``."""
    arguments: tuple[str, ...]
    sound: tuple[str, ...]
    """What tells this engine's sound from any other's in a cache."""
    wants: str
    """What may be missing where it doesn't start."""
    starts: float = STARTS
    timeout: float = TIMEOUT


def espeak(voice: str, rate: int, pitch: int) -> Engine:
    """espeak-ng: `voice` as pyttsx3 calls it, `rate` in words a minute, `pitch` 0 to 99."""
    sound = (voice, str(rate), str(pitch))
    return Engine("speech.saying.worker", sound, sound, "espeak-ng")


def piper(voice: Path) -> Engine:
    """A voice of Piper's: a file ``.onnx``, with its ``.onnx.json`` beside it."""
    known: tuple[str, ...] = ()
    with contextlib.suppress(OSError):  # the worker says what is wrong with it
        made = voice.stat()
        known = (str(made.st_size), str(made.st_mtime_ns))
    return Engine(
        "speech.saying.piper_worker",
        (str(voice),),
        ("piper", voice.name, *known),
        "piper-tts",
        SLOW_STARTS,
        SLOW_TIMEOUT,
    )
