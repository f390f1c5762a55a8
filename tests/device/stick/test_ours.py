"""A stick is ours by what is in its files, whatever they are called; a stranger's is left alone."""

import os
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

import content
from device.meeting.events import NoPlan
from device.planfile import PlanFaults
from device.report import write_report
from device.stick import ours
from device.stick.folder import FolderStick, PlanKeeper, Visit
from device.stick.freshen import freshen, own_page
from device.stick.starter import starter_set
from device.stick.watched import WatchedStick
from tests.device.report.made import a_year

GOOD = "form: første møde\nvarighed: 2 timer\ndeltagere: [Anna, Bo, Søren]\n".encode()
BAD = "form: første møde\nvarighed: to timmer\ndeltagere: [Anna, Bo, Søren]\n".encode()
COMPOSE = b"services:\n  db:\n    image: postgres\n    ports: ['5432:5432']\nnetworks:\n  a: {}\n"
OPENAPI = b"openapi: 3.0.0\ninfo:\n  title: API\ntype: object\nproperties:\n  type: string\n"
MINUTES = b"Referat\nDato: 3. maj\nDeltagere: Bo, Anna\nDagsorden:\n1. Nyt tag\n"
OWN_PAGE = b"<!doctype html>\n<html><head><title>Rapport om Tidtager</title></head><p>Hej</html>"
CSV_010 = "\ufeffdato;udsagn;antal 1;antal 2;antal 3;antal 4;antal 5;svar i alt;gennemsnit\r\n"
PAGE_010 = (
    b'<!DOCTYPE html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
    b'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    b'<meta name="generator" content="Tidtager">\n<meta name="tidtager-date" content="">\n'
)
FAULTS_010 = (
    "\ufeffDer er 2 fejl i planen tidtager.yaml. Den plan, jeg havde i forvejen, gælder stadig.\r\n"
)
PARQUET_OWN = b"PAR1" + b"salg, maaned" * 40 + b"PAR1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What meetings, a plan with faults and blue leave on a stick, each by its name."""
    made = tmp_path_factory.mktemp("left")
    write_report(made, a_year(2), date=None)
    (made / "tidtager.yaml").write_bytes(BAD)
    with pytest.raises(PlanFaults):
        FolderStick(made).read()
    (made / "tidtager.yaml").write_bytes(GOOD)
    (made / "planlaeg.html").write_bytes(own_page() or b"")
    freshen(made, GOOD.decode())
    (made / "tidtager.yaml").unlink()
    return {path.name: path.read_bytes() for path in made.iterdir()} | starter_set()


LEFT = [
    "rapport.html", "evaluering.csv", "forloeb.csv", "moeder.parquet", "fejl.txt", "plan.css",
    "planlaeg.html", "laes-mig.txt", "eksempel.yaml",
]  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_each_file_that_the_box_leaves_makes_a_stick_its_own(
    folder: Path, left: dict[str, bytes], name: str
) -> None:
    (folder / name).write_bytes(left[name])
    assert ours.is_ours(folder / name)
    assert FolderStick(folder).is_ours()


@pytest.mark.parametrize(
    ("called", "of", "change"),
    [
        ("Netværk Nord 24-11.HTM", "rapport.html", bytes),
        ("rapport-2026-11-24.html", "rapport.html", bytes),
        ("RAPPORT.HTML", "rapport.html", lambda data: data[: len(data) // 2]),
        ("gemt fra browser.html", "rapport.html", lambda data: b"<!-- saved -->" + data),
        ("planlaeg (1).html", "planlaeg.html", lambda data: data[:5000]),
        ("overblik.html", "rapport.html", lambda data: data[:500]),
        ("tal.csv", "evaluering.csv", lambda data: data.decode("utf-8-sig").encode("cp1252")),
        ("forløb.csv", "forloeb.csv", lambda data: data.replace(b";", b",")),
        ("kopi.parquet", "moeder.parquet", bytes),
        ("fejl - Kopi.txt", "fejl.txt", bytes),
        ("Fejl.TXT", "fejl.txt", lambda data: data.decode("utf-8-sig").encode("cp1252")),
        ("Læs mig.txt", "laes-mig.txt", lambda data: data[:200]),
    ],
)  # fmt: skip
def test_a_file_of_ours_is_known_by_another_name_saved_again_or_damaged(
    folder: Path, left: dict[str, bytes], called: str, of: str, change: Callable[[bytes], bytes]
) -> None:
    (folder / called).write_bytes(change(left[of]))
    assert FolderStick(folder).is_ours()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rapport.html", PAGE_010),
        ("rapport-2026-11-24.html", PAGE_010),
        ("evaluering.csv", CSV_010.encode()),
        ("fejl.txt", FAULTS_010.encode()),
    ],
)
def test_what_the_first_version_left_is_known(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)
    assert FolderStick(folder).is_ours()


