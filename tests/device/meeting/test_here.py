"""Who is here: people come, go, or never came, in any order."""

import pytest

from device.meeting.here import Attendance
from device.meeting.plan import Person
from tests.device.meeting.table import CLOSING, a_plan

TWO = Attendance(("Anne", "Bo"), ("Cilla",), (), 2)


def test_those_who_are_known_to_be_away_are_not_expected() -> None:
    plan = a_plan(CLOSING)
    people = (Person("Anne"), Person("Bo", absent=True), Person("Cilla", late=True))
    here = Attendance.expected(type(plan)("egen dagsorden", people, (CLOSING,)))
    assert here == Attendance(("Anne",), ("Bo", "Cilla"), (), 1)


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("Cilla", Attendance(("Anne", "Bo", "Cilla"), (), (), 3)),
        ("en gæst", Attendance(("Anne", "Bo", "en gæst"), ("Cilla",), (), 3)),
        ("Bo", TWO),
    ],
    ids=["on the list", "a guest", "here already"],
)
def test_somebody_comes(name: str, after: Attendance) -> None:
    assert TWO.arrived(name) == after


@pytest.mark.parametrize(
    ("name", "was_here", "after"),
    [
        ("Bo", True, Attendance(("Anne",), ("Cilla",), ("Bo",), 1)),
        ("Bo", False, Attendance(("Anne",), ("Cilla", "Bo"), (), 1)),
        ("Cilla", True, TWO),
    ],
    ids=["went", "never came", "isn't here"],
)
def test_somebody_goes(name: str, was_here: bool, after: Attendance) -> None:
    assert TWO.departed(name, was_here=was_here) == after


def test_whoever_went_and_comes_back_is_here() -> None:
    gone = TWO.departed("Bo", was_here=True)
    assert gone.arrived("Bo") == Attendance(("Anne", "Bo"), ("Cilla",), (), 2)


def test_the_last_one_goes_and_nobody_is_here() -> None:
    empty = TWO.departed("Bo", was_here=True).departed("Anne", was_here=True)
    assert (empty.present, empty.came) == ((), 0)
    uncounted = Attendance(("Anne",), (), (), 0).departed("Anne", was_here=True)
    assert uncounted.came == 0
