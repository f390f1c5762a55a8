"""Where several share a name the box asks: "Mener du Anne K eller Anne M?" The answer is taken."""

import pytest

from device.meeting import events
from tests.device.meeting.attending import (
    table_of,
)
from tests.device.meeting.table import (
    CLOSING,
    DIALOGUE,
    EVALUATION,
    ROUND,
)

TWO_ANNES = ("Bo Ek", "Anne Kjær", "Anne Møller", "Dan Friis")


@pytest.mark.parametrize("between", [None, "repeat", "help", "wake"])
def test_the_bare_name_answers_whom_is_meant(between: str | None) -> None:
    table = table_of(ROUND, CLOSING, names=TWO_ANNES)
    table.wait(20)
    table.hear("floor_to", name="Anne")
    assert "named" in table.meeting.shown.listen_for.answers
    if between == "wake":
        table.happens(events.WakeWord(0.0))
    elif between:
        table.hear(between)
        assert table.last == "Mener du Anne K eller Anne M?"
    table.hear("named", name="Anne Møller")
    assert table.said[-1].people == ("Anne Møller",)
    assert "named" not in table.meeting.shown.listen_for.answers


@pytest.mark.parametrize("between", ["wait", "green", "time_left"])
def test_a_name_answers_only_what_was_asked_just_before(between: str) -> None:
    table = table_of(ROUND, CLOSING, names=TWO_ANNES)
    table.wait(20)
    table.hear("left", name="Anne")
    if between == "wait":
        table.wait(9)
    elif between == "green":
        table.press("green")
    else:
        table.hear("time_left")
    assert "named" not in table.meeting.shown.listen_for.answers
    table.hear("named", name="Anne Møller")
    assert len(table.meeting.present) == len(TWO_ANNES)


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (("left", "Anne Møller"), ("left", "Anne"), "left_noted"),
        (("left", "Anne Møller"), ("floor_to", "Anne"), "turn_start"),
        (("left", "Anne Møller"), ("skip", "Anne"), "skipped"),
        (("absent", "Anne Kjær"), ("here", "Anne"), "joined_round"),
    ],
)
def test_it_is_not_asked_where_only_one_of_them_can_be_meant(
    first: tuple[str, str], then: tuple[str, str], said: str
) -> None:
    table = table_of(ROUND, CLOSING, names=TWO_ANNES)
    table.hear(first[0], name=first[1])
    table.clear()
    table.hear(then[0], name=then[1])
    assert table.said[-1].people == ("Anne Kjær",)
    assert said in table.keys


@pytest.mark.parametrize(
    ("agenda", "turn"),
    [((ROUND, CLOSING), True), ((CLOSING,), False), ((EVALUATION, CLOSING), True),
     ((DIALOGUE, CLOSING), False), ((DIALOGUE, ROUND), True)],
)  # fmt: skip
def test_a_guest_is_promised_the_word_where_there_is_a_round_to_come(
    agenda: tuple[object, ...], *, turn: bool
) -> None:
    table = table_of(*agenda)
    table.hear("guest")
    assert ("ordet" in table.last) == turn


def test_who_comes_while_scores_are_given_is_in_no_round_yet() -> None:
    table = table_of(EVALUATION, CLOSING, absent="Nina Krogh")
    table.press(*["score3"] * 5)
    table.hear("here", name="Nina Krogh")
    assert table.keys[-1] == "joined"
