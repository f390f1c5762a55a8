"""The room's sound: the same each time, as loud as it should be, and the clock of everything."""

import hashlib
import wave
from pathlib import Path

import numpy as np
import pytest
from scipy import signal

from device.simulation.acoustics import (
    CLINK,
    NOISES,
    SPEECH_LEVEL,
    background,
    gain,
    impulse_response,
    level,
)
from device.simulation.mouth import Mouth, Timbre
from device.simulation.room import BOX_RENDERED, Room
from speech.sound import BLOCK, RATE, Samples


def rng(seed: int = 7) -> np.random.Generator:
    return np.random.default_rng(seed)


def person(distance: float) -> Mouth:
    return Mouth(Timbre("f2", 55, 165, 0.0, distance), 0.4, rng())


def listen(room: Room, seconds: float) -> Samples:
    return np.concatenate([room.step() for _ in range(round(seconds * RATE / BLOCK))])


def decibels(sound: Samples) -> float:
    return 10 * np.log10(np.mean(np.square(sound / 32768.0)) + 1e-12)


def tone(seconds: float, rate: int, decibels: float) -> Samples:
    time = np.arange(int(seconds * rate)) / rate
    return (np.sin(2 * np.pi * 440 * time) * gain(decibels + 3) * 32768).astype(np.int16)


def twenty_seconds_of_meeting(seed: int) -> str:
    room = Room(seed=seed, snr=15, noises=NOISES)
    mouth = person(1.2)
    digest = hashlib.sha256()
    for second in range(20):
        if second % 5 == 0:
            room.sound(mouth.say("Vi tager en pause om lidt.")[0])
        if second == 7:
            room.play(tone(1.5, 22_050, BOX_RENDERED), 22_050, lambda: None)
        digest.update(listen(room, 1).tobytes())
    return digest.hexdigest()


def test_the_same_seed_sounds_the_same_and_another_does_not() -> None:
    first = twenty_seconds_of_meeting(1)
    assert first == twenty_seconds_of_meeting(1)
    assert first != twenty_seconds_of_meeting(2)


def test_samples_are_the_clock_whatever_the_block() -> None:
    room = Room(snr=float("inf"))
    for n in (BLOCK, 160, 1, BLOCK - 1):
        assert room.step(n).shape == (n,)
    assert room.now() == pytest.approx((2 * BLOCK + 160) / RATE)


@pytest.mark.parametrize("snr", [20.0, 10.0])
def test_a_voice_at_one_metre_stands_so_many_decibels_above_the_noise(snr: float) -> None:
    noise = listen(Room(snr=snr), 10)
    room = Room(snr=float("inf"))
    sound, seconds = person(1.0).say("Det er svært at være chef for en, man har delt kontor med.")
    room.sound(sound)
    speech = listen(room, seconds)
    assert level(speech / np.float32(32768)) - decibels(noise) == pytest.approx(snr, abs=2.5)


def test_far_voices_are_fainter_and_more_of_them_is_echo() -> None:
    near, far = impulse_response(0.7, 0.4, rng()), impulse_response(2.8, 0.4, rng())
    assert np.sum(far**2) < np.sum(near**2)
    assert near[0] ** 2 / np.sum(near[1:] ** 2) > 10 * far[0] ** 2 / np.sum(far[1:] ** 2)


@pytest.mark.parametrize("rt60", [0.3, 0.6])
def test_the_echo_falls_by_sixty_decibels_in_the_reverberation_time(rt60: float) -> None:
    # Schroeder's backward integration; the slope from -5 to -25 dB, as in ISO 3382-2's T20.
    response = np.mean([impulse_response(1.5, rt60, rng(n)) ** 2 for n in range(20)], axis=0)
    left = 10 * np.log10(np.cumsum(response[::-1])[::-1])
    left -= left[int(0.03 * RATE)]
    tail = np.flatnonzero((left < -5) & (left > -25))
    slope = np.polyfit(tail / RATE, left[tail], 1)[0]
    assert -60 / slope == pytest.approx(rt60, rel=0.25)


@pytest.mark.parametrize("kind", NOISES)
def test_each_background_has_its_level_and_no_seam(kind: str) -> None:
    loop = background((kind,), rng())
    if kind == "cups":
        assert level(loop) == pytest.approx(SPEECH_LEVEL + CLINK, abs=0.5)
    else:
        assert decibels(loop * 32768) == pytest.approx(SPEECH_LEVEL, abs=0.5)
    twice = np.concatenate((loop, loop))
    seam = np.abs(np.diff(twice[loop.size - 50 : loop.size + 50])).max()
    assert seam <= np.abs(np.diff(loop)).max()


