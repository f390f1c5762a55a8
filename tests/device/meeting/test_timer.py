"""A turn's or a group's time: when the lamp changes, and what more time does to it."""

import pytest

from device.meeting.timer import Timer

START = 100.0

WARNED = {
    "ten minutes: the last fifth": (600, 480),
    "two minutes: the last fifth": (120, 96),
    "a fifth is just the least": (75, 60),
    "one minute: at least a quarter of one": (60, 45),
    "half a minute: the half is just the least": (30, 15),
    "twenty seconds: never more than half": (20, 10),
}


def minute(**more: float) -> Timer:
    """A minute, begun at START."""
    return Timer(START, 60.0, **more)


@pytest.mark.parametrize(("seconds", "warned"), WARNED.values(), ids=WARNED)
def test_when_the_lamp_turns_yellow(seconds: float, warned: float) -> None:
    timer = Timer(START, seconds)
    assert timer.warning_due == START + warned
    assert timer.due == START + seconds
    assert timer.next_moment() == START + warned


@pytest.mark.parametrize(
    ("after", "phase"),
    [(0, "running"), (44.9, "running"), (45, "warning"), (59.9, "warning"), (60, "over"),
     (61, "over")],
)  # fmt: skip
def test_green_yellow_and_red_from_just_the_moment(after: float, phase: str) -> None:
    assert minute().phase(START + after) == phase


def test_each_signal_comes_once() -> None:
    assert minute().next_moment() == START + 45
    assert Timer(START, 60.0, warned=True).next_moment() == START + 60
    assert Timer(START, 60.0, warned=True, ended=True).next_moment() is None


def test_what_is_used_and_left() -> None:
    timer = minute()
    assert (timer.used(START + 20), timer.left(START + 20)) == (20, 40)
    assert (timer.used(START + 70), timer.left(START + 70)) == (70, -10)
    assert timer.used(START - 5) == 0, "it begins in a moment: nothing is used before"


def test_a_minute_more_in_good_time_is_as_if_it_had_been_given() -> None:
    timer = minute().extended(60, START + 10)
    assert (timer.due, timer.warning_due) == (START + 120, START + 96)
    assert (timer.extra, timer.overrun, timer.warned, timer.ended) == (60, 0, False, False)


def test_more_time_when_it_is_up_is_counted_from_now() -> None:
    up = Timer(START, 60.0, warned=True, ended=True)
    timer = up.extended(60, START + 80)
    assert timer.due == START + 140
    assert (timer.extra, timer.overrun) == (60, 20), "nobody asked for the twenty"
    assert timer.next_moment() == START + 116, "both signals come anew"
    again = timer.extended(30, START + 150)
    assert (again.due, again.extra, again.overrun) == (START + 180, 90, 30)


def test_at_the_very_end_nothing_has_been_overrun() -> None:
    assert Timer(START, 60.0, warned=True, ended=True).extended(60, START + 60).overrun == 0


@pytest.mark.parametrize(
    ("seconds", "warned"),
    [
        pytest.param(5, True, id="so little that the lamp stays yellow"),
        pytest.param(10, True, id="it is yellow from just now"),
        pytest.param(15, False, id="green again"),
    ],
)
def test_the_warning_comes_again_where_there_is_time_for_it(seconds: float, warned: bool) -> None:
    """Somebody asks five seconds before the end."""
    assert Timer(START, 60.0, warned=True).extended(seconds, START + 55).warned is warned


@pytest.mark.parametrize(
    ("now", "left"),
    [
        pytest.param(20, 40, id="what was left"),
        pytest.param(50, 10, id="just enough to come back to"),
        pytest.param(50.5, 30, id="next to nothing: a little"),
        pytest.param(60, 30, id="nothing"),
        pytest.param(75, 30, id="less than nothing"),
    ],
)
def test_whoever_comes_back_has_what_was_left_or_a_little(now: float, left: float) -> None:
    back = Timer(START, 60.0, warned=now >= 45, ended=now >= 60).taken_up(START + now)
    assert back.left(START + now) == left
    assert back.extra == 0, "nobody asked for it"
    assert back.ended is False
    assert back.warned is (back.warning_due <= START + now)


def test_a_pause_is_not_counted() -> None:
    timer = minute().moved(300)
    assert timer.used(START + 320) == 20
    assert timer.due == START + 360
