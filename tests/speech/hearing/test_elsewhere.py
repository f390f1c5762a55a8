"""A saying as it would sound in noise and echoes."""

import numpy as np
import pytest

from speech.hearing import Ear, Grammar
from speech.hearing.elsewhere import SURROUNDINGS, Surroundings, elsewhere
from speech.sound import BLOCK, RATE
from tests.speech.hearing.conftest import Say, silence


@pytest.mark.parametrize("surroundings", SURROUNDINGS)
def test_the_noise_is_as_much_softer_than_the_voice_as_it_says(surroundings: Surroundings) -> None:
    voice = (6000 * np.sin(np.arange(RATE) * 0.2)).astype(np.int16)
    sound = np.concatenate((silence(1.0), voice, silence(1.0)))
    there = elsewhere(sound, surroundings).astype(np.float64)
    noise = there[: RATE // 2].std()
    assert 20 * np.log10(voice.std() / noise) == pytest.approx(surroundings.over_noise, abs=2.0)


def test_an_echo_goes_on_after_the_sound() -> None:
    knock = silence(1.0)
    knock[RATE // 2] = 30_000
    heard = elsewhere(knock, Surroundings(0.3, 6.0, 80.0, seed=1)).astype(np.float64)
    power = [np.square(heard[at : at + 480]).sum() for at in range(RATE // 2 + 32, RATE, 480)]
    assert power[0] > power[4] > power[8] > 0


def test_the_same_saying_always_sounds_the_same_there(say: Say) -> None:
    sound = say("Tidtager, næste taler.")
    for surroundings in SURROUNDINGS:
        assert np.array_equal(elsewhere(sound, surroundings), elsewhere(sound, surroundings))


def test_an_enrolment_hears_what_was_said_in_other_surroundings_too(
    ear: Ear, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = say("Tidtager, næste taler.")

    def ways() -> int:
        ear.listen_for(Grammar(enrolment="Tidtager, næste taler."))
        blocks = [sound[at : at + BLOCK] for at in range(0, len(sound), BLOCK)]
        (saying,) = (said for block in blocks for said in ear.feed(block))
        return sum(word == "tidtager" for word, _ in saying.learned)

    everywhere = ways()
    monkeypatch.setattr("speech.hearing.learning.SURROUNDINGS", ())
    assert everywhere >= ways() + len(SURROUNDINGS)
