"""Given a stick's folder, the plan is found and read; what is written is whole or not there."""

import os
import resource
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from device.meeting.events import PlanRejected, StickFailed, StickIn
from device.memory.durable import (
    StorageFullError,
    StorageGoneError,
    StorageReadOnlyError,
    write_durably,
)
from device.planfile import PlanFaults
from device.stick.folder import FolderStick, PlanKeeper, take_in
from tests.device.meeting.table import Table

GOOD = "form: første møde\nvarighed: 2 timer\ndeltagere: [Anna, Bo, Søren]\n"
BAD = "form: første møde\nvarighed: to timmer\ndeltagere: [Anna, Bo, Søren]\n"
FAULT = 'Linje 2: "to timmer" er ikke en tid, jeg forstår. Skriv for eksempel "2 timer".'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def keeper(tmp_path: Path) -> PlanKeeper:
    return PlanKeeper(tmp_path / "state")


@pytest.mark.parametrize(
    "name",
    [
        "tidtager.yaml", "Tidtager.YAML", "TIDTAGER.YML", "tidtager.yaml.txt", "tidtager.txt",
        "tidtager (1).yaml", "tidtager - Kopi.yaml",
    ],
)  # fmt: skip
def test_the_plan_is_found_under_the_names_it_gets(folder: Path, name: str) -> None:
    (folder / name).write_text(GOOD)
    found = FolderStick(folder).read()
    assert found is not None
    assert found.plan.names == ("Anna", "Bo", "Søren")


def test_what_a_mac_and_windows_leave_is_no_plan(folder: Path) -> None:
    for name in ("._tidtager.yaml", ".tidtager.yaml.tmp", "tidtager.html", "tidtager.jpg"):
        (folder / name).write_bytes(b"\x00\x05\x16\x07")
    (folder / "tidtager.yml").mkdir()
    assert FolderStick(folder).read() is None


def test_of_several_plans_the_last_saved_is_read(folder: Path) -> None:
    for age, name in enumerate(("tidtager (2).yaml", "tidtager.yaml", "tidtager (1).yaml")):
        (folder / name).write_text(GOOD)
        os.utime(folder / name, (1_000_000 - age, 1_000_000 - age))
    assert FolderStick(folder).plan_file() == folder / "tidtager (2).yaml"
    # And of equally old ones the plain name
    for path in folder.iterdir():
        os.utime(path, (1_000_000, 1_000_000))
    assert FolderStick(folder).plan_file() == folder / "tidtager.yaml"


def test_faults_are_written_beside_the_plan_and_go_when_it_is_put_right(folder: Path) -> None:
    # Given a plan with a fault
    (folder / "tidtager.yaml").write_text(BAD)
    with pytest.raises(PlanFaults):
        FolderStick(folder).read()
    # Then Notepad shows the fault, with æøå and line ends
    data = (folder / "fejl.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert FAULT in data.decode("utf-8-sig").split("\r\n")
    # When it is put right, the fault file goes
    (folder / "tidtager.yaml").write_text(GOOD)
    FolderStick(folder).read()
    assert sorted(path.name for path in folder.iterdir()) == ["tidtager.yaml"]


def test_somebodys_own_fejl_txt_is_neither_written_over_nor_taken_away(folder: Path) -> None:
    # Given a note of the facilitator's own, called as ours is
    own = "Kopimaskinen er i stykker.\r\n".encode("cp1252")
    (folder / "fejl.txt").write_bytes(own)
    (folder / "tidtager.yaml").write_text(GOOD)
    # When the plan is good, it stays
    FolderStick(folder).read()
    assert (folder / "fejl.txt").read_bytes() == own
    # When the plan has faults, it has another name, and stays there when the plan is put right
    for _ in range(2):
        (folder / "tidtager.yaml").write_text(BAD)
        with pytest.raises(PlanFaults):
            FolderStick(folder).read()
        assert FAULT in (folder / "fejl.txt").read_text(encoding="utf-8-sig")
        assert (folder / "fejl-tidligere.txt").read_bytes() == own
    (folder / "tidtager.yaml").write_text(GOOD)
    FolderStick(folder).read()
    assert sorted(path.name for path in folder.iterdir()) == ["fejl-tidligere.txt", "tidtager.yaml"]
    # And a second one is kept beside the first
    (folder / "fejl.txt").write_bytes(own + own)
    (folder / "tidtager.yaml").write_text(BAD)
    with pytest.raises(PlanFaults):
        FolderStick(folder).read()
    assert (folder / "fejl-tidligere-2.txt").read_bytes() == own + own


IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a link": lambda path: path.symlink_to(path.parent.parent / "precious"),
    "a FIFO": os.mkfifo,
}


@pytest.mark.parametrize("make", IN_THE_WAY.values(), ids=IN_THE_WAY.keys())
def test_what_is_no_file_makes_way_for_the_faults(
    folder: Path, keeper: PlanKeeper, make: Callable[[Path], object]
) -> None:
    (folder.parent / "precious").write_text("precious")
    make(folder / "fejl.txt")
    (folder / "tidtager.yaml").write_text(BAD)
    assert take_in(FolderStick(folder), keeper, 3.0) == PlanRejected(3.0, faults=1, first=FAULT)
    assert FAULT in (folder / "fejl.txt").read_text(encoding="utf-8-sig")
    assert os.path.lexists(folder / "fejl-tidligere.txt")
    assert (folder.parent / "precious").read_text() == "precious"


