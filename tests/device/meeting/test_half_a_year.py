"""A group's meetings one after the other by events alone: what is kept, and how little is said."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from content import content_file
from device.meeting import events, plan
from device.meeting.group import Group, Memory
from device.meeting.meeting import Meeting
from device.meeting.notes import AskedNote, FollowUpNote, GoalNote, RoleNote, TogetherNote
from device.meeting.remembered import Summary
from device.memory.journal import Journal
from device.planfile import PlanFaults, read_plan
from device.simulation.clock import SetClock
from tests.device.boxes import a_box, lead
from tests.device.meeting.table import BUTTONS, PHRASES, Table
from tests.device.meeting.voice_budget import CountingTable

EXAMPLE = read_plan(content_file("examples/foelgende-moede.yaml").read_bytes())
SHORT = read_plan(content_file("scripts/half-year-plan.yaml").read_bytes())
MOST_VOICE = 6 * 60.0
"""Seconds of the box's voice in two hours, what was asked for not counted."""


def play(table: Table, *, by: str, talk: float = 0.85) -> None:
    """The group does what is asked of it, by buttons or by voice, to the end of the meeting."""
    for _ in range(2000):
        if table.meeting.stage == "finished":
            return
        _step(table, by, talk)
    raise AssertionError(f"stuck at {table.meeting.item}")


def _step(table: Table, by: str, talk: float) -> None:
    timer = table.meeting.item.timer if table.meeting.item else None
    match table.meeting.situation:
        case "waiting":
            _says(table, by, "start", "green")
        case "question_who":
            _says(table, by, "yes", "green")  # the groups take what the box proposes
        case "question_number" if by == "buttons":
            table.press("score3", "green")
        case "question_number":
            table.hear("number", number=len(table.meeting.present))
        case "question_names" | "question_yes_no":
            _says(table, by, "yes", "green")
        case "scoring":
            table.press("score4")
        case "running" if timer and table.meeting.item.speaker(table.meeting.scene()):
            table.wait(max(3.0, talk * timer.left(table.now)))
            _says(table, by, "next", "green")
        case "running" | "break" | "dialogue" if timer and timer.left(table.now) > 0:
            table.wait(timer.left(table.now) + 1)
        case _:
            table.wait(20)
            _says(table, by, "next", "green")
    table.wait(4)


def _says(table: Table, by: str, intent: str, button: str) -> None:
    table.press(button) if by == "buttons" else table.hear(intent)


def a_meeting(memory: Memory, agenda: plan.Plan, table: type[Table] = Table) -> Table:
    made = table(Meeting(PHRASES, BUTTONS, memory=memory))
    made.happens(events.StickIn(0.0, agenda))
    return made


@pytest.mark.parametrize("by", ["buttons", "voice"])
def test_half_a_year_of_meetings(by: str) -> None:
    memory, tables = Memory(), []
    agenda = read_plan(
        b"form: f\xc3\xb8lgende m\xc3\xb8de\ndeltagere: [Anna, Bo, Carla]\nvarighed: 45 min\n"
    )
    for _ in range(6):
        table = a_meeting(memory, agenda)
        play(table, by=by)
        tables.append(table)
        memory = table.meeting.remembered
    meetings = memory.past(agenda).meetings
    assert [meeting.number for meeting in meetings] == [1, 2, 3, 4, 5, 6]
    for before, after in pairwise(meetings):
        assert {note.name for note in after.followed_up} == set(before.goals)
        assert set(before.goals) == {"Anna", "Bo", "Carla"}
    assert [number for number, one in enumerate(meetings, 1) if "form" in one.asked] == [4]
    topics = [topic for meeting in meetings for topic in meeting.topics]
    assert len(set(topics)) == 6
    for role in ("host", "practical", "leader"):
        had = [n.name for meeting in meetings for n in meeting.roles if n.role == role]
        assert sorted(had) == sorted(["Anna", "Bo", "Carla"] * 2), role
    led = [s.text for table in tables[1:] for s in table.said if s.key == "role_leader"]
    leads = [n.name for meeting in meetings for n in meeting.roles if n.role == "leader"]
    assert led == [f"{name} leder mødet." for name in leads[:5]]


