"""Given agendas as tired people wrote them, each is read as it was meant, or told of rightly."""

import pytest

from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from tests.device.planfile.strangers import (
    EXAMPLE_ITEMS,
    OWN,
    items,
    read,
    told,
)

# An agenda's lines: what becomes of them.
AGENDAS = {
    "- runde: Hvordan går det?": ["Talerunde 10 130: Hvordan går det?"],
    "- runde (2 min hver): Hvad nu?": ["Talerunde 10 120: Hvad nu?"],
    "- runde 10 min: Hvad nu?": ["Talerunde 10 130: Hvad nu?"],
    "- runde: Hvad nu? (10 min)": ["Talerunde 10 130: Hvad nu?"],
    "- talerunde:\n    spørgsmål: Hvad nu?\n    tid: 1 min hver": ["Talerunde 6 60: Hvad nu?"],
    "- talerunde:\n    spørgsmål: Hvad nu?\n    taletid: 10 min i alt": [
        "Talerunde 10 130: Hvad nu?"
    ],
    "- dialog: Sygefravær": ["Sygefravær 25"],
    "- dialog: Stress": ["Stress 25"],
    "- dialog (stress) 20 min": ["stress 20"],
    "- debat: Stress": ["Stress 25"],
    "- 1. Velkomst\n- 2. Pause": ["Velkomst 5", "Pause 10"],
    "- pause (kaffe): 10 min\n- velkomst (Anna)": ["Pause 10", "Velkomst 5"],
    "- 5 minutters pause\n- strækpause: 5'": ["Pause 5", "Pause 5"],
    "- velkomst = 5 min": ["Velkomst 5"],
    "- tema: Stress, 20 min": ["Stress 20"],
    "- dialog om sygefravær 20 min": ["sygefravær 20"],
    "- emne: Den svære samtale": ["Den svære samtale 25"],
    "- dialog: Hvordan holder vi ud?": ["Dialog 25"],
    "- dialog 20 min\n  emne: feedback": ["Feedback, der flytter noget 20"],
    "- pause: 10 min.": ["Pause 10"],
    "- kaffe 15 min": ["Kaffepause 15"],
    "- Pause med kage (15 min)": ["Pause med kage 15"],
    "- 10 min pause": ["Pause 10"],
    "- Velkomst ved Anna": ["Velkomst ved Anna 5"],
    "– Velkomst – 5 min\n– Pause – 10 min": ["Velkomst 5", "Pause 10"],
    "1. Velkomst\n2. Pause 10 min": ["Velkomst 5", "Pause 10"],
    "velkomst: 5 min\npause: 10 min\nslut: 5 min": ["Velkomst 5", "Pause 10", "Aftaler og tak 5"],
    "Velkomst\nPause": ["Velkomst 5", "Pause 10"],
    "9.00 Velkomst\n9.10 Runde: Hvad nu?\nkl. 9.30 Slut": [
        "Velkomst 10",
        "Talerunde 20 280: Hvad nu?",
    ],
    "- velkomst kl. 9\n- Frokost 9.15-9.45": ["Velkomst 15", "Frokost 30"],
    "- Check-in: Hvordan går det?": ["Check-in 10 130: Hvordan går det?"],
    '- Dialog: "Stress" (15 min)': ["Stress 15"],
    "  Velkomst (5 min)\n  Runde: Hvad nu?\n  Pause 10 min": [
        "Velkomst 5",
        "Talerunde 10 130: Hvad nu?",
        "Pause 10",
    ],
    "- runde: Hvad er de 3 vigtigste ting?": ["Talerunde 10 130: Hvad er de 3 vigtigste ting?"],
    "- runde:\n  - Hvad nu?\n  - Og så?": ["Talerunde 10 130: Hvad nu? Og så?"],
    "* velkomst\n* pause: 10 min\nafslutning: 5 min": [
        "Velkomst 5",
        "Pause 10",
        "Aftaler og tak 5",
    ],
    "- 9.00 Velkomst\n- 9.10 Runde: Hvad nu?\n- 9.30 Pause\n- 9.45 Slut": [
        "Velkomst 10",
        "Talerunde 20 280: Hvad nu?",
        "Pause 15",
    ],
    "- kl. 9: Velkomst\n- 9:10-9:30: Runde: Hvad nu?\n- pause: kl. 9.30-9.45\n- 9:45 slut": [
        "Velkomst 10",
        "Talerunde 20 280: Hvad nu?",
        "Pause 15",
    ],
}


@pytest.mark.parametrize(("written", "agenda"), AGENDAS.items(), ids=AGENDAS)
def test_an_agenda_is_read_as_people_write_it(written: str, agenda: list[str]) -> None:
    assert items(read(OWN + "dagsorden:\n" + written + "\n")) == agenda


def test_the_last_two_items_on_a_line_have_an_og_between_them() -> None:
    plan = read(OWN + "dagsorden: velkomst, præsentation og pause\n")
    assert [item.title for item in plan.agenda] == ["Velkomst", "Præsentation", "Pause"]


def test_an_agenda_may_stand_on_one_line() -> None:
    plan = read(OWN + "dagsorden: velkomst, runde: Hvordan går det?, pause 5 min, slut\n")
    assert items(plan) == [
        "Velkomst 5", "Talerunde 10 130: Hvordan går det?", "Pause 5", "Aftaler og tak 10",
    ]  # fmt: skip


def test_the_first_items_time_is_when_the_meeting_begins() -> None:
    plan = read(OWN + "dagsorden:\n- 9.00 Velkomst\n- 9.10 Pause\n")
    assert plan.start == 540


def test_a_presentation_of_a_minute_each_takes_people_times_it_and_the_changes() -> None:
    (presentation,) = read(OWN + "dagsorden:\n- præsentation: 1 min hver\n").agenda
    assert isinstance(presentation, SpeakingRound)
    assert (presentation.turn_seconds, presentation.seconds) == (60, 6 * 60)


