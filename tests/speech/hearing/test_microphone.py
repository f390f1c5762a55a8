"""Real PyAudio, from a PulseAudio sink that somebody plays into."""

import numpy as np
import pytest

from speech.hearing.microphone import NoMicrophoneError, PyAudioMicrophone
from speech.sound import BLOCK, RATE, Samples
from tests.pulse import PulseServer


def tone(hertz: float, seconds: float, rate: int) -> Samples:
    time = np.arange(int(seconds * rate)) / rate
    return (9000 * np.sin(2 * np.pi * hertz * time)).astype(np.int16)


def loudest(sound: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum)) * RATE / len(sound)


@pytest.mark.parametrize("rate", [16_000, 44_100, 48_000])
def test_a_microphone_of_any_rate_gives_16_khz_blocks(pulse: PulseServer, rate: int) -> None:
    microphone = PyAudioMicrophone("pulse", rate)
    assert microphone.rate == rate
    with pulse.player("room", 48_000) as player:
        assert player.stdin
        player.stdin.write(tone(1000, 1.5, 48_000).tobytes())
        player.stdin.close()
        blocks = []
        while len(blocks) < 40 and (block := microphone.read()) is not None:
            blocks.append(block)
            if sum(np.abs(b).max() > 5000 for b in blocks) >= 8:
                break
    microphone.close()

    assert {len(block) for block in blocks} == {BLOCK}
    heard = np.concatenate([block for block in blocks if np.abs(block).max() > 5000])
    assert loudest(heard[-5 * BLOCK :]) == pytest.approx(1000, abs=3)


def test_a_lost_microphone_ends_and_another_can_be_opened(pulse: PulseServer) -> None:
    microphone = PyAudioMicrophone()
    assert microphone.read() is not None

    pulse.stop()

    blocks = 0
    while microphone.read() is not None:
        blocks += 1
        assert blocks < 100
    assert microphone.read() is None
    microphone.close()


def test_no_such_microphone_says_which_there_are(pulse: PulseServer) -> None:
    with pytest.raises(NoMicrophoneError, match=r"no microphone 'æble'.*pulse"):
        PyAudioMicrophone("æble")


def test_no_microphone_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    with pytest.raises(OSError, match="microphone"):
        PyAudioMicrophone()
