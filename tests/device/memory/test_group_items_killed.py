"""A power cut at any row of interviews, gathering up or the frame: it goes on as it was."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.meeting import events
from device.meeting.items.frame import Frame
from device.meeting.items.gathering import Gathering
from device.meeting.items.interview.plan import Interview
from device.meeting.plan import Item
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import a_box, lead
from tests.device.meeting.table import CLOSING, a_plan

ITEMS: dict[str, tuple[Item, ...]] = {
    "interviews and gathering up": (
        Interview("interviews", 150, turn_seconds=30),
        Gathering("opsamling", 120, questions=("Hvad tager vi med?",), close="Tak for det."),
    ),
    "the frame": (
        Frame("rammer", 80, questions=("Hvor tit?", "Hvem?"), roles=("", "practical"), close="Ja?"),
    ),
}


@pytest.fixture
def memory_path() -> Iterator[Path]:
    """A folder in memory, where syncing costs no time."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)


@pytest.mark.parametrize("items", ITEMS.values(), ids=ITEMS.keys())
def test_a_meeting_cut_at_any_row_is_led_to_the_same_end(
    memory_path: Path, items: tuple[Item, ...]
) -> None:
    clock = SetClock()
    whole, _ = a_box(memory_path / "whole.db", clock)
    whole.put(events.StickIn(0.0, a_plan(*items, CLOSING, seed=7)))
    whole.run_pending()
    lead(whole, clock)
    assert whole.meeting.stage == "finished"
    notes = whole.meeting.notes
    rows = list(Journal(memory_path / "whole.db").events())
    assert len(rows) > 20

    for row in range(2, len(rows)):
        path = memory_path / f"{row}.db"
        journal = Journal(path)
        for event in rows[:row]:
            journal.append(event)
        journal.close()
        clock = SetClock(1_000_000.0)
        resumed, ears = a_box(path, clock)
        if resumed.meeting.stage != "finished":
            assert ears.said, "the box says that it is back"
        lead(resumed, clock)
        assert resumed.meeting.stage == "finished", row
        assert resumed.meeting.notes == notes, row
