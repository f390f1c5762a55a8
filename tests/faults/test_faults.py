"""Whatever goes wrong, nothing saved is lost, and the box is right again soon."""

from pathlib import Path

import pytest

from tests.faults.cases import CASES
from tests.faults.row import Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_that_was_taken_is_lost(case: Case, tmp_path: Path) -> None:
    if why := case.skip():
        pytest.skip(why)
    row = case.make(tmp_path, False)
    assert row.lost == 0 or row.note
    assert row.seconds is None or row.seconds <= case.at_most
