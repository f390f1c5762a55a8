"""How quick and how sure the box is: from a button's pin to a row that survives a power cut.

    python -m tests.bench.box [--presses 200] [--folder FOLDER]

FOLDER should lie on the kind of disk that is to be measured; default: the working folder.
"""

import argparse
import statistics
import tempfile
import threading
import time
from pathlib import Path

from gpiozero.pins.mock import MockFactory
from rich.console import Console

from device.box.clock import MonotonicClock
from device.box.loop import Loop
from device.meeting import actions, events
from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.memory.journal import Journal
from device.panel import GpioPanel, load_pins


class _Silent:
    """Outlets of a box that nobody looks at or listens to."""

    def do(self, action: actions.Action) -> None:
        """Nothing."""


def press_to_journal(folder: Path, presses: int) -> list[float]:
    """Seconds from a closing contact to the durable row, for each press; the loop's own thread."""
    loop = Loop(
        Meeting(load_phrases(), load_buttons()),
        Journal(folder / "journal.db"),
        _Silent(),
        MonotonicClock(),
        watch=lambda *_: kept.set(),
    )
    kept = threading.Event()
    ended = threading.Event()
    pins, factory = load_pins(), MockFactory()
    panel = GpioPanel(loop.put, pins, factory=factory)
    contact = factory.pin(pins.buttons["score3"])

    def turn() -> None:
        while not ended.is_set():
            loop.run_pending()
            loop.wait(0.5)

    thread = threading.Thread(target=turn)
    thread.start()
    took = []
    try:
        for _ in range(presses):
            kept.clear()
            began = time.perf_counter()
            contact.drive_low()
            # `watch` is called after the row is written and the meeting has handled it.
            kept.wait(5)
            took.append(time.perf_counter() - began)
            # As a finger does it: what is shorter counts as bouncing.
            time.sleep(0.12)
            contact.drive_high()
            time.sleep(0.12)
    finally:
        ended.set()
        loop.put(events.Tick(0.0))
        thread.join()
        panel.close()
        loop.close()
    return took


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--folder", type=Path, default=Path())
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        took = sorted(press_to_journal(Path(folder), given.presses))
    milliseconds = [1000 * seconds for seconds in took]
    Console().print(
        f"button press to durable journal, {len(took)} presses: "
        f"median {statistics.median(milliseconds):.1f} ms, "
        f"95th percentile {milliseconds[int(len(took) * 0.95)]:.1f} ms, "
        f"longest {milliseconds[-1]:.1f} ms",
        soft_wrap=True,
    )


if __name__ == "__main__":
    main()
