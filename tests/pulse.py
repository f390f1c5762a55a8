"""A PulseAudio server with null sinks, private to the test run: real PyAudio, no sound card.

Sinks: ``room`` (a microphone opened while the fixture is in use hears what is played into it) and
``voice`` (what a speaker opened meanwhile plays ends there).
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

MODULES = (
    "module-native-protocol-unix auth-anonymous=1 socket={socket}",
    "module-null-sink sink_name=room rate=48000",
    "module-null-sink sink_name=voice rate=48000",
)


class PulseServer:
    """A running server. PortAudio and the ALSA plugin find it through the environment."""

    def __init__(self, folder: Path) -> None:
        socket = folder / "native"
        client = folder / "client.conf"
        client.write_text("autospawn = no\nenable-shm = no\n")
        self.environment = {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_CLIENTCONFIG": str(client),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SINK": "voice",
            "PULSE_SOURCE": "room.monitor",
        }
        self._pid_file = folder / "pid"
        self._environment = {**os.environ, **self.environment, "HOME": str(folder)}
        loads = [f"--load={module.format(socket=socket)}" for module in MODULES]
        # --daemonize returns once the server takes clients, so nobody has to wait for it; a server
        # whose test was killed leaves by itself
        subprocess.run(
            ["pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=120", "--disable-shm=yes",
             "--use-pid-file=yes", "--realtime=no", "--high-priority=no", "--log-target=null",
             *loads],
            check=True, env=self._environment, capture_output=True, timeout=20,
        )  # fmt: skip

    def player(self, sink: str = "room", rate: int = 16_000) -> subprocess.Popen[bytes]:
        """A `pacat` that plays the int16 mono bytes written to its stdin into `sink`."""
        return subprocess.Popen(
            ["pacat", "--playback", f"--device={sink}", f"--rate={rate}", "--channels=1",
             "--format=s16le", "--latency-msec=50"],
            stdin=subprocess.PIPE, env=self._environment,
        )  # fmt: skip

    def play(self, sound: NDArray[np.int16], rate: int = 16_000, sink: str = "room") -> None:
        """Play `sound` (int16 mono, `rate` Hz) into `sink`; returns when it has been played."""
        with self.player(sink, rate) as player:
            player.communicate(sound.tobytes())

    def recorder(self, sink: str = "voice", rate: int = 16_000) -> subprocess.Popen[bytes]:
        """A `parec` whose stdout is what is played into `sink`: int16 mono bytes, endless."""
        return subprocess.Popen(
            ["parec", "--record", f"--device={sink}.monitor", f"--rate={rate}", "--channels=1",
             "--format=s16le", "--latency-msec=20"],
            stdout=subprocess.PIPE, env=self._environment,
        )  # fmt: skip

    @property
    def pid(self) -> int:
        """The server's process."""
        return int(self._pid_file.read_text().split()[0])

    def stop(self) -> None:
        """End the server, as when the sound system dies under a running meeting."""
        try:
            os.kill(self.pid, signal.SIGTERM)
        except (OSError, ValueError, IndexError):
            return


@contextmanager
def pulse_server() -> Iterator[PulseServer]:
    """A fresh sound server with sinks ``room`` and ``voice``, for processes of one's own."""
    # a Unix socket's path may hold 107 bytes: pytest's own folders can be longer
    folder = Path(tempfile.mkdtemp(prefix="pulse-"))
    server = PulseServer(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def pulse(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    """The same for this process: PyAudio opened now uses it."""
    with pulse_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server
