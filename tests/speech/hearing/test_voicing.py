"""What rings on a table is no voice, however near a word it is to the recogniser."""

import numpy as np
import pytest

from device.simulation.acoustics import as_samples, background, gain
from speech.hearing import Ear, Grammar
from speech.hearing import ear as ears
from speech.hearing.voicing import voiced
from speech.sound import BLOCK, RATE, Samples
from tests.speech.hearing.conftest import Say

HOW_MANY = Grammar(frozenset({"pause", "next"}), frozenset({"number", "nobody"}))


def room(*kinds: str, seed: int = 1003) -> Samples:
    """A minute with nobody in it, loud."""
    noise = background(kinds, np.random.default_rng(seed))[: 60 * RATE]
    return as_samples(noise * np.float32(gain(-10)))


def commands(ear: Ear, sound: Samples) -> list[str]:
    ear.listen_for(HOW_MANY)
    found = [u for at in range(0, len(sound), BLOCK) for u in ear.feed(sound[at : at + BLOCK])]
    return [u.text for u in found if u.kind == "command"]


@pytest.mark.parametrize("word", ["stop", "nej", "tidtager", "seks"])
@pytest.mark.parametrize("voice", ["da+m5", "da+f2"])
def test_a_word_is_a_voice(say: Say, word: str, voice: str) -> None:
    assert voiced(say(word, voice))


@pytest.mark.parametrize("kind", ["cups", "ventilation", "rain"])
def test_three_seconds_of_noise_are_none(kind: str) -> None:
    noise = room(kind)[: 30 * RATE].reshape(10, -1)
    assert not [n for n, stretch in enumerate(noise) if voiced(stretch)]


def test_a_sound_shorter_than_a_vowel_is_none() -> None:
    assert not voiced(np.zeros(100, dtype=np.int16))


@pytest.mark.parametrize("seed", [1002, 1004, 1005])
def test_cups_are_no_answer(ear: Ear, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    # Given what the recogniser alone makes of a minute with cups
    cups = room("ventilation", "cups", seed=seed)
    with monkeypatch.context() as before:
        before.setattr(ears, "voiced", lambda _: True)
        assert commands(ear, cups)
    # Then none of it is a voice
    assert commands(ear, cups) == []
