"""Several plans on one stick: today's, else the next that has not been held."""

import os
from datetime import date
from pathlib import Path

import pytest

from device.meeting.events import StickIn
from device.planfile import read_plan
from device.stick.folder import FolderStick, PlanKeeper, take_in
from device.stick.plan_search import search
from device.stick.series import Series
from device.stick.watch import StickWatch

GOOD = "form: første møde\nvarighed: 2 timer\ndeltagere: [Anna, Bo, Søren]\n"


def put(folder: Path, *names: str, dated: bool = False) -> None:
    """Plans by `names`, the last saved last; `dated`: each of a month of its own."""
    for number, name in enumerate(names, 1):
        text = GOOD + f"netværk: Nord {number}\n"
        (folder / name).write_text(text + f"dato: 2027-0{number}-15\n" if dated else text)
        os.utime(folder / name, (1_000_000 + 10 * number, 1_000_000 + 10 * number))


def seed(path: Path) -> int:
    return read_plan(path.read_bytes()).seed


def chosen(folder: Path, held: tuple[str, ...] = (), today: str = "") -> tuple[str, int, str]:
    series = Series(
        frozenset(seed(folder / name) for name in held),
        lambda: date.fromisoformat(today) if today else None,
    )
    found = search(folder, series)
    assert found.plan is not None
    return found.plan.name, found.among, found.chosen


NUMBERED = ("møde 1.yaml", "møde 2.yaml", "møde 10.yaml")
DATED = ("plan januar.yaml", "plan februar.yaml", "plan marts.yaml")


@pytest.mark.parametrize("names", [NUMBERED, tuple(reversed(NUMBERED))])
def test_numbered_plans_come_in_their_order(tmp_path: Path, names: tuple[str, ...]) -> None:
    put(tmp_path, *names)
    assert chosen(tmp_path) == ("møde 1.yaml", 3, "next")
    assert chosen(tmp_path, held=("møde 1.yaml",)) == ("møde 2.yaml", 3, "next")
    assert chosen(tmp_path, held=NUMBERED[:2]) == ("møde 10.yaml", 3, "next")
    assert chosen(tmp_path, held=NUMBERED) == ("møde 10.yaml", 3, "last")


@pytest.mark.parametrize(
    ("today", "held", "wanted"),
    [
        ("2027-02-15", (), ("plan februar.yaml", 3, "today")),
        ("2027-02-16", (), ("plan marts.yaml", 3, "next")),
        ("2027-01-01", (), ("plan januar.yaml", 3, "next")),
        ("2027-09-01", (), ("plan januar.yaml", 3, "next")),
        ("", DATED[:1], ("plan februar.yaml", 3, "next")),
        ("", DATED, ("plan marts.yaml", 3, "last")),
    ],
)
def test_dated_plans_go_by_the_day_where_it_is_known(
    tmp_path: Path, today: str, held: tuple[str, ...], wanted: tuple[str, int, str]
) -> None:
    put(tmp_path, *DATED, dated=True)
    assert chosen(tmp_path, held, today) == wanted


@pytest.mark.parametrize(
    "names",
    [
        ("tidtager.yaml", "tidtager (1).yaml"),
        ("tidtager (1).yaml", "tidtager (2).yaml"),
        ("tidtager.yaml", "tidtager 2.yaml"),  # as a Mac calls a copy
        ("tidtager.yaml", "tidtager - Kopi.yaml"),
        ("plan.yaml", "plan (1).yaml"),
        ("tidtager.yaml", "tidtager.txt"),
    ],
)
def test_copies_are_no_series_and_the_newest_is_read(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    put(tmp_path, *names)
    assert chosen(tmp_path, held=(names[0],)) == (names[1], 2, "newest")
    assert chosen(tmp_path, held=names) == (names[1], 2, "newest")


def test_tidtager_numbered_from_one_is_a_series(tmp_path: Path) -> None:
    put(tmp_path, "tidtager 1.yaml", "tidtager 2.yaml")
    assert chosen(tmp_path) == ("tidtager 1.yaml", 2, "next")


def test_a_copy_in_a_series_takes_the_place_of_what_it_was_copied_from(tmp_path: Path) -> None:
    put(tmp_path, "møde 1.yaml", "møde 2.yaml", "møde 1 (1).yaml")
    assert chosen(tmp_path) == ("møde 1 (1).yaml", 2, "next")


def test_a_plan_with_faults_has_its_place_in_the_series(tmp_path: Path) -> None:
    put(tmp_path, "plan 1.yaml", "plan 2.yaml")
    (tmp_path / "plan 1.yaml").write_text("form: tango\n")
    assert search(tmp_path, Series()).plan == tmp_path / "plan 1.yaml"


def test_one_plan_is_no_series(tmp_path: Path) -> None:
    put(tmp_path, "møde 1.yaml")
    assert chosen(tmp_path) == ("møde 1.yaml", 1, "")


def test_the_event_says_which_of_how_many(tmp_path: Path) -> None:
    put(tmp_path, "plan 1.yaml", "plan 2.yaml")
    event = take_in(FolderStick(tmp_path), PlanKeeper(tmp_path / "state"), 1.0)
    assert isinstance(event, StickIn)
    assert (event.among, event.chosen) == (2, "next")


def test_a_meeting_that_is_over_makes_the_next_plan_no_new_one(tmp_path: Path) -> None:
    put(tmp_path, "plan 1.yaml", "plan 2.yaml")
    watch = StickWatch(FolderStick(tmp_path))
    assert watch.changed()
    held = Series(frozenset({seed(tmp_path / "plan 1.yaml")}))
    assert not watch.changed(held), "the group may still want to go back"
    (tmp_path / "rapport.html").write_text("x")
    assert not watch.changed(held), "what the box writes is no change"
    # But the next time the stick is put in
    away = tmp_path.rename(tmp_path.with_name("taken out"))
    assert not watch.changed(held)
    away.rename(tmp_path)
    assert watch.changed(held)
    assert watch.found is not None
    assert watch.found.plan == tmp_path / "plan 2.yaml"
