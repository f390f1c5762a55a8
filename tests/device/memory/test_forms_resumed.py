"""A power cut at any row of the journal of a whole meeting: it is led on to the same end."""

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from device.meeting import events
from device.meeting.actions import Say
from device.meeting.group import Group, Memory
from device.meeting.meeting import Meeting, handle
from device.meeting.notes import RoleNote
from device.meeting.remembered import Summary
from device.memory.journal import Journal
from device.planfile import read_plan
from device.simulation.clock import SetClock
from tests.device.boxes import a_box, lead
from tests.device.meeting.table import BUTTONS, PHRASES

THREE = "deltagere: [Anna, Bo, Carla]\n"
FOUR = "deltagere: [Anna, Bo, Carla, Dorte]\n"
PLANS = {
    "first meeting": f"""\
form: første møde
varighed: 24 min
{THREE}taletid: 20 sek
tider: {{velkomst: 2 min, forventninger: 5 min, opsamling: 3 min, aftale: 3 min, rammer: 6 min,
  stemmer: nej, evaluering: nej, afslutning: 2 min}}
aftaler: [Hvornår ses vi igen?]
""",
    "following meeting": f"""\
form: følgende møde
netværk: Netværk Nord
varighed: 23 min
{THREE}taletid: 20 sek
tider: {{velkomst: 2 min, afslutning: 3 min}}
""",
    "sparring exercise": f"""\
form: sparringsøvelse
varighed: 20 min
{THREE}tider: {{runde: nej, evaluering: nej, afslutning: 2 min}}
aftaler: [Hvornår ses vi igen?]
""",
    "getting to know each other": f"""\
form: lær hinanden at kende
varighed: 22 min
{THREE}tider: {{velkomst: 2 min, evaluering: nej, afslutning: 2 min}}
aftaler: [Hvornår ses vi igen?]
""",
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
EACH = 1 if os.environ.get("TIDTAGER_EVERY_ROW") else 9
"""A box is killed after one of so many rows, and after the last, and led to the meeting's end.

Which of them, the seed of the run decides; after every row the meeting is taken up at least.
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory, where syncing costs no time."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)


MEMORY = Memory(
    (
        Group(
            "Netværk Nord",
            ("Anna", "Bo", "Carla"),
            meetings=(
                Summary(
                    3,
                    "følgende møde",
                    present=("Anna", "Bo", "Carla"),
                    goals=("Anna", "Carla"),
                    roles=(RoleNote("host", "Anna"), RoleNote("leader", "Bo")),
                ),
            ),
        ),
    )
)
"""Three meetings of a network; the others have none."""


def nothing_lost(meeting: Meeting, before: Meeting) -> bool:
    """Whether it holds all that it held before."""
    now = (meeting.items, meeting.turns, meeting.scores, meeting.notes)
    then = (before.items, before.turns, before.scores, before.notes)
    return all(new[: len(old)] == old for new, old in zip(now, then, strict=True))


def end(meeting: Meeting) -> tuple[object, ...]:
    """What came of the meeting, apart from times."""
    agenda = meeting.plan.agenda if meeting.plan else ()
    return (
        meeting.stage,
        [item.index for item in meeting.items] == list(range(len(agenda))),
        [(turn.name, turn.skipped) for turn in meeting.turns],
        [(score.statement, sum(score.counts)) for score in meeting.scores],
        meeting.notes,
    )


@pytest.mark.parametrize("name", PLANS)
def test_a_meeting_cut_off_anywhere_is_led_to_the_same_end(folder: Path, name: str) -> None:
    plan = read_plan(PLANS[name].encode())
    people = len(plan.people)
    clock = SetClock()
    journal = Journal(folder / "whole.db")
    journal.append(events.Remembered(0.0, memory=MEMORY))
    journal.close()
    loop, _ = a_box(folder / "whole.db", clock)
    loop.put(events.StickIn(0.0, plan))
    loop.run_pending()
    lead(loop, clock, steps=900, people=people)
    expected = end(loop.meeting)
    assert expected[:2] == ("finished", True)
    rows = list(Journal(folder / "whole.db").events())
    first = random.randrange(EACH)
    before, _ = handle(Meeting(PHRASES, BUTTONS), rows[0])
    for row, event in enumerate(rows[1:], start=2):
        before, _ = handle(before, event)
        if before.stage == "running":
            back, done = handle(before, events.Resumed(before.now))
            assert any(isinstance(action, Say) for action in done), f"silent after row {row}"
            assert back.index == before.index, row
            assert nothing_lost(back, before), row
        if (row - first) % EACH and row != len(rows):
            continue
        path = folder / f"{row}.db"
        journal = Journal(path)
        for kept in rows[:row]:
            journal.append(kept)
        journal.close()
        clock = SetClock(1_000_000.0)  # another boot: the clock counts from elsewhere
        resumed, ears = a_box(path, clock)
        if before.stage == "running":
            assert ears.said, "the box says that it is back"
        lead(resumed, clock, steps=900, people=people)
        assert end(resumed.meeting) == expected, row
