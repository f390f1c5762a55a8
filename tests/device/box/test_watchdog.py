"""What systemd is told of the box's life."""

import socket
from pathlib import Path

import numpy as np
import pytest

from device.box.watchdog import OFTEN, PATIENCE, Watchdog, systemd_watchdog
from speech.sound import BLOCK, Microphone, Samples


class Told:
    """A watchdog whose clock is set, and what it told."""

    def __init__(self) -> None:
        self.now = 0.0
        self.lines: list[str] = []
        self.watchdog = Watchdog(self.lines.append, lambda: self.now)

    def fed(self, seconds: float, *, deaf: bool = False) -> int:
        """The loop turns each second; how often the watchdog was fed."""
        self.lines.clear()
        for _ in range(round(seconds)):
            self.now += 1.0
            if not deaf:
                self.watchdog.alive("microphone")
            self.watchdog.turned(meets=False)
        return "\n".join(self.lines).count("WATCHDOG=1")


def test_it_is_fed_while_the_loop_turns_and_the_microphone_delivers() -> None:
    told = Told()
    assert told.fed(60) == 60


def test_a_microphone_that_falls_silent_starves_it_and_one_that_comes_back_feeds_it() -> None:
    told = Told()
    told.fed(5)
    assert told.fed(60, deaf=True) == PATIENCE
    assert told.fed(10) == 10


def test_a_box_without_a_microphone_lives() -> None:
    told = Told()
    assert told.fed(60, deaf=True) == 60


def test_it_is_not_fed_more_often_than_needed() -> None:
    told = Told()
    for _ in range(10):
        told.now += OFTEN / 10
        told.watchdog.turned(meets=False)
    assert "\n".join(told.lines).count("WATCHDOG=1") == 1


def test_whether_a_meeting_is_on_is_told_when_it_changes() -> None:
    told = Told()
    for meets in (False, False, True, True, False):
        told.now += 0.1
        told.watchdog.turned(meets=meets)
    assert [line for lines in told.lines for line in lines.splitlines() if "STATUS" in line] == [
        "STATUS=no meeting is on",
        "STATUS=a meeting is on",
        "STATUS=no meeting is on",
    ]


class Stalled(Microphone):
    """Delivers three blocks, and is lost."""

    def __init__(self) -> None:
        self.left = 3

    def read(self) -> Samples | None:
        self.left -= 1
        return np.zeros(BLOCK, np.int16) if self.left >= 0 else None

    def close(self) -> None: ...


def test_each_block_is_a_sign_of_life_and_so_is_each_try_to_open_one() -> None:
    told = Told()

    def nobody() -> Microphone:
        raise OSError("there is no microphone")

    with pytest.raises(OSError, match="no microphone"):
        told.watchdog.watched(nobody)()
    assert told.fed(60, deaf=True) == PATIENCE
    microphone = told.watchdog.watched(Stalled)()
    while microphone.read() is not None:
        told.now += 1
    assert told.fed(60, deaf=True) == PATIENCE


@pytest.mark.parametrize("where", ["a file", "abstract"])
def test_systemd_hears_it(where: str, tmp_path: Path) -> None:
    path = str(tmp_path / "notify") if where == "a file" else f"@tidtager-{tmp_path.name}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(path.replace("@", "\0"))
        systemd.settimeout(5)
        watchdog = systemd_watchdog({"NOTIFY_SOCKET": path})
        watchdog.ready()
        watchdog.turned(meets=True)
        watchdog.stopping()
        assert [systemd.recv(100) for _ in range(3)] == [
            b"READY=1",
            b"STATUS=a meeting is on\nWATCHDOG=1",
            b"STOPPING=1",
        ]


@pytest.mark.parametrize("path", ["", "vsock:2:1234", "/nowhere/notify"])
def test_where_nobody_listens_the_box_goes_on(path: str) -> None:
    watchdog = systemd_watchdog({"NOTIFY_SOCKET": path} if path else {})
    watchdog.ready()
    watchdog.turned(meets=False)
