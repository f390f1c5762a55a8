"""Hours of meetings in one box, in the virtual room: memory, threads, files left, bytes written.

    python -m tests.bench.soak [--hours 12] [--plan FILE] [--minutes WALL]

One box is never switched off: the same group meets over and over, by voice, in virtual time; with
memory handed out as the box's unit says (systemd/tidtager.service). Prints a line for each meeting
and a table at the end; exits 1 where memory grew by more than MOST_GROWTH after the first half
hour, a thread or an open file is left over, or a meeting stands still for LONGEST. Growth is from
the most that it was in the first half hour, with a whole meeting in it, to the most that it was
later, each as the kernel keeps it (VmHWM), so that no moment is missed.
"""

import argparse
import contextlib
import gc
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from content import content_file
from device.simulation.run import MeetingRoom
from device.simulation.script import Script

HALF_AN_HOUR = 1800.0
MOST_GROWTH = 5.0
"""MB."""
OFTEN = 60.0
"""Virtual seconds between two looks at the memory."""
LONGEST = 7200.0
"""Virtual seconds that a meeting of half an hour may take, with all that people do in it."""
BETWEEN = 30.0
"""Virtual seconds from goodbye to the next plan."""
PLAN = "scripts/demo-plan.yaml"
UNIT = Path(__file__).parents[2] / "systemd" / "tidtager.service"


@dataclass(frozen=True)
class Look:
    """The process at one moment."""

    at: float
    """Virtual seconds."""
    memory: float
    """MB that are resident."""
    most: float
    """MB that ever were."""
    threads: int
    open_files: int
    written: float
    """MB handed to the kernel to be written, wherever to."""
    to_disk: float
    """MB of them for a disk, as the kernel counts."""


def look(at: float) -> Look:
    """What the kernel says of this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    lines = Path("/proc/self/io").read_text(encoding="ascii").splitlines()
    io = {name: int(count) for name, _, count in (line.partition(": ") for line in lines)}
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    most = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    return Look(
        at,
        pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
        int(most) * 1024 / 1e6,
        threading.active_count(),
        len(list(Path("/proc/self/fd").iterdir())),
        io["wchar"] / 1e6,
        io["write_bytes"] / 1e6,
    )


def of_the_unit() -> dict[str, str]:
    """How memory is handed out on a box: what its unit tells the C library."""
    lines = UNIT.read_text(encoding="utf-8").splitlines()
    told = [line.partition("=")[2] for line in lines if line.startswith("Environment=MALLOC_")]
    return dict(each.split("=", 1) for line in told for each in line.split())


def open_files() -> Counter[str]:
    """What this process has open, by what it is."""
    found: Counter[str] = Counter()
    for path in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # that of the listing itself
            found[str(path.readlink())] += 1
    return found


class Day:
    """A box on a table, and a group that meets all day."""

    def __init__(self, plan: str, out: Path, scratch: Path) -> None:
        self._plan = plan
        self.meetings = 0
        self.longest = 0.0
        """Virtual seconds of a meeting."""
        self.files = [out, scratch]
        self.table = MeetingRoom(
            self._next_plan(), Script(), seed=1, out=out, scratch=scratch, snr=20.0, leak=-10.0,
            recorded=False,
        )  # fmt: skip

    def spend(self, seconds: float, wall: float) -> Iterator[Look]:
        """So many virtual seconds, at most `wall` real ones; a look now and then."""
        end, room, next_look = time.monotonic() + wall, self.table.room, 0.0
        over = begun = 0.0
        while room.now() < seconds and time.monotonic() < end:
            self.table.step()
            if room.now() >= next_look:
                next_look = room.now() + OFTEN
                yield look(room.now())
            if self.table.box.meeting.stage != "finished" or self.table.box.speaking:
                over = room.now()
                self.longest = max(self.longest, over - begun)
            elif room.now() - over > BETWEEN:
                self.table.meet_again(self._next_plan())
                over = begun = room.now()

    def _next_plan(self) -> bytes:
        self.meetings += 1
        return f"{self._plan}\n# {self.meetings}\n".encode()


def after_two(looks: list[Look], begun: list[float]) -> float:
    """MB by which the most after two meetings is over the most before; 0 without any more."""
    third = begun[2] if len(begun) > 2 else float("inf")
    before = max(seen.most for seen in looks if seen.at < third)
    return looks[-1].most - before


def files_in(folders: list[Path]) -> tuple[int, float]:
    """How many files there are, and their MB; what a link leads to isn't counted."""
    sizes = [
        path.lstat().st_size
        for folder in folders
        for path in folder.rglob("*")
        if not path.is_dir() and not path.is_symlink()
    ]
    return len(sizes), sum(sizes) / 1e6


