import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from speech import devices
from speech.devices import DevicesBusyError, let_go, portaudio
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker
from tests.preloaded import ONE_RATE, no_compiler, preloaded
from tests.pulse import PulseServer


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


# A sound server that stands still, and goes on. Where somebody entered PortAudio beside one that
# hangs in it, this process is gone at that moment.
WAKES = """
import os, signal, threading
from speech import devices
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker
from tests.pulse import pulse_server

def looks(kind):
    try:
        if kind == "microphone":
            PyAudioMicrophone().close()
        else:
            speaker = PyAudioSpeaker()
            speaker.open()
            speaker.close()
    except OSError as fault:
        print(fault)

devices.PATIENCE = 0.2
with pulse_server() as server:
    os.environ.update(server.environment)
    os.kill(server.pid, signal.SIGSTOP)
    kinds = ("microphone", "speaker") * 2
    threads = [threading.Thread(target=looks, args=(kind,)) for kind in kinds]
    for thread in threads:
        thread.start()
    threads[-1].join(2)
    os.kill(server.pid, signal.SIGCONT)
    for thread in threads:
        thread.join()
"""


def test_a_driver_that_hangs_and_wakes_up_takes_nobody_with_it() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", WAKES], capture_output=True, text=True, check=False, timeout=120
    )
    assert shown.returncode == 0, shown.stderr[-2000:]
    assert shown.stdout.count("another sound device hangs in its driver") == 3


def test_nobody_goes_in_beside_one_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "PATIENCE", 0.05)
    inside, wakes, closed = threading.Event(), threading.Event(), threading.Event()

    def hangs() -> None:
        with portaudio():
            inside.set()
            wakes.wait(60)

    thread = threading.Thread(target=hangs)
    thread.start()
    assert inside.wait(60)
    with pytest.raises(DevicesBusyError, match="hangs in its driver"), portaudio():
        pytest.fail("it went in")
    let_go(closed.set)
    assert not closed.is_set(), "not beside the other"
    wakes.set()
    assert closed.wait(60), "and never forgotten"
    thread.join()


OPENS = """
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.output import Output
microphone, speaker = PyAudioMicrophone(), Output(None)
print(microphone.rate, len(microphone.read()), speaker.rate)
"""


@pytest.mark.parametrize("rate", [48_000, 44_100, 32_000])
def test_a_device_of_one_rate_is_used_at_that(
    pulse: PulseServer, tmp_path: Path, rate: int
) -> None:
    if why := no_compiler():
        pytest.skip(why)
    library = preloaded(tmp_path, "one_rate", ONE_RATE)
    env = {**os.environ, "LD_PRELOAD": library, "RATE": str(rate)}
    shown = subprocess.run(
        [sys.executable, "-c", OPENS], env=env, capture_output=True, text=True, check=False,
        timeout=60,
    )  # fmt: skip
    assert shown.stdout.split() == [str(rate), "1600", str(rate)], shown.stderr[-2000:]
