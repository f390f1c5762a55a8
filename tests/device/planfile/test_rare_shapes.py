"""Rare shapes of a plan file: each read as it was meant, or told of in one sentence."""

import pytest

from device.planfile import PlanFaults, plan_text, read_plan

FIRST = "form: første møde\nvarighed: 3 timer\n"
WHO = "deltagere: [Anna, Bo, Carla]\n"
OWN = f"form: egen dagsorden\n{WHO}dagsorden:\n"
UNDER = f"{FIRST}deltagere:\nAnna\nBo\nCarla\n"

READ = {
    "an item's field under an item without a colon": (
        f"{OWN}  - dialog ledelse\n    tid: 10 min\n",
        ["Hvad er ledelse? 10"],
    ),
    "an item by the clock without a dash, below one with": (
        f"{OWN}- pause: 10 min\n13.15 kaffe og kage\n",
        ["Pause 10", "Pause 10"],
    ),
    "an item without a dash, below one with": (
        f"{OWN}- pause: 10 min\ntalerunde: Hvad nu?\n",
        ["Pause 10", "Talerunde 7"],
    ),
    "items without dashes, one by the clock": (
        f"{OWN}  13.00 pause\n  talerunde Hvad nu?\n  afslutning\n",
        ["Pause 10", "Talerunde 7", "Aftaler og tak 10"],
    ),
}

TOLD = {
    "another form's item beside the header": (
        f"{FIRST}{WHO}opfølgning: 10 min\n",
        'Linje 4: Jeg kender ikke "opfølgning". Slet linjen, hvis den ikke skal bruges.',
    ),
    "an item that is no time": (
        f"{FIRST}{WHO}sparring: måske\n",
        'Linje 4: "måske" er ikke en tid, jeg forstår. Skriv for eksempel "10 minutter".',
    ),
    "a word of the file among the people": (
        f"{UNDER}formål at lære\n",
        'Linje 7: Der mangler et kolon i "formål at lære". Skriv "formål: at lære".',
    ),
    "a word with its value among the people": (
        f"{UNDER}pause 10 min\n",
        'Linje 7: Der mangler et kolon i "pause 10 min". Skriv "pause: 10 min".',
    ),
    "what may be somebody's name, and is none": (
        f"{UNDER}Formål at lære\n",
        'Linje 7: "Formål at lære" ligner ikke et navn. Skriv kun navnet, for eksempel "- Anna", '
        "eller slet det.",
    ),
    "a topic that is missing, by the clock": (
        f"{OWN}- pause: 10 min\n13.15 dialog\n",
        'Linje 5: Der mangler et emne at tale om. Skriv for eksempel "emne: forventninger".',
    ),
}


@pytest.mark.parametrize(("text", "agenda"), READ.values(), ids=READ)
def test_it_is_read_as_it_was_meant(text: str, agenda: list[str]) -> None:
    plan = read_plan(text.encode())
    assert [f"{item.title} {item.seconds / 60:g}" for item in plan.agenda] == agenda


@pytest.mark.parametrize(("text", "fault"), TOLD.values(), ids=TOLD)
def test_it_is_told_of(text: str, fault: str) -> None:
    with pytest.raises(PlanFaults) as caught:
        read_plan(text.encode())
    assert [one.text for one in caught.value.faults] == [fault]


def test_names_in_capitals_are_names_and_initials_stay() -> None:
    plan = read_plan("form: første møde\ndeltagere: [BO, ANNA, JP, Ib]\n".encode())
    assert plan.names == ("Bo", "Anna", "JP", "Ib")


def test_a_file_that_is_no_text_has_none() -> None:
    with pytest.raises(PlanFaults, match="PDF"):
        plan_text(b"%PDF-1.7")
