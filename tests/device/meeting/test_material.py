"""What the box says within the forms: read once, whole, or with an error that says where."""

from collections.abc import Mapping
from typing import Any

import pytest

from device.meeting.material import MATERIAL, MaterialError, load_material, read_material

GOOD: Mapping[str, Any] = {
    "for": ["alle"],
    "minutes": 3,
    "lead": "Nu tænker vi.",
    "lines": {"one": {"say": "Hvad nu?", "pause": 30}, "two": "Hvad så?"},
}


@pytest.mark.parametrize("name", MATERIAL)
def test_all_material_opens(name: str) -> None:
    assert load_material(name).parts


def test_a_part_says_its_lead_its_lines_and_its_close() -> None:
    part = read_material("trial", {"think": {**GOOD, "close": "Tak."}}).part("think")
    assert part.texts == ("Nu tænker vi.", "Hvad nu?", "Hvad så?", "Tak.")
    assert part.lines["two"].pause == 0
    assert part.silence == 30


def test_the_silence_of_a_part_is_that_of_all_its_lines() -> None:
    lines = {"one": {"say": "Hvad nu?", "pause": 30}, "two": {"say": "Hvad så?", "pause": 20}}
    assert read_material("trial", {"think": {**GOOD, "lines": lines}}).part("think").silence == 50


def test_a_part_without_a_close_says_nothing_at_its_end() -> None:
    assert read_material("trial", {"think": GOOD}).part("think").texts[-1] == "Hvad så?"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"lead": ""}, "lead is ''"),
        ({"lines": {}}, "lines is {}"),
        ({"lines": None}, "lines is {}"),
        ({"lines": {"one": {"say": "Hvad nu?", "pause": 900}}}, "lines.one.pause is 900"),
        ({"lines": {"one": {"say": "Hvad nu?", "wait": 9}}}, "lines.one.wait is 9"),
        ({"for": ["naboer"]}, "for.0 is 'naboer'"),
        ({"minutes": 2.5}, "minutes is 2.5"),
        ({"end": "Tak."}, "end is 'Tak.'"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_part_is_told(change: Mapping[str, Any], told: str) -> None:
    with pytest.raises(MaterialError, match=r"content/material/trial\.yaml, think") as raised:
        read_material("trial", {"think": {**GOOD, **change}})
    assert told in str(raised.value)


def test_a_part_that_is_not_there_is_told() -> None:
    with pytest.raises(MaterialError, match=r"content/material/forberedelse.yaml has no part 'x'"):
        load_material("forberedelse").part("x")
