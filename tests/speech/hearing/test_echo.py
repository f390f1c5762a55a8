"""The echo canceller: the box's own voice goes, other people's stays, whatever the devices do."""

import numpy as np
import pytest
import soxr

from device.simulation.acoustics import (
    SPEECH_LEVEL,
    Sound,
    as_samples,
    as_sound,
    gain,
    impulse_response,
    level,
    reverberate,
)
from speech.espeak import Espeak
from speech.hearing.echo import HOP, EchoCanceller, Reference
from speech.saying.loudness import CEILING, amplified
from speech.saying.voice import STEP
from speech.sound import BLOCK, RATE, Samples

HALF = round(CEILING * 32767)

TEXT = (
    "Velkommen. Jeg hedder Tidtager, og jeg holder øje med tiden for jer. I dag mødes vi for "
    "første gang, og vi har to timer sammen. Sig tallet, eller tryk det på knapperne, og slut "
    "med grøn."
)


def speech(text: str, voice: str) -> Sound:
    said = Espeak().synthesise(text, voice)
    sound = soxr.resample(said.samples.astype(np.float32) / 32768, said.rate, RATE)
    return np.asarray(sound * gain(SPEECH_LEVEL - level(sound)), dtype=np.float32)


@pytest.fixture(scope="module")
def box() -> Sound:
    once = speech(TEXT, "da")
    return np.concatenate((once, once))


@pytest.fixture(scope="module")
def person() -> Sound:
    return speech("Tidtager, hvor lang tid er der tilbage?", "da+f2")


def echoed(box: Sound, *, seconds: float = 0.1, seed: int = 3, decibels: float = 6.0) -> Sound:
    """The box at its own microphone, so many seconds later and so much louder than a person."""
    path = impulse_response(0.3, 0.4, np.random.default_rng(seed))
    wet = reverberate(box, path)[: len(box)]
    wet = wet * gain(SPEECH_LEVEL + decibels - level(wet))
    return np.concatenate((np.zeros(round(seconds * RATE), dtype=np.float32), wet))[: len(box)]


def room(n: int, seed: int = 9) -> Sound:
    noise = np.random.default_rng(seed).standard_normal(n) * gain(SPEECH_LEVEL - 30)
    return np.asarray(noise, dtype=np.float32)


def cleaned(canceller: EchoCanceller, near: Sound, far: Sound) -> Samples:
    heard, played = as_samples(near), as_samples(far)
    hops = range(0, len(heard) - HOP + 1, HOP)
    return np.concatenate(
        [canceller.process(heard[at : at + HOP], played[at : at + HOP]) for at in hops]
    )


def decibels(sound: Samples | Sound) -> float:
    scale = 32768.0 if sound.dtype == np.int16 else 1.0
    return float(10 * np.log10(np.mean(np.square(sound / scale)) + 1e-12))


