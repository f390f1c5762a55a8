"""A sparring exercise of several groups at once, at a loud table."""

from collections.abc import Iterator

import pytest

from device.meeting import actions, events
from device.meeting.items.steps.sequence import Steps
from tests.device.meeting.sparrings import (
    done,
    over,
    sparring,
    texts,
    until,
)
from tests.device.meeting.table import Table


def test_groups_are_told_by_number_and_find_their_places() -> None:
    table = sparring(8)
    assert texts(table)[3:] == [
        "Sæt jer sammen i grupper.",
        "Gruppe ét: Anna, Bo, Carla og Hanne.",
        "Gruppe to: Dorte, Erik, Frida og Gustav.",
        "Tryk grøn, når I sidder sammen.",
    ]
    table.clear()
    table.hear("groups")
    assert texts(table)[-1] == "Gruppe to: Dorte, Erik, Frida og Gustav."
    table.clear()
    table.press("green")
    assert "Gruppe to: Dorte fortæller, og Erik spørger." in texts(table)
    table.clear()
    table.press("score2")
    assert texts(table) == ["Gruppe to: Erik fortæller, og Dorte spørger."]
    table.press("yellow")
    assert texts(table)[1:] == [
        "Gruppe ét: Bo fortæller, og Anna spørger.",
        "Gruppe to: Frida fortæller, og Dorte spørger.",
    ]


def moments(table: Table) -> Iterator[tuple[float, str]]:
    """When the box chimed or spoke, second by second."""
    for _ in range(3600):
        before = len(table.done)
        at = table.now
        table.wait(0.5)
        for action in table.done[before:]:
            if isinstance(action, actions.Chime):
                yield at, action.name
            elif isinstance(action, actions.Say):
                yield at, "says"
        if not isinstance(table.meeting.item, Steps) or not table.meeting.item.ahead:
            return  # all are back at one table


def test_a_loud_table_hears_a_chime_and_a_breath_before_each_sentence() -> None:
    table = sparring(9, 1500.0)
    until(table, "asking")
    last = -1.0
    spoken = 0
    for at, what in moments(table):
        if what == "says":
            fresh = at > last + 20  # not one of several sentences in a row
            assert not fresh, f"said at {at} without a chime"
            assert at - last >= 1.5 or spoken == at
            spoken = at
        elif what in {"end", "attention"}:
            last = at
    assert spoken


def test_a_question_for_one_group_waits_for_the_table_to_fall_silent() -> None:
    table = sparring(9)
    until(table, "asking")
    table.clear()
    table.press("blue")
    assert (table.chimes, texts(table)) == (["attention"], [])
    table.wait(2.5)
    assert len(texts(table)) == 1


def test_a_long_silence_is_met_once() -> None:
    table = sparring(3)
    until(table, "asking")
    table.clear()
    table.happens(events.LongSilence(0.0))
    assert texts(table)[0] == (
        "Der har været stille længe. Her er et spørgsmål, hvis I vil have det."
    )
    assert len(texts(table)) == 2
    table.wait(70)
    table.happens(events.LongSilence(0.0))
    assert len(texts(table)) == 2


@pytest.mark.parametrize("why", ["several groups", "a pause", "finding who tells"])
def test_a_silence_that_is_left_alone(why: str) -> None:
    table = sparring(9 if why == "several groups" else 3)
    if why != "finding who tells":
        until(table, "asking")
    if why == "a pause":
        table.press("yellow")
    table.clear()
    table.happens(events.LongSilence(0.0))
    assert texts(table) == []


def test_all_come_back_and_tell_what_they_found() -> None:
    table = sparring(8, 1200.0)
    while not done(table):
        table.wait(10)
    assert texts(table)[-3:] == [
        "Nu kommer alle tilbage til det store bord.",
        "Hvad har I opdaget, som I andre også kan bruge?",
        "Tiden er gået. Rund roligt af, og tryk grøn, når I er klar.",
    ]
    table.press("green")
    assert over(table)
