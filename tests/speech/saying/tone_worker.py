"""A worker of the tests: a tone for every text, but for those that say what is to go wrong."""

import json
import sys
import time
import wave
from pathlib import Path

import numpy as np

RATE = 8_000
TONE = (8000 * np.sin(np.arange(RATE // 2) * 0.3)).astype(np.int16)


def main(may_go_on: Path) -> None:
    reply({})
    for line in sys.stdin:
        request = json.loads(line)
        while "langsom" in request["text"] and not may_go_on.exists():
            time.sleep(0.01)
        if "fejl" in request["text"]:
            reply({"error": "no such phone"})
            continue
        with wave.open(request["path"], "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(TONE.tobytes())
        reply({})


def reply(words: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
