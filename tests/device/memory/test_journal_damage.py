"""Whatever has become of the journal, the box starts, loses nothing, and says what it lacks."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

import pytest

from device.meeting import events, plan
from device.meeting.meeting import Meeting
from device.memory.codec import VERSION, UnknownKindError, decode, encode
from device.memory.journal import Journal
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box, in_a_round, lead
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, ROUND, WHOLE, a_plan

ROOT = Path(__file__).parents[3]
IN_A_ROUND = Path(__file__).with_name("journals") / "in_the_round.db"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of this version, in the middle of a round, its box switched off."""
    made = tmp_path / "state" / "journal.db"
    loop = in_a_round(made)
    assert [turn.name for turn in loop.meeting.turns] == ["Anne"]
    loop.close()
    return made


def rows(path: Path) -> dict[int, str]:
    with sqlite3.connect(path) as database:
        return dict(database.execute("SELECT sequence, event FROM events"))


def left_out(path: Path) -> dict[int, str]:
    with sqlite3.connect(path) as database:
        return dict(database.execute("SELECT sequence, failed FROM events WHERE failed NOTNULL"))


def start_and_finish(path: Path) -> Ears:
    """Start a box on `path`, lead what meeting there is to its end, and switch it off."""
    clock = SetClock(900.0)
    loop, ears = a_box(path, clock)
    if loop.meeting.stage == "empty":
        loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
        loop.put(events.Pressed(0.0, "green"))
    lead(loop, clock)
    assert loop.meeting.stage == "finished"
    loop.close()
    return ears


SICK_ROWS = {
    "an unknown kind": '{"kind":"Danced","t":3.0}',
    "half a JSON": '{"kind":"Ti',
    "nothing": "",
    "no object": "[1]",
    "no kind": '{"t":3.0}',
    "a kind that is a list": '{"kind":["Tick"],"t":3.0}',
    "a time that is text": '{"kind":"Tick","t":"abc"}',
    "a time that is NaN": '{"kind":"Tick","t":NaN}',
    "a time without end": '{"kind":"Tick","t":Infinity}',
    "a time before all": '{"kind":"Tick","t":-3.0}',
    "a time beyond all": '{"kind":"Tick","t":1e300}',
    "a time that is yes": '{"kind":"Tick","t":true}',
    "a time with more digits than there are": '{"kind":"Tick","t":' + "9" * 5000 + "}",
    "no time": '{"kind":"Tick"}',
    "a missing field": '{"kind":"Pressed","t":3.0}',
    "a field of another type": '{"kind":"Pressed","t":3.0,"button":7}',
    "a number that is half": '{"kind":"Heard","t":3.0,"intent":"number","number":2.5}',
    "half a character": '{"kind":"Heard","t":3.0,"intent":"absent","name":"\\ud83d"}',
    "a plan that is a person": '{"kind":"StickIn","t":3.0,"plan":{"kind":"Person","name":"Bo"}}',
    "a plan that is none": '{"kind":"StickIn","t":3.0,"plan":null}',
    "a plan with an item of a later version": (
        '{"kind":"StickIn","t":3.0,"plan":{"kind":"Plan","form":"egen dagsorden","people":[],'
        '"agenda":[{"kind":"Dance","title":"dans","seconds":60}]}}'
    ),
    "a plan with an endless item": (
        '{"kind":"StickIn","t":3.0,"plan":{"kind":"Plan","form":"egen dagsorden","people":[],'
        '"agenda":[{"kind":"Break","title":"pause","seconds":Infinity}]}}'
    ),
    "no event": '{"kind":"Person","name":"Bo"}',
    "too deep to read": "[" * 100_000,
}


