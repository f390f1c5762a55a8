"""Two boxes on one state folder: the second says what is wrong, and leaves it alone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from device.memory.state_lock import StateInUseError, StateLock

MAIN = "from device.commands.cli import main; main()"


def test_the_second_box_is_told_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    first = StateLock(folder)
    with pytest.raises(StateInUseError, match=r"another box uses the state folder .*state; stop"):
        StateLock(folder, wait=0.0)
    first.release()
    StateLock(folder, wait=0.0).release()


def test_a_box_that_was_killed_lets_go(tmp_path: Path) -> None:
    ready, write = os.pipe()
    child = os.fork()
    if child == 0:
        StateLock(tmp_path)
        os.write(write, b"!")
        signal.pause()
    assert os.read(ready, 1) == b"!"
    with pytest.raises(StateInUseError):
        StateLock(tmp_path, wait=0.0)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    StateLock(tmp_path, wait=0.0).release()


def test_two_folders_are_two_boxes(tmp_path: Path) -> None:
    locks = [StateLock(tmp_path / name, wait=0.0) for name in ("one", "other")]
    for lock in locks:
        lock.release()


def test_where_no_folder_can_be_made_nothing_is_held(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for _ in range(2):
        StateLock(tmp_path / "file" / "state", wait=0.0)


def test_run_says_so_on_stderr_and_exits(tmp_path: Path) -> None:
    lock = StateLock(tmp_path)
    command = [sys.executable, "-c", MAIN, "run", "--state", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    lock.release()
    assert ended.returncode == 1
    assert "tidtager run: another box uses the state folder" in ended.stderr
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == []
