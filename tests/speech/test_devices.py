import os
import threading

import pytest

from speech.devices import portaudio
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker


def test_one_at_a_time_and_stderr_is_left_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    inside: list[str] = []
    order: list[str] = []

    def use(name: str) -> None:
        with portaudio():
            inside.append(name)
            order.append("+".join(inside))
            os.write(2, b"chatter\n")
            inside.remove(name)

    threads = [threading.Thread(target=use, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(2, b"a word\n")
    assert sorted(order) == [str(n) for n in range(8)]
    assert capfd.readouterr().err == "a word\n"


def test_microphone_and_speaker_may_look_for_their_devices_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without a lock between them this ends the process with a segmentation fault.
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    missing: list[str] = []

    def look(kind: str) -> None:
        for _ in range(5):
            try:
                if kind == "microphone":
                    PyAudioMicrophone().close()
                else:
                    speaker = PyAudioSpeaker()
                    speaker.open()
                    speaker.close()
            except OSError:
                missing.append(kind)

    threads = [threading.Thread(target=look, args=(k,)) for k in ("microphone", "speaker") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
