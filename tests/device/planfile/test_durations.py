"""Given a length as people write it, it is read as they meant it."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.planfile.durations import (
    DurationError,
    Length,
    Scale,
    danish_duration,
    parse_duration,
    parse_length,
)

SAME_EVERYWHERE = {
    "2 min": 120,
    "2 min.": 120,
    "2min": 120,
    "90 sekunder": 90,
    "90 sek.": 90,
    "halvanden time": 5400,
    "halvandet minut": 90,
    "1 time og 20 minutter": 4800,
    "1 time, 20 minutter": 4800,
    "1 time 20": 4800,
    "1t20m": 4800,
    "2t": 7200,
    "2 min 30": 150,
    "1,5 time": 5400,
    "1.5 time": 5400,
    "½ time": 1800,
    "2½ time": 9000,
    "en halv time": 1800,
    "et halvt minut": 30,
    "to en halv time": 9000,
    "to og en halv time": 9000,
    "et kvarter": 900,
    "tre kvarter": 2700,
    "en time og et kvarter": 4500,
    "trekvart time": 2700,
    "femogtyve minutter": 1500,
    "TO TIMER": 7200,
    "2 minutter til hver": 120,
    "2 min. pr. person": 120,
    "ca. 10 min": 600,
    "1:30:00": 5400,
    "1:30 timer": 5400,
    "1:30 min": 90,
}


@pytest.mark.parametrize(("text", "seconds"), SAME_EVERYWHERE.items())
@pytest.mark.parametrize("scale", Scale)
def test_what_has_a_unit_means_the_same_everywhere(text: str, seconds: int, scale: Scale) -> None:
    assert parse_duration(text, scale) == seconds


@pytest.mark.parametrize(
    ("text", "meeting", "item"),
    [
        ("1:30", 5400, 90),
        ("0:45", 2700, 45),
        ("2", 7200, 120),
        ("en", 3600, 60),
        ("1,5", 5400, 90),
        ("8", 28800, 480),
        ("9", 540, 540),
        ("90", 5400, 5400),
    ],
)
def test_what_has_no_unit_is_decided_by_where_it_stands(text: str, meeting: int, item: int) -> None:
    assert parse_duration(text, Scale.MEETING) == meeting
    assert parse_duration(text, Scale.ITEM) == item


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("to timmer", "unknown", "2 timer"),
        ("10 minuter", "unknown", "10 minutter"),
        ("halvandet minnut", "unknown", "1 minut og 30 sekunder"),
        ("længe", "unknown", None),
        ("", "unknown", None),
        ("min time", "unknown", None),
        ("20 min 1 time", "unknown", None),
        ("1:75", "unknown", None),
        ("2 min 90", "unknown", None),
        ("5 %", "unknown", None),
        ("-5 min", "negative", None),
        ("minus to timer", "negative", None),
        ("1.30", "ambiguous", "1 minut og 30 sekunder"),
    ],
)
def test_what_is_no_length_is_refused_with_what_was_meant(
    text: str, reason: str, suggestion: str | None
) -> None:
    with pytest.raises(DurationError) as caught:
        parse_duration(text)
    assert (caught.value.reason, caught.value.suggestion) == (reason, suggestion)


@given(st.integers(min_value=1, max_value=12 * 60))
def test_what_the_box_says_it_reads_again(minutes: int) -> None:
    assert parse_duration(danish_duration(minutes * 60)) == minutes * 60


@given(st.text())
def test_no_text_is_more_than_a_duration_or_a_fault(text: str) -> None:
    with contextlib.suppress(DurationError):
        assert parse_duration(text) >= 0


def test_lengths_are_said_as_people_say_them() -> None:
    assert danish_duration(4800) == "1 time og 20 minutter"
    assert danish_duration(90) == "1 minut og 30 sekunder"
    assert danish_duration(3599.7) == "1 time"
    assert danish_duration(7225) == "2 timer"
    assert danish_duration(0) == "0 sekunder"


FRAMED = {
    "2 1/2 time": 9000,
    "1 ½ time": 5400,
    "1/2 time": 1800,
    "max 5 min": 300,
    "maks. 5 min.": 300,
    "højst 5 minutter": 300,
    "op til 5 min": 300,
    "~5 min": 300,
    "ca. 2 timer": 7200,
    "omkring 2 timer": 7200,
    "2 timer (med pause)": 7200,
    "2 timer inkl. pause": 7200,
    "2 hele timer": 7200,
    "2 tim. 15 min": 8100,
}


@pytest.mark.parametrize(("text", "seconds"), FRAMED.items(), ids=FRAMED)
@pytest.mark.parametrize("scale", Scale)
def test_what_frames_a_length_changes_nothing(text: str, seconds: int, scale: Scale) -> None:
    assert parse_duration(text, scale) == seconds


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1 min hver", Length(60, each=True)),
        ("2 min. pr. person", Length(120, each=True)),
        ("2 min per deltager", Length(120, each=True)),
        ("2 min/person", Length(120, each=True)),
        ("2 min til hver", Length(120, each=True)),
        ("max 2 min hver især", Length(120, each=True)),
        ("hver 2 min", Length(120, each=True)),
        ("á 2 min", Length(120, each=True)),
        ("10 min i alt", Length(600, all_in_all=True)),
        ("10 min", Length(600)),
    ],
)
def test_whether_a_length_is_each_ones_is_told(text: str, length: Length) -> None:
    assert parse_length(text) == length


@pytest.mark.parametrize(
    ("text", "scale", "suggestion"),
    [
        ("1.30 time", Scale.ITEM, "1 time og 30 minutter"),
        ("1.30 time", Scale.MEETING, "1 time og 30 minutter"),
        ("1.45", Scale.MEETING, "1 time og 45 minutter"),
        ("2-3 timer", Scale.MEETING, "3 timer"),
        ("2 til 3 timer", Scale.MEETING, "3 timer"),
        ("to eller tre timer", Scale.MEETING, "3 timer"),
        ("5-10 min", Scale.ITEM, "10 minutter"),
        ("5 – 10 min", Scale.ITEM, "10 minutter"),
    ],
)
def test_what_can_be_two_lengths_is_refused(text: str, scale: Scale, suggestion: str) -> None:
    with pytest.raises(DurationError) as caught:
        parse_duration(text, scale)
    assert (caught.value.reason, caught.value.suggestion) == ("ambiguous", suggestion)
