"""What the box leaves on a stick, and what it leaves alone."""

import base64
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from device.meeting.events import Event, NoPlan, StickIn, StickOut
from device.meeting.notes import RoleNote
from device.meeting.remembered import Past, Summary
from device.meeting.roles import Turns
from device.stick.folder import PlanKeeper, Visit
from device.stick.freshen import freshen, give_turns, own_page
from device.stick.ours import clear_drafts
from device.stick.starter import starter_set, write_starter
from device.stick.watched import WatchedStick

GOOD = "form: første møde\nvarighed: 2 timer\ndeltagere: [Anna, Bo, Søren]  # og Åse?\n"
BAD = "form: tango\n"
PAGE = own_page() or b""


def numbered(number: int) -> bytes:
    """Our page, of another version."""
    mark = b'<meta name="tidtager-planlaeg" content="%d">' % number
    bare = re.sub(rb'<meta name="tidtager-planlaeg" content="\d+">\n?', b"", PAGE)
    return bare.replace(b"<head>\n", b"<head>\n" + mark + b"\n")


OLDER, NEWER = numbered(0), numbered(999)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def looks(folder: Path, times: int = 3) -> list[Event]:
    """What comes of looking at a stick that has just been put in."""
    stick, visit = WatchedStick(folder), Visit(PlanKeeper(folder.parent / "state"))
    return [told for _ in range(times) if (told := stick.look(visit)) is not None]


def carried(folder: Path) -> str:
    """The plan that the page beside plan.css opens."""
    return beside(folder)[0]


def beside(folder: Path) -> tuple[str, object]:
    """The plan and the roles that the page beside plan.css opens."""
    found = re.fullmatch(
        r':root\{--plan:"([A-Za-z0-9+/=]*)"(?:;--roles:"([A-Za-z0-9+/=]*)")?\}\n',
        (folder / "plan.css").read_text(),
    )
    assert found
    plan, roles = (base64.b64decode(part).decode() if part else None for part in found.groups())
    assert plan is not None
    return plan, roles and json.loads(roles)


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_the_page_beside_a_good_plan_is_given_its_text_with_comments(folder: Path) -> None:
    (folder / "planlaeg.html").write_bytes(PAGE)
    (folder / "tidtager.yaml").write_bytes(GOOD.encode("cp1252"))
    assert [type(told) for told in looks(folder)] == [StickIn]
    assert carried(folder) == GOOD
    assert (folder / "planlaeg.html").read_bytes() == PAGE


@pytest.mark.parametrize("plan", [BAD, None], ids=["with faults", "none"])
def test_without_a_good_plan_it_keeps_the_one_before(folder: Path, plan: str | None) -> None:
    (folder / "planlaeg.html").write_bytes(PAGE)
    (folder / "plan.css").write_text("before")
    if plan:
        (folder / "tidtager.yaml").write_text(plan)
    looks(folder)
    assert (folder / "plan.css").read_text() == "before"


def test_the_page_is_given_who_had_which_role_too(folder: Path) -> None:
    (folder / "planlaeg.html").write_bytes(PAGE)
    (folder / "tidtager.yaml").write_text(GOOD)
    met = Summary(1, "første møde", roles=(RoleNote("host", "Anna"), RoleNote("host", "Bo")))
    visit = Visit(PlanKeeper(folder.parent / "state"), past=lambda _: Past((met,)))
    stick = WatchedStick(folder)
    for _ in range(3):
        stick.look(visit)
    after_one = {"had": {"host": {"Anna": 1, "Bo": 2}}, "agreed": {"host": "Bo"}}
    assert beside(folder) == (GOOD, after_one)
    # When the group has met again, its plan stays, and who had what is new
    give_turns(folder, Turns({"host": {"Bo": 2}}, {}))
    assert beside(folder) == (GOOD, {"had": {"host": {"Bo": 2}}, "agreed": {}})


def test_without_the_page_no_stylesheet_is_left(folder: Path) -> None:
    (folder / "tidtager.yaml").write_text(GOOD)
    before = everything(folder)
    looks(folder)
    assert everything(folder) == before


@pytest.mark.parametrize(
    ("there", "after"),
    [
        (OLDER, PAGE),
        (NEWER, NEWER),
        (PAGE, PAGE),
        (b"<html>Somebody's own notes</html>", b"<html>Somebody's own notes</html>"),
    ],
    ids=["older", "newer", "the same", "a stranger's"],
)
def test_an_older_page_of_ours_is_renewed_and_no_other(
    folder: Path, there: bytes, after: bytes
) -> None:
    (folder / "planlaeg.html").write_bytes(there)
    freshen(folder, GOOD)
    assert (folder / "planlaeg.html").read_bytes() == after
    assert (folder / "plan.css").exists() == (b"plan.css" in there)


