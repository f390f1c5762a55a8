"""Given plans as tired people wrote them, each is read as it was meant, or told of rightly."""

from collections.abc import Callable

import pytest

from content import load
from device.meeting.items.breaks.plan import Break
from device.meeting.items.closing.plan import Closing
from device.meeting.items.evaluation.plan import Evaluation
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.items.welcome.plan import Welcome
from device.meeting.plan import Plan
from tests.device.planfile.strangers import (
    EXAMPLE_FORMS,
    FIRST,
    WHO,
    agreement,
    minutes,
    read,
    told,
)

Wanted = Callable[[Plan], object]

# What the file has besides form and people: what is asked of the plan, and the answer.
READ: dict[str, tuple[Wanted, object]] = {
    # the meeting's time
    "tid: kl. 14-16": (lambda p: (p.start, minutes(p)), (840, 120)),
    "tid: 2 timer": (minutes, 120),
    "tid: 13.00": (lambda p: p.start, 780),
    "tidspunkt: kl. 9.30 - 11.30": (lambda p: (p.start, minutes(p)), (570, 120)),
    "kl: 13-15": (lambda p: (p.start, minutes(p)), (780, 120)),
    "start: kl. 14-16": (lambda p: (p.start, minutes(p)), (840, 120)),
    "start: halv ni\nslut: kvart over ti": (lambda p: (p.start, minutes(p)), (510, 105)),
    "fra: 14\ntil: 16": (lambda p: (p.start, minutes(p)), (840, 120)),
    "start: 22:30\nslut: 00:30": (lambda p: (p.start, minutes(p)), (1350, 120)),
    "dato: tirsdag d. 24. november 2026 kl. 13-15": (
        lambda p: (p.date, p.start, minutes(p)),
        ("2026-11-24", 780, 120),
    ),
    "dato og tid: tirsdag d. 24/11 2026 kl. 13-15": (
        lambda p: (p.date, p.start, minutes(p)),
        ("2026-11-24", 780, 120),
    ),
    "dato: 24. november 2026 14.00-16.00": (
        lambda p: (p.date, p.start, minutes(p)),
        ("2026-11-24", 840, 120),
    ),
    "dato: 24 - 11 - 2026": (lambda p: (p.date, p.start), ("2026-11-24", None)),
    "tid: 14.00-16.00, 2 timer": (lambda p: (p.start, minutes(p)), (840, 120)),
    "tid: to timer fra kl. 14": (lambda p: (p.start, minutes(p)), (840, 120)),
    "varighed: kl. 14-16": (lambda p: (p.start, minutes(p)), (840, 120)),
    "varighed: 9.30-11": (lambda p: (p.start, minutes(p)), (570, 90)),
    "slut: 11\nvarighed: 2 timer": (lambda p: (p.start, minutes(p)), (540, 120)),
    "dato: 24/11-26": (lambda p: p.date, "2026-11-24"),
    # lengths
    "varighed: 2 1/2 time": (minutes, 150),
    "varighed: 1 ½ time": (minutes, 90),
    "varighed: 2 timer (med pause)": (minutes, 120),
    "varighed: ca. 2 timer": (minutes, 120),
    "varighed: i alt 2 timer": (minutes, 120),
    "varighed: 1,25 time": (minutes, 75),
    "varighed: max 2 timer": (minutes, 120),
    "varighed: to tim. og 15 min": (minutes, 135),
    # remarks and what only looks like one
    "netværk: Netværk #7": (lambda p: p.network, "Netværk #7"),
    "netværk: Netværk # 7": (lambda p: p.network, "Netværk # 7"),
    "netværk: #trivsel i Nord": (lambda p: p.network, "#trivsel i Nord"),
    "netværk: Nord # vores eget": (lambda p: p.network, "Nord"),
    "netværk: Nord   #vores eget": (lambda p: p.network, "Nord"),
    'netværk: "Nord # 1 og 2"': (lambda p: p.network, "Nord # 1 og 2"),
    "varighed: 2 timer #ca": (minutes, 120),
    "netværk: # skriv navnet her": (lambda p: p.network, ""),
    "formål: Vi er nr. #1 i Danmark # tror jeg": (
        lambda p: agreement(p).purpose,
        "Vi er nr. #1 i Danmark",
    ),
    # lists on one line
    "spilleregler: Fortrolighed, mødetid, ingen telefoner": (
        lambda p: agreement(p).rules,
        ("Fortrolighed", "mødetid", "ingen telefoner"),
    ),
    "spilleregler: Fortrolighed, mødetid og ro": (
        lambda p: agreement(p).rules,
        ("Fortrolighed", "mødetid", "ro"),
    ),
    "spilleregler: Mød til tiden; lyt, når andre taler": (
        lambda p: agreement(p).rules,
        ("Mød til tiden", "lyt, når andre taler"),
    ),
    "spilleregler: Det, vi siger her, bliver her": (
        lambda p: agreement(p).rules,
        ("Det, vi siger her, bliver her",),
    ),
    "spilleregler: Vi lytter, når andre taler": (
        lambda p: agreement(p).rules,
        ("Vi lytter, når andre taler",),
    ),
    "spilleregler: Mød til tiden. Sluk telefonen.": (
        lambda p: agreement(p).rules,
        ("Mød til tiden.", "Sluk telefonen."),
    ),
    "spilleregler:\nMød til tiden\nSluk telefonen": (
        lambda p: agreement(p).rules,
        ("Mød til tiden", "Sluk telefonen"),
    ),
    "spilleregler:\n1. Mød til tiden\n2. Sluk telefonen": (
        lambda p: agreement(p).rules,
        ("Mød til tiden", "Sluk telefonen"),
    ),
    "aftaler: Dato, sted": (
        lambda p: next(i.points for i in p.agenda if isinstance(i, Closing)),
        ("Dato", "sted"),
    ),
    # words that a plan may have
    "sted: Rådhuset, lokale 3\nvært: Bo\nfacilitator: Lise": (
        lambda p: (p.place, p.host, p.facilitator),
        ("Rådhuset, lokale 3", "Bo", "Lise"),
    ),
    "noter: husk kaffe\nhusk også kage\nring til Bo": (lambda p: len(p.agenda), 10),
    "noter:\n- husk kaffe: sort\n- kage [2]": (lambda p: len(p.agenda), 10),
    "formål:\nVi vil lære\naf hinanden": (
        lambda p: agreement(p).purpose,
        "Vi vil lære af hinanden",
    ),
    "  netværk: Nord": (lambda p: p.network, "Nord"),
    "**formål:** Vi lærer": (lambda p: agreement(p).purpose, "Vi lærer"),
    "- netværk: Nord\n- formål: Vi lærer": (lambda p: p.network, "Nord"),
    "netværk (vores): Nord": (lambda p: p.network, "Nord"),
    "varighed: 2 timer;": (minutes, 120),
    "formål:: Vi lærer": (lambda p: agreement(p).purpose, "Vi lærer"),
    "formål:\n- Vi lærer\n- Vi deler": (lambda p: agreement(p).purpose, "Vi lærer. Vi deler."),
    "emne: [Stress, sygdom]": (lambda p: p.topic, "Stress og sygdom"),
    "tid: tirsdag kl. 9-11": (lambda p: (p.start, minutes(p)), (540, 120)),
    "tid: 24/11-26 kl. 9": (lambda p: (p.date, p.start), ("2026-11-24", 540)),
    "start: ca. 14\nslut: ca. kl. 16": (lambda p: (p.start, minutes(p)), (840, 120)),
    "start: kl. 13,30": (lambda p: p.start, 810),
    "navne i rapporten: ja tak": (lambda p: p.names_in_report, True),
    "spilleregler: 1) Mød til tiden 2) Lyt": (
        lambda p: agreement(p).rules,
        ("Mød til tiden", "Lyt"),
    ),
    'spilleregler: "Lyt", "Spørg, og svar"': (
        lambda p: agreement(p).rules,
        ("Lyt", "Spørg, og svar"),
    ),
    "spilleregler: • Mød til tiden • Lyt": (
        lambda p: agreement(p).rules,
        ("Mød til tiden", "Lyt"),
    ),
    "spilleregler:\n- 1. Spørg\n- 2. Lyt": (lambda p: agreement(p).rules, ("Spørg", "Lyt")),
    "-----\nnetværk: Nord\n=====": (lambda p: p.network, "Nord"),
    # a first meeting's items beside the other words
    "pause: 15 min": (lambda p: [i.seconds / 60 for i in p.agenda if isinstance(i, Break)], [15]),
    "pause: nej": (lambda p: [i for i in p.agenda if isinstance(i, Break)], []),
    "tider:\n  evaluering: nej": (
        lambda p: [i for i in p.agenda if isinstance(i, Evaluation)],
        [],
    ),
    "tider:\n  præsentation: 1 min hver": (lambda p: p.agenda[2].seconds, 360),
    "velkomst: 4 min": (lambda p: (p.agenda[0].seconds, p.agenda[0]), None),
    "præsentation: Hvad hedder du?": (
        lambda p: [i.question for i in p.agenda if isinstance(i, SpeakingRound)],
        ["Hvad hedder du?"],
    ),
    # the topic
    "emne: feedback": (lambda p: (p.topic, p.remarks), ("Feedback, der flytter noget", ())),
    "emne: Stress": (
        lambda p: (p.topic, p.remarks),
        (
            "Stress",
            (
                'Linje 3: Til emnet "Stress" har jeg ingen spørgsmål, '
                "så jeg stiller mine almindelige.",
            ),
        ),
    ),
    "start: 3": (
        lambda p: p.remarks,
        ("Linje 3: Mødet begynder klokken 3:00 om natten. Passer det?",),
    ),
}
READ["velkomst: 4 min"] = (
    lambda p: (p.agenda[0].seconds, isinstance(p.agenda[0], Welcome) and p.agenda[0].text),
    (240, None),
)


