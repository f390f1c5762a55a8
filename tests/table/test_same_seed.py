"""The same seed gives the same meeting, in another process too."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

MEETING = """
import hashlib, sys
from pathlib import Path
from device.simulation.run import run_meeting
from device.simulation.script import Script
from tests.table.conftest import ROUND, plan_of

seed, out, graphs = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
outcome = run_meeting(plan_of(ROUND), Script(limit=60), seed=seed, out=out, graphs=graphs)
print(len(outcome.lines), hashlib.sha256(repr(outcome.transcript).encode()).hexdigest(),
      hashlib.sha256(outcome.wav.read_bytes()).hexdigest())
"""


def meeting(seed: int, hash_seed: str, out: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", MEETING, str(seed), str(out), str(out.parent / "graphs")],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_the_same_seed_gives_the_same_transcript_and_sound(tmp_path: Path) -> None:
    # the first builds the decoding graphs, the others find them
    first = meeting(4, "1", tmp_path / "a")
    with ThreadPoolExecutor(2) as at_once:
        second = at_once.submit(meeting, 4, "2", tmp_path / "b")
        another = at_once.submit(meeting, 5, "1", tmp_path / "c")
    assert int(first[0]) > 15
    assert first == second.result()
    assert first[1:] != another.result()[1:]
