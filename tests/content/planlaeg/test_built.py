"""The committed page is what its sources build; needs Node, so only with ``--page``."""

import subprocess

import pytest

from tests.content.planlaeg.planner import ROOT

SOURCES = ROOT / "content" / "planlaeg"


@pytest.fixture(autouse=True)
def _asked_for(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--page"):
        pytest.skip("only with --page, which installs Node's packages")


@pytest.mark.parametrize("command", ["build -- --check", "types"])
def test_the_page_is_built_of_its_sources_and_its_types_are_right(command: str) -> None:
    run = subprocess.run(
        ["npm", "run", *command.split()], cwd=SOURCES, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
