"""Given a list of people as somebody pasted it, each is one bare name, or the line is told of."""

import pytest

from device.meeting.plan import Person, Plan
from tests.device.planfile.strangers import read, told

FIRST = "form: første møde\nvarighed: 2 timer\n"


def marked(plan: Plan) -> list[str]:
    """Names; "-" before those who are away, "~" before those who come later."""
    return [
        ("-" if person.absent else "") + ("~" if person.late else "") + person.name
        for person in plan.people
    ]


ON_A_LINE = {
    "Anna, Bo, Carla": "Anna|Bo|Carla",
    "Anna, Bo & Carla": "Anna|Bo|Carla",
    "Anna; Bo; Carla": "Anna|Bo|Carla",
    "Anna + Bo + Carla": "Anna|Bo|Carla",
    '"Anna", "Bo", "Carla"': "Anna|Bo|Carla",
    "„Anna”, „Bo”, „Carla”": "Anna|Bo|Carla",
    "['Anna', \"Bo\", Carla]": "Anna|Bo|Carla",
    "anna, bo, carla": "Anna|Bo|Carla",
    "Anna, bo, Carla": "Anna|Bo|Carla",
    "**Anna**, Bo*, _Carla_": "Anna|Bo|Carla",
    "Anna., Bo., Carla.": "Anna|Bo|Carla",
    "ANNE HANSEN, BO, IB": "Anne Hansen|Bo|Ib",
    "JP, McDonald, O'Brien": "JP|McDonald|O'Brien",
    "Anne K., Anne M., H.C.": "Anne K.|Anne M.|H.C.",
    "Dr. Anna Hansen, Hr. Jensen, Bo": "Anna Hansen|Jensen|Bo",
    "Bo af Ugglas, Jean-Luc de la Tour, Anna": "Bo af Ugglas|Jean-Luc de la Tour|Anna",
    "Anna Hansen, Bo Lund, Carla Holm": "Anna Hansen|Bo Lund|Carla Holm",
    "Lise Bang, leder, Per Dam, skoleleder, Ida Ek, områdechef": "Lise Bang|Per Dam|Ida Ek",
    "Anna (vært), Bo (HR, Aarhus), Carla": "Anna|Bo|Carla",
    "Lise Bang <lb@by.dk>, Per Dam <pd@by.dk>, Ida Ek <ie@by.dk>": "Lise Bang|Per Dam|Ida Ek",
    "Bang, Lise <lb@by.dk>; Dam, Per <pd@by.dk>; Ek, Ida <ie@by.dk>": "Lise Bang|Per Dam|Ida Ek",
    "Anna Hansen 12 34 56 78, Bo 23456789, Carla": "Anna Hansen|Bo|Carla",
    "Anna, Bo (afbud), Carla, Dorte (kommer kl. 10)": "Anna|-Bo|Carla|~Dorte",
    "Anna, Bo er syg, Carla, Dorte kommer senere": "Anna|-Bo|Carla|~Dorte",
    "Anna, Bo - afbud, Carla": "Anna|-Bo|Carla",
    "Anna, Bo, afbud, Carla": "Anna|-Bo|Carla",
    "Anna (afbud?), Bo (måske syg ?), Carla": "Anna|Bo|Carla",
    "No, Nej, On": "No|Nej|On",
}
LISTED = {
    "- Anna|- Bo|- Carla": "Anna|Bo|Carla",
    "Anna|Bo|Carla": "Anna|Bo|Carla",
    "Anna,|Bo,|og Carla": "Anna|Bo|Carla",
    "1. Anna|2. Bo|3. Carla": "Anna|Bo|Carla",
    "1) Anna|2) Bo|3) Carla": "Anna|Bo|Carla",
    "• Anna|• Bo|• Carla": "Anna|Bo|Carla",
    "* Anna|* Bo|* Carla": "Anna|Bo|Carla",
    "-Anna|-Bo|-Carla": "Anna|Bo|Carla",
    "– Anna|— Bo|· Carla": "Anna|Bo|Carla",
    "- [x] Anna|- [ ] Bo|- Carla": "Anna|Bo|Carla",
    "- Anna|   - Bo| - Carla": "Anna|Bo|Carla",
    "- Anna, Bo, Carla": "Anna|Bo|Carla",
    "- Anna og Bo|- Carla": "Anna|Bo|Carla",
    "- „Anna”|- »Bo«|- ”Carla”": "Anna|Bo|Carla",
    "- @Anna|- Bo|- [Carla]": "Anna|Bo|Carla",
    "- Anna: vært|- Bo: HR|- Carla: afbud": "Anna|Bo|-Carla",
    "Anna: vært|Bo: afbud|Carla": "Anna|-Bo|Carla",
    "Lise Bang, leder|Per Dam, skoleleder|Ida Ek, HR-konsulent": "Lise Bang|Per Dam|Ida Ek",
    "- Lise Bang - leder|- Per Dam – leder|- Ida Ek/områdechef": "Lise Bang|Per Dam|Ida Ek",
    "- Lise Bang, leder, Aarhus Kommune|- Per Dam, Novo Nordisk|- Ida": "Lise Bang|Per Dam|Ida",
    "- Lise, souschef og HR-ansvarlig|- Per, leder af Børn & Unge|- Ida": "Lise|Per|Ida",
    "- Lise Bang afdelingsleder|- Per Dam\tskoleleder|- Ida": "Lise Bang|Per Dam|Ida",
    "- Bang, Lise|- Dam, Per|- Ek, Ida": "Lise Bang|Per Dam|Ida Ek",
    "- Lise Bang <lb@by.dk>|- Per (per@by.dk)|- Ida": "Lise Bang|Per|Ida",
    '- Hans-Henrik|- "Mulle" (Marianne)|- Marianne "Mulle" Dam': "Hans-Henrik|Mulle|Marianne Dam",
    "- Anna|- Bo (afbud)|- Carla - afbud|- Ida, afbud|- Per: syg": "Anna|-Bo|-Carla|-Ida|-Per",
    "- Anna|- afbud: Bo|- Afbud fra Carla|- Ida er på barsel": "Anna|-Bo|-Carla|-Ida",
    "- Anna|- Bo kommer ikke|- Carla på ferie|- Ida (deltager ikke)": "Anna|-Bo|-Carla|-Ida",
    "- Anna (kommer kl. 10)|- Bo kommer senere|- Per (fra kl. 9.30)|- Ida": "~Anna|~Bo|~Per|Ida",
    "- Anna (ikke med)|- Bo (barnets 1. sygedag)|- Carla {afbud}|- Ida": "-Anna|-Bo|-Carla|Ida",
    "- Anna (er her kl. 10)|- Bo (kommer efter pausen)|- Ida (her til kl. 11)": "~Anna|~Bo|Ida",
    "1 Anna|2 Bo|3 Carla": "Anna|Bo|Carla",
    "1: Anna|2: Bo|3: Carla": "Anna|Bo|Carla",
    "> Anna|→ Bo|○ Carla": "Anna|Bo|Carla",
    "- Anna (går kl. 11)|- Bo (ny)|- Carla (online)": "Anna|Bo|Carla",
    "- Vært: Bo|- Anna|- Carla": "Bo|Anna|Carla",
    "- Anna|- Bo|- Carla|# Dorte er ny": "Anna|Bo|Carla",
    "- Anna||- Bo||- Carla": "Anna|Bo|Carla",
    "- Dag Hansen|- Per|- Tilde": "Dag Hansen|Per|Tilde",
}


