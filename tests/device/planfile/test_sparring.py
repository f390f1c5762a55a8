"""What a plan may say of a sparring exercise, as a form and as an item of an own agenda."""

import pytest

from device.meeting.items.sparring.plan import LEAST_ROUND, Sparring
from device.meeting.plan import Plan
from device.planfile import PlanFaults, read_plan

NAMES = (
    "Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gustav", "Hanne",
    "Ib", "Jens", "Karen", "Lars", "Mads", "Nina", "Ole", "Pia",
)  # fmt: skip


def form(people: int, minutes: int, *lines: str) -> Plan:
    head = ["form: sparringsøvelse", f"varighed: {minutes} minutter"]
    who = f"deltagere: [{', '.join(NAMES[:people])}]"
    return read_plan("\n".join([*head, who, *lines]).encode())


def agenda(*items: str) -> Plan:
    lines = ["deltagere: [Anna, Bo, Carla, Dorte]", "dagsorden:", *(f"  - {one}" for one in items)]
    return read_plan("\n".join(lines).encode())


def sparrings(plan: Plan) -> list[Sparring]:
    return [item for item in plan.agenda if isinstance(item, Sparring)]


def faults(*lines: str, people: int = 4, minutes: int = 60) -> list[str]:
    with pytest.raises(PlanFaults) as found:
        form(people, minutes, *lines)
    return [fault.text for fault in found.value.faults]


@pytest.mark.parametrize("people", [3, 8, 16])
@pytest.mark.parametrize("minutes", [20, 30, 45, 60, 90, 120, 180, 240])
def test_any_sensible_length_has_as_many_rounds_as_it_gives(people: int, minutes: int) -> None:
    plan = form(people, minutes)
    assert plan.seconds == 60 * minutes
    assert len(sparrings(plan)) == (2 if minutes >= 150 else 1)
    assert sum(item.seconds for item in sparrings(plan)) >= 0.5 * (plan.seconds - 600)
    for item in sparrings(plan):
        each = item.lap_seconds(people)
        assert each >= LEAST_ROUND
        assert 12 * 60 <= each <= 26 * 60


def test_a_quarter_is_too_short_and_that_is_said() -> None:
    assert faults(minutes=15) == [
        "Linje 2: En sparringsøvelse med 4 deltagere tager mindst 20 minutter, men der er kun "
        "15 minutter. Der mangler 5 minutter. Giv mødet længere tid."
    ]


@pytest.mark.parametrize(
    ("written", "way"),
    [
        ("spørgsmål", "questions"),
        ("Ryggen til", "backs_turned"),
        ("trojka", "backs_turned"),
        ("reflekterende team", "backs_turned"),
        ("ét spørgsmål hver", "one_question_each"),
        ("et spoergsmaal hver", "one_question_each"),
        ("hele gruppen", "whole_group"),
        ("i plenum", "whole_group"),
    ],
)
def test_the_ways_as_danes_write_them(written: str, way: str) -> None:
    (item,) = sparrings(form(8, 60, f"variant: {written}"))
    assert item.way == way
    (item,) = sparrings(agenda(f"sparring: {{tid: 40 minutter, form: {written}}}"))
    assert item.way == way


@pytest.mark.parametrize(
    ("written", "size"), [("tre", 3), ("fire", 4), ("4", 4), ("tre og tre", 3)]
)
def test_how_many_sit_together(written: str, size: int) -> None:
    (item,) = sparrings(form(8, 60, f"grupper: {written}"))
    assert item.size == size


def test_all_that_may_be_said_of_it() -> None:
    (item,) = sparrings(form(8, 90, "runder: to", "behov: ja", "grupper: fire"))
    assert (item.rounds, item.laps(8), item.need, item.size) == (2, 2, True, 4)
    assert item.lap_seconds(8) <= 20 * 60


@pytest.mark.parametrize(
    "line",
    [
        "sparring: {tid: 40 minutter, grupper: fire}",
        "sparring (40 min)",
        "sparring: 40 minutter",
        "sparringsøvelse 40 min",
        "sparring: ryggen til, 40 min",
    ],
)
def test_as_an_item_of_an_own_agenda(line: str) -> None:
    (item,) = sparrings(agenda("velkomst: 5 minutter", line, "afslutning"))
    assert item.seconds == 2400
    assert item.laps(4) == 2


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["grupper: par"],
            'Linje 4: Sparring er i grupper på tre eller fire, så der er en til at lytte. Skriv '
            '"grupper: tre" eller "grupper: fire".',
        ),
        (
            ["variant: kaos"],
            'Linje 4: Ved "variant" kan der ikke stå "kaos". Skriv "spørgsmål", "ryggen til", '
            '"ét spørgsmål hver" eller "hele gruppen".',
        ),
        (
            ["runder: tre", "tider:", "  sparring: 20 minutter"],
            "Linje 6: På 20 minutter er der ikke tid til sparring i så mange runder. Hver runde "
            'skal have mindst 8 minutter. Skriv "sparring: 24 minutter", eller færre runder.',
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(lines: list[str], said: str) -> None:
    assert faults(*lines) == [said]


@pytest.mark.parametrize(
    ("minutes", "people", "wished", "laps"),
    [
        (15, 3, 0, 1), (26, 3, 0, 1), (27, 3, 0, 2), (40, 3, 0, 2), (60, 3, 0, 3), (70, 3, 0, 4),
        (40, 8, 0, 2), (60, 8, 0, 3), (60, 5, 0, 3), (24, 3, 3, 3), (23, 3, 3, 2), (7, 3, 1, 1),
    ],
)  # fmt: skip
def test_rounds_of_fifteen_to_twenty_minutes(
    minutes: int, people: int, wished: int, laps: int
) -> None:
    item = Sparring("Sparring", 60.0 * minutes, rounds=wished)
    assert item.laps(people) == laps


def test_a_sparring_that_is_too_short_is_told_of_without_a_word_of_rounds() -> None:
    assert faults("tider:", "  sparring: 3 min") == [
        "Linje 5: 3 minutter er for lidt til en sparring. Den skal have mindst 8 minutter. "
        'Skriv "sparring: 8 minutter".'
    ]
