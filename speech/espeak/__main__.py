"""The process in which espeak-ng speaks: each text in a fork that has said nothing before.

What comes out thus depends on the text, the voice and the numbers given, and on nothing else. A
fork costs some milliseconds.
"""

import os
import pickle
import signal
import sys
from typing import IO

from speech.espeak.library import EspeakError, Library, Synthesis

PATIENCE = 60
"""Seconds that a text may take."""


def _serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    library = Library()
    while True:
        try:
            text, voice, numbers = pickle.load(requests)  # noqa: S301 - from the process we are of
        except EOFError:
            return
        fork = os.fork()
        if fork == 0:
            signal.alarm(PATIENCE)
            reply: Synthesis | EspeakError
            try:
                reply = library.synthesise(text, voice, **numbers)
            except EspeakError as fault:
                reply = fault
            except BaseException as fault:  # whatever it is, the asker gets to know
                reply = EspeakError(f"no speech of {text!r}: {fault!r}")
            pickle.dump(reply, replies)
            replies.flush()
            os._exit(0)
        _, status = os.waitpid(fork, 0)
        if status != 0:  # no reply has come: whoever waits for it sees the end
            sys.exit(f"espeak-ng ended with status {status}")


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
