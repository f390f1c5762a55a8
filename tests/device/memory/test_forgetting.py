"""A wipe that was not whole is tried again at the next start."""

from pathlib import Path

import pytest

from device.memory.forgetting import Forgetting
from device.memory.wiping import wipe_folder


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """A folder that was to be forgotten and is still there."""
    folder = tmp_path / "graphs"
    folder.mkdir()
    (folder / "words.txt").write_text("Anna")
    return folder


def started_again(state: Path, folder: Path) -> None:
    Forgetting(state).finish([lambda: wipe_folder(folder)], [])


def test_what_was_to_be_forgotten_is_wiped_at_the_next_start(tmp_path: Path, names: Path) -> None:
    Forgetting(tmp_path).begins()
    started_again(tmp_path, names)
    assert not names.exists()


def test_nothing_is_wiped_that_nobody_wanted_forgotten(tmp_path: Path, names: Path) -> None:
    started_again(tmp_path, names)
    assert names.exists()


def test_what_is_whole_is_not_wiped_again(tmp_path: Path, names: Path) -> None:
    forgetting = Forgetting(tmp_path)
    forgetting.begins()
    forgetting.is_whole()
    started_again(tmp_path, names)
    assert names.exists()


def test_it_is_tried_at_each_start_until_it_is_done(tmp_path: Path, names: Path) -> None:
    def fails() -> None:
        raise OSError("the card is worn")

    Forgetting(tmp_path).begins()
    Forgetting(tmp_path).finish([fails], [])
    started_again(tmp_path, names)
    assert not names.exists()
    names.mkdir()
    started_again(tmp_path, names)
    assert names.exists(), "and then no more"


def test_where_nothing_can_be_marked_the_box_goes_on(tmp_path: Path) -> None:
    forgetting = Forgetting(tmp_path / "gone")
    forgetting.begins()
    forgetting.is_whole()
    forgetting.finish([], [])


def test_where_only_graphs_may_be_left_the_meeting_since_is_kept(
    tmp_path: Path, names: Path
) -> None:
    since = tmp_path / "journal.db"
    since.write_text("the next group's")
    forgetting = Forgetting(tmp_path)
    forgetting.begins()
    forgetting.all_but_what_is_made()
    forgetting.finish([since.unlink], [lambda: wipe_folder(names)])
    assert since.exists()
    assert not names.exists()
    forgetting.begins()
    forgetting.finish([since.unlink], [])
    assert not since.exists(), "but where all was to be forgotten, all is"
