""" "Glem alt": all that was kept is gone, and where it isn't, the box says so."""

import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from device.box.loop import Loop
from device.meeting import events
from device.meeting.actions import Action, Forget
from device.memory import journal_file
from device.memory.wiping import NotWipedError, wipe_all, wipe_folder
from device.simulation.clock import SetClock
from tests.device.boxes import Ears, a_box, lead
from tests.device.meeting.table import ROUND, WELCOME, a_plan

HANNE = "Hemmelige Hanne"
PLAN = a_plan(WELCOME, ROUND, names=(HANNE, "Bo", "Cilla", "Dan"), network=HANNE)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


def remembering(state: Path) -> tuple[Loop, Ears]:
    """A box with a meeting in its memory, one in its journal, and one that was set aside."""
    clock = SetClock()
    loop, ears = a_box(state / "journal.db", clock)
    for _ in range(2):
        loop.put(events.StickIn(0.0, PLAN))
        loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()
        lead(loop, clock)
    assert loop.meeting.memory.past(PLAN).number == 2
    aside = ("1.damaged", "1.damaged-wal", "12.damaged", "new", "new-journal")
    for name in aside:
        (state / f"journal.db.{name}").write_text(HANNE)
    return loop, ears


def forget(loop: Loop, ears: Ears) -> None:
    ears.said.clear()
    for intent in ("forget", "yes"):
        loop.put(events.Heard(0.0, intent))
        loop.run_pending()


def left_in(state: Path) -> list[str]:
    return sorted(
        file.name
        for file in state.rglob("*")
        if file.is_file() and HANNE.encode() in file.read_bytes()
    )


def test_nothing_is_left_and_that_is_said(state: Path) -> None:
    loop, ears = remembering(state)
    assert left_in(state)
    forget(loop, ears)
    assert ears.said == ["confirm_forget", "forgotten"]
    assert loop.meeting.memory.groups == ()
    loop.close()
    assert left_in(state) == []
    again, ears = a_box(state / "journal.db", SetClock())
    assert again.meeting.stage == "empty"
    assert again.meeting.memory.groups == ()


def an_outlet_fails(loop: Loop, ears: Ears, _monkeypatch: pytest.MonkeyPatch) -> None:
    do = ears.do

    def failing(action: Action) -> None:
        if isinstance(action, Forget):
            raise NotWipedError("graphs")
        do(action)

    ears.do = failing  # type: ignore[method-assign]


def a_file_stays(_loop: Loop, _ears: Ears, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def stays(path: Path, missing_ok: bool = False) -> None:
        if path.name == "journal.db.1.damaged":
            raise PermissionError(f"{path} stays")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", stays)


@pytest.mark.parametrize("fails", [an_outlet_fails, a_file_stays])
def test_what_could_not_be_wiped_is_said_and_the_rest_is_gone(
    state: Path,
    fails: Callable[[Loop, Ears, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop, ears = remembering(state)
    fails(loop, ears, monkeypatch)
    forget(loop, ears)
    assert ears.said == ["confirm_forget", "forgotten_in_part"]
    assert loop.meeting.stage == "empty"
    # The group can try again, and the box goes on
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    assert loop.meeting.stage == "waiting"
    monkeypatch.undo()
    forget(loop, ears)
    loop.close()
    assert left_in(state) == []


def test_a_journal_that_cannot_be_wiped_goes_on_being_one(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk so full that not even a DELETE has room, and a folder where nothing can be removed."""
    loop, ears = remembering(state)

    def stays(_path: Path) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(journal_file, "wipe", stays)
    loop._journal._db.close()
    forget(loop, ears)
    assert ears.said == ["confirm_forget", "memory_trouble", "forgotten_in_part"]
    loop.close()
    # The yes could not be written; what came of it could
    loop, _ = a_box(state / "journal.db", SetClock())
    assert loop.meeting.stage == "empty"
    assert loop.meeting.memory.groups == ()
    loop.put(events.StickIn(0.0, PLAN))
    loop.run_pending()
    loop.close()
    with sqlite3.connect(state / "journal.db") as database:
        assert database.execute("SELECT count(*) FROM events").fetchone()[0] >= 2


def test_each_is_wiped_whatever_becomes_of_the_others(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(HANNE)

    def fails() -> None:
        raise RuntimeError("no")

    with pytest.raises(NotWipedError, match="no"):
        wipe_all((lambda: wipe_folder(tmp_path / "a"), fails, lambda: wipe_folder(tmp_path / "b")))
    assert list(tmp_path.iterdir()) == []
    wipe_folder(tmp_path / "never was")


def test_a_folder_that_is_filled_while_it_is_wiped_is_wiped_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graphs"
    folder.mkdir()
    once = iter([OSError(errno.ENOTEMPTY, "a compiler is at work")])
    rmtree = shutil.rmtree

    def interrupted(path: Path) -> None:
        for fault in once:
            raise fault
        rmtree(path)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    wipe_folder(folder)
    assert not folder.exists()
