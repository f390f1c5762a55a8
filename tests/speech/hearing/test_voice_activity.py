"""Where speech begins and ends, whatever the room and the microphone."""

import numpy as np
import pytest

from device.simulation.acoustics import background, gain
from speech.hearing.voice_activity import FRAME, Murmur, VoiceActivity, extent, levels
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


def over(murmur: Samples, said: Samples, at: float, decibels: float) -> Samples:
    """`said` in the midst of `murmur`, which is so many dB softer."""
    power = [np.sqrt(np.mean(np.square(s.astype(float)))) for s in (murmur, said[RATE:-RATE])]
    out = murmur * (power[1] / power[0] * gain(-decibels))
    start = int(at * RATE)
    out[start : start + len(said)] += said
    return np.clip(out, -32768, 32767).astype(np.int16)


@pytest.fixture
def murmur(say: Say) -> Samples:
    """Ten seconds of two people who never pause."""
    talk = [
        say(text, after=0.0)[RATE:]
        for text in ("det går fint med det nye projekt", "vi taler om planen for i morgen")
    ]
    return np.sum([np.resize(one, 10 * RATE).astype(np.int32) for one in talk], axis=0)


@pytest.mark.parametrize("softer", [20.0, 10.0])
def test_a_voice_rises_over_those_who_talk_on_and_pauses_before_they_do(
    say: Say, murmur: Samples, softer: float
) -> None:
    said = say("tidtager næste taler")
    sound = over(murmur, said, 4.0, softer)
    loud = 4 * SECOND + np.flatnonzero(np.abs(said) > 3000)[[0, -1]] // FRAME
    activity, risen, paused, open_ = VoiceActivity(), [], [], False
    for n, level in enumerate(map(float, levels(sound))):
        if not open_:
            open_ = activity.starts(level)
            continue
        quiet = activity.quiet(level)
        risen += [n] * activity.rises(level)
        paused += [n] * bool(quiet and activity.near and n > loud[1])
    assert [n for n in risen if n < loud[0]] == []
    assert loud[0] <= risen[0] < loud[0] + SECOND // 3
    assert paused[0] < loud[1] + SECOND // 3


def test_after_a_pause_others_talk_is_no_murmur(say: Say) -> None:
    """Somebody says as loud as those before what the box has asked for."""
    activity, near, open_, quiet = VoiceActivity(), [], False, 0
    both = np.concatenate((say("det synes jeg", after=0.5), say("ja")[RATE:]))
    for level in map(float, levels(both)):
        if not open_:
            open_, quiet = activity.starts(level), 0
            continue
        quiet = quiet + 1 if activity.quiet(level) else 0
        if quiet == 35:
            open_ = False
            near.append(activity.near)
    assert near == [True, True]


@pytest.mark.parametrize("heard_before", [0.3, 3.0])
def test_who_calls_the_box_is_no_murmur_however_little_was_heard_before(
    heard_before: float,
) -> None:
    """As right after the box has spoken, when what was before it tells nothing."""
    murmur, talk, call = Murmur(), -40.0, -20.0
    for _ in range(int(heard_before * SECOND)):
        murmur.add(talk)
    before = murmur.before()
    for _ in range(SECOND):
        murmur.add(call)

    murmur.again(before)

    assert murmur.level() == talk
