"""The rooms of the house know of each other what .importlinter says, and no more."""

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
AREAS = ("content", "device", "speech")
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

FOR_A_MEETING = {"speech.errors", "speech.saying.wording"}
"""What of speech a meeting may know: pure both."""


def lint(root: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache", "--no-logo"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": f"{root}:{':'.join(sys.path)}", "COLUMNS": "200", "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout + done.stderr


def contract(name: str, key: str) -> set[str]:
    config = ConfigParser()
    config.read(ROOT / ".importlinter")
    return set(config[f"importlinter:contract:{name}"][key].split())


def parts(package: str) -> set[str]:
    """The modules and packages right under `package`."""
    folder = ROOT / package.replace(".", "/")
    found = {path.stem for path in folder.glob("*.py")} - {"__init__", "__main__"}
    found |= {path.parent.name for path in folder.glob("*/__init__.py")}
    return {f"{package}.{name}" for name in found}


def test_every_room_keeps_to_them() -> None:
    code, told = lint(ROOT)
    assert code == 0, told
    assert "0 broken" in told


def test_what_a_meeting_may_not_know_is_all_the_rest() -> None:
    """A new room or module is forbidden to a meeting until somebody has thought about it."""
    assert contract("meeting-alone", "forbidden_modules") == parts("device") - {"device.meeting"}
    of_speech = (parts("speech") | parts("speech.saying")) - {"speech.saying"} - FOR_A_MEETING
    assert contract("meeting-speech", "forbidden_modules") == of_speech
    at_the_table = (parts("speech") - {"speech.training"}) | {"content", "device"}
    assert contract("training-unknown", "source_modules") == at_the_table


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("speech/sound.py", "import device.meeting.plan", "they know nothing of the box"),
        ("content/__init__.py", "import speech.phones", "they know nothing of the box"),
        ("device/meeting/timer.py", "import device.panel.pins", "no other room of the box"),
        ("device/meeting/timer.py", "from speech import sound", "Of speech a meeting knows"),
        ("device/meeting/timer.py", "import time", "reads no clock"),
        ("device/meeting/names.py", "from sqlite3 import connect", "reads no clock"),
        ("speech/saying/wording.py", "import threading", "reads no clock"),
        ("speech/hearing/ear.py", "import torch", "PyTorch"),
        ("device/commands/check.py", "import onnxruntime.capi", "PyTorch"),
        ("device/box/loop.py", "import speech.training.texts", "knows training"),
        ("device/box/loop.py", "import device.simulation.room", "Commands are on top"),
        ("device/panel/lamp.py", "import device.stick.folder", "Commands are on top"),
    ],
)
def test_a_line_that_breaks_one_is_found(tmp_path: Path, file: str, line: str, broken: str) -> None:
    for area in AREAS:
        shutil.copytree(ROOT / area, tmp_path / area, ignore=shutil.ignore_patterns("model"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    source = (tmp_path / file).read_text(encoding="utf-8")
    (tmp_path / file).write_text(f"{source}\n{line}\n", encoding="utf-8")
    code, told = lint(tmp_path)
    assert code == 1, told
    assert any(broken in row and "BROKEN" in row for row in told.splitlines()), told
