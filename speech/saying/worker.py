"""The process that pyttsx3 has for itself: one JSON line in, one WAV file and one JSON line out.

In: ``{"text": …, "path": …}``. Out: ``{}``, or ``{"error": …}``. The first line out says whether
the engine starts.

libespeak-ng has global state, and what it said before changes how the next text sounds by a few
milliseconds. So each text is made in a fork that starts its engine anew: the same text always
gives the same samples, pyttsx3 2.99 never meets the second text that it stumbles over, and what
hangs or crashes takes nothing with it.
"""

import contextlib
import importlib
import io
import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

import pyttsx3

PATIENCE = 6
"""Seconds that a text may take."""


def speak(voice: str, rate: int, pitch: int, text: str, path: Path) -> None:
    """Write `text` as WAV. Raises RuntimeError when espeak-ng makes no sound of it.

    Not with runAndWait(): it cancels what espeak-ng is doing, and now and then the speech with
    it. A new engine is busy until its loop starts, so all that is asked before then waits in a
    queue, and the loop ends when the file has been written.
    """
    engine = pyttsx3.init("espeak")
    for name, value in (("voice", voice), ("rate", rate), ("pitch", pitch)):
        engine.setProperty(name, value)
    engine.save_to_file(text, str(path))
    engine.startLoop()
    if not path.exists():
        raise RuntimeError("espeak-ng made no sound of the text")


def check(voice: str) -> None:
    """Raise RuntimeError when there is no espeak-ng library or no such voice."""
    engine = pyttsx3.init("espeak")
    if voice not in {known.id for known in engine.getProperty("voices")}:
        raise RuntimeError(f"espeak-ng has no voice {voice!r}")


def main() -> None:
    """Run as ``python -m speech.saying.worker VOICE RATE PITCH``."""
    voice, rate, pitch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    _in_a_fork(partial(check, voice), sys.stdout)
    # loads the library once instead of in each fork; the engine itself starts in the fork
    importlib.import_module("pyttsx3.drivers.espeak")
    for line in sys.stdin:
        request = json.loads(line)
        text, path = request["text"], Path(request["path"])
        _in_a_fork(partial(speak, voice, rate, pitch, text, path), sys.stdout)


def _in_a_fork(work: Callable[[], object], replies: IO[str]) -> None:
    """Do `work` in a fork, which replies. When the fork crashes, so does this process."""
    fork = os.fork()
    if fork == 0:
        signal.alarm(PATIENCE)
        reply = {}
        try:
            # pyttsx3 prints where it saved a file; on the pipe that would be a reply
            with contextlib.redirect_stdout(io.StringIO()):
                work()
        except BaseException as fault:  # whatever it is, the asker gets to know
            reply["error"] = str(fault) or type(fault).__name__
        replies.write(json.dumps(reply) + "\n")
        replies.flush()
        os._exit(0)
    _, status = os.waitpid(fork, 0)
    if status != 0:
        sys.exit(f"the speech engine ended with status {status}")


if __name__ == "__main__":
    main()
