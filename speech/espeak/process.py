"""espeak-ng in a process of its own (`speech.espeak.__main__`), where every sound is the first.

Requests and replies are pickled: (text, voice, numbers) in, a Synthesis or an error out.
"""

import atexit
import contextlib
import pickle
import subprocess
import sys
import threading
from pathlib import Path

from speech import child
from speech.espeak.library import EspeakError, Synthesis


class FreshVoice:
    """The process, started when it is first needed and ended with this one. Thread-safe."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)

    def synthesise(
        self, text: str, voice: str | Path, *, rate: int, pitch: int, pitch_range: int
    ) -> Synthesis:
        """Say `text`; see `Espeak.synthesise`.

        Raises EspeakError when the process dies of it; the next text starts another.
        """
        numbers = {"rate": rate, "pitch": pitch, "pitch_range": pitch_range}
        with self._lock:
            process = self._running()
            try:
                reply = _exchange(process, (text, voice, numbers))
            except (OSError, EOFError, pickle.UnpicklingError) as fault:
                self._end()
                raise EspeakError(f"espeak-ng ended while saying {text!r}") from fault
        if isinstance(reply, EspeakError):
            raise reply
        assert isinstance(reply, Synthesis)
        return reply

    @property
    def process_id(self) -> int | None:
        """The process's, while there is one."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process; the next text starts another."""
        with self._lock:
            self._end()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "speech.espeak"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=child.environment(),
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


def _exchange(process: "subprocess.Popen[bytes]", request: object) -> object:
    assert process.stdin is not None
    assert process.stdout is not None
    pickle.dump(request, process.stdin)
    process.stdin.flush()
    return pickle.load(process.stdout)  # noqa: S301 - from our own process
