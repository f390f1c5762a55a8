"""The process that a Piper voice has for itself: lines as in worker.py, and no fork.

The model stays loaded, since that takes a Pi seconds. Nothing is fetched: the voice is a file.
"""

import json
import sys
import wave
from pathlib import Path

from piper import PiperVoice


def speak(voice: PiperVoice, text: str, path: Path) -> None:
    """Write `text` as WAV."""
    with wave.open(str(path), "wb") as file:
        voice.synthesize_wav(text, file)


def loaded(path: Path) -> PiperVoice:
    """The voice. Raises OSError and ValueError that say what is wrong with the file."""
    for file in (path, path.with_name(f"{path.name}.json")):
        if not file.is_file():
            raise FileNotFoundError(f"there is no {file}")
    return PiperVoice.load(path)


def main(path: Path) -> None:
    """Run as ``python -m speech.saying.piper_worker VOICE.onnx``."""
    try:
        voice = loaded(path)
    except Exception as fault:  # whatever it is, the asker gets to know
        _reply(fault)
        return
    _reply()
    for line in sys.stdin:
        request = json.loads(line)
        try:
            speak(voice, request["text"], Path(request["path"]))
        except Exception as fault:
            _reply(fault)
        else:
            _reply()


def _reply(fault: Exception | None = None) -> None:
    reply = {} if fault is None else {"error": str(fault) or type(fault).__name__}
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