@pytest.mark.parametrize("before", [0, 1, 3], ids=["first with the box", "second", "fourth"])
def test_in_two_hours_the_box_speaks_for_six_minutes_at_the_most(before: int) -> None:
    names = EXAMPLE.names
    past = tuple(
        Summary(n, "følgende møde", present=names, goals=names) for n in range(1, before + 1)
    )
    memory = Memory((Group(EXAMPLE.network, names, meetings=past),)) if past else Memory()
    table = a_meeting(memory, EXAMPLE, CountingTable)
    assert isinstance(table, CountingTable)
    play(table, by="voice")
    assert table.meeting.record.finished
    assert 0.75 * EXAMPLE.seconds < table.meeting.record.seconds < 1.1 * EXAMPLE.seconds
    longest = "\n".join(f"{length:.1f} {text}" for length, text in sorted(table.longest))
    assert table.voice.unasked <= MOST_VOICE, f"{table.voice}\n{longest}"


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder in memory, where syncing costs no time."""
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        yield Path(name)


def test_a_meeting_killed_at_any_row_is_led_to_the_same_end(in_memory: Path) -> None:
    path = in_memory / "whole.db"
    clock = SetClock()
    loop, _ = a_box(path, clock)
    for _ in range(2):  # at the second there are goals to follow up
        loop.put(events.StickIn(0.0, SHORT))
        loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
        lead(loop, clock)
        assert loop.meeting.stage == "finished"
    rows = list(Journal(path).events())
    expected = [turn.name for turn in loop.meeting.turns]
    assert any(isinstance(note, FollowUpNote) for note in loop.meeting.notes)

    for row in range(2, len(rows)):
        cut = in_memory / f"{row}.db"
        journal = Journal(cut)
        for event in rows[:row]:
            journal.append(event)
        journal.close()
        clock = SetClock(1_000_000.0)
        resumed, _ = a_box(cut, clock)
        assert list(Journal(cut).events())[:row] == rows[:row]
        lead(resumed, clock)
        assert resumed.meeting.stage == "finished", row
        assert [turn.name for turn in resumed.meeting.turns] == expected, row
        kinds = {type(note) for note in resumed.meeting.notes} - {AskedNote, TogetherNote}
        assert {FollowUpNote, GoalNote, RoleNote} <= kinds, row
        resumed.close()


# The plan file -------------------------------------------------------------------------------

WHO = "deltagere: [Anna, Bo, Carla, Dorte]\n"


@pytest.mark.parametrize("spelt", ["følgende møde", "næste møde", "2. møde", "Følgende"])
def test_the_form_and_its_agenda(spelt: str) -> None:
    read = read_plan(f"form: {spelt}\nvarighed: 2 timer\n{WHO}".encode())
    assert read.form == "følgende møde"
    assert [item.title for item in read.agenda] == [
        "Velkomst", "Siden sidst", "Dagens emne", "Pause", "Sparring", "Mål til næste gang",
        "Roller næste gang", "Evaluering", "Aftaler og tak",
    ]  # fmt: skip
    assert read.seconds == 7200


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("- opfølgning", "Siden sidst"),
        ("- siden sidst: 8 minutter", "Siden sidst"),
        ("- mål til næste gang", "Mål til næste gang"),
        ("- roller", "Roller næste gang"),
        ("- hvem gør hvad: 2 minutter", "Roller næste gang"),
        ("- passer formen: 8 minutter", "Passer formen stadig?"),
        ("- fravær: 5 minutter", "Når flere er væk"),
        ("- dialog: foreslå et emne", "Dialog"),
        ("- dialog:\n      emne: forslag", "Dialog"),
    ],
)
def test_its_items_may_stand_in_an_agenda_of_ones_own(line: str, title: str) -> None:
    text = f"form: egen dagsorden\nvarighed: 60 min\n{WHO}dagsorden:\n  {line}\n  - afslutning\n"
    assert read_plan(text.encode()).agenda[0].title == title


def test_a_topic_of_the_plan_is_not_suggested() -> None:
    read = read_plan(f"form: følgende møde\nemne: delegering\n{WHO}".encode())
    (topic,) = [item.topic for item in read.agenda if hasattr(item, "topic")]
    assert topic == "At give opgaver fra sig"


@pytest.mark.parametrize(
    ("people", "fits", "short"), [(3, 25, 20), (8, 35, 30), (16, 45, 40)], ids=str
)
def test_how_short_it_may_be(people: int, fits: int, short: int) -> None:
    names = "Anna Bo Carla Dorte Erik Finn Gitte Hans Ida Jens Karen Lone Mads Niels Ole Per"
    who = f"deltagere: [{', '.join(names.split()[:people])}]\n"
    assert read_plan(f"form: følgende møde\nvarighed: {fits} min\n{who}".encode()).agenda
    with pytest.raises(PlanFaults) as caught:
        read_plan(f"form: følgende møde\nvarighed: {short} min\n{who}".encode())
    (fault,) = caught.value.faults
    assert "Et følgende møde" in fault.message
    assert "tager mindst" in fault.message