def test_that_the_faults_stand_on_the_stick_is_said_only_where_they_do(
    folder: Path, keeper: PlanKeeper
) -> None:
    # Given a stick that can't be written to
    (folder / ".fejl.txt.tmp" / "in the way").mkdir(parents=True)
    (folder / "tidtager.yaml").write_text(BAD + "kage: ja\n")
    event = take_in(FolderStick(folder), keeper, 3.0)
    assert event == PlanRejected(3.0, faults=2, first=FAULT, told=False)
    table = Table()
    table.happens(event)
    assert table.keys[0] == "plan_faults_untold"
    # When it can
    (folder / ".fejl.txt.tmp").rename(folder / "away")
    event = take_in(FolderStick(folder), keeper, 4.0)
    assert event == PlanRejected(4.0, faults=2, first=FAULT)
    table.happens(event)
    assert "plan_faults" in table.keys


def test_a_plan_with_faults_never_replaces_a_good_one(folder: Path, keeper: PlanKeeper) -> None:
    stick = FolderStick(folder)
    assert take_in(stick, keeper, 1.0) is None
    # Given a good plan, which was taken in
    (folder / "tidtager.yaml").write_text(GOOD)
    event = take_in(stick, keeper, 2.0)
    assert isinstance(event, StickIn)
    assert keeper.kept() == event.plan
    # When it is changed into one with faults
    (folder / "tidtager.yaml").write_text(BAD)
    # Then it is rejected with what to say, and the good one is still kept
    assert take_in(stick, keeper, 3.0) == PlanRejected(3.0, faults=1, first=FAULT)
    assert keeper.kept() == event.plan
    with pytest.raises(PlanFaults):
        keeper.keep(BAD)
    assert keeper.kept() == event.plan


def test_without_a_plan_that_can_be_read_nothing_is_kept(tmp_path: Path) -> None:
    assert PlanKeeper(tmp_path).kept() is None
    (tmp_path / "tidtager.yaml").write_text(BAD)
    assert PlanKeeper(tmp_path).kept() is None


def test_a_stick_that_is_gone_is_trouble_not_an_end(folder: Path, keeper: PlanKeeper) -> None:
    stick = FolderStick(folder)
    folder.rmdir()
    assert stick.folder() is None
    assert take_in(stick, keeper, 5.0) == StickFailed(5.0, "reading", "gone")
    with pytest.raises(StorageGoneError):
        stick.write("rapport.html", b"x")


def run_child(code: str, *arguments: object) -> str:
    """Run `code` in a process of its own, so that its limits are not the tests'."""
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=root, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()


def test_when_the_stick_fills_up_midway_the_old_file_is_still_whole(folder: Path) -> None:
    # Given a report, and room for no more than 1,000 bytes a file
    write_durably(folder / "rapport.html", b"old")
    said = run_child(
        """
        import resource, sys
        from pathlib import Path
        from device.memory.durable import StorageFullError, write_durably
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
        try:
            write_durably(Path(sys.argv[1]), b"x" * 5000)
        except StorageFullError as error:
            print(isinstance(error, OSError), error.filename)
        """,
        folder / "rapport.html",
    )
    # Then the new one is refused, the old one is whole, and no draft is left
    assert said == f"True {folder / 'rapport.html'}"
    assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [
        ("rapport.html", b"old")
    ]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000
    assert issubclass(StorageFullError, OSError)


def test_a_stick_that_cannot_be_written_to_still_gives_its_plan(tmp_path: Path) -> None:
    # Given a stick with a faulty plan, and nobody may write on it
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "tidtager.yaml").write_text(BAD)
    folder.chmod(0o555)
    # (root may write anywhere, so the process becomes nobody once all is loaded)
    said = run_child(
        """
        import os, sys
        from pathlib import Path
        from device.memory.durable import StorageReadOnlyError
        from device.planfile import PlanFaults, read_plan
        from device.stick.folder import FolderStick
        os.chdir(sys.argv[1])
        try:
            read_plan(Path("tidtager.yaml").read_bytes())
        except PlanFaults:
            pass
        if os.getuid() == 0:
            os.setuid(65534)
        stick = FolderStick(Path())
        try:
            stick.read()
        except PlanFaults as faults:
            print(len(faults.faults))
        try:
            stick.write("rapport.html", b"x")
        except StorageReadOnlyError:
            print("read only")
        """,
        folder,
    )
    # Then the fault is told all the same, and writing says why it cannot
    assert said.splitlines() == ["1", "read only"]
    assert issubclass(StorageReadOnlyError, OSError)


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new(folder: Path) -> None:
    # Given a process that writes one report after another, and is killed without warning
    path = folder / "rapport.html"
    write_durably(path, b"0" * 200_000)
    root = Path(__file__).parents[3]
    code = """
        import sys
        from pathlib import Path
        from device.memory.durable import write_durably
        print("writing", flush=True)
        while True:
            for digit in b"123456789":
                write_durably(Path(sys.argv[1]), bytes([digit]) * 200_000)
        """
    for _ in range(5):
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), str(path)],
            cwd=root, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        child.kill()
        child.wait()
        child.stdout.close()
        # Then what has the name is one whole report
        data = path.read_bytes()
        assert len(data) == 200_000
        assert len(set(data)) == 1
