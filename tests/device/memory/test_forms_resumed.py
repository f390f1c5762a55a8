"""A power cut at any row of the journal of a whole meeting: it is led on to the same end."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.meeting.plan import Plan
from device.memory.journal import Journal
from device.planfile import read_plan
from device.simulation.clock import SetClock
from tests.device.boxes import a_box

FOUR = "deltagere: [Anna, Bo, Carla, Dorte]\n"
PLANS = {
    "preparation, alone": "form: forberedelse\nvarighed: 15 min\ndeltagere: [Anna]\n",
    "preparation": f"form: forberedelse\nvarighed: 28 min\n{FOUR}",
    "own leader, two": "form: ledertrivsel\nvarighed: 15 min\ndeltagere: [Anna, Bo]\n",
    "own leader": f"form: ledertrivsel\nvarighed: 20 min\nværktøj: egen leder\n{FOUR}",
    "team": f"form: ledertrivsel\nvarighed: 20 min\nværktøj: ledergruppe\n{FOUR}",
    "workplace": f"form: ledertrivsel\nvarighed: 20 min\nværktøj: arbejdsplads\n{FOUR}",
    "ways of talking": f"""\
form: egen dagsorden
{FOUR}dagsorden:
  - velkomst: 2 min
  - stilhed: 1 min
  - oplæg: {{oplægsholder: Bo, tid: 3 min, spørgetid: 1 min}}
  - refleksion: {{tid: 4 min, runde: ja, taletid: 15 sek}}
  - 1-2-4-alle: {{spørgsmål: Hvad nu?, tid: 6 min}}
  - runde før dialog: {{emne: delegering, tid: 6 min}}
""",
}
EACH = 9
"""Every so many rows, and the last, the plug is pulled."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, where syncing costs no time."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)


def lead(loop: Loop, clock: SetClock, people: int) -> None:
    """Buttons alone, to the end."""
    for _ in range(900):
        if loop.meeting.stage == "finished":
            return
        clock.advance(1)  # another finger
        match loop.meeting.situation:
            case "question_number":
                loop.put(events.Pressed(0.0, f"score{people}"))
                loop.put(events.Pressed(0.0, "green"))
            case "scoring":
                loop.put(events.Pressed(0.0, "score4"))
                if loop.meeting.item and loop.meeting.item.scores_complete:
                    clock.advance(6)
            case "running" | "speaking":
                clock.advance(9)
            case _:
                loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()


def end(loop: Loop, plan: Plan) -> tuple[object, ...]:
    """What came of the meeting, apart from times."""
    meeting = loop.meeting
    return (
        meeting.stage,
        [item.index for item in meeting.items] == list(range(len(plan.agenda))),
        [(turn.name, turn.skipped) for turn in meeting.turns],
        [(score.statement, sum(score.counts)) for score in meeting.scores],
        meeting.notes,
    )


@pytest.mark.parametrize("name", PLANS)
def test_a_meeting_cut_off_anywhere_is_led_to_the_same_end(folder: Path, name: str) -> None:
    plan = read_plan(PLANS[name].encode())
    people = len(plan.people)
    clock = SetClock()
    loop, _ = a_box(folder / "whole.db", clock)
    loop.put(events.StickIn(0.0, plan))
    loop.run_pending()
    lead(loop, clock, people)
    expected = end(loop, plan)
    assert expected[:2] == ("finished", True)
    rows = list(Journal(folder / "whole.db").events())
    for row in [*range(2, len(rows), EACH), len(rows)]:
        path = folder / f"{row}.db"
        journal = Journal(path)
        for event in rows[:row]:
            journal.append(event)
        journal.close()
        clock = SetClock(1_000_000.0)  # another boot: the clock counts from elsewhere
        resumed, ears = a_box(path, clock)
        if resumed.meeting.stage != "finished":
            assert ears.said, "the box says that it is back"
        lead(resumed, clock, people)
        assert end(resumed, plan) == expected, row
