"""What several tests need: a sound server of their own, without a sound card."""

from pathlib import Path

import pytest

from tests.pulse import pulse

__all__ = ["pulse"]

TRAINING = Path(__file__).parent / "speech" / "training"
"""The tests of training, which need the training extra; found by their folder, by nothing else."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the training folder out, unless it is what was asked for."""
    if collection_path != TRAINING:
        return None
    asked = [(config.invocation_params.dir / arg.split("::")[0]).resolve() for arg in config.args]
    return None if any(path == TRAINING or TRAINING in path.parents for path in asked) else True


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """How to have the same order again: a quiet run shows no heading, where it would stand."""
    seed = config.getoption("randomly_seed", None)
    if seed is not None:
        terminalreporter.write_line(f"in random order; the same again: --randomly-seed={seed}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--page``: the planning page is built anew, and opened in Firefox and WebKit too."""
    parser.addoption("--page", action="store_true", help="the page in three engines, built anew")
