"""Where speech begins and ends, whatever the room and the microphone."""

import numpy as np
import pytest

from device.simulation.acoustics import background, gain
from speech.hearing.voice_activity import FRAME, VoiceActivity, extent, levels
from speech.sound import RATE, Samples
from tests.speech.hearing.conftest import Say, silence

SECOND = RATE // FRAME
"""Frames."""


def hiss(seconds: float, decibels: float) -> Samples:
    rng = np.random.default_rng(3)
    return (rng.standard_normal(int(seconds * RATE)) * 32768 * gain(decibels)).astype(np.int16)


def louder(sound: Samples, decibels: float) -> Samples:
    return np.clip(sound * gain(decibels), -32768, 32767).astype(np.int16)


def speaking(sound: Samples) -> list[bool]:
    """For each frame, whether somebody speaks; as the ear does, it shuts after 35 quiet ones."""
    activity, open_, quiet, found = VoiceActivity(), False, 0, []
    for level in map(float, levels(sound)):
        if not open_:
            open_, quiet = activity.starts(level), 0
        else:
            quiet = quiet + 1 if activity.quiet(level) else 0
            open_ = quiet < 35
        found.append(open_)
    return found


@pytest.mark.parametrize("decibels", [-20, -10, 0, 12])
def test_shy_and_loud_are_found_in_a_cheap_microphone(say: Say, decibels: float) -> None:
    said = say("tidtager næste taler")
    heard = louder(said, decibels)
    start, end = extent(heard + hiss(len(heard) / RATE, -65))
    loud = np.flatnonzero(np.abs(said) > 1500)
    assert abs(start - loud[0]) < 0.2 * RATE
    assert abs(end - loud[-1]) < 0.2 * RATE


def test_shy_right_after_loud_is_found(say: Say) -> None:
    loud = louder(say("det synes jeg", after=0.3), 11)
    shy = louder(say("tidtager næste taler")[RATE:], -22)
    both = np.concatenate((loud, shy))
    found = speaking(both + hiss(len(both) / RATE, -65))
    begins = len(loud) // FRAME
    assert all(found[begins + SECOND // 2 : begins + SECOND])


@pytest.mark.parametrize("kind", ["ventilation", "rain"])
def test_what_goes_on_and_on_is_the_room(kind: str) -> None:
    noise = background((kind,), np.random.default_rng(1))[: 5 * RATE]
    noise *= gain(-41) / np.sqrt(np.mean(np.square(noise)))
    sound = np.concatenate((hiss(2, -65), (noise * 32768).astype(np.int16)))
    found = speaking(sound)
    assert not any(found[: 2 * SECOND])
    assert not any(found[-2 * SECOND :])


def test_rumble_is_nothing_and_hides_nothing(say: Say) -> None:
    said = louder(say("tidtager næste taler"), -12)
    time = np.arange(len(said)) / RATE
    rumble = 3000 + 2500 * np.sin(2 * np.pi * 35 * time)
    assert extent(said) == pytest.approx(extent((said + rumble).astype(np.int16)), abs=RATE // 20)
    assert not any(speaking((silence(len(said) / RATE) + rumble).astype(np.int16)))
