"""Real PyAudio into a PulseAudio null sink; what arrives there is recorded."""

import os
import queue
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyaudio
import pytest

from speech.saying import speaker as speaker_module
from speech.saying.output import NoSpeakerError
from speech.saying.speaker import PyAudioSpeaker
from speech.sound import Samples
from tests.pulse import PulseServer
from tests.speech.saying.given import Given

RATE = 16_000
PATIENCE = 20
"""Seconds before a test gives up; nothing waits for it otherwise."""


def tone(pitch: float, seconds: float, rate: int = 22_050) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return np.asarray(8000 * np.sin(2 * np.pi * pitch * time), np.int16)


class Recording:
    """What is played into the sink, from now on."""

    def __init__(self, pulse: PulseServer) -> None:
        self._recorder = pulse.recorder("voice", RATE)
        self.sound: Samples = np.zeros(0, np.int16)
        self.read(0.1)  # it runs

    def read(self, seconds: float) -> Samples:
        assert self._recorder.stdout is not None
        data = self._recorder.stdout.read(2 * round(seconds * RATE))
        self.sound = np.concatenate((self.sound, np.frombuffer(data, np.int16)))
        return self.sound

    def until_silent(self) -> Samples:
        """All of it, from the first sound to a third of a second after the last."""
        for _ in range(100):
            heard = np.abs(self.read(0.1)) > 500
            if heard.any() and not heard[-RATE // 3 :].any():
                return self.sound
        raise AssertionError("nothing was heard, or it never ended")

    def close(self) -> None:
        self._recorder.kill()
        self._recorder.communicate()


@pytest.fixture
def recording(pulse: PulseServer) -> Iterator[Recording]:
    recorder = Recording(pulse)
    yield recorder
    recorder.close()


@pytest.fixture
def speaker(pulse: PulseServer) -> Iterator[PyAudioSpeaker]:
    speaker = PyAudioSpeaker()
    yield speaker
    speaker.close()


def lengths(sound: Samples) -> list[tuple[float, float]]:
    """(pitch in Hz, seconds) of each stretch of sound; stretches are a tenth of a second apart."""
    loud = np.flatnonzero(np.abs(sound) > 500)
    found = []
    for stretch in np.split(loud, np.flatnonzero(np.diff(loud) > RATE // 100) + 1):
        part = sound[stretch[0] : stretch[-1] + 1].astype(float)
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
        found.append((float(spectrum.argmax()) * RATE / len(part), len(part) / RATE))
    return found


def test_what_is_played_is_what_comes_out(speaker: PyAudioSpeaker, recording: Recording) -> None:
    done: queue.Queue[str] = queue.Queue()
    speaker.play(tone(440, 0.5), 22_050, lambda: done.put("done"))
    heard = recording.until_silent()
    assert done.get(timeout=PATIENCE) == "done"
    [(pitch, seconds)] = lengths(heard)
    assert pitch == pytest.approx(440, abs=4)
    assert seconds == pytest.approx(0.5, abs=0.01)


def test_stop_silences_at_once_and_the_next_sound_plays(
    speaker: PyAudioSpeaker, recording: Recording
) -> None:
    done: queue.Queue[str] = queue.Queue()
    speaker.play(tone(440, 30), 22_050, lambda: done.put("first"))
    while not (np.abs(recording.read(0.05)) > 500).any():
        pass
    speaker.stop()
    assert done.get(timeout=PATIENCE) == "first"
    speaker.play(tone(880, 0.3), 22_050, lambda: done.put("second"))
    heard = recording.until_silent()
    assert done.get(timeout=PATIENCE) == "second"
    (first, cut), (second, whole) = lengths(heard)
    assert first == pytest.approx(440, abs=max(20, 1 / cut))  # no finer than what was left is long
    assert cut < 2
    assert second == pytest.approx(880, abs=8)
    assert whole == pytest.approx(0.3, abs=0.01)
    assert done.empty()


def test_stop_throws_away_what_has_not_been_heard_yet(
    speaker: PyAudioSpeaker, recording: Recording
) -> None:
    speaker.play(tone(440, 30), 22_050, lambda: None)
    while not (np.abs(recording.read(0.02)) > 500).any():
        pass
    before = len(recording.sound) / RATE
    speaker.stop()
    last = np.flatnonzero(np.abs(recording.until_silent()) > 500)[-1] / RATE
    # of thirty seconds; in truth some hundredths, but a busy machine is no fault of the speaker's
    assert last - before < 0.5


def test_who_taps_the_speaker_gets_what_the_device_gets(
    pulse: PulseServer, recording: Recording
) -> None:
    done: queue.Queue[str] = queue.Queue()
    given = Given()
    speaker = PyAudioSpeaker(tap=given)
    speaker.play(tone(440, 0.5), 22_050, lambda: done.put("done"))
    [(pitch, seconds)] = lengths(recording.until_silent())
    assert done.get(timeout=PATIENCE) == "done"
    sounding = np.flatnonzero(np.abs(given.sound) > 500)
    assert (sounding[-1] - sounding[0]) / given.rate == pytest.approx(seconds, abs=0.01)
    spectrum = np.abs(np.fft.rfft(given.sound[sounding[0] : sounding[-1]]))
    assert spectrum.argmax() * given.rate / np.ptp(sounding) == pytest.approx(pitch, abs=5)
    assert given.cuts == 0
    speaker.play(tone(440, 30), 22_050, lambda: done.put("stopped"))
    speaker.stop()
    assert done.get(timeout=PATIENCE) == "stopped"
    speaker.close()
    assert given.cuts


def test_a_sound_takes_the_place_of_the_one_that_plays(speaker: PyAudioSpeaker) -> None:
    done: queue.Queue[str] = queue.Queue()
    speaker.play(tone(440, 30), 22_050, lambda: done.put("first"))
    speaker.play(tone(880, 0.1), 48_000, lambda: done.put("second"))
    assert [done.get(timeout=PATIENCE), done.get(timeout=PATIENCE)] == ["first", "second"]


def test_a_fault_in_done_does_not_end_the_speaker(speaker: PyAudioSpeaker) -> None:
    done: queue.Queue[str] = queue.Queue()
    speaker.play(tone(440, 0.05), 22_050, lambda: {}["no such key"])
    speaker.play(tone(440, 0.05), 22_050, lambda: done.put("next"))
    assert done.get(timeout=PATIENCE) == "next"


def test_a_speaker_that_is_not_there_says_which_are(pulse: PulseServer) -> None:
    with pytest.raises(NoSpeakerError, match=r"no speaker 'Grammofon'; there are: .*pulse"):
        PyAudioSpeaker("Grammofon").open()
    speaker = PyAudioSpeaker("PULSE")
    assert speaker.open() == "pulse"
    speaker.close()


def test_a_lost_speaker_ends_its_sound_and_is_found_again(
    pulse: PulseServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: queue.Queue[str] = queue.Queue()
    speaker = PyAudioSpeaker()
    speaker.play(tone(440, 30), 22_050, lambda: done.put("lost"))
    pulse.stop()
    assert done.get(timeout=PATIENCE) == "lost"
    with pytest.raises(OSError, match="speaker"):
        speaker.play(tone(440, 0.1), 22_050, lambda: done.put("never"))
    again = PulseServer(tmp_path)
    try:
        for name, value in again.environment.items():
            monkeypatch.setenv(name, value)
        speaker.play(tone(440, 0.1), 22_050, lambda: done.put("back"))
        assert done.get(timeout=PATIENCE) == "back"
    finally:
        speaker.close()
        again.stop()


def test_a_speaker_that_hangs_is_given_up(
    pulse: PulseServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaker_module, "HUNG", 0.5)
    done: queue.Queue[str] = queue.Queue()
    speaker = PyAudioSpeaker()
    speaker.open()
    os.kill(pulse.pid, signal.SIGSTOP)
    try:
        speaker.play(tone(440, 0.5), 22_050, lambda: done.put("given up"))
        assert done.get(timeout=PATIENCE) == "given up"
        speaker.stop()
    finally:
        os.kill(pulse.pid, signal.SIGCONT)
    speaker.play(tone(440, 0.1), 22_050, lambda: done.put("again"))
    assert done.get(timeout=PATIENCE) == "again"
    speaker.close()


def test_a_speaker_that_is_slow_all_along_is_not_given_up(
    recording: Recording, speaker: PyAudioSpeaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes, slow = pyaudio.PyAudio.Stream.write, threading.Event()

    def write(stream: pyaudio.PyAudio.Stream, frames: bytes) -> None:
        takes(stream, frames)
        slow.wait(0.1)

    monkeypatch.setattr(pyaudio.PyAudio.Stream, "write", write)
    monkeypatch.setattr(speaker_module, "HUNG", 1.5)
    told: queue.Queue[str] = queue.Queue()
    speaker.play(
        tone(440, 0.1), 22_050, lambda: told.put("all of it"), lambda: told.put("given up")
    )
    assert told.get(timeout=PATIENCE) == "all of it"
