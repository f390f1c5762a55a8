"""Interviews, gathering up and the network's frame as a plan writes them."""

import pytest

from device.meeting.items.frame import NEEDED, Frame
from device.meeting.items.gathering import Gathering
from device.meeting.items.interview.plan import Interview
from device.meeting.plan import Item
from device.planfile import PlanFaults, read_plan

WHO = "deltagere: [Anna, Bo, Carla, Dorte, Erik, Frida]\n"


def item(written: str) -> Item:
    return read_plan(f"{WHO}dagsorden:\n{written}\n".encode()).agenda[0]


@pytest.mark.parametrize(
    ("written", "size", "rounds", "turn"),
    [
        ("  - interview", 0, 1, 300),
        ("  - Interviews", 0, 1, 300),
        ("  - parinterview: 12 min", 0, 1, 300),
        ("  - interview:\n      sammen: tre og tre", 3, 1, 300),
        ("  - interview:\n      sammen: to og to\n      runder: 3", 2, 3, 300),
        ("  - interview:\n      runder: to runder\n      taletid: 3 min", 0, 2, 180),
        ("  - interview:\n      taletid: 4 min\n      tid: 10 min", 0, 1, 240),
        ("  - interview: 20 min", 0, 1, 540),
    ],
)
def test_interviews(written: str, size: int, rounds: int, turn: float) -> None:
    made = item(written)
    assert isinstance(made, Interview)
    assert (made.size, made.rounds, made.turn_seconds) == (size, rounds, turn)
    assert made.questions == ()


def test_interviews_with_questions_of_their_own() -> None:
    made = item("  - interview:\n      - Hvad nu?\n      - Og så?")
    assert isinstance(made, Interview)
    assert made.questions == ("Hvad nu?", "Og så?")
    made = item("  - interview: Hvad nu?")
    assert isinstance(made, Interview)
    assert made.questions == ("Hvad nu?",)


def test_interviews_about_expectations_have_their_own() -> None:
    made = item("  - forventningsinterview")
    assert isinstance(made, Interview)
    assert made.title == "Vores forventninger"
    assert len(made.questions) == 4
    assert made.lead
    assert made.close


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (
            "  - interview:\n      sammen: fire og fire",
            'Linje 4: Interviews er for to eller tre sammen. Skriv "to og to" '
            'eller "tre og tre", eller slet linjen.',
        ),
        (
            "  - interview: 1 min",
            "Linje 3: Der bliver kun 0 sekunder til hver i interviewene på 1 "
            'minut. Der skal være mindst 15 sekunder til hver. Skriv "tid: 2 minutter".',
        ),
        (
            "  - interview:\n      runder: 9",
            'Linje 4: Ved "runder" skal der stå et tal fra 1 til 6, ikke "9".',
        ),
    ],
    ids=["four", "no time", "rounds"],
)
def test_what_cannot_be_is_told(written: str, fault: str) -> None:
    with pytest.raises(PlanFaults) as caught:
        item(written)
    assert [one.text for one in caught.value.faults] == [fault]


def test_gathering_up() -> None:
    made = item("  - opsamling:\n      spørgsmål: Hvad tager vi med?\n      tid: 8 min")
    assert isinstance(made, Gathering)
    assert (made.seconds, made.questions, made.lead) == (480, ("Hvad tager vi med?",), "")
    made = item("  - forventningsopsamling")
    assert isinstance(made, Gathering)
    assert len(made.questions) == 3


@pytest.mark.parametrize(("minutes", "more"), [(6, 0), (11, 0), (14, 2), (40, 6)])
def test_the_frame_asks_what_is_needed_and_more_where_there_is_time(
    minutes: int, more: int
) -> None:
    made = item(f"  - rammer: {minutes} min")
    assert isinstance(made, Frame)
    assert len(made.questions) == len(NEEDED)
    assert max(len(made.inside), len(made.across)) == more  # by where the group comes from
    assert len(made.roles) == len(NEEDED)
    assert made.question_seconds >= 40


def test_the_frame_leaves_out_the_purpose_that_the_plan_has_and_takes_own_questions() -> None:
    text = f"{WHO}formål: Vi hjælper hinanden.\ndagsorden:\n  - rammer: 6 min\n"
    frame = read_plan(text.encode()).agenda[0]
    assert isinstance(frame, Frame)
    assert len(frame.questions) == len(NEEDED) - 1
    own = item("  - rammer:\n      - Hvor tit?\n      - Hvor længe?")
    assert isinstance(own, Frame)
    assert (own.questions, own.roles) == (("Hvor tit?", "Hvor længe?"), ())
