"""Silence and quiet reflection: the box says little, and then nothing at all."""

import pytest

from device.meeting.items.reflection.plan import Reflection, silences
from device.meeting.items.silence import Silence
from tests.device.meeting.table import CLOSING, NAMES, WELCOME, Table, a_plan

SILENCE = Silence("Stilhed", 180)
THREE = Reflection(
    "Eftertanke",
    180,
    leads=("Nu tænker vi.", "", ""),
    questions=("Hvad nu?", "Hvad så?", "Hvad mere?"),
    pauses=(40.0, 40.0, 40.0),
)


def test_silence_is_a_sentence_a_dim_lamp_one_soft_tone_and_nothing_else() -> None:
    table = Table.started(SILENCE, CLOSING)
    assert table.keys[2:] == ["own_words", "own_words"]
    shown = table.meeting.shown.light
    assert (shown.colour, shown.mode) == ("white", "dim")
    table.clear()
    table.wait(179)
    assert (table.said, table.chimes) == ([], [])
    assert table.meeting.shown.light == shown, "it tells nothing of the time"
    table.wait(2)
    assert (table.said, table.chimes) == ([], ["soft"])
    table.wait(3)
    assert table.keys[0] == "closing_intro"
    assert table.chimes == ["soft"]


@pytest.mark.parametrize(
    ("agenda", "said"),
    [
        ((SILENCE, CLOSING), "Læg det hele fra jer"),
        ((WELCOME, SILENCE), "Læg det hele fra jer"),
        ((CLOSING, SILENCE), "Tænk hver for sig"),
        (
            (Silence("Stilhed", 60, text="Tænk på en ven."),),
            "Tænk på en ven.",
        ),
    ],
    ids=["first", "after the welcome", "later", "the plan's own sentence"],
)
def test_the_sentence_fits_where_the_group_is(agenda: tuple[Silence, ...], said: str) -> None:
    table = Table.started(*agenda)
    while table.meeting.situation != "running":
        table.press("green")
    assert table.last.startswith(said)


@pytest.mark.parametrize("how", ["button", "voice"])
def test_whoever_has_had_enough_ends_the_silence(how: str) -> None:
    table = Table.started(SILENCE, CLOSING)
    table.wait(60)
    if how == "button":
        table.press("green")
    else:
        table.hear("next")
    assert table.meeting.index == 1
    assert "soft" not in table.chimes


def test_a_pause_in_the_silence_is_taken_out_of_it() -> None:
    table = Table.started(SILENCE, CLOSING)
    table.wait(100)
    table.press("yellow")
    table.wait(500)
    table.clear()
    table.press("yellow")
    assert table.keys == ["silence_goes_on"]
    table.wait(79)
    assert table.chimes == []
    table.wait(2)
    assert table.chimes == ["soft"]


def test_a_minute_more_of_silence() -> None:
    table = Table.started(SILENCE, CLOSING)
    table.wait(170)
    table.hear("more_time", minutes=1.0)
    table.clear()
    table.wait(69)
    assert table.chimes == []
    table.wait(2)
    assert table.chimes == ["soft"]


def test_each_question_is_followed_by_its_silence_and_the_last_by_a_tone() -> None:
    table = Table.started(THREE, CLOSING)
    said = [(0.0, table.said[-2].text), (0.0, table.last)]
    table.clear()
    while table.meeting.index == 0:
        table.wait(1)
        said += [(table.now, each.text) for each in table.said[:1]]
        if table.chimes:
            assert said[-1][1] == "Hvad mere?"
        table.clear()
    assert [text for _, text in said[:4]] == ["Nu tænker vi.", "Hvad nu?", "Hvad så?", "Hvad mere?"]
    assert [at for at, _ in said[1:4]] == [0.0, 54.0, 108.0]


def test_green_asks_the_next_question_at_once_and_blue_reads_it_again() -> None:
    table = Table.started(THREE, CLOSING)
    table.clear()
    table.press("blue", "green")
    assert [said.text for said in table.said] == ["Hvad nu?", "Hvad så?"]
    table.press("yellow")
    table.wait(300)
    table.clear()
    table.press("yellow")
    assert table.last == "Hvad så?"
    table.hear("back")
    assert [said.text for said in table.said[-2:]] == ["Vi går tilbage.", "Hvad nu?"]


def test_afterwards_there_may_be_a_round_and_everybody_has_the_word() -> None:
    shared = Reflection(
        "Eftertanke", 400, questions=("Hvad nu?",), pauses=(40.0,), question="Hvad vil du dele?",
        turn_seconds=30,
    )  # fmt: skip
    table = Table.started(shared, CLOSING)
    table.wait(400 - shared.round_seconds(len(NAMES)) + 3)
    assert "Hvad vil du dele?" in [said.text for said in table.said]
    table.press("green", "green", "green", "green")
    assert [turn.name for turn in table.meeting.turns] == list(NAMES)
    assert table.meeting.index == 1


def test_the_last_words_are_said_only_where_the_meeting_ends() -> None:
    ending = Reflection("Til sidst", 60, questions=("Hvad nu?",), pauses=(40.0,), close="Farvel.")
    for agenda, last in (((ending,), "Farvel."), ((ending, CLOSING), "Find en dato.")):
        table = Table.started(*agenda)
        table.press("green")
        assert table.last == last


@pytest.mark.parametrize(
    ("seconds", "kept"),
    [
        (300.0, (94.0, 94.0, 94.0)),
        (138.0, (40.0, 40.0, 40.0)),
        (63.0, (15.0, 15.0, 15.0)),
        (62.0, (25.0, 25.0)),
        (10.0, (15.0,)),
        (2000.0, (180.0, 180.0, 180.0)),
    ],
)
def test_the_time_there_is_makes_silences_longer_or_shorter(
    seconds: float, kept: tuple[float, ...]
) -> None:
    assert silences((40.0, 40.0, 40.0), seconds) == kept


def test_what_is_short_anyway_stays_short() -> None:
    assert silences((10.0, 60.0), 60.0) == (10.0, 41.0)


def test_one_who_comes_late_is_welcomed_in_the_silence_and_it_goes_on() -> None:
    table = Table.with_plan(a_plan(SILENCE, CLOSING))
    table.press("green")
    table.hear("guest")
    table.wait(179)
    assert table.meeting.index == 0
    table.wait(5)
    assert table.meeting.index == 1
