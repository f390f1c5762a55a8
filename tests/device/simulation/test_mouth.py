"""What a virtual person remembers of what they say again and again."""

import tracemalloc

import numpy as np
import pytest

from device.simulation.acoustics import Sound
from device.simulation.mouth import KEPT, Mouth, Timbre
from speech.sound import RATE

SECONDS = 10
TEXTS = [f"Sætning nummer {n}." for n in range(2 * KEPT // SECONDS)]


def mouth(seconds: float) -> Mouth:
    timbre = Timbre("f2", 55, 165, 0.0, 1.0)
    return Mouth(timbre, 0.0, np.random.default_rng(7), Tone(), remembers=seconds)


class Tone:
    """Another voice: ten seconds of it for each text."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> Sound:
        self.asked.append(text)
        return np.full(SECONDS * RATE, 0.1, dtype=np.float32)


@pytest.mark.parametrize(
    ("remembers", "least", "most"),
    [(KEPT, KEPT - SECONDS, KEPT), (float("inf"), 2 * KEPT, 2 * KEPT)],
    ids=["so much", "all"],
)
def test_somebody_remembers_what_there_is_room_for(
    remembers: float, least: float, most: float
) -> None:
    says = mouth(remembers)
    tracemalloc.start()
    try:
        for text in TEXTS:
            says.say(text, keep=True)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert least <= held / (2 * RATE) <= most + 1


def test_it_sounds_the_same_remembered_or_not() -> None:
    full, empty = mouth(SECONDS + 1), mouth(0.0)
    for text in TEXTS[:2]:
        sounds = [says.say(text, keep=True)[0] for says in (full, full, empty)]
        assert np.array_equal(sounds[0], sounds[1])
        assert np.array_equal(sounds[0], sounds[2])