def test_a_topic_of_ones_own_needs_no_opening() -> None:
    plan = read(OWN + "dagsorden:\n- dialog: Sygefravær\n")
    (dialogue,) = plan.agenda
    assert isinstance(dialogue, TopicDialogue)
    assert (dialogue.topic, dialogue.title) == ("Sygefravær", "Sygefravær")
    assert dialogue.opening.endswith("?")
    assert len(dialogue.questions) == 5
    assert len(plan.remarks) == 1


AGENDA_FAULTS = {
    "- Feedback: 20 min": 'Linje 4: Jeg kender ikke punktet "Feedback". Er det et emne, så skriv '
    '"- dialog: Feedback".',
    "- runde 10 min": 'Linje 4: Der mangler et spørgsmål til runden. Skriv for eksempel "- runde: '
    'Hvad fylder mest for dig lige nu?".',
    "- gruppearbejde: 15 min": 'Linje 4: Punktet "gruppearbejde" findes ikke endnu. Her kan stå '
    + EXAMPLE_ITEMS + ".",
    "- gåtur": 'Linje 4: Jeg kender ikke punktet "gåtur". Her kan stå ' + EXAMPLE_ITEMS + ".",
    "- pause: 2 min hver": "Linje 4: Kun i en talerunde eller evaluering er der en tid til hver. "
    'Skriv tiden i alt, for eksempel "- pause: 10 minutter".',
    "- velkomst\n- evaluering: nej": 'Linje 5: Skal punktet "evaluering" ikke med, så slet linjen.',
    "- pause: 1.30": 'Linje 4: "1.30" kan læses på to måder. Skriv for eksempel "1 minut og 30 '
    'sekunder".',
    "- pause: 5-10 min": 'Linje 4: "5-10 min" kan læses på to måder. Skriv for eksempel "10 '
    'minutter".',
    "- pause: ti minuter": 'Linje 4: "ti minuter" er ikke en tid, jeg forstår. Skriv for eksempel '
    '"10 minutter".',
    "- dialog 20 min\n  emne feedback": 'Linje 5: Der mangler et kolon i "emne feedback". Skriv '
    '"emne: feedback".',
    "- dialog: feedbak": 'Linje 4: Jeg kender ikke emnet "feedbak". Mener du "feedback"? Er det '
    'jeres eget emne, så skriv også et spørgsmål at begynde med i "åbning".',
    "- 9.10 Velkomst\n- 9.00 Pause": "Linje 4: Punktet begynder klokken 9:10, men det næste "
    "begynder klokken 9:00. Ret et af klokkeslættene.",
    "- 9.00 Velkomst\n- Pause\n- 9.30 Slut": "Linje 5: Der mangler en tid til punktet. Skriv et "
    "klokkeslæt eller en tid, som ved de andre punkter.",
    "- velkomst\npause: 10 min\nkage: ja": 'Linje 6: Jeg kender ikke "kage". Slet linjen, hvis den '
    "ikke skal bruges.",
}  # fmt: skip


@pytest.mark.parametrize(("written", "fault"), AGENDA_FAULTS.items(), ids=AGENDA_FAULTS)
def test_an_agenda_with_a_fault_is_told_of(written: str, fault: str) -> None:
    assert told(OWN + "dagsorden:\n" + written + "\n") == [fault]


def test_an_item_outside_the_agenda_is_told_where_it_belongs() -> None:
    assert told(OWN + "pause: 15 min\ndagsorden:\n- velkomst\n") == [
        'Linje 3: "pause" er et punkt på dagsordenen. Skriv "- pause: 15 min" under "dagsorden:".'
    ]


HOURS = "start: 9\nslut: 11\n"


def test_dialogues_without_a_time_share_what_is_left() -> None:
    plan = read(OWN + HOURS + "dagsorden:\n- velkomst: 5 min\n- dialog: A\n- pause\n- dialog: B\n")
    assert items(plan) == ["Velkomst 5", "A 52", "Pause 10", "B 53"]


def test_items_without_a_time_stretch_and_an_early_end_is_questioned() -> None:
    # Given two hours, and items that can't fill them
    agenda = "dagsorden:\n- velkomst: 5 min\n- pause\n- evaluering\n- afslutning\n"
    plan = read(OWN + HOURS + agenda)
    # Then those without a time are as long as they may be, and the rest is asked about
    assert items(plan) == ["Velkomst 5", "Pause 15", "Evaluering 7", "Aftaler og tak 20"]
    assert plan.remarks == (
        "Linje 4: Punkterne varer 47 minutter, men mødet skal vare 2 timer. Det slutter 1 time og "
        "13 minutter før tiden. Giv punkterne længere tid, eller sæt flere punkter på.",
    )
    assert plan.early == (60 + 13) * 60


def test_a_meeting_that_is_filled_has_no_remark() -> None:
    agenda = "dagsorden:\n- velkomst: 5 min\n- dialog: feedback\n- dialog: trivsel\n- pause\n"
    plan = read(OWN + HOURS + agenda)
    assert (plan.remarks, plan.early) == ((), 0.0)


def test_a_dialogue_that_is_long_because_there_is_nothing_else_is_asked_about() -> None:
    agenda = "dagsorden:\n- velkomst: 5 min\n- dialog: feedback\n- afslutning: 10 min\n"
    plan = read(OWN + HOURS + agenda)
    (remark,) = plan.remarks
    assert '"Feedback, der flytter noget" har fået 1 time og 45 minutter' in remark
    meant = agenda.replace("feedback", "{emne: feedback, tid: 105}")
    assert read(OWN + HOURS + meant).remarks == ()
