"""No file of the box so much as loads what a network is reached with."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_extras import imported

ROOT = Path(__file__).parents[2]
NETWORK = {"asyncio", "ftplib", "http", "requests", "smtplib", "socket", "socketserver", "ssl",
           "telnetlib", "urllib", "urllib3", "websockets", "xmlrpc"}  # fmt: skip
SYSTEMD = {("device/box/watchdog.py", "socket")}
"""The socket to systemd, AF_UNIX."""
FILES = sorted(
    str(path.relative_to(ROOT))
    for folder in ("content", "device", "speech")
    for path in (ROOT / folder).rglob("*.py")
    if "training" not in path.parts
)


def reaches(file: str) -> set[tuple[str, str]]:
    source = (ROOT / file).read_text(encoding="utf-8")
    tops = {module.split(".")[0] for module in imported(source, ".".join(Path(file).parts[:-1]))}
    return {(file, top) for top in tops & NETWORK}


def test_no_file_imports_what_a_network_is_reached_with() -> None:
    assert len(FILES) > 100
    found = set().union(*map(reaches, FILES))
    assert found == SYSTEMD


# In a process of its own: what this one has loaded is pytest's.
LOADS = """
import sys
made = []
sys.addaudithook(lambda event, args: event == "socket.__new__" and made.append(args[1:]))
from device.commands.run import Box
from speech.hearing.offline import vosk
vosk()
from device.report.parquet import connection
connection().execute("SELECT 1")
print(sorted(set(sys.modules) & {"requests", "urllib3", "websockets"}), made)
"""


def test_loading_everything_makes_no_socket_and_no_downloader() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=True, timeout=120
    )
    assert shown.stdout.strip() == "[] []"


@pytest.mark.parametrize("asked", ["Model(lang='da')", "list_models()"])
def test_vosk_without_its_downloader_fetches_nothing(asked: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-c", f"from speech.hearing.offline import vosk; vosk().{asked}"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert shown.returncode != 0
    assert "module 'requests' has no attribute 'get'" in shown.stderr
