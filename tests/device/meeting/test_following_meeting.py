"""A following meeting looks at the group itself: its form, and who stays away."""

import pytest

from device.meeting.items.form_check import FormCheck
from device.meeting.notes import AskedNote
from tests.device.meeting.following import (
    CLOSING,
    DIALOGUE,
    FOLLOW_UP,
    a_table,
    met,
    talks,
)
from tests.device.meeting.table import NAMES, Table


def titles(table: Table) -> list[str]:
    return [item.title for item in table.meeting.agenda]


AGENDA = (FOLLOW_UP, DIALOGUE, CLOSING)


@pytest.mark.parametrize(
    ("before", "asked"), [(0, False), (2, False), (3, True), (8, True)], ids=str
)
def test_the_form_is_asked_about_from_the_fourth_meeting(before: int, asked: bool) -> None:
    table = a_table(*(met(n) for n in range(1, before + 1)), agenda=AGENDA)
    assert ("Passer formen stadig?" in titles(table)) == asked
    assert table.meeting.plan is not None
    assert table.meeting.plan.seconds == sum(item.seconds for item in AGENDA)


def test_the_form_is_asked_about_once() -> None:
    past = (met(1), met(2), met(3), met(4, asked=("form",)))
    assert titles(a_table(*past, agenda=AGENDA)) == [item.title for item in AGENDA]


def test_the_look_at_the_form_is_a_short_talk_and_is_remembered() -> None:
    table = a_table(met(1), met(2), met(3), agenda=AGENDA)
    for _ in NAMES:
        talks(table)
    assert AskedNote("form") in table.meeting.notes
    assert "I har mødtes nogle gange nu. Passer formen stadig?" in [s.text for s in table.said]
    table.press("blue")
    assert table.last == "Hvad skal vi blive ved med?"
    table.wait(400)
    assert "form_check_time_up" in table.keys
    table.press("green")
    assert table.keys[-1] == "suggest_topic"


@pytest.mark.parametrize(
    ("away", "asked"),
    [([1, 1, 2], True), ([1, 1, 0], False), ([1, 1], False), ([1, 1, 1], True)],
    ids=["many", "not last time", "not for long", "one of four each time"],
)
def test_many_absences_are_put_to_the_group_and_nobody_is_named(
    away: list[int], asked: bool
) -> None:
    past = [
        met(n, present=NAMES[count:], absent=NAMES[:count], asked=("form",) if n == 1 else ())
        for n, count in enumerate(away, 1)
    ]
    table = a_table(*past, agenda=AGENDA)
    assert ("Når flere er væk" in titles(table)) == asked
    if asked:
        for _ in NAMES:
            talks(table)
        said = [one for one in table.said if "væk" in one.text]
        assert said
        assert not any(name in one.text for one in said for name in NAMES)


def test_what_looks_back_on_nothing_gets_no_such_item() -> None:
    table = a_table(met(1), met(2), met(3), agenda=(DIALOGUE, CLOSING))
    assert titles(table) == ["Dagens emne", "Aftaler"]


def test_a_plan_that_has_the_item_gets_no_second_one() -> None:
    own = FormCheck("Passer formen stadig?", 300)
    table = a_table(met(1), met(2), met(3), agenda=(FOLLOW_UP, own, DIALOGUE, CLOSING))
    assert titles(table).count("Passer formen stadig?") == 1