def main() -> None:
    """Hold the meetings and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--hours", type=float, default=12.0, help="of virtual time")
    arguments.add_argument("--minutes", type=float, default=1e6, help="of wall time at the most")
    arguments.add_argument("--plan", type=Path, default=content_file(PLAN))
    given = arguments.parse_args()
    if not of_the_unit().items() <= os.environ.items():  # the C library reads them as it starts
        again = [sys.executable, "-m", "tests.bench.soak", *sys.argv[1:]]
        os.execve(sys.executable, again, {**os.environ, **of_the_unit()})  # noqa: S606
    console = Console()
    threads = threading.active_count()
    open_before = open_files()
    looks: list[Look] = []
    with tempfile.TemporaryDirectory() as folder:
        out, scratch = Path(folder) / "out", Path(folder) / "scratch"
        out.mkdir()
        day = Day(given.plan.read_text(encoding="utf-8"), out, scratch)
        met = 0
        begun: list[float] = []
        """When each meeting did, in virtual seconds."""
        try:
            for seen in day.spend(given.hours * 3600, given.minutes * 60):
                looks.append(seen)
                if day.meetings != met:
                    met = day.meetings
                    begun.append(seen.at)
                    console.print(
                        f"{seen.at / 3600:5.2f} h  meeting {met}: {seen.memory:.1f} MB, "
                        f"{seen.most:.1f} at the most until now, "
                        f"{seen.threads} threads, {seen.open_files} files open, "
                        f"{files_in(day.files)[0]} files kept, {seen.written:.1f} MB written",
                        highlight=False,
                        soft_wrap=True,
                    )
        finally:
            day.table.close()
        kept, size = files_in(day.files)
    left = threading.active_count() - threads
    open_left = open_files() - open_before
    last = looks[-1]
    first = max(seen.most for seen in looks if seen.at < HALF_AN_HOUR)
    growth = last.most - first
    rows = {
        "virtual time": f"{last.at / 3600:.1f} h",
        "meetings": str(day.meetings),
        "memory in the first half hour, most": f"{first:.1f} MB",
        "memory later, most": f"{last.most:.1f} MB",
        "memory at the end": f"{last.memory:.1f} MB",
        "growth": f"{growth:.1f} MB",
        "most after the first two meetings": f"{after_two(looks, begun):+.1f} MB",
        "longest meeting": f"{day.longest / 60:.0f} minutes",
        "threads, most": str(max(seen.threads for seen in looks)),
        "threads left over": str(left),
        "open files, most": str(max(seen.open_files for seen in looks)),
        "open files left over": ", ".join(open_left.elements()) or "0",
        "files kept": f"{kept}, {size:.1f} MB",
        "written": f"{last.written:.1f} MB, {last.written / last.at * 7200:.1f} MB in two hours",
    }
    table = Table(title="A soak", title_justify="left", show_header=False)
    table.add_column("")
    table.add_column("", justify="right")
    for name, value in rows.items():
        table.add_row(name, value)
    console.print(table)
    sys.exit(growth > MOST_GROWTH or left > 0 or bool(open_left) or day.longest > LONGEST)


if __name__ == "__main__":
    main()