@pytest.mark.parametrize(("written", "wanted"), READ.items(), ids=READ)
def test_what_can_be_read_in_one_way_only_is_read(
    written: str, wanted: tuple[Wanted, object]
) -> None:
    asked, answer = wanted
    assert asked(read(FIRST + written + "\n")) == answer


TOLD = {
    "Plan for vores møde": 'Linje 3: "Plan for vores møde" hører ikke til noget. '
    "Slet linjen, eller sæt # foran.",
    "Venlig hilsen Lise": 'Linje 3: "Venlig hilsen Lise" hører ikke til noget. '
    "Slet linjen, eller sæt # foran.",
    "varighed 2 timer": 'Linje 3: Der mangler et kolon i "varighed 2 timer". '
    'Skriv "varighed: 2 timer".',
    "Varighed = 2 timer": 'Linje 3: Der mangler et kolon i "Varighed = 2 timer". '
    'Skriv "Varighed: 2 timer".',
    "formål - Vi lærer": 'Linje 3: Der mangler et kolon i "formål - Vi lærer". '
    'Skriv "formål: Vi lærer".',
    "gæster: Finn": 'Linje 3: Jeg kender ikke "gæster". Slet linjen, hvis den ikke skal bruges.',
    "netværk Nord #7": 'Linje 3: Der mangler et kolon i "netværk Nord #7". '
    'Skriv "netværk: Nord #7".',
    "start 9": 'Linje 3: Der mangler et kolon i "start 9". Skriv "start: 9".',
    "Start med kaffe": 'Linje 3: "Start med kaffe" hører ikke til noget. '
    "Slet linjen, eller sæt # foran.",
    "varighed: 2-3 timer": 'Linje 3: "2-3 timer" kan læses på to måder. '
    'Skriv for eksempel "3 timer".',
    "varighed: 1,30 time": 'Linje 3: "1,30 time" kan læses på to måder. '
    'Skriv for eksempel "1 time og 30 minutter".',
    "varighed: 1.30 time": 'Linje 3: "1.30 time" kan læses på to måder. '
    'Skriv for eksempel "1 time og 30 minutter".',
    "varighed: 2 min pr. person": 'Linje 3: "2 min pr. person" er tiden til hver. Ved "varighed" '
    'skal der stå tiden i alt, for eksempel "2 timer".',
    "varighed: 2 timer, start: 9": 'Linje 3: Både "varighed" og "start" står på linjen. '
    "Skriv dem på hver sin linje.",
    "tid: 2": 'Linje 3: "2" kan læses på to måder. Skriv "start: 13:00" og "slut: 15:00", '
    'eller "varighed: 2 timer".',
    "taletid: 90": 'Linje 3: "90" er for lang tid. Der må højst være 30 minutter. '
    'Mener du "90 sekunder"?',
    "start: 14-16\nslut: 17": 'Linje 3: "slut" står her for anden gang. '
    "Det står også på linje 4. Slet den ene.",
    "start: 15\nslut: 13": "Linje 4: Mødet slutter klokken 13:00, men det begynder først klokken "
    "15:00. Byt om på dem, eller ret den ene.",
    "dato: mandag den 24. november 2026": 'Linje 3: "mandag den 24. november 2026" passer ikke: '
    "den dag er en tirsdag. Ret ugedagen eller datoen.",
    "spørgsmål: Hvad er du stolt af?": 'Linje 3: Jeg kender ikke "spørgsmål". Et spørgsmål hører '
    "til et punkt i en dagsorden. Til præsentationen i et første møde skriver du "
    '"præsentation: Hvad er du mest stolt af?".',
    "åbning: Hvad nu?": 'Linje 3: Jeg kender ikke "åbning". Det hører til et punkt i en dagsorden,'
    ' for eksempel "- talerunde:" og på næste linje "    åbning: …".',
    "emne: feedbak": 'Linje 3: Jeg kender ikke emnet "feedbak". Mener du "feedback"?',
    "tider:\n  velkomst: nej": 'Linje 4: "velkomst" kan ikke undværes i et første møde. '
    'Skriv en tid, for eksempel "10 minutter", eller slet linjen.',
    "formål: [Vi lærer": "Linje 3: En parentes begynder her, men slutter ikke igen. "
    "Sæt en parentes til sidst.",
    "spilleregler:\n- Mød til tiden\nLyt": 'Linje 5: "Lyt" hører ikke til noget. Slet linjen, '
    "eller sæt # foran. Hører den til listen over, så sæt en streg og et mellemrum foran.",
    "formål: Vi lærer\naf hinanden": 'Linje 4: "af hinanden" hører ikke til noget. Slet linjen, '
    "eller sæt # foran. Hører den til linjen over, så sæt to mellemrum foran.",
    "hørelse: døv": 'Linje 3: Ved "hørelse" kan der ikke stå "døv". '
    'Skriv "almindelig" eller "forsigtig".',
    "vækkeord: Hey Siri": 'Linje 3: Ved "vækkeord" kan der ikke stå "Hey Siri". Skriv "tidtager", '
    '"hej tidtager", "kære tidtager", "hallo tidtager", "ordstyrer", "hej ordstyrer" eller '
    '"kære timeglas".',
}


