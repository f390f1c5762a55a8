"""Names as they are pasted into the page: what can be read is taken, the rest is told of."""

import pytest

from tests.content.planlaeg.chromium import Chromium
from tests.content.planlaeg.planner import DRAWN, PAGE, Planner

OUTLOOK = (
    "Fra: Kirsten Holm <kh@firma.dk>\nSendt: 24. november 2026 10:12\n"
    "Til: Petersen, Anna <ap@firma.dk>; Ny, Bo <bn@firma.dk>;\nCc: ida@firma.dk\nEmne: Møde tirsdag"
)
EXCEL = (
    "Navn\tTitel\tMail\tTelefon\nAnna Petersen\tSkoleleder\tap@firma.dk\t12 34 56 78\n"
    "Ny\tBo\tAfdelingsleder\tbn@firma.dk\t\nIda\tHolm\t\t\n\tKarim\tafbud\t"
)
PASTED = {
    "one bare address among names": ("Anna\nbo@firma.dk\nCarla", "Anna|Carla", "bo@firma.dk"),
    "on one line": ("Anna, bo@firma.dk, Carla", "Anna|Carla", "bo@firma.dk"),
    "a mail's head": (
        OUTLOOK,
        "Kirsten Holm|Anna Petersen|Bo Ny",
        "Sendt: 24. november 2026 10:12|ida@firma.dk|Emne: Møde tirsdag",
    ),
    "columns of a spreadsheet": (EXCEL, "Anna Petersen|Bo Ny|Ida Holm|-Karim", ""),
    "two columns": ("Anna\tPetersen\nBo\tNy", "Anna Petersen|Bo Ny", ""),
    "surnames first": (
        "Ny, Bo\nMüller, Xiulan\nHansen, Gitte",
        "Bo Ny|Xiulan Müller|Gitte Hansen",
        "",
    ),
    "a surname first, alone": ("Ny, Bo", "Bo Ny", ""),
    "numbers, bullets and nothing": (
        "Deltagere:\n1. Anna\n2) Bo\n\n- Carla\n- \n3.\n☐ Ida",
        "Anna|Bo|Carla|Ida",
        "",
    ),
    "a phone number": ("Anna\n12 34 56 78", "Anna", "12 34 56 78"),
    "a line with a title": ("Skoleleder\nAnna Holm, skoleleder", "Anna Holm", "Skoleleder"),
    "the same name twice": ("Anna, Anna, Bo", "Anna|Bo", "Anna"),
    "a mail sent twice": ("Anna Holm\nBo\nAnna Holm", "Anna Holm|Bo", ""),
    "one or two": ("Holm Petersen, Anna\nBo", "Bo", "Holm Petersen, Anna"),
    "by turns": ("Petersen, Anna, Holm, Bo", "", "Petersen, Anna, Holm, Bo"),
    "who can't be said": ("Nguyễn, Anna, Bo", "Nguyễn|Anna|Bo", ""),
}


@pytest.mark.parametrize("name", PASTED)
def test_what_comes_of_a_pasted_list(chromium: Chromium, name: str) -> None:
    pasted, people, left = PASTED[name]
    chromium.open(PAGE)
    chromium.js(DRAWN)
    told = chromium.js("return window.tidtager.logic.people(arguments[0])", pasted)
    shown = [("-" if one.get("absent") else "") + one["name"] for one in told["people"]]
    assert "|".join(shown) == people
    assert "|".join(one["text"] for one in told["left"]) == left
    assert all("inje" not in one["message"].replace("hver linje", "") for one in told["left"])


NAMES = "Skriv eller indsæt navne"


def on_the_list(planner: Planner) -> list[str]:
    return list(
        planner.js("return [...document.querySelectorAll('.people li')].map((o) => o.innerText)")
    )


def test_what_cannot_be_read_stays_in_the_field_and_the_rest_is_taken(planner: Planner) -> None:
    planner.choose("Første møde")
    planner.fill(NAMES, "Anna, bo@firma.dk, Carla, Ida")
    assert on_the_list(planner) == ["Anna", "Carla", "Ida"]
    assert planner.js("return locate('field', arguments[0]).value", NAMES) == "bo@firma.dk"
    assert '"bo@firma.dk" er en adresse' in planner.js("return document.body.innerText")
    # When it is put right, it is taken, too
    planner.fill(NAMES, "Bo")
    assert on_the_list(planner) == ["Anna", "Carla", "Ida", "Bo"]
    assert planner.js("return locate('field', arguments[0]).value", NAMES) == ""


def test_who_is_on_the_list_already_is_said_to_be(planner: Planner) -> None:
    planner.choose("Første møde")
    planner.fill(NAMES, "Anna, Bo, Carla")
    planner.fill(NAMES, "Anna, Ida")
    assert planner.heard == "Ida er på listen. Anna står allerede på listen."


def test_a_name_that_cannot_be_said_is_put_right_beside_it(planner: Planner) -> None:
    planner.plan("Første møde", "Nguyễn, Anna, Bo, Carla")
    planner.click("Gem planen")
    planner.click('Navnet "Nguyễn" kan jeg ikke sige. Tryk på navnet')
    planner.fill("Sådan siges navnet", "Nujen", ".person")
    assert "udtale: Nujen" in planner.save()[1]