def test_a_stylesheet_that_is_not_ours_is_left_alone(folder: Path) -> None:
    (folder / "planlaeg.html").write_bytes(PAGE)
    (folder / "plan.css").write_text("body { color: red }")
    freshen(folder, GOOD)
    give_turns(folder, Turns({"host": {"Bo": 2}}, {}))
    assert (folder / "plan.css").read_text() == "body { color: red }"


def test_what_is_the_same_is_not_written_again(folder: Path) -> None:
    (folder / "planlaeg.html").write_bytes(PAGE)
    freshen(folder, GOOD)
    before = {path: path.stat().st_ino for path in folder.iterdir()}
    freshen(folder, GOOD)
    assert {path: path.stat().st_ino for path in folder.iterdir()} == before


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a link": lambda path: path.symlink_to(path.parent.parent / "precious"),
    "a FIFO": os.mkfifo,
    "a folder": Path.mkdir,
}


@pytest.mark.parametrize("make", SPECIAL.values(), ids=SPECIAL.keys())
@pytest.mark.parametrize("name", ["planlaeg.html", "fejl.txt", ".plan.css.tmp"])
def test_nothing_but_a_file_is_read_or_written(
    folder: Path, name: str, make: Callable[[Path], object]
) -> None:
    precious = folder.parent / "precious"
    precious.write_bytes(PAGE)
    if name != "planlaeg.html":
        (folder / "planlaeg.html").write_bytes(PAGE)
    make(folder / name)
    (folder / "tidtager.yaml").write_text(GOOD)
    assert [type(told) for told in looks(folder)] == [StickIn]
    (folder / "tidtager.yaml").write_text(BAD)
    looks(folder)
    assert precious.read_bytes() == PAGE


def test_the_starter_set_is_what_a_facilitator_needs(folder: Path) -> None:
    (folder / "foto.jpg").write_bytes(b"\xff\xd8")
    write_starter(folder)
    assert set(everything(folder)) == {"foto.jpg", *starter_set()}
    assert {"laes-mig.txt", "eksempel.yaml", "planlaeg.html"} <= set(starter_set())
    text = (folder / "laes-mig.txt").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in text
    for name in ("planlaeg.html", "eksempel.yaml", "tidtager.yaml", "fejl.txt", "rapport.html"):
        assert name in text.decode("utf-8-sig")
    # The example is no plan of anybody's until it is called one
    (no_plan,) = looks(folder)
    assert no_plan == NoPlan(0.0, ours=True)
    (folder / "eksempel.yaml").rename(folder / "tidtager.yaml")
    assert [type(told) for told in looks(folder)] == [StickIn]


def test_of_the_starter_set_only_what_is_missing_is_written(folder: Path) -> None:
    (folder / "laes-mig.txt").write_text("mine")
    (folder / "eksempel.yaml").symlink_to("/etc/passwd")
    write_starter(folder)
    assert (folder / "laes-mig.txt").read_text() == "mine"
    assert (folder / "eksempel.yaml").is_symlink()
    assert (folder / "planlaeg.html").exists()


def test_what_was_left_half_written_is_cleared_and_others_drafts_stay(folder: Path) -> None:
    precious = folder.parent / "precious"
    precious.write_text("precious")
    (folder / ".rapport.html.tmp").write_text("half")
    (folder / ".evaluering-2026-11-24.csv.tmp").write_text("half")
    (folder / ".planlaeg.html.tmp").symlink_to(precious)
    (folder / ".roman.odt.tmp").write_text("somebody's")
    (folder / "rapport.html").write_text("whole")
    clear_drafts(folder)
    assert sorted(path.name for path in folder.iterdir()) == [".roman.odt.tmp", "rapport.html"]
    assert precious.read_text() == "precious"


def test_that_the_stick_is_taken_out_is_told_once(folder: Path) -> None:
    stick, visit = WatchedStick(folder), Visit(PlanKeeper(folder.parent / "state"))
    assert stick.look(visit) is None
    (folder / "tidtager.yaml").write_text(GOOD)
    assert isinstance(stick.look(visit), StickIn)
    away = folder.rename(folder.parent / "away")
    assert [stick.look(visit) for _ in range(2)] == [StickOut(0.0), None]
    away.rename(folder)
    assert isinstance(stick.look(visit), StickIn), "put in anew it is read anew"
