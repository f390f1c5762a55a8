"""`python -m speech.training.aloud --voices DIR`: says what it is asked to, in natural voices.

A process of its own, so that the virtual room can have such voices and know nothing of training
(`device.simulation.natural`). A line of JSON in: ``{"text": …, "voice": …, "speed": …}``; a line
of JSON out: ``{"samples": n}`` and n little-endian float32 from -1 to 1 at RATE, or a fault,
``{"fault": …}``. What is lacking is told by the first line out, ``{"voices": […]}`` or a fault.
"""

import json
import sys
from pathlib import Path
from typing import IO, Annotated

import numpy as np
import typer

from speech.errors import TidtagerError
from speech.espeak import Espeak
from speech.training.kokoro import Kokoro, pronounced


def serve(voices: Path, requests: IO[bytes], replies: IO[bytes]) -> int:
    """Answer `requests` until there are no more; the exit code."""

    def tell(what: dict[str, object], sound: bytes = b"") -> None:
        replies.write(json.dumps(what).encode() + b"\n" + sound)
        replies.flush()

    try:
        kokoro, espeak = Kokoro(voices), Espeak()
    except TidtagerError as fault:
        tell({"fault": str(fault)})
        return 2
    tell({"voices": kokoro.voices})
    for line in requests:
        wanted = json.loads(line)
        try:
            ipa = pronounced(espeak, wanted["text"]).ipa
            sound = kokoro.say(ipa, {wanted["voice"]: 1.0}, wanted["speed"])
        except TidtagerError as fault:
            tell({"fault": str(fault)})
            continue
        tell({"samples": len(sound)}, np.asarray(sound, "<f4").tobytes())
    return 0


def main(voices: Annotated[Path, typer.Option(help="Folder of kokoro-js's *.bin voices.")]) -> None:
    """Say what comes on standard input."""
    raise typer.Exit(serve(voices, sys.stdin.buffer, sys.stdout.buffer))


if __name__ == "__main__":
    typer.run(main)
