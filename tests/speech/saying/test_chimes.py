import numpy as np
import pytest

from speech.saying.chimes import RATE, ChimesError, load_chimes

NAMES = {"attention", "warning", "end", "listening", "no", "soft", "start", "thanks", "tick"}


def test_every_chime_is_there_short_and_modest() -> None:
    chimes = load_chimes()
    assert set(chimes.sounds) == NAMES
    for sound in chimes.sounds.values():
        assert sound.dtype == np.int16
        assert 0.09 < len(sound) / chimes.rate < 2
        assert 2000 < np.abs(sound).max() < 20_000
    assert len(chimes.sound("no")) < 0.3 * RATE
    assert len(chimes.sound("listening")) < 0.4 * RATE


@pytest.mark.parametrize("name", sorted(NAMES))
def test_no_chime_clicks(name: str) -> None:
    sound = load_chimes().sound(name).astype(float)
    # it begins and ends at nothing, and no two samples are further apart than in its own tones
    assert abs(sound[0]) < 20
    assert abs(sound[-1]) < 20
    steps = np.abs(np.diff(sound))
    assert steps.max() < 0.35 * np.abs(sound).max()


def strongest(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound.astype(float) * np.hanning(len(sound))))
    return float(spectrum.argmax()) * RATE / len(sound)


def test_listening_rises_and_the_end_falls_and_no_is_low() -> None:
    chimes = load_chimes()
    listening, end = chimes.sound("listening"), chimes.sound("end")
    assert strongest(listening[: RATE // 12]) < strongest(listening[-RATE // 8 :])
    assert strongest(end[: RATE // 3]) > strongest(end[-RATE // 2 :])
    assert strongest(chimes.sound("no")) < 200


def test_an_unknown_chime_and_a_faulty_table_are_errors() -> None:
    with pytest.raises(KeyError):
        load_chimes().sound("fanfare")
    for text in ("", "chimes: {}", "overtones: []\nchimes: {a: [{pitch: 5}]}", "a: ["):
        with pytest.raises(ChimesError):
            load_chimes(text)
