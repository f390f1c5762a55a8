"""An ear for the tests, and voices to speak to it: not the box's, and none that trained it."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soxr

from speech.espeak import Espeak
from speech.hearing import Ear
from speech.sound import RATE, Samples

Say = Callable[..., Samples]


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * RATE), dtype=np.int16)


@pytest.fixture(scope="session")
def say() -> Say:
    """Speech in a quiet room, with a second of it before and after."""
    espeak = Espeak()

    def speak(text: str, voice: str = "da+m5", *, after: float = 1.0) -> Samples:
        made = espeak.synthesise(text, voice, rate=150)
        sound = soxr.resample(made.samples.astype(np.float32), made.rate, RATE)
        sound *= 9000 / np.abs(sound).max()
        return np.concatenate((silence(1.0), sound.astype(np.int16), silence(after)))

    return speak


@pytest.fixture(scope="session")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Decoding graphs made once for all tests of the session."""
    return tmp_path_factory.mktemp("graphs")


@pytest.fixture
def ear(graphs: Path) -> Ear:
    return Ear(cache=graphs)
