import os
import subprocess
import sys
import threading

import pytest

from speech.devices import portaudio
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker


def test_one_at_a_time_and_the_logs_lines_are_seen_meanwhile(
    capfd: pytest.CaptureFixture[str],
) -> None:
    inside: list[str] = []
    order: list[str] = []

    def use(name: str) -> None:
        with portaudio():
            inside.append(name)
            order.append("+".join(inside))
            os.write(2, b"a word\n")
            inside.remove(name)

    threads = [threading.Thread(target=use, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(order) == [str(n) for n in range(8)]
    assert capfd.readouterr().err == "a word\n" * 8


# In a process of its own: the libraries' first look at the devices is their loudest.
LOOKS = """
import os, pyaudio
from speech.devices import portaudio
with portaudio():
    os.write(2, b"a word\\n")
    pyaudio.PyAudio().terminate()
"""


def test_alsa_and_jack_write_nothing_while_devices_are_looked_for() -> None:
    env = {**os.environ, "PULSE_SERVER": "unix:/nowhere"}
    command = [sys.executable, "-c", LOOKS]
    shown = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)
    assert shown.stderr == "a word\n"


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