STRANGERS: dict[str, dict[str, bytes]] = {
    "nothing": {},
    "pictures": {"foto.jpg": b"\xff\xd8\xff\xe0", "Ferie/IMG_1.jpg": b"\xff\xd8"},
    "a report of their own": {"foto.jpg": b"\xff\xd8", "rapport.html": OWN_PAGE},
    "one with nothing in it": {"rapport.html": b"", "fejl.txt": b"", "moeder.parquet": b""},
    "a list of faults": {"fejl.txt": "Der er en fejl i planen for sommerhuset.".encode("cp1252")},
    "tables": {
        "evaluering.csv": b"dato;kursus;karakter\r\n3-5-2026;Excel;4\r\n",
        "forloeb.csv": "møde;dato;emne\r\n".encode(),
        "moeder.parquet": PARQUET_OWN,
    },
    "a plan of containers": {"plan.yaml": COMPOSE, "tidtager/plan.yml": COMPOSE},
    "settings": {"plan.yaml": OPENAPI, "openapi.yaml": OPENAPI},
    "a plan with nothing in it": {"plan.yaml": b"", "Dagsorden.yaml": b"\r\n"},
    "minutes": {"referat.txt": MINUTES, "Dagsorden.txt": MINUTES},
    "minutes in a folder": {"mappe/plan.txt": MINUTES},
    "timekeepers": {"Tidtagere stævne.txt": b"Bo\nAnna\n", "Tidtager liste.docx": b"PK"},
    "a site": {"plan.css": b"body { color: red }", "planlaeg.html": OWN_PAGE, "style.css": b""},
    "an example": {"eksempel.yaml": COMPOSE, "laes-mig.txt": b"Print dem i A3."},
    "folders called as ours": {"rapport.html/a": b"", "fejl.txt/b": b"", "plan.yaml/c": b""},
    "our report zeroed": {"rapport.html": bytes(20_000)},
    "our report in a folder of theirs": {"Gemt/rapport.html": PAGE_010},
}


def fill(folder: Path, there: dict[str, bytes]) -> dict[str, bytes]:
    for name, data in there.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return everything(folder)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("there", STRANGERS.values(), ids=STRANGERS.keys())
def test_a_strangers_stick_is_not_written_to_however_its_files_are_called(
    folder: Path, there: dict[str, bytes]
) -> None:
    before = fill(folder, there)
    stick, visit = WatchedStick(folder), Visit(PlanKeeper(folder.parent / "state"))
    told = [event for _ in range(4) if (event := stick.look(visit)) is not None]
    assert all(isinstance(event, NoPlan) and not event.ours for event in told)
    assert not stick.is_ours()
    assert everything(folder) == before


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a link to ours": lambda path: path.symlink_to(path.parent.parent / "elsewhere.html"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a FIFO": os.mkfifo,
    "a folder": Path.mkdir,
}


@pytest.mark.parametrize("make", SPECIAL.values(), ids=SPECIAL.keys())
@pytest.mark.parametrize("name", LEFT)
def test_what_is_no_file_is_none_of_ours(
    folder: Path, name: str, make: Callable[[Path], object]
) -> None:
    (folder.parent / "elsewhere.html").write_bytes(PAGE_010)
    make(folder / name)
    assert not FolderStick(folder).is_ours()


def test_a_stick_full_of_large_files_is_looked_into_at_once(folder: Path) -> None:
    # Given 16 GB of a file, and thousands of pages
    with (folder / "rapport.html").open("wb") as file:
        file.truncate(16 * 1024**3)
    with (folder / "moeder.parquet").open("wb") as file:
        file.write(b"PAR1")
        file.truncate(16 * 1024**3)
    for number in range(3000):
        (folder / f"side {number}.html").write_bytes(OWN_PAGE)
    began = time.process_time()
    assert not FolderStick(folder).is_ours()
    assert time.process_time() - began < 1.0
    # Then one of ours among them is found by its name
    (folder / "rapport-2026-11-24.html").write_bytes(PAGE_010)
    assert FolderStick(folder).is_ours()


def test_a_report_called_planlaeg_is_not_written_over(folder: Path) -> None:
    (folder / "planlaeg.html").write_bytes(PAGE_010)
    freshen(folder, GOOD.decode())
    assert everything(folder) == {str(folder / "planlaeg.html"): PAGE_010}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tidtager.yaml", GOOD), ("tidtager.yaml", BAD), ("TIDTAGER.TXT", GOOD),
        ("Tidtager Nord.yaml", BAD), ("plan.yaml", BAD), ("Møder/plan.yaml", GOOD),
        ("netværk.txt", GOOD), ("netværk.txt", BAD),
        ("plan.yaml", b"deltagere: [Anna, Bo, Ib]\nvarighed: 1 time\n"),
    ],
)  # fmt: skip
def test_a_plan_makes_a_stick_ours(folder: Path, name: str, data: bytes) -> None:
    fill(folder, {name: data})
    assert FolderStick(folder).is_ours()


def test_examples_are_known_by_what_is_in_them(folder: Path) -> None:
    for path in (files(content) / "examples").iterdir():
        (folder / "eksempel.yaml").write_bytes(path.read_bytes())
        assert FolderStick(folder).is_ours(), path.name
