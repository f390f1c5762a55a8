"""The whole box, asked by two buttons to forget: on a good disk and a full one nobody is left."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from device.meeting.names import heard
from device.planfile import read_plan
from device.stick.folder import PlanKeeper
from speech.hearing import Ear, Grammar
from tests.faults.disk import a_disk, fill, no_mounts
from tests.faults.table import Table, a_table

NAMES = ("Quintus", "Ophelia", "Xerxes")
PLAN = f"""\
form: egen dagsorden
deltagere: [{", ".join(NAMES)}]
dagsorden:
  - talerunde: {{spørgsmål: Hvad fylder mest?, taletid: 1 minut}}
  - afslutning: {{tid: 5 minutter, aftaler: [Hvornår ses vi igen?]}}
"""


def left_of_them(state: Path) -> list[str]:
    """Files in which a name is, as letters of either kind that the box writes."""
    return sorted(
        str(path.relative_to(state))
        for path in state.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and any(name.encode().lower() in path.read_bytes().lower() for name in NAMES)
    )


def met(table: Table, state: Path) -> None:
    """A meeting that is over; a graph with its names, and a journal that was once damaged."""
    (table.stick / "tidtager.yaml").write_text(PLAN, encoding="utf-8")
    table.until(lambda: table.meeting.stage == "waiting" and not table.box.speaking)
    plan = read_plan(PLAN.encode(), "tidtager.yaml")
    names = Grammar(frozenset({"floor_to"}), frozenset(), heard(plan.people))
    Ear(cache=state / "graphs").prepare([names])
    (state / "journal.db.1.damaged").write_text(" ".join(NAMES))
    assert PlanKeeper(state).kept() is not None


def asked_by_buttons(table: Table) -> None:
    pins = table.pins.buttons
    for button in ("green", "white"):
        pins[button].drive_low()
    table.passes(5.3)
    for button in ("green", "white"):
        pins[button].drive_high()
    table.until(lambda: table.meeting.confirm == "forget" and not table.box.speaking)
    table.press("green")
    table.until(lambda: not table.box.speaking)


@pytest.fixture(params=["a good disk", "a full disk"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, bool]]:
    full = request.param == "a full disk"
    if full and (why := no_mounts()):
        pytest.skip(why)
    with a_disk(tmp_path / "disk", "24m") if full else nullcontext(tmp_path / "disk") as place:
        yield place, full


def test_nothing_is_left_of_anybody_and_that_is_said(
    disk: tuple[Path, bool], tmp_path: Path
) -> None:
    place, full = disk
    state = place / "state"
    with a_table(tmp_path, state=state) as table:
        met(table, state)
        before = left_of_them(state)
        assert list((state / "graphs").iterdir()), "how the names sound"
        assert list((state / "speech").glob("*.wav")), "the names, said by the box"
        assert any(name.startswith("journal.db") for name in before)
        assert {"tidtager.yaml", "journal.db.1.damaged"} <= set(before)
        sounds = {path.name for path in (state / "graphs").iterdir()}
        if full:
            fill(place)
        asked_by_buttons(table)
        assert "forgotten" in [said.key for said in table.said]
        assert left_of_them(state) == []
        later = {path.name for path in (state / "graphs").glob("*")}
        assert not sounds & later, "what is listened for now has no names"
        assert table.meeting.memory.groups == ()
    assert left_of_them(state) == []


def test_what_stays_is_told(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with a_table(tmp_path, state=state) as table:
        met(table, state)
        (state / "tidtager.yaml").unlink()
        (state / "tidtager.yaml").mkdir()  # cannot be taken away as the file that it was
        asked_by_buttons(table)
        assert "forgotten_in_part" in [said.key for said in table.said]
        assert "forgotten" not in [said.key for said in table.said]
