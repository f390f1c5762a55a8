"""Whoever starts another Python: it finds what we find."""

import subprocess
import sys
from pathlib import Path

import pytest

from speech.child import environment

SHOWS = "import os, only_here; print(only_here.HELD, os.environ['KEPT'], os.environ['ADDED'])"


def test_a_child_finds_the_modules_that_this_process_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("HELD = 'found'\n")
    monkeypatch.setattr(sys, "path", ["", str(tmp_path), *sys.path])
    monkeypatch.setenv("KEPT", "as it was")
    shown = subprocess.run(
        [sys.executable, "-c", SHOWS], env=environment(ADDED="and this"),
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert shown.stdout == "found as it was and this\n", shown.stderr


def test_the_folder_that_somebody_happens_to_stand_in_is_none_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An interactive Python has "" in its path: the child's own folder may be another."""
    monkeypatch.setattr(sys, "path", ["", "/somewhere"])
    assert environment()["PYTHONPATH"] == "/somewhere"
