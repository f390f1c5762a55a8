"""A voice of the box's own: espeak-ng stands behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.saying.either import EitherRenderer
from speech.saying.engine import Engine, piper
from speech.saying.renderer import SpeechError
from tests.speech.saying import tone_worker

ESPEAK_RATE = 22_050
GO_ON = "go on"


class Voice:
    def __init__(self, folder: Path, *, late: float = 20.0, own: Engine | None = None) -> None:
        self.go_on = folder / GO_ON
        self.fallen: list[str] = []
        engine = own or Engine(tone_worker.__name__, (str(self.go_on),), ("tone",), "nothing")
        self.renderer = EitherRenderer(
            folder / "cache",
            engine,
            on_fallen=lambda fault: self.fallen.append(str(fault)),
            late=late,
        )

    def rate(self, text: str) -> int:
        """By its rate it is known who said it."""
        return self.renderer.render(text)[1]


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[Voice]:
    voice = Voice(tmp_path)
    voice.renderer.start()
    yield voice
    voice.renderer.close()


def test_it_speaks_with_its_own_voice(voice: Voice) -> None:
    assert voice.rate("Goddag.") == tone_worker.RATE
    voice.renderer.prepare(["Anna, så er det dig."])
    voice.renderer.wait()
    assert voice.rate("Anna, så er det dig.") == tone_worker.RATE
    assert not voice.fallen


def test_what_its_own_voice_cannot_say_espeak_says_from_then_on(voice: Voice) -> None:
    assert voice.rate("En fejl.") == ESPEAK_RATE
    assert voice.rate("Noget helt andet.") == ESPEAK_RATE
    assert len(voice.fallen) == 1
    assert "no such phone" in voice.fallen[0]


def test_what_comes_too_late_espeak_says_and_it_is_there_the_next_time(tmp_path: Path) -> None:
    voice = Voice(tmp_path, late=0.05)
    assert voice.rate("En langsom sætning.") == ESPEAK_RATE
    assert voice.rate("En anden sætning.") == ESPEAK_RATE, "nobody waits behind the slow one"
    assert not voice.fallen
    voice.go_on.touch()
    voice.renderer.prepare(["En langsom sætning."])
    voice.renderer.wait()
    assert voice.rate("En langsom sætning.") == tone_worker.RATE
    voice.renderer.close()


def test_where_it_does_not_start_espeak_speaks(tmp_path: Path) -> None:
    voice = Voice(tmp_path, own=piper(tmp_path / "none.onnx"))
    voice.renderer.start()
    assert len(voice.fallen) == 1
    assert voice.rate("Goddag.") == ESPEAK_RATE
    assert len(voice.fallen) == 1
    voice.renderer.close()


def test_forgetting_wipes_what_both_made(voice: Voice, tmp_path: Path) -> None:
    voice.rate("Goddag.")
    voice.rate("En fejl.")
    assert len(list((tmp_path / "cache").rglob("*.wav"))) == 2
    voice.renderer.forget()
    assert not list((tmp_path / "cache").rglob("*.wav"))
    assert voice.rate("Goddag.") == ESPEAK_RATE, "it has fallen, and stays so"


def test_a_closed_one_says_so(voice: Voice) -> None:
    voice.renderer.close()
    with pytest.raises(SpeechError, match="closed"):
        voice.rate("Goddag.")
