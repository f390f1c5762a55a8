"""What listening costs: ``python -m tests.bench.hearing.footprint MODEL CACHE`` prints it as JSON.

The intents and names to listen for come as JSON on stdin. A process of its own that loads nothing
but the hearing, so that nothing else of the bench is in its memory.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import vosk  # noqa: F401 (importing it takes time and memory, but none of the model's)

from speech.hearing import Ear, Grammar


def main(model: Path, cache: Path) -> None:
    """Load the graph, which is there already, and hear ten seconds of noise."""
    asked = json.load(sys.stdin)
    names = tuple((name, None) for name in asked["names"])
    grammar = Grammar(frozenset(asked["commands"]), names=names)
    ear = Ear(cache=cache, model=model)
    noise = np.random.default_rng(0).normal(0, 1000, 160_000).astype(np.int16)
    before = peak()
    began = time.perf_counter()
    ear.listen_for(grammar)
    load = time.perf_counter() - began
    ear.one(noise)
    print(json.dumps({"load": load, "memory": peak() - before, "process": peak()}))  # noqa: T201


def peak() -> float:
    """The most memory that this program has had, in megabytes.

    Not getrusage's ru_maxrss: that begins with the memory of whoever started the program.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
