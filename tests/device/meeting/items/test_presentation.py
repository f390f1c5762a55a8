"""Given a talk, when time goes, then chimes and lamp tell it, and nobody is cut off."""

import pytest

from device.meeting.items.presentation import Presentation
from device.meeting.timing import RULES
from tests.device.meeting.table import CLOSING, Table

TALK = Presentation("Oplæg", 900, speakers=("Hanne Holm",))
ASKED = Presentation("Oplæg", 1200, speakers=("Anne", "Bo"), questions=300)


def test_the_speaker_is_given_the_word_and_the_time() -> None:
    table = Table.started(TALK, CLOSING)
    assert table.keys[2:] == ["presentation_intro", "presentation_start"]
    assert table.last.startswith("Hanne Holm, værsgo. Der er femten minutter.")
    both = Table.started(ASKED, CLOSING)
    assert both.last.startswith("Anne og Bo, værsgo. Der er femten minutter.")


def test_one_soft_chime_at_the_warning_two_at_the_end_and_no_word() -> None:
    table = Table.started(TALK, CLOSING)
    table.clear()
    table.wait(719)
    assert (table.chimes, table.light) == ([], "green")
    table.wait(2)
    assert (table.chimes, table.light) == (["warning"], "yellow")
    table.wait(180)
    assert (table.chimes, table.light) == (["warning", "end"], "red")
    table.wait(3600)
    assert table.keys == []
    assert table.meeting.index == 0, "nobody is cut off"


@pytest.mark.parametrize("how", ["button", "voice"])
def test_thanks_and_then_questions_where_the_plan_gives_time(how: str) -> None:
    table = Table.started(ASKED, CLOSING)
    table.wait(900)
    table.clear()
    if how == "button":
        table.press("green")
    else:
        table.hear("next")
    said = [each.text for each in table.said]
    assert said[0] == "Tak for oplægget. Giv en hånd."
    assert said[-1] == "Hvem vil spørge først?"
    table.clear()
    table.press("blue")
    assert table.last == "Vend det kort med din nabo, og find jeres bedste spørgsmål."
    table.wait(301)
    assert table.keys[-1] == "dialogue_time_up"
    table.press("green")
    assert table.meeting.index == 1


def test_a_minute_more_and_what_is_left_of_the_time() -> None:
    table = Table.started(TALK, CLOSING)
    table.wait(800)
    table.clear()
    table.press("blue")
    assert table.keys == ["time_left"]
    table.hear("more_time", minutes=1.0)
    table.wait(150)
    assert "end" not in table.chimes
    table.wait(11)
    assert "end" in table.chimes


def test_only_the_questions_give_way_to_a_late_meeting() -> None:
    assert TALK.flexible(8) == 0
    late = ASKED.shortened(0.5, 8, RULES)
    assert (late.talk, late.questions) == (900, 120)
