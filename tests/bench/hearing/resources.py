"""What a model costs: ``python -m tests.bench.hearing.resources MODEL CACHE`` prints it as JSON.

A process of its own, so that nothing else is in its memory.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from speech.hearing import Ear
from tests.bench.hearing.commands import Table
from tests.bench.hearing.measuring import Candidate


@dataclass(frozen=True)
class Resources:
    """On this machine, now."""

    size: float
    """The model's files, in megabytes."""
    graph: float
    """Seconds to make the graph of all commands."""
    load: float
    """Seconds to load model and graph."""
    memory: float
    """Megabytes that model, graph and hearing ten seconds take."""
    process: float
    """Megabytes of the whole process then, Python and its libraries included."""


def of(candidate: Candidate) -> Resources:
    """Measure `candidate`, whose graphs are not made yet."""
    began = time.perf_counter()
    candidate.ear().prepare([Table().in_talk])
    graph = time.perf_counter() - began
    files = (f for part in ("am", "conf") for f in (candidate.model / part).iterdir())
    size = sum(file.stat().st_size for file in files)
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(candidate.model), str(candidate.cache)],
        capture_output=True,
        check=True,
        text=True,
    )
    told = json.loads(done.stdout)
    return Resources(size / 1e6, graph, told["load"], told["memory"], told["process"])


def main(model: Path, cache: Path) -> None:
    """Load the graph and hear ten seconds."""
    import numpy as np
    import vosk  # noqa: F401 (an import takes time, but is none of the model's)

    ear = Ear(cache=cache, model=model)
    noise = np.random.default_rng(0).normal(0, 1000, 160_000).astype(np.int16)
    before = _peak()
    began = time.perf_counter()
    ear.listen_for(Table().in_talk)
    load = time.perf_counter() - began
    ear.one(noise)
    print(json.dumps({"load": load, "memory": _peak() - before, "process": _peak()}))  # noqa: T201


def _peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
