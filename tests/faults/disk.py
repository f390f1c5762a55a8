"""The disk: full, or read-only, at the start or in the middle; and what may become of a journal."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from device.box.hand import Hand
from device.box.loop import Loop
from device.meeting import events
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from speech.doing import at_once
from tests.device.boxes import Ears, a_box, in_a_round, lead
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, ROUND, a_plan
from tests.faults.row import Case, Row
from tests.faults.table import a_table

LAST_PAGE = 4096
MEMORY = Path("/dev/shm")
"""Where tries are made when there are more than MANY: each forces its journal onto the disk some
ten times, so that thousands stand still for minutes on a slow one."""
MANY = 100


def no_mounts() -> str:
    """Why no disk of one's own can be had."""
    return "" if os.geteuid() == 0 and shutil.which("mount") else "only root may mount a disk"


@contextmanager
def a_disk(place: Path, size: str = "2m") -> Iterator[Path]:
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False
    )
    if made.returncode:
        raise PermissionError("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            return filler


def an_open_box(path: Path, hand: Hand | None = None) -> tuple[Loop, Ears, SetClock]:
    """In a meeting that has just begun; `hand` writes its journal."""
    clock = SetClock()
    loop, ears = a_box(path, clock, hand=hand or at_once)
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    return loop, ears, clock


def back_again(loop: Loop, path: Path, took: float) -> Row:
    """Its disk can be written again, after `took` seconds: what was lost of the meeting."""
    expected = loop.meeting.kept
    loop.close()
    journal = Journal(path)
    lost = int(journal.replay(Meeting(PHRASES, BUTTONS)).kept != expected)
    journal.close()
    heard = f"»{PHRASES.text('memory_trouble', 0)}« – »{PHRASES.text('memory_back', 0)}«"
    return Row(heard, lost=lost, seconds=took)


def full_in_the_middle(folder: Path, _everything: bool) -> Row:
    with a_disk(folder / "disk") as disk:
        path = disk / "journal.db"
        loop, ears, clock = an_open_box(path)
        filler = fill(disk)
        while "memory_trouble" not in ears.said:
            clock.advance(5)
            loop.put(events.Pressed(0.0, "yellow"))
            loop.run_pending()
        lead(loop, clock, steps=3)
        filler.unlink()
        began = time.monotonic()
        clock.advance(2)
        loop.put(events.Pressed(0.0, "yellow"))
        loop.run_pending()
        took = time.monotonic() - began
        assert "memory_back" in ears.said
        return back_again(loop, path, took)


def read_only_in_the_middle(folder: Path, _everything: bool) -> Row:
    with a_disk(folder / "disk") as disk:
        path = disk / "journal.db"
        loop, ears, clock = an_open_box(path)
        # A worn card: nothing that is open can be written any more, either.
        loop._journal._db.execute("PRAGMA query_only=ON")
        lead(loop, clock, steps=6)
        assert "memory_trouble" in ears.said
        loop._journal._db.execute("PRAGMA query_only=OFF")
        began = time.monotonic()
        lead(loop, clock, steps=2)
        took = time.monotonic() - began
        assert "memory_back" in ears.said
        return back_again(loop, path, took)


def read_only_from_the_start(folder: Path, _everything: bool) -> Row:
    with a_disk(folder / "disk") as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        began = time.monotonic()
        with a_table(folder, state=disk / "state") as table:
            took = time.monotonic() - began
            table.starts()
            assert table.meeting.stage == "running"
            return Row(table.text("memory_trouble"), seconds=took)


def full_from_the_start(folder: Path, _everything: bool) -> Row:
    with a_disk(folder / "disk") as disk:
        fill(disk)
        began = time.monotonic()
        with a_table(folder, state=disk / "state") as table:
            took = time.monotonic() - began
            table.starts()
            assert table.meeting.stage == "running"
            return Row(table.text("memory_trouble"), seconds=took)


def a_journal(folder: Path) -> Path:
    """Of a round in which one has had the word, its box killed: rows are in the log."""
    path = folder / "made" / "journal.db"
    loop = in_a_round(path)
    killed = folder / "killed"
    shutil.copytree(path.parent, killed)
    loop.close()
    return killed / "journal.db"


def opened(path: Path) -> tuple[int, float, list[str]]:
    """Turns that are lost, seconds until it is open, and what is said."""
    began = time.monotonic()
    loop, ears = a_box(path, SetClock(1.0))
    took = time.monotonic() - began
    turns = len(loop.meeting.turns)
    clock = SetClock(2.0)
    if loop.meeting.stage == "running":
        loop._clock = clock
        loop._zero = clock.now() - loop.meeting.now
        lead(loop, clock)
        assert loop.meeting.stage == "finished"
    loop.close()
    return max(0, 1 - turns), took, ears.said


Harm = Callable[[Path], None]


def harmed(*harms: Harm, loses: str = "") -> Callable[[Path, bool], Row]:
    def make(folder: Path, everything: bool) -> Row:
        made = a_journal(folder)
        chosen = harms if everything else harms[:: max(1, len(harms) // 12)]
        in_memory = len(chosen) > MANY and MEMORY.is_dir()
        lost, slowest, heard = 0, 0.0, set[str]()
        for harm in chosen:
            with tempfile.TemporaryDirectory(dir=MEMORY if in_memory else folder) as scratch:
                path = Path(scratch) / "harmed" / "journal.db"
                shutil.copytree(made.parent, path.parent)
                harm(path)
                gone, took, said = opened(path)
            lost, slowest = lost + gone, max(slowest, took)
            heard |= {key for key in said[:2] if key in {"journal_trouble", "back_again"}}
        told = " / ".join(f"»{PHRASES.text(key, 0)}«" for key in sorted(heard)) or "intet"
        return Row(told, tries=len(chosen), lost=lost, seconds=slowest, note=loses)

    return make


def merged(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def cut(place: int) -> Harm:
    def harm(path: Path) -> None:
        merged(path)
        os.truncate(path, path.stat().st_size - place)

    return harm


def in_half_a_letter(number: int) -> Harm:
    """Cut off in the midst of the file's last letter but `number` that takes two bytes."""

    def harm(path: Path) -> None:
        merged(path)
        data = path.read_bytes()
        places = [place for place, byte in enumerate(data) if byte & 0xC0 == 0x80]
        os.truncate(path, places[-number])

    return harm


def garbage(path: Path) -> None:
    merged(path)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 300] = bytes(range(150)) * 2
    path.write_bytes(data)


def row(text: str) -> Harm:
    def harm(path: Path) -> None:
        with sqlite3.connect(path) as database:
            database.execute("INSERT INTO events (boot, t, event) VALUES ('', 5.0, ?)", (text,))
        database.close()

    return harm


def newer(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version=99")
        database.execute("ALTER TABLE events ADD COLUMN mood TEXT DEFAULT 'good'")
        database.execute("UPDATE events SET version=99")
    database.close()


ON_DISK = "det, der lå i den del af filen, der er væk"
CASES = [
    Case("Fuldt kort midt i mødet", full_in_the_middle, skip=no_mounts),
    Case("Fuldt kort fra begyndelsen", full_from_the_start, skip=no_mounts),
    Case("Kortet kan ikke skrives midt i mødet", read_only_in_the_middle, skip=no_mounts),
    Case("Kortet kan ikke skrives fra begyndelsen", read_only_from_the_start, skip=no_mounts),
    Case(
        "Journalen skåret af ved hver byte af sin sidste side",
        harmed(*map(cut, range(1, LAST_PAGE + 1)), loses=ON_DISK),
    ),
    Case(
        "Journalen skåret af midt i et bogstav",
        harmed(*map(in_half_a_letter, range(1, 12)), loses=ON_DISK),
    ),
    Case("Volapyk midt i journalen", harmed(garbage, loses=ON_DISK)),
    Case(
        "Journalens log (-wal) er væk",
        harmed(
            lambda path: path.with_name("journal.db-wal").unlink(),
            loses="det, der kun stod i loggen",
        ),
    ),
    Case("Journalen er skrevet af en anden udgave", harmed(newer)),
    Case(
        "Rækker, som ingen kender",
        harmed(row('{"kind":"Danced","t":5.0}'), row('{"kind":"Ti'), row("")),
    ),
]
