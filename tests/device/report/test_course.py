"""Over meetings: what moves, who comes, what was talked about, who has been with whom."""

import random
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest

from device.meeting.account import Account
from device.meeting.notes import AskedNote
from device.meeting.remembered import Past, Summary
from device.report.course import course
from device.report.course_charts import Bar, bars_chart
from device.report.page import html_page
from tests.device.report.made import FOLLOWING, a_year, went

NAMES = FOLLOWING.names


def after(*away: int, form: bool = False) -> Account:
    """Meetings at which so many stayed away, the last one now."""
    past = tuple(
        Summary(number, "følgende møde", present=NAMES[gone:], absent=NAMES[:gone], used=7200)
        for number, gone in enumerate(away[:-1], start=1)
    )
    record = went(FOLLOWING, away=away[-1])
    if form:
        record = replace(record, notes=(AskedNote("form"),))
    return Account(FOLLOWING, record, Past(past))


def test_of_a_single_meeting_there_is_no_course() -> None:
    assert course(after(0)) is None
    assert "Gennem møderne" not in html_page(after(0), None)


@pytest.mark.parametrize(
    ("away", "many"),
    [
        pytest.param((0, 0, 1), False, id="one of 24"),
        pytest.param((2, 2, 1), True, id="five of 24"),
        pytest.param((4, 0, 0, 0), False, id="it was long ago"),
        pytest.param((0, 4), True, id="two meetings are enough"),
    ],
)
def test_many_absences_are_a_sign(away: tuple[int, ...], many: bool) -> None:
    shown = course(after(*away))
    assert shown
    assert shown.many_absent is many
    assert [(one.came, one.invited) for one in shown.attendance] == [
        (8 - gone, 8) for gone in away
    ]  # fmt: skip
    page = html_page(after(*away), None)
    assert "Mange afbud er et tegn" in page
    assert ("Mange har været væk" in page) is many


@pytest.mark.parametrize(
    ("account", "asks"),
    [
        pytest.param(after(0, 0, 0), False, id="the third"),
        pytest.param(after(0, 0, 0, 0), True, id="the fourth"),
        pytest.param(after(0, 0, 0, 0, 0), False, id="the fifth"),
        pytest.param(after(0, 0, 0, 0, 0, form=True), True, id="asked by the box"),
    ],
)
def test_at_the_fourth_meeting_the_form_is_asked_about(account: Account, asks: bool) -> None:
    assert ("Passer formen stadig?" in html_page(account, None)) is asks


def test_no_middle_is_shown_without_how_many_answered() -> None:
    page = html_page(a_year(8), None)
    told = re.findall(r"Møde for møde: ([^\"]+)", unescape(page))
    assert len(told) == 5
    for meeting in (one for whole in told for one in whole.split("; ")):
        assert re.fullmatch(r"\d+: (median [\d,]+ af \d+ svar|for få svar|snit mellem .*)", meeting)


def test_a_year_is_shown_and_no_more() -> None:
    shown = course(a_year(15))
    assert shown
    assert [one.number for one in shown.attendance] == list(range(4, 16))
    assert shown.topics[0][0] == 4


def test_who_has_been_with_whom_is_there_with_names_alone() -> None:
    assert course(a_year(5)).pairs is None  # type: ignore[union-attr]
    assert "Hvem har arbejdet sammen" not in html_page(a_year(5), None)
    pairs = course(a_year(5, names=True)).pairs  # type: ignore[union-attr]
    assert pairs
    assert pairs.names == NAMES
    for row, times in enumerate(pairs.times):
        assert times[row] is None
        assert [pairs.times[column][row] for column in range(8)] == list(times), "both ways"
    met = sum(times or 0 for row in pairs.times for times in row) // 2
    groups = [group for meeting in a_year(5).meetings for group in meeting.together]
    assert met == len(groups), "pairs"


def test_a_trial_at_home_is_no_meeting() -> None:
    trial = replace(after(0, 0), record=replace(after(0).record, seconds=20.0))
    assert course(trial) is None


def test_the_line_of_the_middle_breaks_where_a_meeting_is_hidden() -> None:
    counts = (1, 1, 1, 1, 1)
    told, hidden = Bar("1", counts), Bar("2", None, "for få svar")
    lines = [
        bars_chart(bars, "").count('<polyline class="middle"')
        for bars in ([told] * 4, [told, told, hidden, told, told], [told, hidden, told])
    ]
    assert lines == [1, 2, 0]


@pytest.mark.parametrize("meetings", [1, 2, 4, 8, 12])
def test_no_number_in_a_bar_lies_under_the_line_of_the_middle(meetings: int) -> None:
    for seed in range(12):
        picture = bars_chart(
            [Bar(str(number), some_counts(seed, number)) for number in range(1, meetings + 1)], ""
        )
        line = re.search(r'<polyline class="middle" points="([^"]+)"', picture)
        points = [pair.split(",") for pair in line[1].split()] if line else []
        through = densely([(float(x), float(y)) for x, y in points])
        numbers = re.findall(r'<text class="on_s\d" x="([\d.]+)" y="([\d.]+)"', picture)
        assert numbers
        for x, baseline in numbers:
            left, right, top = float(x) - 2, float(x) + 2, float(baseline) - 5.4
            assert not any(
                left <= at <= right and top <= y <= float(baseline) for at, y in through
            ), f"seed {seed}: a number at {x}, {baseline}"


def some_counts(seed: int, number: int) -> tuple[int, int, int, int, int]:
    chance = random.Random(f"{seed} {number}")
    one, two, three, four, five = (chance.choice((0, 1, 2, 3)) for _ in range(5))
    return one, two, three, four, five + 1


def densely(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points along the line, a tenth of a unit apart or closer."""
    found = []
    for (x, y), (right, end) in pairwise(points):
        found += [(x + (right - x) * at / 400, y + (end - y) * at / 400) for at in range(401)]
    return found
