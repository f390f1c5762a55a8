"""The virtual people's voices: espeak-ng in a process of its own, each time from a fresh start.

libespeak-ng carries on a state from one utterance to the next, so the same words never come out
the same twice. Here each utterance is made in a fork of a process that has said nothing yet: what
somebody says sounds the same in every meeting, whatever was said before.
"""

import json
import os
import subprocess
import sys
from typing import IO, Self

import numpy as np

from speech.espeak import Espeak
from speech.sound import Samples


class ChorusError(RuntimeError):
    """A voice could not be made; the message says why."""


class Chorus:
    """Speech in any of espeak-ng's voices. Not thread-safe."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "device.simulation.chorus"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def synthesise(self, text: str, voice: str, *, rate: int, pitch: int) -> tuple[Samples, int]:
        """`text` in `voice` (such as ``da+f2``), and the sound's rate in Hz.

        `rate` is in words a minute, `pitch` 0-99. Raises ChorusError, say for an unknown voice.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None or stdin.closed:
            raise ChorusError("the voices have been closed")
        request = {"text": text, "voice": voice, "rate": rate, "pitch": pitch}
        try:
            stdin.write(json.dumps(request).encode() + b"\n")
            stdin.flush()
            reply = json.loads(stdout.readline() or b'{"fault": "the process has ended"}')
        except OSError as fault:
            raise ChorusError(f"no voice for {text!r}: {fault}") from fault
        if "fault" in reply:
            raise ChorusError(f"no voice for {text!r}: {reply['fault']}")
        samples = np.frombuffer(stdout.read(2 * reply["samples"]), dtype=np.int16)
        return samples, reply["rate"]

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    espeak = Espeak()
    for line in requests:
        child = os.fork()
        if child == 0:
            _reply(espeak, json.loads(line), replies)
            os._exit(0)
        os.waitpid(child, 0)


def _reply(espeak: Espeak, request: dict[str, str | int], replies: IO[bytes]) -> None:
    text, voice = str(request["text"]), str(request["voice"])
    try:
        speech = espeak.synthesise(
            text, voice, rate=int(request["rate"]), pitch=int(request["pitch"])
        )
    except Exception as fault:
        replies.write(json.dumps({"fault": str(fault)}).encode() + b"\n")
    else:
        head = {"samples": speech.samples.size, "rate": speech.rate}
        replies.write(json.dumps(head).encode() + b"\n" + speech.samples.tobytes())
    replies.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
