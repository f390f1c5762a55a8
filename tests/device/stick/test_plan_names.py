"""Whatever the plan on the stick is called, it is read, or the box says how it is to be called."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from device.commands.check import check
from device.meeting.events import Event, NoPlan, PlanRejected, StickIn
from device.meeting.meeting import Meeting
from device.memory.durable import StorageError, read_regular, write_durably
from device.stick.folder import FolderStick, PlanKeeper, take_in
from device.stick.plan_names import Rank, is_surely_meant, plan_name
from device.stick.watch import StickWatch
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, ROUND, Table, a_plan

GOOD = "form: første møde\nvarighed: 2 timer\ndeltagere: [Anna, Bo, Søren]\n"
BAD = "form: første møde\nvarighed: to timmer\ndeltagere: [Anna, Bo, Søren]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def put_in(folder: Path) -> Event | None:
    return take_in(FolderStick(folder), PlanKeeper(folder.parent / "state"), 1.0)


def faults(folder: Path) -> str:
    path = folder / "fejl.txt"
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


READ = [
    "tidtager.yaml", "TIDTAGER.YAML", "Tidtager.yml", "tidtager.txt", "tidtager.yaml.txt",
    "tidtager.yaml.yaml", "tidtager.txt.yaml", "tidtager.yaml.txt.txt", "tidtager .yaml",
    "tidtager (1).yaml", "tidtager(2).yaml", "tidtager - Kopi.yaml", "tidtager - Kopi (2).yaml",
    "Kopi af tidtager.yaml", "Copy of tidtager.yaml", "tidtager copy.yaml", "tidtager kopi 3.yaml",
    "tidtager 2.yaml", "tidtager_1.yaml",
    "plan.yaml", "Plan.YML", "planen.yaml", "plan.yaml.txt", "plan (1).yaml", "Plan_2.yaml",
    "mødeplan.yaml", "MØDEPLAN.yaml", "moedeplan.yaml", "Mødeplan 24.11.yaml", "møde-plan.txt",
    "plan.txt", "Plan til mødet på torsdag.txt", "plan",
    "Tidtager plan.txt", "tidtager-plan.yaml", "Tidtager_plan_endelig (2) - Kopi.yaml.txt",
    "mit tidtager.yaml", "tidtager netværk nord.yaml", "tidtagerplan.txt", "tidtager",
    "netværk.yaml", "Netværk nord, 3. møde.txt", "ferieplan.txt", "årsmøde på fjord.yaml",
    "mappe/tidtager.yaml", "mappe/Tidtager plan.txt", "Møder i år/plan.yaml",
    "tidtager.yaml/tidtager.yaml",
]  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", READ)
def test_the_obvious_ones_are_read(folder: Path, name: str, form: str) -> None:
    path = folder / unicodedata.normalize(form, name)  # type: ignore[arg-type]
    path.parent.mkdir(exist_ok=True)
    path.write_text(GOOD)
    event = put_in(folder)
    assert isinstance(event, StickIn)
    assert event.plan.names == ("Anna", "Bo", "Søren")
    assert faults(folder) == ""
    assert check(folder) == 0


@pytest.mark.parametrize("name", READ)
def test_the_faults_name_the_file_that_was_read(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(BAD)
    assert isinstance(put_in(folder), PlanRejected)
    assert name in faults(folder)
    assert "to timmer" in faults(folder)


TOLD = [
    ("tidtager.docx", "document"), ("TIDTAGER.DOC", "document"), ("Tidtager plan.docx", "document"),
    ("tidtager.rtf", "document"), ("tidtager.odt", "document"), ("plan.pdf", "document"),
    ("Mødeplan.docx", "document"), ("tidtager.yaml.docx", "document"), ("plan.pages", "document"),
    ("Dagsorden.docx", "document"),
    ("mappe/tidtager.docx", "document"),
    ("tidtager.yaml.crdownload", "unfinished"), ("tidtager.yaml.part", "unfinished"),
    ("tidtager.yaml.tmp", "unfinished"), ("tidtager.tmp", "unfinished"),
    ("tidtager.yaml.lnk", "shortcut"), ("tidtager.yaml - Genvej.lnk", "shortcut"),
    ("tidtager.yalm", "name"), ("tidtager.yam", "name"), ("tidtager.yaml.bak", "name"),
    ("tidtager.text", "name"), ("plan.md", "name"), ("Tidtagere stævne.docx", "document"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "why"), TOLD)
def test_what_may_be_meant_is_told_how_to_be_called(folder: Path, name: str, why: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"PK\x03\x04 whatever")
    event = put_in(folder)
    assert isinstance(event, NoPlan)
    assert event.why == why
    assert event.looks_like.casefold().startswith(("tidtager", "plan", "mødeplan", "dagsorden"))
    if is_surely_meant(Path(name).name):
        assert name in faults(folder)
        assert "tidtager.yaml" in faults(folder)
    else:  # a stick on which nothing is ours is not written to
        assert faults(folder) == ""
    table = Table()
    table.happens(event)
    assert event.looks_like in table.last
    assert "tidtager.yaml" in table.last
    assert check(folder) == 1


NOTHING = [
    ["foto.jpg"], ["rapport.html", "evaluering.csv"], ["planlaeg.html"], ["fejl.txt"],
    ["LÆSMIG.txt"], ["README.txt"], ["noter.txt"], ["._tidtager.yaml"], ["~$tidtager.docx"],
    [".~lock.tidtager.odt#"], [".tidtager.yaml.swp"], ["tidtager.yaml~"], ["#tidtager.yaml#"],
    ["tidtager.html"], ["tidtager.jpg"], ["requirements.txt"], ["planter.docx"],
    ["System Volume Information/tidtager.yaml"], [".Trashes/tidtager.yaml"],
    ["Tidtager rapport.docx"],
]  # fmt: skip


@pytest.mark.parametrize("names", NOTHING, ids=" and ".join)
def test_a_stick_that_has_nothing_like_a_plan_is_not_written_to(
    folder: Path, names: list[str]
) -> None:
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("æbler, pærer\n")
    before = sorted(folder.rglob("*"))
    event = put_in(folder)
    assert isinstance(event, NoPlan)
    assert event.looks_like == ""
    assert sorted(folder.rglob("*")) == before
    table = Table()
    table.happens(event)
    assert table.keys == ["no_plan", "offer_starter"]


def test_a_shopping_list_that_is_called_a_plan_is_not_read_but_told_of(folder: Path) -> None:
    (folder / "plan.txt").write_text("æbler\npærer\n")
    assert put_in(folder) == NoPlan(1.0, looks_like="plan", why="name", ours=False)


@pytest.mark.parametrize(
    ("names", "read"),
    [
        (["plan.yaml", "tidtager.yaml"], "tidtager.yaml"),
        (["tidtager (1).yaml", "Tidtager plan.txt"], "tidtager (1).yaml"),
        (["netværk.yaml", "plan.yaml"], "plan.yaml"),
        (["mappe/tidtager.yaml", "netværk.yaml"], "netværk.yaml"),
        (["mappe/plan.yaml", "mappe/tidtager.yaml"], "mappe/tidtager.yaml"),
        (["tidtager.docx", "mappe/tidtager.yaml"], "mappe/tidtager.yaml"),
        (["en/tidtager.yaml", "to/tidtager.yaml"], None),
        (["netværk nord.yaml", "netværk syd.yaml"], None),
    ],
)
def test_of_several_the_surest_is_read(folder: Path, names: list[str], read: str | None) -> None:
    for age, name in enumerate(names):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(GOOD)
        os.utime(folder / name, (1_000_000 - 10 * age, 1_000_000 - 10 * age))
    found = FolderStick(folder).search()
    assert found.plan == (folder / read if read else None)
    assert read or found.why == "several"


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a link to a plan": lambda path: path.symlink_to(path.parent.parent / "elsewhere.yaml"),
    "a link to nothing": lambda path: path.symlink_to("/nowhere"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a FIFO": os.mkfifo,
}


@pytest.mark.parametrize("make", SPECIAL.values(), ids=SPECIAL.keys())
@pytest.mark.parametrize("name", ["tidtager.yaml", "plan.yaml"])
def test_what_is_no_file_is_neither_followed_nor_waited_for(
    folder: Path, name: str, make: Callable[[Path], object]
) -> None:
    (folder.parent / "elsewhere.yaml").write_text(GOOD)
    make(folder / name)
    event = put_in(folder)
    assert isinstance(event, NoPlan)
    assert event.why == "shortcut"
    with pytest.raises(StorageError):
        read_regular(folder / name, 100)


def test_a_folder_called_as_the_plan_is_told_of(folder: Path) -> None:
    (folder / "tidtager.yaml").mkdir()
    assert put_in(folder) == NoPlan(1.0, looks_like="tidtager", why="folder")


def test_a_link_in_the_way_of_a_report_leads_the_writing_nowhere(folder: Path) -> None:
    precious = folder.parent / "precious"
    precious.write_text("precious")
    (folder / ".rapport.html.tmp").symlink_to(precious)
    (folder / "rapport.html").symlink_to(precious)
    write_durably(folder / "rapport.html", b"report")
    assert precious.read_text() == "precious"
    assert (folder / "rapport.html").read_bytes() == b"report"


def test_an_empty_plan_is_a_fault(folder: Path) -> None:
    (folder / "tidtager.yaml").write_bytes(b"")
    assert isinstance(put_in(folder), PlanRejected)


def test_a_stick_without_a_plan_is_told_of_once_and_when_it_is_put_in_again(folder: Path) -> None:
    watch = StickWatch(FolderStick(folder))
    assert [watch.changed() for _ in range(3)] == [False] * 3, "no stick is in"
    (folder / "tidtager.docx").write_bytes(b"PK")
    assert [watch.changed() for _ in range(4)] == [False, True, False, False]
    (folder / "tidtager.docx").rename(folder.parent / "taken out")
    assert [watch.changed() for _ in range(2)] == [False] * 2
    (folder.parent / "taken out").rename(folder / "tidtager.docx")
    assert [watch.changed() for _ in range(3)] == [False, True, False]
    # A plan at last
    (folder / "tidtager.yaml").write_text(GOOD)
    assert [watch.changed() for _ in range(2)] == [True, False]


def test_a_plan_that_is_away_while_it_is_saved_is_not_missed(folder: Path) -> None:
    (folder / "tidtager.yaml").write_text(GOOD)
    (folder / "rapport.html").write_text("before")
    watch = StickWatch(FolderStick(folder))
    assert watch.changed()
    (folder / "tidtager.yaml").rename(folder / "tidtager.yaml~")
    assert not watch.changed()
    (folder / "tidtager.yaml~").rename(folder / "tidtager.yaml")
    assert not watch.changed()


def test_the_stick_for_the_report_is_nothing_to_talk_about() -> None:
    table = Table.started(ROUND, CLOSING)
    table.clear()
    table.happens(NoPlan(0.0, looks_like="tidtager", why="document"))
    assert table.said == []
    table.meeting = Meeting(PHRASES, BUTTONS, stage="finished")
    table.happens(NoPlan(0.0))
    assert table.said == []


def test_whoever_waits_with_a_plan_hears_that_it_is_used() -> None:
    table = Table.with_plan(a_plan(ROUND, CLOSING))
    table.clear()
    table.happens(NoPlan(0.0, looks_like="tidtager", why="document"))
    assert table.keys == ["no_plan_document", "plan_kept"]


def test_a_very_long_or_odd_name_is_no_trouble(folder: Path) -> None:
    odd = folder / os.fsdecode(b"tidtager \xff\x07" + b"1" * 200 + b".docx")
    odd.write_bytes(b"PK")
    event = put_in(folder)
    assert isinstance(event, NoPlan)
    event.looks_like.encode()
    assert len(event.looks_like) <= 60
    assert faults(folder)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("tidtager.docx", True), ("Tidtager plan (2).docx", True), ("tidtagerplan.pdf", True),
        ("Kopi af tidtager.yaml", True), ("tidtager.yaml - Genvej.lnk", True),
        ("Mødeplan til Tidtager", False), ("Tidtagere.docx", False), ("plan.docx", False),
        ("Tidtager til stævnet.docx", False), ("mødeplan.yaml", False),
    ],
)  # fmt: skip
def test_what_is_called_as_nothing_but_ours_is(name: str, meant: bool) -> None:
    assert is_surely_meant(name) is meant


@pytest.mark.parametrize("name", ["fejl.txt", "rapport.html", "evaluering.csv", "rapport 2.txt"])
def test_what_the_box_writes_is_no_plan(name: str) -> None:
    assert plan_name(name).rank is Rank.NOTHING
