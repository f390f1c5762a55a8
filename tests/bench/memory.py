"""A year of meetings in one state folder: how long the box takes to start, and its journal's size.

    python -m tests.bench.memory [--meetings N]

Each meeting has twelve people and two hours, in which everybody uses the time that there is; the
last one is not over when the box is started again. Prints one table; exits 1 over MOST_SECONDS.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from device.box.loop import Loop
from device.meeting import events
from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.meeting.plan import Plan
from device.memory.journal import Journal
from device.planfile import read_plan
from device.simulation.clock import SetClock
from tests.device.boxes import a_box

MOST_SECONDS = 0.5
PEOPLE = "Anna, Bo, Carla, Dan, Else, Finn, Gitte, Hans, Ida, Jens, Karen, Lars"


def a_plan() -> Plan:
    """Two hours for twelve."""
    text = f"form: første møde\nnetværk: Nord\nvarighed: 2 timer\ndeltagere: [{PEOPLE}]\n"
    return read_plan(text.encode(), "tidtager.yaml")


def lead_in_time(loop: Loop, clock: SetClock, until: str = "") -> None:
    """A group that uses its time, to the end or into the item with the title `until`."""
    while loop.meeting.stage != "finished":
        meeting = loop.meeting
        if until and meeting.agenda[meeting.index].title == until:
            return
        match meeting.situation:
            case "question_number":
                loop.put(events.Heard(0.0, "number", number=meeting.came))
            case "question_names":
                loop.put(events.Heard(0.0, "nobody"))
            case "scoring":
                clock.advance(2.0)
                loop.put(events.Pressed(0.0, f"score{1 + int(clock.now()) % 5}"))
            case "running" | "speaking" | "break":
                clock.advance(5.0)
            case _:
                clock.advance(20.0)
                loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()


def a_year(path: Path, meetings: int) -> None:
    """Journal `path`, after so many meetings that are over, and one more up to its evaluation."""
    clock = SetClock()
    loop, _ = a_box(path, clock, seconds=4.0)
    for number in range(meetings + 1):
        loop.put(events.StickIn(0.0, a_plan()))
        loop.run_pending()
        loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
        last = loop.meeting.agenda[-1].title if number == meetings else ""
        lead_in_time(loop, clock, until=last)
    loop.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--meetings", type=int, default=26, help="that are over")
    meetings: int = parser.parse_args().meetings
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        a_year(path, meetings)
        fresh = Meeting(load_phrases(), load_buttons())
        began = time.perf_counter()
        journal = Journal(path)
        opened = time.perf_counter()
        meeting = journal.replay(fresh)
        took = time.perf_counter() - began
        rows = sum(1 for _ in journal.events())
        journal.close()
        size = path.stat().st_size
    past = meeting.memory.past(meeting.plan)
    table = Table(title="A year of meetings", title_justify="left")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_row("meetings remembered", str(len(past.meetings)))
    table.add_row("rows replayed", str(rows))
    table.add_row("journal", f"{size / 1e3:.0f} kB")
    table.add_row("opened", f"{opened - began:.3f} s")
    table.add_row("opened and replayed", f"{took:.3f} s")
    Console().print(table)
    sys.exit(took > MOST_SECONDS)


if __name__ == "__main__":
    main()
