import pytest

from device.box.idle import Idle
from device.meeting import events

HOUR = 3600.0


def test_an_hour_after_the_meeting_it_is_time_to_go_off_once() -> None:
    idle = Idle(HOUR, 0.0)
    assert not idle.is_over("running", 10_000.0)
    assert not idle.is_over("finished", 10_000.0 + HOUR - 1)
    assert idle.is_over("finished", 10_000.0 + HOUR)
    assert not idle.is_over("finished", 10_000.0 + 2 * HOUR)


@pytest.mark.parametrize("stage", ["empty", "waiting", "running"])
def test_only_a_meeting_that_is_over_ends_a_box(stage: str) -> None:
    assert not Idle(HOUR, 0.0).is_over(stage, 10 * HOUR)


@pytest.mark.parametrize("none", [None])
def test_a_box_may_stay_on_for_ever(none: None) -> None:
    assert not Idle(none, 0.0).is_over("finished", 1e9)


@pytest.mark.parametrize(
    ("event", "used"),
    [
        (events.Pressed(0.0, "blue"), True),
        (events.Heard(0.0, "repeat"), True),
        (events.NotUnderstood(0.0), False),
        (events.LongSilence(0.0), False),
        (events.Tick(0.0), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_counts_as_use(event: events.Event, used: bool) -> None:
    idle = Idle(HOUR, 0.0)
    idle.saw(event, 1800.0)
    assert idle.is_over("finished", HOUR) is not used
