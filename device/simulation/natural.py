"""Natural voices for the virtual people, where Kokoro is installed: a process says the words.

The room knows nothing of training; it talks to `speech.training.aloud` through pipes.
"""

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np

from device.simulation.acoustics import Sound
from speech import child
from speech.errors import TidtagerError
from speech.held_out import CHOOSING_VOICES, REPORTING_VOICES

PEOPLE = (*REPORTING_VOICES, *CHOOSING_VOICES)
"""Voices that no model is trained on, so that a demo never flatters itself."""
USUAL_RATE = 157.0
"""Words a minute of a person who speaks at the voices' own speed."""


class NaturalVoicesError(TidtagerError, OSError):
    """There are no natural voices; the message says why."""


class NaturalVoices:
    """The process that says the words. A context manager: at its end the process has ended.

    `voices` is the folder of kokoro-js's `*.bin`. Raises NaturalVoicesError where something is
    not installed.
    """

    def __init__(self, voices: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a module of ours
            [sys.executable, "-m", "speech.training.aloud", "--voices", str(voices)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child.environment(),
        )
        try:
            self._reply()
        except NaturalVoicesError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def say(self, text: str, voice: str, speed: float) -> Sound:
        """`text` at RATE, from -1 to 1, shape (n,). Raises NaturalVoicesError."""
        line = json.dumps({"text": text, "voice": voice, "speed": speed})
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(line.encode() + b"\n")
            pipe.flush()
        except OSError as fault:
            raise NaturalVoicesError("the natural voices' process has ended") from fault
        return self._reply()

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # it has ended, with something not yet written
                    pipe.close()
        self._process.kill()
        self._process.wait()

    def _reply(self) -> Sound:
        pipe = self._process.stdout
        assert pipe is not None
        try:
            told: dict[str, Any] = json.loads(pipe.readline())
        except ValueError:
            told = {"fault": "the natural voices' process has ended"}
        if "fault" in told:
            raise NaturalVoicesError(told["fault"])
        return np.frombuffer(pipe.read(4 * told.get("samples", 0)), "<f4").astype(np.float32)


def speaking(voices: NaturalVoices, place: int, rate: int) -> Callable[[str], Sound]:
    """How the person at this place at the table speaks, at `rate` words a minute."""
    voice, speed = PEOPLE[place % len(PEOPLE)], round(rate / USUAL_RATE, 2)
    return lambda text: voices.say(text, voice, speed)
