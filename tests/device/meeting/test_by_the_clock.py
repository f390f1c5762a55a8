"""What the box does, and just when, in whole meetings of every form: as kept in plays/.

After a change that is meant: ``python -m tests.device.meeting.by_the_clock``, and read what is
another.
"""

import pytest

from tests.device.meeting.by_the_clock import IN_ALL, PLAYS, path_of, play


@pytest.mark.parametrize(("form", "group"), IN_ALL, ids=[" by ".join(one) for one in IN_ALL])
def test_the_meeting_goes_as_it_went(form: str, group: str) -> None:
    assert play(form, group) == path_of(form, group).read_text(encoding="utf-8")


def test_no_play_is_left_over() -> None:
    assert {*PLAYS.iterdir()} == {path_of(*one) for one in IN_ALL}