@pytest.mark.parametrize("version", [1, VERSION, VERSION + 7], ids="version {}".format)
@pytest.mark.parametrize("where", ["in the middle", "last"])
@pytest.mark.parametrize("line", SICK_ROWS.values(), ids=SICK_ROWS.keys())
def test_a_row_that_cannot_be_read_is_left_out(
    path: Path, line: str, where: str, version: int
) -> None:
    sequence = max(rows(path)) - (2 if where == "in the middle" else 0)
    with sqlite3.connect(path) as database:
        # At its place before the end nothing happened that the rest depends on.
        database.execute(
            "UPDATE events SET event = ?, version = ? WHERE sequence = ?",
            (line, version, sequence),
        )
    ears = start_and_finish(path)
    assert ears.said.count("journal_trouble") == 1
    assert list(left_out(path)) == [sequence]
    assert rows(path)[sequence] == line, "it is not lost"
    # And the next start has nothing more to say of it
    assert "journal_trouble" not in start_and_finish(path).said


READ_ROWS = {
    "a field that is not known": ('{"kind":"Tick","t":3.0,"who":1}', events.Tick(3.0)),
    "a field with a kind that is not known": (
        '{"kind":"Tick","t":3.0,"mood":{"kind":"Mood","value":[{"kind":"Else"}]}}',
        events.Tick(3.0),
    ),
    "missing fields with defaults": (
        '{"kind":"Heard","t":3.0,"intent":"next"}',
        events.Heard(3.0, "next"),
    ),
    "a whole number for a time": ('{"kind":"Tick","t":3}', events.Tick(3.0)),
    "a button that is not known": (
        '{"kind":"Pressed","t":3.0,"button":"purple"}',
        events.Pressed(3.0, "purple"),
    ),
    "a plan of 0.1.0, which knew of nobody who is late": (
        '{"kind":"StickIn","t":3.0,"plan":{"kind":"Plan","form":"egen dagsorden",'
        '"people":[{"kind":"Person","name":"Bo","say_as":null}],"agenda":[]}}',
        events.StickIn(3.0, plan.Plan("egen dagsorden", (plan.Person("Bo"),), ())),
    ),
}


@pytest.mark.parametrize(("line", "event"), READ_ROWS.values(), ids=READ_ROWS.keys())
def test_a_row_of_another_version_is_read_as_far_as_it_means_something(
    line: str, event: events.Event
) -> None:
    assert decode(line) == event


@pytest.mark.parametrize("line", SICK_ROWS.values(), ids=SICK_ROWS.keys())
def test_what_is_no_event_is_said_so(line: str) -> None:
    with pytest.raises(UnknownKindError):
        decode(line)


def test_every_event_and_plan_can_be_read_without_what_was_added_since(tmp_path: Path) -> None:
    """All fields with a default may be missing, as they are in older journals."""
    line = json.loads(encode(events.StickIn(0.0, WHOLE)))
    for thing in (line["plan"], *line["plan"]["people"], *line["plan"]["agenda"]):
        for name in set(thing) - {"kind", "form", "people", "agenda", "name", "title", "seconds"}:
            del thing[name]
    bare = decode(json.dumps(line))
    assert isinstance(bare, events.StickIn)
    assert bare.plan.names == WHOLE.names


Fault = Callable[[Path], object]


def _sql(*statements: str) -> Fault:
    def change(path: Path) -> None:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
            for statement in statements:
                database.execute(statement)
            # Else it is done by whoever is last to close the file, and that may be the box itself.
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return change


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "somebody's.txt").write_text("keep")


def _empty_but_for_its_log(path: Path) -> None:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("UPDATE events SET boot = 'again'")
    kept = path.with_name("kept")
    shutil.copy(path.with_name("journal.db-wal"), kept)
    database.close()
    path.write_bytes(b"")
    kept.rename(path.with_name("journal.db-wal"))


