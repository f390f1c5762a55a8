"""Whether a meeting is on, asked from outside while the box runs, of journals of any version."""

import shutil
from pathlib import Path

import pytest

from device.commands.standing import BETWEEN, MEETS, UNKNOWN, main

JOURNALS = sorted((Path(__file__).parents[1] / "memory" / "journals").glob("*.db"))
FREE = {"finished", "fresh", "waiting"}


@pytest.mark.parametrize("journal", JOURNALS, ids=[path.stem for path in JOURNALS])
def test_a_journal_of_the_first_version_says_whether_a_meeting_is_on(
    journal: Path, tmp_path: Path
) -> None:
    shutil.copyfile(journal, tmp_path / "journal.db")
    assert main(tmp_path) == (BETWEEN if journal.stem in FREE else MEETS)


def test_nothing_is_written_beside_the_journal_of_a_running_box(tmp_path: Path) -> None:
    shutil.copyfile(JOURNALS[0], tmp_path / "journal.db")
    before = (tmp_path / "journal.db").read_bytes()
    tmp_path.chmod(0o500)
    main(tmp_path)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [
        ("journal.db", before)
    ]


def test_no_journal_is_no_meeting(tmp_path: Path) -> None:
    assert main(tmp_path / "nowhere") == BETWEEN


def test_a_journal_that_cannot_be_read_may_be_a_meeting(tmp_path: Path) -> None:
    (tmp_path / "journal.db").mkdir()
    assert main(tmp_path) == UNKNOWN
