"""What a model costs on this machine, now."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass

from tests.bench.hearing.commands import Table
from tests.bench.hearing.measuring import Candidate


@dataclass(frozen=True)
class Resources:
    """Of one model."""

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
    grammar = Table().in_talk
    began = time.perf_counter()
    candidate.ear().prepare([grammar])
    graph = time.perf_counter() - began
    files = (f for part in ("am", "conf") for f in (candidate.model / part).iterdir())
    size = sum(file.stat().st_size for file in files)
    asked = {"commands": sorted(grammar.commands), "names": [name for name, *_ in grammar.names]}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.bench.hearing.footprint"),
            *(str(candidate.model), str(candidate.cache)),
        ],
        input=json.dumps(asked),
        capture_output=True,
        check=True,
        text=True,
    )
    told = json.loads(done.stdout)
    return Resources(size / 1e6, graph, told["load"], told["memory"], told["process"])