@pytest.mark.parametrize(("written", "names"), ON_A_LINE.items(), ids=ON_A_LINE)
def test_names_on_one_line_are_bare(written: str, names: str) -> None:
    assert marked(read(f"{FIRST}deltagere: {written}\nnetværk: Nord\n")) == names.split("|")


@pytest.mark.parametrize(("written", "names"), LISTED.items(), ids=LISTED)
def test_names_one_a_line_are_bare(written: str, names: str) -> None:
    lines = written.replace("|", "\n")
    plan = read(f"{FIRST}deltagere:\n{lines}\nnetværk: Nord\n")
    assert marked(plan) == names.split("|")
    assert plan.network == "Nord"


@pytest.mark.parametrize(
    "entry",
    [
        "- navn: Søren\n  udtale: Søøren",
        "- Søren\n  udtale: Søøren",
        "- Søren:\n    udtale: Søøren",
        "- Søren (udtale: Søøren)",
        "- {navn: Søren, udtale: Søøren}",
    ],
)
def test_a_respelling_is_written_in_several_ways(entry: str) -> None:
    plan = read(f"{FIRST}deltagere:\n{entry}\n- Anna\n- Bo\n")
    assert plan.people[0] == Person("Søren", "Søøren")


NO_NAMES = {
    "Nguyễn, Anna, Bo": 'Navnet "Nguyễn" kan jeg ikke sige.',
    "محمد, Anna, Bo": 'Navnet "محمد" kan jeg ikke sige.',
    "Bjrn, Anna, Bo": 'Navnet "Bjrn" kan jeg ikke sige.',
    "Anne 1, Anna, Bo": 'Tallet i navnet "Anne 1" kan jeg ikke bruge.',
    "Anna Bo Carla": '"Anna Bo Carla" ligner flere navne. Sæt komma mellem navnene',
    "Anna/Bo/Carla": '"Anna/Bo/Carla" ligner flere navne.',
    "lise@by.dk, Anna, Bo": '"lise@by.dk" er en adresse.',
    "Anna, Bo, Carla og 3 andre": '"3 andre" ligner ikke et navn.',
    "8": "Skriv deltagernes navne, ikke hvor mange de er.",
    "8 personer": "Skriv deltagernes navne, ikke hvor mange de er.",
    "ca. otte": "Skriv deltagernes navne, ikke hvor mange de er.",
    "8 ledere fra Aarhus": "Skriv deltagernes navne, ikke hvor mange de er.",
    "Anna, Bo, Carla m.fl.": '"Carla m.fl." ligner ikke et navn.',
    "Anna, Bo, Carla, bo": 'Navnet "Bo" står to gange. Giv dem hver sit navn',
}
NO_LINES = {
    "- Anna|- Bo|- Carla||Venlig hilsen Lise": (8, '"Venlig hilsen Lise" ligner ikke et navn.'),
    "- Anna|- Bo|- Husk kaffe!|- Carla": (6, '"Husk kaffe!" ligner ikke et navn.'),
    "- Anna|- Bo|- 2 gæster|- Carla": (6, 'Tallet i navnet "2 Gæster" kan jeg ikke bruge.'),
    "- Anna/Bo|- Carla|- Dorte": (4, '"Anna/Bo" kan læses på to måder.'),
    "- Ngu, Xo|- Anna|- Bo": (4, '"Ngu, Xo" kan læses på to måder.'),
    "- Anna|- <bo@by.dk>|- Carla": (5, '"<bo@by.dk>" er en adresse.'),
    "- Anna|- navn: Xi|  udtale: [ksi:]|- Bo": (6, 'Udtalen "[ksi:]" kan jeg ikke sige.'),
    "- Anna|- Bo|-|- Carla": (6, "Her skal der stå et navn efter stregen"),
}


