"""Several looks at one sound: which are taken, and what comes of them together."""

import numpy as np
import pytest

from speech.hearing.recogniser import LATTICE_BEAM, SILENCE, Heard, Reading, judge
from speech.hearing.rescoring import doubtful, resized, together
from speech.sound import RATE

NEXT = Reading("p0", woken=True, garbage=False)
PAUSE = Reading("p1", woken=True, garbage=False)
TALK = Reading(None, woken=False, garbage=True)


def heard(**scores: float) -> Heard:
    readings = {"next": NEXT, "pause": PAUSE, "talk": TALK}
    return judge({readings[name]: score for name, score in scores.items()})


def test_two_of_three_that_are_surer_win() -> None:
    looks = [heard(next=0, pause=-1), heard(next=-4, pause=0), heard(next=-3, pause=0)]

    result = together(looks)

    assert result.reading == PAUSE
    assert result.margin == pytest.approx(2.0)


def test_what_a_look_does_not_tell_of_is_far_behind_in_it() -> None:
    result = together([heard(next=0, talk=-1), heard(talk=0)])

    assert result.reading == TALK
    assert result.margin == pytest.approx((LATTICE_BEAM - 1) / 2)
    assert result.wake_margin == pytest.approx(-result.margin)


def test_a_look_that_hears_nothing_has_no_say() -> None:
    assert together([heard(next=0, pause=-3), SILENCE]) == heard(next=0, pause=-3)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (heard(next=0, pause=-1), True),
        (heard(next=0, pause=-7), False),
        (heard(talk=0, next=-2), True),
        (heard(talk=0, next=-6), False),
        (heard(talk=0), False),
        (SILENCE, False),
    ],
)
def test_only_the_doubtful_is_looked_at_again(first: Heard, expected: bool) -> None:
    assert doubtful(first, forced=False) is expected


def test_a_larger_speaker_is_slower_and_lower() -> None:
    tone = (8000 * np.sin(2 * np.pi * 500 * np.arange(RATE) / RATE)).astype(np.int16)

    larger = resized(tone, 0.8)

    assert len(larger) == pytest.approx(RATE / 0.8, abs=2)
    spectrum = np.abs(np.fft.rfft(larger))
    assert spectrum.argmax() * RATE / len(larger) == pytest.approx(400, abs=2)
