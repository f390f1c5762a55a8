"""The figures of the installed box: `python -m tests.systemd.figures`.

How much each unit gives away (systemd-analyze security, 0 to 10, lower is better), and how long a
box takes until it tells systemd that it is ready: seconds on the clock, which other work on the
machine makes longer, and seconds of processor time. Python's byte code is there, as where pip has
installed it, whatever the environment says of that.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

UNITS = Path(__file__).parents[2] / "systemd"
PATIENCE = 120.0
"""Seconds."""


@dataclass(frozen=True)
class Start:
    """Seconds until a box was ready."""

    clock: float
    processor: float


def exposure(unit: Path) -> float:
    """By systemd-analyze. Raises ValueError with what it says in place of a figure."""
    shown = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"exposure level for .*: ([\d.]+)", shown.stdout)
    if not found:
        raise ValueError(shown.stdout + shown.stderr)
    return float(found[1])


def compiled(folder: Path) -> dict[str, str]:
    """An environment in which all that a box imports is compiled already."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    everything = "import device.commands.cli, device.commands.run"
    subprocess.run([sys.executable, "-c", everything], env=env, check=True)
    return env


def started(folder: Path, env: dict[str, str]) -> Start:
    """Start a box with its state in `folder` and no sound devices, and end it when it is ready."""
    told = folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notified:
        notified.bind(str(told))
        notified.settimeout(PATIENCE)
        began = time.monotonic()
        box = subprocess.Popen(
            [sys.executable, "-m", "device.commands.cli", "run", "--state", folder / "state"],
            env={**env, "NOTIFY_SOCKET": str(told), "PULSE_SERVER": "unix:/nowhere"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while b"READY=1" not in notified.recv(4096):
                pass
            clock = time.monotonic() - began
            user, system = (
                Path(f"/proc/{box.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
            )
            processor = (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        finally:
            box.terminate()
            box.wait()
    told.unlink()
    return Start(clock, processor)


def main() -> None:
    """Print them."""
    for unit in sorted(UNITS.glob("*.service")):
        sys.stdout.write(f"{unit.name:28} {exposure(unit)}\n")
    with tempfile.TemporaryDirectory() as folder:
        env = compiled(Path(folder))
        for what in ("first start", "start again"):
            start = started(Path(folder), env)
            sys.stdout.write(
                f"{what:28} ready after {start.clock:.1f} s, {start.processor:.1f} s of processor\n"
            )


if __name__ == "__main__":
    main()
