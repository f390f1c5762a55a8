"""The real box, watched from outside while it hears a meeting: what it opens, and what it writes.

One run of `tidtager run` with a real sound server, in a network namespace without a network, each
system call that opens a file or a socket written down by strace. See docs/fortrolighed.md.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from scipy.signal import fftconvolve

from device.commands.standing import stage
from speech.espeak import Espeak
from speech.sound import RATE, Samples
from tests.pulse import PulseServer, pulse_server

NAMES = ("Quintus Vestergård", "Ophelia Ravnkilde", "Xerxes Holmegaard")
PLAN = f"""\
form: egen dagsorden
deltagere: [{", ".join(NAMES)}]
dagsorden:
  - talerunde: {{spørgsmål: Hvad fylder mest?, taletid: 1 minut}}
  - afslutning: {{tid: 5 minutter, aftaler: [Hvornår ses vi igen?]}}
"""
COMMAND = "from device.commands.cli import main; main()"
CALLS = "socket,socketpair,open,openat,openat2,creat,memfd_create,rename,renameat,renameat2"


def traces() -> str:
    """Why this machine can't show it; empty where it can."""
    if shutil.which("strace") is None:
        return "this machine has no strace"
    tried = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "strace isn't allowed here"


def without_network() -> list[str]:
    """Words before a command that give it a namespace without a network; none where not allowed."""
    words = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
    if shutil.which("unshare") is None:
        return []
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else []


@dataclass
class Run:
    """What one run of the box left."""

    home: Path
    calls: list[str]
    log: str
    heard: bool
    said: Samples
    """What a person said to it, int16 at RATE."""
    alone: bool
    """Whether it had no network."""

    @property
    def written(self) -> set[Path]:
        """Each file that it opened for writing, or put in the place of another."""
        found = set()
        for call in self.calls:
            wanted = re.search(r"open\w*\(.*?\"([^\"]*)\".*(O_WRONLY|O_RDWR|O_CREAT)", call)
            moved = re.search(r"rename\w*\(.*\"([^\"]*)\"[^\"]*\) += 0", call)
            for path in (wanted, moved):
                if path and not re.search(r"= -1 E", call):
                    found.add(Path(path[1]))
        return found


def watched(home: Path) -> Run:
    """Let a box in `home`, an empty folder, hear a meeting begin, and see what it does."""
    (home / "stick").mkdir()
    (home / "stick" / "tidtager.yaml").write_text(PLAN, encoding="utf-8")
    voice = Espeak().synthesise("Tidtager, start mødet.", "da+f2")
    said = soxr.resample(voice.samples, voice.rate, RATE).astype(np.int16)
    alone = without_network()
    with pulse_server() as pulse, (home / "log").open("w") as log:
        box = subprocess.Popen(
            [*alone, "strace", "-f", "--seccomp-bpf", "-s", "300", "-e", f"trace={CALLS}", "-o",
             str(home / "calls"), sys.executable, "-c", COMMAND, "-v", "run",
             "--stick", str(home / "stick"), "--state", str(home / "state")],
            env={**os.environ, **pulse.environment, "GPIOZERO_PIN_FACTORY": "mock",
                 "HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
        )  # fmt: skip
        (home / "tmp").mkdir()
        try:
            heard = led(home / "state", pulse, said)
            time.sleep(2)  # the first name is called
        finally:
            os.killpg(box.pid, signal.SIGTERM)
            box.wait(timeout=30)
    calls = (home / "calls").read_text(encoding="utf-8", errors="replace").splitlines()
    log = (home / "log").read_text(encoding="utf-8")
    return Run(home, calls, log, heard, said, bool(alone))


def led(state: Path, pulse: PulseServer, said: Samples) -> bool:
    """Say the command until the meeting has begun, as people do; whether it has."""
    silence = np.zeros(RATE, np.int16)
    if not until(lambda: stage(state) == "waiting", 120):
        return False
    for _ in range(12):  # traced, and on a busy machine, its graphs take their time
        pulse.play(np.concatenate((silence, said, silence)))
        if until(lambda: stage(state) == "running", 8):
            return True
    return False


def until(true: Callable[[], bool], seconds: float) -> bool:
    """Look until it is so, and whether it became so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(1)
    return False


PURPOSES = {
    r"state": "a byte without a name, to see whether the disk answers",
    r"state/journal\.db(-wal|-shm|-journal)?": "the journal",
    r"state/(\.?tidtager\.yaml.*)": "the plan that was read last",
    r"state/speech/.*": "the box's own voice, rendered ahead",
    r"state/graphs/.*": "what it listens for",
    r"state/.*\.lock|state/lock": "that no two boxes share a folder",
    r"stick/.*": "the report, and a plan's faults",
    r"tmp/.*": "on its way to one of these",
    r"(\.config|\.cache)/.*": "settings of libraries: the sound server's cookie",
    r"/dev/(null|tty|shm/.*|snd/.*|dsp\d*|mixer\d*|audio\d*)": "devices and memory: no disk",
    r"/proc/.*": "no file on a disk",
    r"/tmp/pulse-.*": "the sound server's socket's folder",
}


def purpose(path: Path, home: Path) -> str | None:
    """What a file is for, by its name; None: for nothing that a box may write."""
    shown = str(path.relative_to(home) if path.is_relative_to(home) else path)
    found = (what for pattern, what in PURPOSES.items() if re.fullmatch(pattern, shown))
    return next(found, None)


def likeness(sound: Samples, file: bytes) -> float:
    """How like `sound` any part of a file is, 0 to 1, at either byte and at the usual rates."""
    best = 0.0
    for rate in (RATE, 22_050, 48_000):
        want = soxr.resample(sound.astype(np.float32), RATE, rate)
        want = want[: rate // 2] - want[: rate // 2].mean()
        for begin in (0, 1):
            body = file[begin : begin + (len(file) - begin) // 2 * 2]
            there = np.frombuffer(body, np.int16).astype(np.float64)
            if len(there) < len(want):
                continue
            there = there - there.mean()
            matched = np.abs(fftconvolve(there, want[::-1], "valid"))
            energy = fftconvolve(there**2, np.ones(len(want)), "valid")
            norm = np.sqrt(np.maximum(energy, 1.0) * (want**2).sum())
            best = max(best, float((matched / norm).max()))
    return best


def kept(home: Path) -> dict[Path, bytes]:
    """What lies in its files afterwards."""
    return {
        path: path.read_bytes()  # the model's own are in each graph's folder
        for path in home.rglob("*")
        if path.is_file() and not path.is_symlink() and path.name != "calls"
    }
