"""What comes of one slip of the hand in any line of a plan: as kept in slips/.

After a change that is meant: ``python -m tests.device.planfile.slips``, and read what is another.
"""

import pytest

from tests.device.planfile.slips import KEPT, SLIPS, came_of, path_of


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_any_line_comes_to_what_it_came_to(slip: str) -> None:
    assert came_of(slip) == path_of(slip).read_text(encoding="utf-8")


def test_no_slip_is_left_over() -> None:
    assert {*KEPT.iterdir()} == {path_of(slip) for slip in SLIPS}
