"""Nobody sits alone, and no group is smaller than the step can do with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.grouping import sizes, usual_least

PARTED = {
    (3, 2): (3,), (4, 2): (2, 2), (5, 2): (3, 2), (7, 2): (3, 2, 2), (15, 2): (3, *[2] * 6),
    (2, 3): (2,), (3, 3): (3,), (4, 3): (4,), (5, 3): (5,), (6, 3): (3, 3), (7, 3): (4, 3),
    (8, 3): (4, 4), (10, 3): (4, 3, 3), (11, 3): (4, 4, 3), (12, 3): (3, 3, 3, 3),
    (16, 3): (4, 3, 3, 3, 3),
    (4, 4): (4,), (5, 4): (5,), (6, 4): (3, 3), (7, 4): (4, 3), (9, 4): (3, 3, 3),
    (10, 4): (4, 3, 3), (13, 4): (4, 3, 3, 3), (16, 4): (4, 4, 4, 4),
    (0, 3): (), (1, 2): (1,),
}  # fmt: skip


@pytest.mark.parametrize(("people", "size"), PARTED)
def test_how_a_table_is_parted(people: int, size: int) -> None:
    assert sizes(people, size) == PARTED[people, size]


def test_a_step_that_works_in_pairs_may_have_pairs_beside_threes() -> None:
    assert sizes(8, 3, least=2) == (3, 3, 2)
    assert sizes(8, 3, least=3) == (4, 4)


@given(st.integers(2, 16), st.integers(2, 5))
def test_all_sit_somewhere_and_none_alone(people: int, size: int) -> None:
    parted = sizes(people, size)
    assert sum(parted) == people
    assert min(parted) >= min(people, usual_least(size))
    assert max(parted) <= max(size + 1, 5)


@pytest.mark.parametrize(("size", "least"), [(1, 1), (3, 1), (3, 4)])
def test_groups_that_can_not_be_are_refused(size: int, least: int) -> None:
    with pytest.raises(ValueError, match="least"):
        sizes(8, size, least)