def test_rain_hisses_and_ventilation_rumbles() -> None:
    def brightness(kind: str) -> float:
        frequency, power = signal.welch(background((kind,), rng()), RATE)
        return float(np.sum(frequency * power) / np.sum(power))

    assert brightness("rain") > 2 * brightness("ventilation")


def test_an_unknown_background_is_refused() -> None:
    with pytest.raises(ValueError, match="ventilation, cups, rain"):
        Room(noises=("trafik",))


def test_the_box_leaks_into_its_microphone_as_loudly_as_told() -> None:
    def leaked(leak: float) -> float:
        room = Room(snr=float("inf"), leak=leak, rt60=0.0)
        room.play(tone(2, RATE, BOX_RENDERED), RATE, lambda: None)
        return decibels(listen(room, 1.5))

    assert leaked(0) == pytest.approx(SPEECH_LEVEL, abs=1)
    assert leaked(0) - leaked(-12) == pytest.approx(12, abs=0.5)
    assert leaked(float("-inf")) < -100


def test_a_loudspeaker_gives_no_more_than_it_can() -> None:
    def leaked(ceiling: float) -> Samples:
        room = Room(snr=float("inf"), leak=0.0, rt60=0.0, ceiling=ceiling)
        room.play(tone(1, RATE, -9), RATE, lambda: None)
        return listen(room, 1.0)

    assert np.abs(leaked(0.25)).max() == pytest.approx(np.abs(leaked(1.0)).max() / 2, rel=0.02)


def test_each_sound_of_the_box_has_a_delay_of_its_own() -> None:
    def begins(jitter: float) -> set[int]:
        room = Room(snr=float("inf"), leak=0.0, rt60=0.0, jitter=jitter)
        found = set()
        for _ in range(4):
            room.play(tone(0.5, RATE, -20), RATE, lambda: None)
            found.add(int(np.flatnonzero(listen(room, 1.0))[0]))
        return found

    assert len(begins(0.0)) == 1
    assert len(begins(0.15)) == 4
    assert max(begins(0.15)) - min(begins(0.0)) <= 0.151 * RATE


def test_a_loudspeaker_with_a_slow_clock_takes_longer() -> None:
    click = np.zeros(2 * RATE, np.int16)
    click[int(1.9 * RATE)] = 20_000

    def comes(drift: float) -> int:
        room = Room(snr=float("inf"), leak=10.0, rt60=0.0, drift=drift)
        room.play(click, RATE, lambda: None)
        return int(np.abs(listen(room, 2.5)).argmax())

    assert comes(1000.0) - comes(0.0) == pytest.approx(1.9e-3 * RATE, abs=1)


def test_the_box_is_done_when_its_last_sample_has_sounded() -> None:
    room = Room(snr=float("inf"))
    done: list[float] = []
    room.play(tone(0.75, 22_050, -20), 22_050, lambda: done.append(room.now()))
    listen(room, 2)
    assert done == [pytest.approx(0.8)]
    assert not room.box_sounds


def test_stopping_silences_the_box_at_once() -> None:
    room = Room(snr=float("inf"), leak=0)
    done: list[float] = []
    room.play(tone(5, RATE, -20), RATE, lambda: done.append(room.now()))
    listen(room, 1)
    room.stop()
    assert done == [1.0]
    assert decibels(listen(room, 1)) < -100


def test_the_wav_holds_the_meeting_as_the_table_heard_it(tmp_path: Path) -> None:
    file = tmp_path / "meeting.wav"
    room = Room(snr=20, wav=file)
    room.sound(person(1.0).say("Kaffen er i øvrigt rigtig god i dag.")[0])
    listen(room, 3)
    room.play(tone(1, 22_050, BOX_RENDERED), 22_050, lambda: None)
    listen(room, 2)
    room.close()
    with wave.open(str(file)) as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getnframes()) == (RATE, 1, 5 * RATE)
        table = np.frombuffer(wav.readframes(5 * RATE), np.int16)
    assert np.abs(table.astype(int)).max() < 32_000
    speech, box, silence = table[:RATE], table[3 * RATE : 4 * RATE], table[-RATE // 2 :]
    assert decibels(speech) > decibels(silence) + 15
    assert decibels(box) > decibels(silence) + 20


def test_long_sound_far_ahead_is_kept_whole() -> None:
    room = Room(snr=float("inf"))
    listen(room, 25)
    room.sound(np.full(40 * RATE, 0.1, dtype=np.float32), ahead=20)
    heard = listen(room, 61)
    assert np.all(np.abs(heard[20 * RATE : 60 * RATE] - 3277) <= 1)
    assert not heard[: 20 * RATE].any()
    assert not heard[60 * RATE :].any()
