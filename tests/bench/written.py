"""Bytes that a two-hour meeting of twelve writes to the card, by file, as strace counts them.

    python -m tests.bench.written

The card has the state folder alone: what can be made again is on a tmpfs (tidtager.service).
Exits 1 over MOST_BYTES.
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

MOST_BYTES = 5_000_000
MEETING = """
import sys
from pathlib import Path
from device.meeting import events
from device.simulation.clock import SetClock
from device.stick.keeper import PlanKeeper
from tests.bench.memory import PEOPLE, a_plan, lead_in_time
from tests.device.boxes import a_box
state = Path(sys.argv[1])
PLAN = f"form: første møde\\ndeltagere: [{PEOPLE}]\\n"
PlanKeeper(state).keep(PLAN)
clock = SetClock()
loop, _ = a_box(state / "journal.db", clock, seconds=4.0)
loop.put(events.StickIn(0.0, a_plan()))
loop.run_pending()
loop.put(events.Pressed(0.0, "green"))
loop.run_pending()
lead_in_time(loop, clock)
assert clock.now() > 5400, clock.now()
loop.close()
"""


def written(folder: Path) -> Counter[str]:
    """Bytes by the name of the file."""
    state = folder / "state"
    state.mkdir()
    calls = folder / "calls"
    subprocess.run(
        ["strace", "-f", "-y", "--seccomp-bpf", "-s", "0", "-e",
         "trace=write,writev,pwrite64,pwritev", "-o", str(calls), sys.executable, "-c", MEETING,
         str(state)],
        check=True,
    )  # fmt: skip
    found: Counter[str] = Counter()
    for line in calls.read_text(encoding="utf-8", errors="replace").splitlines():
        call = re.search(r"write\w*\(\d+<(.*?)>.* = (\d+)$", line)
        if call and Path(call[1]).is_relative_to(state.resolve()):
            found[Path(call[1]).name] += int(call[2])
    return found


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        found = written(Path(folder))
    table = Table(title="Written by a two-hour meeting", title_justify="left")
    table.add_column("file")
    table.add_column("bytes", justify="right")
    for name, count in found.most_common():
        table.add_row(name, f"{count:,}")
    table.add_row("all", f"{found.total():,}")
    Console().print(table)
    sys.exit(found.total() > MOST_BYTES)


if __name__ == "__main__":
    main()
