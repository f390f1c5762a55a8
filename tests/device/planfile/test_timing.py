"""Given the items' least, usual and most times, a meeting's time is shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.meeting.items.fields.slots import Slot, fixed, round_slot
from device.planfile.timing import DoesNotFitError, divide

MINUTES = st.integers(min_value=1, max_value=40)


@st.composite
def slots(draw: st.DrawFn) -> Slot:
    if draw(st.booleans()):
        people = draw(st.integers(min_value=3, max_value=16))
        return round_slot(people, 30.0, (60.0, 120.0, 180.0))
    least, usual, most = sorted(draw(st.tuples(MINUTES, MINUTES, MINUTES)))
    return Slot(least * 60.0, usual * 60.0, most * 60.0)


@given(st.lists(slots(), min_size=1, max_size=8), st.integers(min_value=60, max_value=40_000))
def test_each_item_gets_its_least_and_together_they_fill_the_time(
    given_slots: list[Slot], total: int
) -> None:
    least = sum(slot.least for slot in given_slots)
    if total < least:
        with pytest.raises(DoesNotFitError) as caught:
            divide(given_slots, total, [0])
        assert caught.value.least == least
        return
    seconds = divide(given_slots, total, [0])
    assert sum(seconds) == pytest.approx(total)
    assert all(
        length >= slot.least - 1e-6 for slot, length in zip(given_slots, seconds, strict=True)
    )


def test_what_has_its_own_time_keeps_it_and_the_rest_comes_in_whole_minutes() -> None:
    # Given a break of fixed length between two items that stretch
    seconds = divide([Slot(300, 600, 900), fixed(450), Slot(300, 900, 1800)], 2000, [])
    # Then the break is untouched and the others are whole minutes, near their shares
    assert seconds == [600, 450, 900]
