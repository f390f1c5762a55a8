"""A list on one line is its entries; a sentence with commas is one."""

import pytest

from device.planfile import PlanFaults, read_plan
from device.planfile.listing import as_one, questions_on_line, single_list

LISTS = {
    "Fortrolighed, mødetid og ingen telefoner": ["Fortrolighed", "mødetid", "ingen telefoner"],
    "Det, vi siger her, bliver her": ["Det, vi siger her, bliver her"],
    "a; b; c": ["a", "b", "c"],
    "en / to": ["en", "to"],
    "1. Ja 2. Nej": ["Ja", "Nej"],
    "(1) Ja (2) Nej": ["Ja", "Nej"],
    "• en • to": ["en", "to"],
    "- en - to": ["en", "to"],
    "Vi lytter. Vi kommer.": ["Vi lytter.", "Vi kommer."],
    "Ja. Nej.": ["Ja. Nej."],
    "en": ["en"],
    "en, to": ["en", "to"],
    "en,, to": ["en,, to"],
    "en og to": ["en og to"],
    "en, to og tre og fire": ["en", "to og tre og fire"],
    "Fortrolighed, vi lytter": ["Fortrolighed, vi lytter"],
    "Fortrolighed, Vi lytter godt efter": ["Fortrolighed", "Vi lytter godt efter"],
    "Fremmøde og humor, tillid": ["Fremmøde og humor", "tillid"],
    "en, og to": ["en, og to"],
}


@pytest.mark.parametrize(("line", "entries"), LISTS.items(), ids=LISTS)
def test_a_line_is_its_entries(line: str, entries: list[str]) -> None:
    assert list(single_list(line)) == entries


IN_BRACKETS = {
    "Hvad er det værste, der kan ske?, Hvad så?": ["Hvad er det værste, der kan ske?", "Hvad så?"],
    "Hvad gør du, når det, der skulle virke, ikke virker?": [
        "Hvad gør du, når det, der skulle virke, ikke virker?"
    ],
    "hvad er det, der driller, hvad lykkes": ["hvad er det, der driller", "hvad lykkes"],
    "Hvad er godt?, hvad er skidt?": ["Hvad er godt?", "hvad er skidt?"],
    "Hvad er godt, Hvad er skidt": ["Hvad er godt", "Hvad er skidt"],
    '"Hvad nu", "der er mere"': ["Hvad nu", "der er mere"],
    "Hvem er du, og hvad laver du?": ["Hvem er du, og hvad laver du?"],
}
"""What stands between brackets at ``spørgsmål``, and which questions those are."""


@pytest.mark.parametrize(("written", "asked"), IN_BRACKETS.items(), ids=IN_BRACKETS)
def test_a_question_in_brackets_is_not_split_at_its_own_comma(
    written: str, asked: list[str]
) -> None:
    text = "form: egen dagsorden\ndeltagere: [A, B, C]\ndagsorden:\n  - dialog:\n"
    text += f"      tid: 10 min\n      emne: ledelse\n      spørgsmål: [{written}]\n"
    plan = read_plan(text.encode())
    assert list(plan.agenda[0].questions) == asked
    commas = sum(", " in question for question in asked)
    remarks = [remark for remark in plan.remarks if "Linje 7" in remark]
    assert len(remarks) == commas, "whoever meant two is told that they were taken for one"


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        ("Vi siger det, som det er, Vi lytter", ["Vi siger det, som det er", "Vi lytter"]),
        ("Fortrolighed, respekt, åbenhed", ["Fortrolighed", "respekt", "åbenhed"]),
        ("Fortrolighed, respekt, og humor", ["Fortrolighed", "respekt", "og humor"]),
    ],
)
def test_a_rule_in_brackets_is_not_split_at_its_own_comma(rules: str, read: list[str]) -> None:
    text = f"form: første møde\nvarighed: 2 timer\nspilleregler: [{rules}]\ndeltagere: [A, B, C]\n"
    plan = read_plan(text.encode())
    (agreement,) = [item for item in plan.agenda if hasattr(item, "rules")]
    assert list(agreement.rules) == read


@pytest.mark.parametrize(
    ("value", "most", "text"),
    [
        (["a", "b"], 100, "a og b"),
        (["a"], 100, "a"),
        (["a,", "b ;", "c"], 100, "a, b og c"),
        (["Ja", "Nej"], 199, "Ja og Nej"),
        (["Ja", "Nej."], 200, "Ja. Nej."),
        (["Ja", "Hvad?"], 300, "Ja. Hvad?"),
        ([], 300, []),
        ([1], 300, [1]),
        ("x", 300, "x"),
    ],
)
def test_a_list_where_a_text_is_wanted_is_one(value: object, most: int, text: object) -> None:
    assert as_one(value, most) == text


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        ("Hvad nu?", ["Hvad nu?"]),
        ("Hvad nu? Og så?", ["Hvad nu?", "Og så?"]),
        ("Hvad nu?? Og", ["Hvad nu??", "Og"]),
        ("?", []),
        ("", []),
    ],
)
def test_questions_end_with_their_marks(line: str, questions: list[str]) -> None:
    assert list(questions_on_line(line)) == questions


OWN = "form: egen dagsorden\ndeltagere: [Anna, Bo, Carla]\n"
HEADER = OWN + "formål: at lære\nspilleregler: [Vi lytter, Vi kommer]\n"


@pytest.mark.parametrize(
    ("text", "purpose", "rules"),
    [
        (HEADER + "dagsorden:\n  - aftale: 10 min\n", "at lære", ("Vi lytter", "Vi kommer")),
        (
            HEADER
            + "dagsorden:\n  - aftale:\n      formål: at dele\n      spilleregler: [Vi ler]\n",
            "at dele",
            ("Vi ler",),
        ),
        (OWN + "dagsorden:\n  - aftale: 10 min\n", None, ()),
    ],
    ids=["the meeting's", "its own first", "none"],
)
def test_an_agreement_has_its_own_words_or_the_meetings(
    text: str, purpose: str | None, rules: tuple[str, ...]
) -> None:
    (item,) = read_plan(text.encode()).agenda
    assert (item.purpose, item.rules) == (purpose, rules)  # type: ignore[attr-defined]


FIRST = "form: første møde\ndeltagere: [Anna, Bo, Carla]\nvarighed: 2 timer\n"


@pytest.mark.parametrize(
    ("text", "title", "seconds"),
    [
        ("pause: 15 min\n", "Pause", 900),
        ("tider:\n  pause: 15 min\n", "Pause", 900),
        ("aftaler: 9 min\n", "Aftaler og tak", 540),
    ],
)
def test_a_time_beside_the_other_words_is_the_items(text: str, title: str, seconds: float) -> None:
    plan = read_plan((FIRST + text).encode())
    found = {item.title.split(" ")[0]: item.seconds for item in plan.agenda}
    assert found[title.split(" ", maxsplit=1)[0]] == seconds


@pytest.mark.parametrize(
    "text",
    [
        "taletid: 90 sek\n",
        "præsentation: 90 sek hver\n",
        "tider:\n  præsentation: 90 sek hver\n",
    ],
)
def test_a_time_for_each_is_the_turn(text: str) -> None:
    plan = read_plan((FIRST + text).encode())
    assert 90.0 in {item.each for item in plan.agenda}


def test_a_time_that_is_given_twice_is_told() -> None:
    with pytest.raises(PlanFaults) as caught:
        read_plan((FIRST + "pause: 15 min\ntider:\n  pause: 10 min\n").encode())
    (fault,) = caught.value.faults
    assert fault.line == 4
    assert "6" in fault.message