def test_the_boxs_own_voice_is_removed(box: Sound) -> None:
    near = echoed(box) + room(len(box))
    left = cleaned(EchoCanceller(), near, box)
    last = slice(len(left) // 2, len(left))
    assert decibels(near[last]) - decibels(left[last]) > 20


@pytest.mark.parametrize("steps", [0, 1, 2], ids=["as made", "a step louder", "loudest"])
def test_a_loudspeaker_that_clips_at_half_of_full_scale_makes_nobody_deaf(steps: int) -> None:
    # What it clips, the canceller was never told of: so the box doesn't give it more than that.
    said = Espeak().synthesise(TEXT + TEXT, "da", rate=140, pitch=45)

    def removed(played: Samples) -> float:
        given = soxr.resample(played, said.rate, RATE)
        sounding = as_sound(np.clip(given, -HALF, HALF))
        near = echoed(sounding) + room(len(sounding))
        left = cleaned(EchoCanceller(), near, as_sound(given))
        last = slice(len(left) // 2, len(left))
        return decibels(near[last]) - decibels(left[last])

    as_it_comes = np.clip(said.samples * 10 ** (steps * STEP / 20), -32768, 32767)
    assert removed(amplified(said.samples, said.rate, steps * STEP)) > 25
    assert removed(as_it_comes.astype(np.int16)) < 20


def test_a_person_who_interrupts_is_kept(box: Sound, person: Sound) -> None:
    canceller = EchoCanceller()
    echo = echoed(box) + room(len(box))
    cleaned(canceller, echo, box)  # it knows the room
    at = 3 * RATE
    both = echo.copy()
    both[at : at + len(person)] += person
    left = cleaned(canceller, both, box)[at : at + len(person)] / 32768
    fault = left - person[: len(left)]
    assert decibels(person) - decibels(np.asarray(fault, dtype=np.float32)) > 12
    # and the echo isn't back afterwards
    after = slice(at + len(person), at + len(person) + RATE)
    again = cleaned(canceller, echo, box)
    assert decibels(echo[after]) - decibels(again[after]) > 18


@pytest.mark.parametrize("seconds", [0.096, 0.1005, 0.18])
def test_a_jump_of_the_delay_is_found_within_a_second(box: Sound, seconds: float) -> None:
    canceller = EchoCanceller()
    cleaned(canceller, echoed(box) + room(len(box)), box)
    near = echoed(box, seconds=seconds) + room(len(box))
    left = cleaned(canceller, near, box)
    second = slice(RATE, 2 * RATE)
    assert decibels(near[second]) - decibels(left[second]) > 20


def test_while_the_box_is_silent_nothing_is_touched(box: Sound, person: Sound) -> None:
    canceller = EchoCanceller()
    cleaned(canceller, echoed(box) + room(len(box)), box)
    silence = np.zeros(3 * RATE, dtype=np.float32)
    cleaned(canceller, room(len(silence)), silence)
    near = room(len(person)) + person
    left = cleaned(canceller, near, silence[: len(near)])
    assert np.array_equal(left, as_samples(near)[: len(left)])


class Moment:
    """A clock that is set."""

    t = 100.0

    def __call__(self) -> float:
        return self.t


def test_the_reference_stays_in_step_however_unevenly_it_comes() -> None:
    # A device takes 0.1 s of sound at once, then 10 ms at a time; the microphone gives blocks.
    clock = Moment()
    reference = Reference(clock)
    sound = np.arange(1, RATE + 1, dtype=np.int16)
    rng = np.random.default_rng(1)
    taken, given = [], 0
    for block in range(40):
        begins = clock.t
        while given < len(sound) and (block > 2 and given < (block - 2) * BLOCK + 1600):
            reference.add(sound[given : given + 160], RATE)
            given += 160
            clock.t = min(begins + 0.1, clock.t + float(rng.uniform(0, 0.012)))
        clock.t = begins + 0.1
        taken.append(reference.take(BLOCK))
    heard = np.concatenate(taken)
    sounding = np.flatnonzero(heard)
    assert np.array_equal(heard[sounding[0] : sounding[0] + len(sound)], sound)
    assert len(sounding) == len(sound)


def test_what_is_thrown_away_is_no_reference() -> None:
    clock = Moment()
    reference = Reference(clock)
    reference.take(BLOCK)
    reference.add(np.full(RATE, 7, np.int16), RATE)
    assert reference.take(BLOCK).all()
    reference.cut()
    assert not reference.take(BLOCK).any()


def test_a_device_of_another_rate_keeps_its_length() -> None:
    clock = Moment()
    reference = Reference(clock)
    reference.take(BLOCK)
    tone = (9000 * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)).astype(np.int16)
    for at in range(0, len(tone), 480):
        reference.add(tone[at : at + 480], 48_000)
    taken = np.concatenate([reference.take(BLOCK) for _ in range(12)])
    sounding = np.flatnonzero(np.abs(taken) > 1000)
    assert (sounding[-1] - sounding[0]) / RATE == pytest.approx(1.0, abs=0.03)
    spectrum = np.abs(np.fft.rfft(taken[sounding[0] : sounding[0] + 8000]))
    assert spectrum.argmax() * RATE / 8000 == pytest.approx(440, abs=3)
