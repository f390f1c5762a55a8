"""Whoever sits far off is heard by the echo of the room: on log mel energies as on sound."""

import numpy as np
import pytest

from device.simulation.acoustics import impulse_response, reverberate
from speech.sound import RATE
from speech.training.features import BINS, Floats, log_mel
from speech.training.reverberation import OFTEN, echo, far_off
from tests.speech.training.test_noises import power, spoken

SECONDS = 0.4


def burst() -> Floats:
    """Half a second of noise in silence, as sound of int16's range."""
    sound = np.zeros(3 * RATE, dtype=np.float32)
    sound[RATE : RATE * 3 // 2] = np.random.default_rng(1).standard_normal(RATE // 2) * 3000
    return sound


def test_it_falls_off_as_the_sound_itself_does_in_such_a_room() -> None:
    response = impulse_response(4.0, SECONDS, np.random.default_rng(2))
    there = log_mel(reverberate(burst() / 32768, response)[: 3 * RATE] * 32768)
    late = echo(log_mel(burst()), SECONDS)
    falls = [
        np.polyfit(np.arange(20), mel[154:174, :6].mean(axis=1), 1)[0] for mel in (there, late)
    ]  # nepers of power a frame, of the lows
    assert falls[1] == pytest.approx(falls[0], rel=0.25)


def test_the_highs_are_gone_sooner_and_nothing_comes_before_the_sound() -> None:
    late = echo(log_mel(burst()), SECONDS)
    assert late[90].max() < late[150].min() - 10
    lows, highs = late[150] - late[170], (late[150] - late[170])[-1]
    assert highs > 1.5 * lows[0]


def test_the_echo_has_the_power_of_what_was_said() -> None:
    mel = np.concatenate((spoken(), np.full((200, BINS), -15.9, dtype=np.float32)))
    assert power(echo(mel, SECONDS)) == pytest.approx(power(mel), abs=0.1)


def test_it_comes_by_chance_and_makes_nothing_louder() -> None:
    rng = np.random.default_rng(3)
    mel = np.concatenate((spoken(), np.full((100, BINS), -15.9, dtype=np.float32)))
    changed = [far_off(mel, rng) for _ in range(200)]
    rooms = [heard for heard in changed if not np.array_equal(heard, mel)]
    assert len(rooms) / 200 == pytest.approx(OFTEN, abs=0.1)
    assert all(abs(power(heard) - power(mel)) < 1.5 for heard in rooms)
    pauses = [heard[310].mean() - mel[310].mean() for heard in rooms]
    assert min(pauses) > 5.0  # what was silence has an echo in it
