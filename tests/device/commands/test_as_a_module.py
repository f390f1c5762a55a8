"""The command line without an installed command."""

import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[3]


@pytest.mark.parametrize("module", ["device", "device.commands.cli"])
def test_python_runs_it(module: str) -> None:
    example = "content/examples/kort-moede.yaml"
    done = subprocess.run(
        [sys.executable, "-m", module, "check", example],
        cwd=HOUSE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Velkomst" in done.stdout
