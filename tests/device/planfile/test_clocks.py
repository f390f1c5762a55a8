"""Given a time of day or a date as people write it, it is read as they meant it."""

from datetime import date

import pytest

from device.planfile.clocks import DateError, clock_minutes, clock_span, date_of, leading_clock

CLOCKS = {
    "13:00": 780, "kl. 9.30": 570, "kl 14": 840, "kl.14": 840, "klokken 8": 480, "9": 540,
    "0930": 570, "14.00": 840, "9:00:00": 540, "kl. 9 præcis": 540, "10.30 (senest)": 630,
    "halv ni": 510, "kl. halv ni": 510, "kvart over otte": 495, "kvart i ni": 525, "ni": 540,
    "klokken ni": 540, "fem i halv ti": 565, "ti minutter over ni": 550, "halv to": 810,
    "kl. 2 om eftermiddagen": 840, "fire": 960, "tolv": 720,
}  # fmt: skip


@pytest.mark.parametrize(("written", "minutes"), CLOCKS.items(), ids=CLOCKS)
def test_times_of_day_are_read(written: str, minutes: int) -> None:
    assert clock_minutes(written) == minutes


@pytest.mark.parametrize(
    "written", ["25", "9:75", "nu", "9 min", "halv", "kvart over", "", "1 time", "kl. ²"]
)
def test_what_is_no_time_of_day_is_none(written: str) -> None:
    assert clock_minutes(written) is None


SPANS = {
    "14-16": (840, 960), "kl. 14-16": (840, 960), "13 – 15": (780, 900), "9.00-11.30": (540, 690),
    "fra 9 til 11": (540, 660), "kl. 13.00 til kl. 15.30": (780, 930), "halv ni til ti": (510, 600),
    "10-2": (600, 840),
}  # fmt: skip


@pytest.mark.parametrize(("written", "span"), SPANS.items(), ids=SPANS)
def test_a_stretch_of_time_has_a_beginning_and_an_end(written: str, span: tuple[int, int]) -> None:
    assert clock_span(written) == span


@pytest.mark.parametrize("written", ["14", "2 timer", "16-14", "24/11-26", "1-2-3"])
def test_what_is_no_stretch_of_time_is_none(written: str) -> None:
    assert clock_span(written) is None


def test_an_item_may_begin_with_its_time() -> None:
    assert [leading_clock(text) and leading_clock(text).rest  # type: ignore[union-attr]
            for text in ("9.10 Runde", "kl. 9: Velkomst", "10.30-10.45 Pause", "10 min pause")
            ] == ["Runde", "Velkomst", "Pause", None]  # fmt: skip


TODAY = date(2026, 10, 1)
DATES = {
    "24. november 2026": "2026-11-24",
    "tirsdag den 24. november 2026": "2026-11-24",
    "tirsdag d. 24. november 2026": "2026-11-24",
    "tirs. 24. nov. 2026": "2026-11-24",
    "24/11 2026": "2026-11-24",
    "24/11-2026": "2026-11-24",
    "24/11-26": "2026-11-24",
    "24.11.26": "2026-11-24",
    "24-11-2026": "2026-11-24",
    "den 3.3.2027": "2027-03-03",
    "2026-11-24": "2026-11-24",
    "241126": "2026-11-24",
    "24 november, 2026": "2026-11-24",
    "24. november": "2026-11-24",
    "d. 24/11": "2026-11-24",
    "3. marts": "2027-03-03",
    "onsdag d. 3. marts": "2027-03-03",
    "28. september": "2026-09-28",
}


@pytest.mark.parametrize(("written", "iso"), DATES.items(), ids=DATES)
def test_dates_are_read(written: str, iso: str) -> None:
    assert str(date_of(written, TODAY)) == iso


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("i morgen", "unknown"),
        ("24. brumaire 2026", "unknown"),
        ("24/13-26", "unknown"),
        ("24. ² 2026", "unknown"),
        ("31. februar", "impossible"),
        ("29/2 2027", "impossible"),
        ("mandag den 24. november 2026", "weekday"),
        ("søndag d. 3. marts", "weekday"),
        ("torsmandag den 24. november 2026", "unknown"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(DateError) as caught:
        date_of(written, TODAY)
    assert caught.value.reason == reason


def test_a_box_that_does_not_know_the_year_makes_none_up() -> None:
    assert date_of("24. november", date(1970, 1, 1)) is None