@pytest.mark.parametrize(("written", "message"), NO_NAMES.items(), ids=NO_NAMES)
def test_what_is_no_list_of_names_is_told_of(written: str, message: str) -> None:
    faults = told(f"{FIRST}deltagere: {written}\n")
    assert [fault.startswith(f"Linje 3: {message}") for fault in faults] == [True]


@pytest.mark.parametrize(("written", "told_of"), NO_LINES.items(), ids=NO_LINES)
def test_a_line_that_is_no_name_is_shown(written: str, told_of: tuple[int, str]) -> None:
    line, message = told_of
    lines = written.replace("|", "\n")
    (fault,) = told(f"{FIRST}deltagere:\n{lines}\n")
    assert fault.startswith(f"Linje {line}: {message}")


@pytest.mark.parametrize("way", ["Nujen", "Nuyen Van"])
def test_a_name_that_cannot_be_said_is_fine_with_a_respelling(way: str) -> None:
    plan = read(f"{FIRST}deltagere:\n- navn: Nguyễn\n  udtale: {way}\n- Anna\n- Bo\n")
    assert plan.people[0] == Person("Nguyễn", way)


PEOPLE = FIRST + "deltagere: Bo Hansen, Carla, Anne K., Anne M., Dorte\n"
AWAY = {
    "afbud: Bo": ["-Bo Hansen"],
    "fraværende: Bo Hansen, Carla": ["-Bo Hansen", "-Carla"],
    "Afbud fra: bo og carla": ["-Bo Hansen", "-Carla"],
    "afbud:\n- Bo\n- Carla (ferie)": ["-Bo Hansen", "-Carla"],
    "afbud:\nBo\nCarla": ["-Bo Hansen", "-Carla"],
    "syge: Anne M.": ["-Anne M."],
    "kommer senere: Dorte (kl. 10)": ["~Dorte"],
    "forsinket: Dorte": ["~Dorte"],
    "afbud: ingen": [],
    "afbud: nej": [],
    "afbud: -": [],
    "afbud:": [],
}


@pytest.mark.parametrize(("line", "away"), AWAY.items(), ids=AWAY)
def test_who_is_away_is_named_on_a_line_of_its_own(line: str, away: list[str]) -> None:
    plan = read(PEOPLE + line + "\n")
    assert len(plan.people) == 5
    assert [name for name in marked(plan) if name[0] in "-~"] == away


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "afbud: Bob",
            'Linje 4: "Bob" står ved afbud, men ikke på listen over deltagere. '
            'Mener du "Bo Hansen"?',
        ),
        (
            "fraværende: Zenobia",
            'Linje 4: "Zenobia" står ved afbud, men ikke på listen over deltagere. '
            "Skriv navnet, som det står på listen.",
        ),
        (
            "afbud: Anne",
            'Linje 4: "Anne" ved afbud kan være "Anne K." eller "Anne M.". Skriv hele navnet.',
        ),
    ],
)
def test_an_absent_name_that_is_not_on_the_list_is_told_of(line: str, message: str) -> None:
    assert told(PEOPLE + line + "\n") == [message]


def test_that_few_come_is_remarked_on() -> None:
    plan = read(FIRST + "deltagere: Anna, Bo (afbud), Carla\n")
    assert plan.remarks == (
        "Kun 2 af jer kommer fra begyndelsen. Mødet er bedst, når I er mindst 3.",
    )
