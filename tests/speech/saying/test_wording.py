from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.saying.wording import (
    date_in_words,
    decimal_in_words,
    duration_in_words,
    list_in_words,
    number_in_words,
    ordinal_in_words,
    time_in_words,
    year_in_words,
)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "nul"),
        (1, "en"),
        (21, "enogtyve"),
        (50, "halvtreds"),
        (99, "nioghalvfems"),
        (100, "hundrede"),
        (101, "hundrede og en"),
        (250, "to hundrede og halvtreds"),
        (1000, "tusind"),
        (1100, "tusind et hundrede"),
        (2026, "to tusind og seksogtyve"),
        (21_000, "enogtyve tusind"),
        (1_000_000, "en million"),
        (2_500_000, "to millioner fem hundrede tusind"),
        (-3, "minus tre"),
    ],
)
def test_a_number_is_said_in_danish(number: int, said: str) -> None:
    assert number_in_words(number) == said


def test_one_agrees_with_what_is_counted() -> None:
    assert number_in_words(1, neuter=True) == "et"
    assert number_in_words(1) == "en"
    assert number_in_words(21, neuter=True) == "enogtyve"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "nul sekunder"),
        (-4, "nul sekunder"),
        (1, "et sekund"),
        (30, "tredive sekunder"),
        (60, "et minut"),
        (75, "et minut og femten sekunder"),
        (90, "halvandet minut"),
        (120, "to minutter"),
        (150, "to og et halvt minut"),
        (599.6, "ti minutter"),
        (754, "tretten minutter"),
        (1800, "en halv time"),
        (3600, "en time"),
        (3660, "en time og et minut"),
        (4800, "en time og tyve minutter"),
        (5400, "halvanden time"),
        (7200, "to timer"),
        (9000, "to og en halv time"),
    ],
)
def test_a_length_of_time_is_said_as_a_host_says_it(seconds: float, said: str) -> None:
    assert duration_in_words(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (2, "fem sekunder"),
        (27.6, "tredive sekunder"),
        (58, "et minut"),
        (87, "halvandet minut"),
        (131, "to minutter"),
        (290, "fem minutter"),
        (431, "syv minutter"),
    ],
)
def test_time_left_is_said_roughly(seconds: float, said: str) -> None:
    assert duration_in_words(seconds, roughly=True) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (9 * 60, "ni"),
        (13 * 60, "tretten"),
        (14 * 60 + 30, "fjorten tredive"),
        (14 * 60 + 5, "fjorten nul fem"),
        (60, "et"),
        (0, "nul nul"),
        (24 * 60 + 61, "et nul en"),
    ],
)
def test_a_time_of_day_follows_klokken(minutes: int, said: str) -> None:
    assert time_in_words(minutes) == said


def test_dates_and_years() -> None:
    day = date(2026, 12, 3)
    assert date_in_words(day) == "den tredje december"
    assert (
        date_in_words(day, weekday=True, year=True) == "torsdag den tredje december tyve seksogtyve"
    )
    assert year_in_words(1998) == "nitten hundrede otteoghalvfems"
    assert year_in_words(2000) == "to tusind"
    assert year_in_words(2005) == "to tusind og fem"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "første"),
        (12, "tolvte"),
        (30, "tredivte"),
        (31, "enogtredivte"),
        (105, "hundrede og femte"),
    ],
)
def test_ordinals(number: int, said: str) -> None:
    assert ordinal_in_words(number) == said


def test_decimals() -> None:
    assert decimal_in_words(1, "5") == "en komma fem"
    assert decimal_in_words(3, "25") == "tre komma femogtyve"
    assert decimal_in_words(0, "05") == "nul komma nul fem"


def test_a_list_ends_in_og() -> None:
    assert list_in_words([]) == ""
    assert list_in_words(["Anna"]) == "Anna"
    assert list_in_words(["Anna", "Bo"]) == "Anna og Bo"
    assert list_in_words(["Anna", "Bo", "Cilla"]) == "Anna, Bo og Cilla"


@given(st.integers(-(10**13), 10**13))
def test_no_number_leaves_a_digit(number: int) -> None:
    said = number_in_words(number) + ordinal_in_words(number)
    assert not any(letter.isdigit() for letter in said)


@given(st.floats(-100, 200_000), st.booleans())
def test_any_length_of_time_has_words_and_a_unit(seconds: float, roughly: bool) -> None:
    said = duration_in_words(seconds, roughly=roughly)
    assert not any(letter.isdigit() for letter in said)
    assert said.split()[-1] in {
        "sekund", "sekunder", "minut", "minutter", "time", "timer",
    }  # fmt: skip
