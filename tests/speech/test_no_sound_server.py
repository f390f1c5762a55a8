"""Making sound of text, and phonemes, needs no sound server, though espeak-ng looks for one."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.devices import without_sound_server
from speech.saying.renderer import Renderer

STALLED = 5.0
"""Seconds: espeak-ng waited for it for ever, and the worker's alarm comes after six."""


@pytest.fixture
def stalled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A sound server that takes calls and never answers, as a stopped one does."""
    path = tmp_path / "pulse"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        monkeypatch.setenv("PULSE_SERVER", f"unix:{path}")
        yield f"unix:{path}"


def test_a_sentence_is_made_while_the_sound_server_stands_still(
    stalled: str, tmp_path: Path
) -> None:
    began = time.monotonic()
    with Renderer(tmp_path / "cache") as renderer:
        sound, _ = renderer.render("Bo, værsgo.")
    assert len(sound) > 0
    assert time.monotonic() - began < STALLED
    assert os.environ["PULSE_SERVER"] == stalled


def test_phonemes_are_had_while_the_sound_server_stands_still(stalled: str) -> None:
    script = (
        "import os; from speech.espeak import Espeak; "
        "print(Espeak().phones('værsgo'), os.environ['PULSE_SERVER'])"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=20, check=True
    )
    assert told.stdout.startswith("[[")
    assert stalled in told.stdout, "who plays sound finds the server afterwards"


@pytest.mark.parametrize("before", ["unix:/somewhere", None])
def test_the_sound_server_is_found_again_afterwards(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before is None:
        monkeypatch.delenv("PULSE_SERVER", raising=False)
    else:
        monkeypatch.setenv("PULSE_SERVER", before)
    with pytest.raises(ValueError, match="in the midst"), without_sound_server():
        raise ValueError("in the midst")
    assert os.environ.get("PULSE_SERVER") == before