SICK_FILES: dict[str, Fault] = {
    "no database": lambda path: path.write_bytes(b"not a database, but somebody's data" * 500),
    "too short for a database": lambda path: path.write_bytes(b"hej"),
    "a folder in its place": _folder,
    "empty but for its log": _empty_but_for_its_log,
    "other columns": _sql("DROP TABLE events", "CREATE TABLE events (x)"),
    "columns that have to be filled in": _sql(
        "ALTER TABLE events RENAME TO before",
        "CREATE TABLE events (sequence INTEGER PRIMARY KEY, boot, t, event, soul NOT NULL)",
        "INSERT INTO events SELECT sequence, boot, t, event, 'deep' FROM before",
        "DROP TABLE before",
        "PRAGMA user_version=9",
    ),
    "a view in place of the table": _sql(
        "ALTER TABLE events RENAME TO before", "CREATE VIEW events AS SELECT * FROM before"
    ),
    "garbage over its middle": lambda path: _overwrite(path, 4096, os.urandom(3000)),
    "garbage over its head": lambda path: _overwrite(path, 0, os.urandom(200)),
    "half of it": lambda path: os.truncate(path, path.stat().st_size // 2),
}


def _overwrite(path: Path, place: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(data)


@pytest.mark.parametrize("spoil", SICK_FILES.values(), ids=SICK_FILES.keys())
def test_a_file_that_is_no_journal_is_set_aside_whole_and_said(path: Path, spoil: Fault) -> None:
    spoil(path)
    before = sorted(file.stat().st_size for file in path.parent.iterdir() if file.is_file())
    ears = start_and_finish(path)
    assert ears.said.count("journal_trouble") == 1
    assert "memory_trouble" not in ears.said
    (aside,) = path.parent.glob("journal.db.*.damaged")
    assert aside.is_dir() or aside.stat().st_size in before
    # And the next start is an ordinary one
    assert "journal_trouble" not in start_and_finish(path).said


@pytest.mark.parametrize(
    "spoil", [SICK_FILES["columns that have to be filled in"]], ids=["by a later program"]
)
def test_what_can_be_read_of_it_goes_on(path: Path, spoil: Fault) -> None:
    spoil(path)
    loop, ears = a_box(path, SetClock())
    assert [turn.name for turn in loop.meeting.turns] == ["Anne"]
    assert ears.said[:2] == ["back_again", "turn_resumed"]


SOUND_FILES: dict[str, Fault] = {
    "as it was left": lambda _path: None,
    "of a later program that has added columns": _sql(
        "ALTER TABLE events ADD COLUMN soul TEXT NOT NULL DEFAULT 'deep'", "PRAGMA user_version=9"
    ),
    "without its log's index": lambda path: path.with_name("journal.db-shm").write_bytes(b""),
    "with the mark of another program": _sql("PRAGMA user_version=-1"),
}


@pytest.mark.parametrize("change", SOUND_FILES.values(), ids=SOUND_FILES.keys())
def test_a_journal_that_can_be_gone_on_with_is_gone_on_with(path: Path, change: Fault) -> None:
    change(path)
    loop, ears = a_box(path, SetClock())
    assert [turn.name for turn in loop.meeting.turns] == ["Anne"]
    assert "journal_trouble" not in ears.said
    assert list(path.parent.glob("*.damaged*")) == []


def test_a_journal_cut_off_at_any_byte_of_its_last_page_starts(path: Path) -> None:
    shutil.copy(IN_A_ROUND, path)
    whole = path.read_bytes()
    expected = len(rows(path))
    most = 0
    for length in range(len(whole) - 4096, len(whole), 61):
        for left in path.parent.iterdir():
            left.unlink()
        path.write_bytes(whole[:length])
        journal = Journal(path)
        journal.replay(Meeting(PHRASES, BUTTONS))
        assert journal.kept
        assert journal.incomplete
        most = max(most, len(list(journal.events())))
        journal.close()
        # SQLite may read what is cut off as zeros: then those rows alone are left out.
        asides = [file.read_bytes() for file in path.parent.glob("*.damaged")]
        assert asides == [whole[:length]] or left_out(path)
    assert 0 < most < expected, "what is before the last page is still there"


@pytest.mark.parametrize("moment", range(4))
def test_a_power_cut_while_a_file_is_set_aside_loses_nothing(path: Path, moment: int) -> None:
    """As it is after each of the renames: the file, its log, and the new one in its place."""
    aside, log, new = (path.parent / f"journal.db{end}" for end in (".1.damaged", "-wal", ".new"))
    shutil.copy(path, new)
    log.write_bytes(b"the old one's log")
    if moment == 0:
        path.write_bytes(b"damaged" * 1000)
    else:
        path.rename(aside)
    if moment > 1:
        log.rename(path.with_name("journal.db.1.damaged-wal"))
    if moment > 2:
        new.rename(path)
    loop, _ = a_box(path, SetClock())
    if moment:
        assert [turn.name for turn in loop.meeting.turns] == ["Anne"]
    else:
        assert loop.meeting.stage == "empty", "nothing of it can be read"
    logs = [file.read_bytes() for file in path.parent.glob("*.damaged-wal")]
    assert logs == [b"the old one's log"] or moment == 0
    assert not new.exists()


def as_nobody(code: str, *arguments: object) -> list[str]:
    """What `code` prints when it runs as somebody who may not write everywhere."""
    # What is loaded late is loaded first: nobody may not read everywhere, either.
    start = """
        import os, sys, tempfile
        from pathlib import Path
        from device.meeting import events
        from device.simulation.clock import SetClock
        from tests.device.boxes import a_box, lead
        from tests.device.meeting.table import WHOLE
        with tempfile.TemporaryDirectory() as folder:
            clock = SetClock()
            loop, _ = a_box(Path(folder) / "journal.db", clock)
            loop.put(events.StickIn(0.0, WHOLE))
            loop.put(events.Pressed(0.0, "green"))
            loop.run_pending()
            lead(loop, clock)
            loop.close()
        if os.getuid() == 0:
            os.setuid(65534)
    """
    lines = textwrap.dedent(start) + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-c", lines, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.split()


@pytest.mark.parametrize("what", ["the folder", "the file", "both"])
def test_where_nothing_can_be_written_the_meeting_goes_on_in_memory(path: Path, what: str) -> None:
    path.chmod(0o444 if what != "the folder" else 0o666)
    path.parent.chmod(0o555 if what != "the file" else 0o777)
    for folder in path.parent.parents:  # pytest's own are root's alone
        if folder.is_relative_to(gettempdir()) and folder != Path(gettempdir()):
            folder.chmod(0o755)
    before = path.read_bytes()
    said = as_nobody(
        """
        clock = SetClock()
        loop, ears = a_box(Path(sys.argv[1]), clock)
        print(*(turn.name for turn in loop.meeting.turns), *ears.said)
        lead(loop, clock)
        print(loop.meeting.stage, *ears.said)
        """,
        path,
    )
    assert said[0] == "Anne"
    assert "finished" in said
    if what == "the file":
        assert "memory_trouble" in said
    assert path.read_bytes() == before or "memory_trouble" not in said


@pytest.mark.parametrize("place", ["a file for a folder", "no folder may be made"])
def test_without_any_place_for_a_journal_the_box_says_so_and_leads_the_meeting(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    where = tmp_path / "file" if place == "a file for a folder" else Path("/proc/no")
    ears = start_and_finish(where / "journal.db")
    assert ears.said[0] == "memory_trouble"
    assert ears.said.count("memory_trouble") == 1
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_journal_that_another_box_is_writing_is_left_alone(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    journal = Journal(path)
    assert not journal.kept
    assert list(path.parent.glob("*.damaged*")) == []
    assert len(list(journal.events())) == len(rows(path))
    other.close()


@pytest.mark.parametrize(
    "line", ['{"kind":"Scored","t":1.0,"item":0,"stat', '{"kind":"Scored","t":"abc"}']
)
def test_scores_that_cannot_be_read_stop_nothing(path: Path, line: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO events (boot, t, event) VALUES ('b', 1.0, ?)", (line,))
    for _ in range(2):  # and not at the next start either
        loop, _ = a_box(path, SetClock())
        assert loop.meeting.stage == "running"
        loop.close()
