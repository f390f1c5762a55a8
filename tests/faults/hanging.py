"""A disk that takes what it is given and never answers: at the start, in a meeting, at a wipe."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from device.box.hand import Hand
from device.box.loop import WIPING_PATIENCE, Loop
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.memory.answering import PATIENCE as AT_THE_START
from device.memory.answering import answering
from device.memory.backlog import PATIENCE
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, lead
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, ROUND, a_plan
from tests.faults.disk import an_open_box, back_again
from tests.faults.row import Case, Row
from tests.faults.table import a_table


def no_freezing() -> str:
    """Why no disk can be made that takes a write and never answers."""
    wanted = ("mount", "mkfs.ext4", "fsfreeze")
    return (
        "" if os.geteuid() == 0 and all(map(shutil.which, wanted)) else "only root may freeze one"
    )


@contextmanager
def a_disk_to_freeze(folder: Path) -> Iterator[Path]:
    """A disk of its own, of the kind that fsfreeze knows."""
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(16_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def frozen(disk: Path) -> Iterator[None]:
    """Whoever writes to it waits."""
    freeze(disk)
    try:
        yield
    finally:
        thaw(disk)


def freeze(disk: Path) -> None:
    subprocess.run(["fsfreeze", "-f", str(disk)], check=True)


def thaw(disk: Path) -> None:
    subprocess.run(["fsfreeze", "-u", str(disk)], check=True)


def hangs(folder: Path, _everything: bool) -> Row:
    with a_disk_to_freeze(folder) as disk:
        path = disk / "journal.db"
        loop, ears, clock = an_open_box(path, Hand("journal"))
        with frozen(disk):
            held = []
            for _ in range(3):
                clock.advance(5)
                began = time.monotonic()
                loop.put(events.Pressed(0.0, "yellow"))
                loop.run_pending()
                held.append(time.monotonic() - began)
            assert held[0] < PATIENCE + 1.0, "a button is waited for"
            assert max(held[1:]) < 1.0, "and the next is not"
            assert "memory_trouble" in ears.said
            lead(loop, clock, steps=3)
        began = time.monotonic()
        while loop._backlog.hangs:
            time.sleep(0.01)
            assert time.monotonic() - began < 30, "it can be written again"
        clock.advance(2)
        loop.put(events.Pressed(0.0, "yellow"))
        loop.run_pending()
        assert "memory_back" in ears.said
        return back_again(loop, path, time.monotonic() - began)


def hangs_at_the_start(folder: Path, _everything: bool) -> Row:
    with a_disk_to_freeze(folder) as disk, frozen(disk):
        began = time.monotonic()
        with a_table(folder, state=answering(disk / "state")) as table:
            took = time.monotonic() - began
            table.starts()
            assert table.meeting.stage == "running"
            return Row(table.text("memory_trouble"), seconds=took)


class Worn(Ears):
    """Outlets whose disk freezes when everything on it is to be wiped."""

    disk: Path
    are_frozen: threading.Event

    def do(self, action: actions.Action) -> None:
        if isinstance(action, actions.Forget):
            freeze(self.disk)
            self.are_frozen.set()
        super().do(action)


def hangs_at_glem_alt(folder: Path, _everything: bool) -> Row:
    with a_disk_to_freeze(folder) as disk:
        path, clock = disk / "journal.db", SetClock()
        ears = Worn(clock, None, 0.0)
        ears.disk, ears.are_frozen = disk, threading.Event()
        loop = Loop(Meeting(PHRASES, BUTTONS), Journal(path), ears, clock, hand=Hand("journal"))
        ears.loop = loop
        loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
        loop.put(events.Held(0.0, "green and white"))
        loop.put(events.Pressed(0.0, "green"))
        began = time.monotonic()
        loop.run_pending()
        loop.put(events.Pressed(0.0, "blue"))
        loop.run_pending()
        assert time.monotonic() - began < PATIENCE + 1.0, "it is waited for as a row is"
        assert ears.are_frozen.wait(30)
        clock.advance(WIPING_PATIENCE)
        loop.run_pending()
        assert ears.said[-2:] == ["forgotten_in_part", "memory_trouble"]
        thaw(disk)
        began = time.monotonic()
        while loop._backlog.hangs:
            time.sleep(0.01)
            assert time.monotonic() - began < 30, "it can be written again"
        took = time.monotonic() - began
        loop.close()
        assert b"Anna" not in path.read_bytes(), "it is wiped when the disk answers"
        return Row(f"»{PHRASES.text('forgotten_in_part', 0)}«", seconds=took)


CASES = [
    Case("Kortet tager imod og svarer ikke", hangs, skip=no_freezing),
    Case(
        "Kortet svarer ikke, når boksen starter",
        hangs_at_the_start,
        at_most=AT_THE_START + 3.0,
        skip=no_freezing,
    ),
    Case("Kortet svarer ikke, mens alt slettes", hangs_at_glem_alt, skip=no_freezing),
]
