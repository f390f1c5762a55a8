"""Shy and loud, near and far, and rooms that change: all of them are understood."""

import numpy as np
import pytest

from device.simulation.acoustics import Sound, as_sound
from speech.hearing import Ear
from speech.sound import RATE
from tests.bench.distance import CLOSE, FAR, LOUD, NORMAL, SHY, RoomMicrophone
from tests.speech.hearing.conftest import Say
from tests.speech.hearing.test_ear import ROUND, hear, meaning


def dry(say: Say, text: str) -> Sound:
    """At about SPEECH_LEVEL, without the seconds before and after."""
    return as_sound(say(text))[RATE:-RATE] * np.float32(0.6)


def padded(sound: Sound, before: float = 1.0, after: float = 1.0) -> Sound:
    return np.pad(sound, (int(before * RATE), int(after * RATE)))


@pytest.mark.parametrize(
    ("voice", "distance", "turned"),
    [(SHY, FAR, 0.0), (LOUD, CLOSE, 0.0), (LOUD, CLOSE, 15.0)],
)
def test_both_are_in_range(
    ear: Ear, say: Say, voice: float, distance: float, turned: float
) -> None:
    room = RoomMicrophone(1, turned)
    ear.listen_for(ROUND)
    said = room.placed(padded(dry(say, "tidtager næste taler")), voice, distance)
    assert meaning(hear(ear, room.hear(said))) == [("command", "next")]


def test_somebody_shy_and_far_is_understood_by_a_microphone_turned_down(ear: Ear, say: Say) -> None:
    """Six decibels over the ventilation, with an echo that is louder than the voice; not in every
    room."""
    understood = 0
    for seed in range(1, 9):
        room = RoomMicrophone(seed, -20.0)
        ear.listen_for(ROUND)
        said = room.placed(padded(dry(say, "tidtager næste taler")), SHY, FAR)
        understood += meaning(hear(ear, room.hear(said))) == [("command", "next")]
    assert understood >= 7


@pytest.mark.parametrize("pause", [0.1, 0.4, 0.8])
def test_somebody_shy_and_far_right_after_somebody_loud_and_close(
    ear: Ear, say: Say, pause: float
) -> None:
    room = RoomMicrophone(1)
    ear.listen_for(ROUND)
    loud = padded(dry(say, "det synes jeg er rigtig godt"), after=pause)
    shy = padded(dry(say, "tidtager næste taler"), before=0.0)
    both = room.placed(np.pad(loud, (0, len(shy))), LOUD, CLOSE)
    both[len(loud) :] += room.placed(shy, SHY, FAR)
    assert meaning(hear(ear, room.hear(both))) == [("command", "next")]


@pytest.mark.parametrize("noise", ["ventilation", "rain"])
@pytest.mark.parametrize("before", [0.2, 1.0])
def test_a_noise_that_begins_before_a_command(
    ear: Ear, say: Say, noise: str, before: float
) -> None:
    room = RoomMicrophone(1)
    ear.listen_for(ROUND)
    said = room.placed(padded(dry(say, "tidtager næste taler"), before=2.0), NORMAL, 1.0)
    assert meaning(hear(ear, room.hear(said, noise, 2.0 - before))) == [("command", "next")]