@pytest.mark.parametrize(("written", "fault"), TOLD.items(), ids=TOLD)
def test_what_cannot_is_told_of_with_what_to_do(written: str, fault: str) -> None:
    assert told(FIRST + written + "\n") == [fault]


@pytest.mark.parametrize(
    ("spelt", "fault"),
    [
        (form, f'Linje 1: Mødeformen "{form}" findes ikke endnu. Skriv {EXAMPLE_FORMS}.')
        for form in load("planfile.yaml")["planned_forms"]
    ]
    + [("fest", f'Linje 1: Jeg kender ikke mødeformen "fest". Her kan stå {EXAMPLE_FORMS}.')],
)  # fmt: skip
def test_a_form_that_is_not_there_yet_names_those_that_are(spelt: str, fault: str) -> None:
    assert told(f"form: {spelt}\nvarighed: 2 timer\n{WHO}") == [fault]


@pytest.mark.parametrize(
    "spelt", ["Første møde (opstart)", "FØRSTE MØDE!", "1. møde", "foerste moede", "“første møde”"]
)
def test_the_form_is_spelt_in_many_ways(spelt: str) -> None:
    assert read(f"form: {spelt}\nvarighed: 2 timer\n{WHO}").form == "første møde"


@pytest.mark.parametrize(
    "heading", ["Møde den 3.", "Dagsorden for mødet", "Deltagere til mødet", "Form for mødet"]
)
def test_text_above_the_first_word_faults_itself_alone(heading: str) -> None:
    assert told(f"{heading}\n\n{FIRST}varighed: 2 timer\n") == [
        f'Linje 1: "{heading}" hører ikke til noget. Slet linjen, eller sæt # foran.'
    ]


def test_a_plan_without_colons_is_told_each_of_them() -> None:
    assert told("form første møde\nvarighed 2 timer\ndeltagere\nAnna\nBo\nCarla\n") == [
        'Linje 1: Der mangler et kolon i "form første møde". Skriv "form: første møde".',
        'Linje 2: Der mangler et kolon i "varighed 2 timer". Skriv "varighed: 2 timer".',
        'Linje 3: Der mangler et kolon i "deltagere". Skriv "deltagere:".',
    ]


def test_lines_that_are_moved_in_anyhow_are_read() -> None:
    plan = read("form: første møde\n  varighed: 2 timer\n deltagere:\n  - Anna\n   - Bo\n - Ida\n")
    assert (plan.names, minutes(plan)) == (("Anna", "Bo", "Ida"), 120)


@pytest.mark.parametrize(
    ("lines", "names"),
    [("deltagere: Anna, Bo,\n  Carla, Dorte\n", 4), ("deltagere: Anna, Bo og\nCarla\n", 3)],
)
def test_names_may_go_on_over_lines(lines: str, names: int) -> None:
    assert len(read("form: første møde\n" + lines + "varighed: 2 timer\n").people) == names
