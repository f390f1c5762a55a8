"""What a facilitator does on the page: in Chromium, and with ``--page`` in Firefox and WebKit."""

import base64
import re
from pathlib import Path

import pytest

from content import load_all
from device.meeting.plan import Plan
from device.meeting.roles import LASTING, Turns, give_out
from device.planfile import read_plan
from device.stick.freshen import plan_style
from tests.content.planlaeg.driver import Driver
from tests.content.planlaeg.planner import Planner
from tests.device.meeting.table import Table
from tests.device.meeting.test_half_a_year import play

EIGHT = "Anna, Bo, Carla, Dorte, Erik, Frida, Gitte, Søren"
OWN = "Egen dagsorden"
FORMS = tuple(load_all("forms"))
BY_HAND = """\
# Husk kaffe til Åse
form: egen dagsorden
start: 9:00
varighed: 1 time
deltagere: [Åse, Bo, Carla]   # Carla kommer med tog
dagsorden:
  - velkomst: 5 minutter
  # det vigtigste
  - dialog:
      emne: delegering
  - afslutning: 10 minutter
"""


def read(planner: Planner) -> Plan:
    """What the box reads of what the page saves."""
    name, text = planner.save()
    assert name == "tidtager.yaml"
    return read_plan(text.encode(), name)


@pytest.mark.parametrize("form", FORMS)
def test_the_group_meets_by_what_the_page_saved(planner: Planner, form: str) -> None:
    planner.plan(form.capitalize(), EIGHT)
    planner.focus("button", "Flyt Velkomst")
    planner.press("+")
    table = Table.with_plan(read(planner))
    play(table, by="buttons")
    assert table.meeting.stage == "finished"


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_of_four_answers_is_one_that_the_box_takes(planner: Planner, form: str) -> None:
    planner.plan(form.capitalize(), EIGHT)
    made = read(planner)
    assert (made.form, made.start, len(made.people)) == (form, 13 * 60, 8)
    assert planner.agenda == [item.title for item in made.agenda]


def test_the_page_begins_empty_and_says_what_is_missing(planner: Planner) -> None:
    planner.click("Gem planen")
    assert "Det her skal på plads først" in planner.js("return document.body.innerText")
    assert planner.js("return window.saved.length") == 0


def test_names_are_taken_as_they_are_pasted_from_a_mail(planner: Planner) -> None:
    planner.choose("Første møde")
    planner.fill("Skriv eller indsæt navne", "Anna Petersen <anna@firma.dk>, Bo Holm, Carla Skov")
    assert planner.js("return document.querySelectorAll('.people li').length") == 3
    planner.click("Ret Bo")
    planner.choose("Afbud")
    planner.fill("Sådan siges navnet", "Bå", ".person")
    made = read(planner)
    bo = made.people[1]
    assert (bo.absent, bo.say_as) == (True, "Bå")


def test_what_is_wrong_with_a_pasted_name_is_said_without_lines(planner: Planner) -> None:
    planner.choose("Første møde")
    planner.fill("Skriv eller indsæt navne", "Anna, Anna, Bo")
    shown = planner.js("return document.body.innerText")
    assert 'Navnet "Anna" står to gange. Giv dem hver sit navn' in shown


def test_what_cannot_be_read_is_not_left_out_unseen(planner: Planner) -> None:
    # Given a plan that is good but for a time that can't be read
    planner.plan("Første møde", EIGHT, start="25:99")
    # When it is saved, the field is shown, and nothing is saved
    planner.click("Gem planen")
    assert planner.heard.startswith("Her står noget, jeg ikke kan læse.")
    assert planner.js("return document.activeElement.value") == "25:99"
    assert planner.js("return window.saved.length") == 0
    # When it is put right, it is saved
    planner.fill("Begynder", "13")
    assert "start: 13:00" in planner.save()[1]


AT_ONCE = """
const field = locate("field", arguments[0]);
field.focus();
document.execCommand("selectAll");
document.execCommand("insertText", false, arguments[1]);
field.blur();
return Promise.resolve().then(() => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(document.querySelector(".state span").textContent);
  port2.postMessage(null);
}));
"""


def test_the_foot_never_says_of_what_cannot_be_read_that_it_is_ready(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT)
    # Before the next frame, which may be a while on a tired computer, it says what is true
    assert planner.js(AT_ONCE, "Varer", "ret længe") == "Et felt kan ikke læses"
    assert planner.js(AT_ONCE, "Varer", "2 timer").startswith("Planen er klar")


COPIED = """
window.copied = null;
Object.defineProperty(navigator, "clipboard",
  { value: { writeText: async (text) => { window.copied = text; } }, configurable: true });
"""
CHOSEN = """
window.chosen = null;
window.showSaveFilePicker = async () => ({ createWritable: async () => ({
  write: async (text) => { window.chosen = text; }, close: async () => undefined }) });
"""


@pytest.mark.parametrize(
    ("button", "prepared", "given"),
    [
        ("Kopiér teksten", COPIED, "copied"),
        ("Gem et andet sted", CHOSEN, "chosen"),
        ("Gem som jeres egen mødeform", "", "saved[0]"),
    ],
)
def test_no_way_of_saving_leaves_out_what_cannot_be_read(
    planner: Planner, button: str, prepared: str, given: str
) -> None:
    planner.js(prepared)
    planner.plan("Første møde", EIGHT, length="ret længe")
    assert planner.standing == "Et felt kan ikke læses"
    planner.click(button)
    assert planner.heard.startswith("Her står noget, jeg ikke kan læse.")
    assert planner.js(f"return window.{given} ?? null") is None
    planner.fill("Varer", "2 timer")
    assert planner.standing.startswith("Planen er klar")
    planner.click(button)
    assert planner.js(f"return window.{given} ?? null") is not None


def test_saving_anyway_asks_for_what_cannot_be_read_too(planner: Planner) -> None:
    planner.choose("Første møde")
    planner.click("Gem planen")
    planner.fill("Begynder", "25:99")
    planner.click("Gem alligevel")
    assert planner.js("return window.saved.length") == 0
    planner.fill("Begynder", "13")
    planner.click("Gem alligevel")
    assert planner.js("return window.saved.length") == 1


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("8.30", "8", "Mødet slutter klokken 8:00, men det begynder først klokken 8:30."),
        ("13", "3", "Mener du klokken 15:00?"),
        ("8", "18", "Mødet er på 10 timer. Det må højst være på 8 timer."),
        ("9", "9.05", "Mødet er kun på 5 minutter."),
    ],
)
def test_an_end_that_cannot_be_meant_is_told_of_beside_it(
    planner: Planner, start: str, end: str, said: str
) -> None:
    planner.plan("Første møde", EIGHT, start)
    planner.fill("Slutter", end)
    assert said in planner.js("return document.querySelector('.setup').innerText")
    assert planner.standing == "Et felt kan ikke læses"
    planner.fill("Slutter", "11.30" if start != "13" else "15")
    assert planner.standing.startswith("Planen er klar")


def test_a_length_that_no_meeting_has_is_told_of_beside_it(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT, length="23 timer")
    shown = planner.js("return document.querySelector('.setup').innerText")
    assert "Et møde kan vare fra 15 minutter til 8 timer." in shown


def test_how_much_is_over_is_the_same_in_the_sentence_and_in_the_fault(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT, length="35 min")
    (over,) = re.findall(r", (.*) over tiden", planner.sentence)
    planner.click("Gem planen")
    assert f"Der mangler {over}." in planner.js(
        "return document.querySelector('.faults').innerText"
    )


def test_a_word_document_is_said_to_be_no_text(planner: Planner) -> None:
    planner.give("plan.docx", b"PK\x03\x04" + bytes(300 * 1024))
    assert planner.heard.startswith("plan.docx er ikke ren tekst.")


def test_an_item_is_dragged_to_another_place(planner: Planner) -> None:
    planner.plan(OWN, EIGHT)
    before = planner.agenda
    planner.drag_item(0, 2)
    assert planner.agenda == [*before[1:3], before[0], *before[3:]]
    assert f"{before[0]} er nu nummer 3" in planner.heard
    assert [item.title for item in read(planner).agenda] == planner.agenda


def test_dragging_in_a_form_makes_the_agenda_ones_own_and_can_be_undone(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT)
    before = planner.agenda
    planner.drag_item(1, 2)
    assert planner.agenda[1:3] == [before[2], before[1]]
    assert read(planner).form == "egen dagsorden"
    planner.click("Fortryd", "header")
    assert planner.agenda == before
    assert read(planner).form == "første møde"


def test_keys_move_an_item_and_the_focus_goes_with_it(planner: Planner) -> None:
    planner.plan(OWN, EIGHT)
    first, second, *_ = planner.agenda
    planner.focus("button", f"Flyt {second}")
    planner.press("ArrowUp")
    assert planner.agenda[:2] == [second, first]
    focus = planner.js("return document.activeElement.getAttribute('aria-label')")
    assert focus == f"Flyt {second}"
    planner.press("Alt", "ArrowDown")
    assert planner.agenda[:2] == [first, second]


def test_an_item_is_stretched_and_the_others_give_way(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT)
    ends, was = planner.sentence, planner.minutes("Velkomst")
    planner.drag_edge("Velkomst", 16)
    assert planner.minutes("Velkomst") > was
    assert planner.sentence == ends
    planner.focus("button", "Flyt Velkomst")
    longer = planner.minutes("Velkomst")
    planner.press("+")
    assert planner.minutes("Velkomst") == longer + 1
    planner.press("-")
    assert planner.minutes("Velkomst") == longer
    assert read(planner).agenda[0].seconds == longer * 60


def test_what_cannot_fit_is_said_in_one_sentence(planner: Planner) -> None:
    planner.plan(OWN, EIGHT, length="1 time")
    planner.fill("Minutter til Dialog", "75")
    assert "over" in planner.sentence
    planner.click("Gem planen")
    assert planner.js("return window.saved.length") == 0


def test_steps_are_undone_and_done_again(planner: Planner) -> None:
    planner.plan(OWN, EIGHT)
    planner.click("Tilføj et punkt")
    planner.click("Pause", ".kinds")
    assert "Pause" in planner.agenda
    planner.click("Fortryd", "header")
    assert "Pause" not in planner.agenda
    planner.click("Gentag", "header")
    assert "Pause" in planner.agenda


def test_an_item_is_copied_and_deleted(planner: Planner) -> None:
    planner.plan(OWN, EIGHT)
    planner.click("Ret Dialog")
    planner.click("Kopiér punktet")
    assert planner.agenda.count("Dialog") == 2
    planner.click("Slet punktet")
    assert planner.agenda.count("Dialog") == 1


def test_a_saved_plan_is_opened_again_as_it_was(planner: Planner) -> None:
    planner.plan("Følgende møde", EIGHT, "9.30", "halvanden time")
    agenda = planner.agenda
    name, text = planner.save()
    again = Planner(planner.driver, planner.page.parent)
    assert again.agenda == []
    again.give(name, text.encode())
    assert again.agenda == agenda
    assert again.save()[1] == text


def test_comments_of_a_file_by_hand_are_kept(planner: Planner) -> None:
    planner.give("tidtager.yaml", BY_HAND.encode("cp1252"))
    planner.fill("Varer", "2 timer")
    _, text = planner.save()
    for comment in ("# Husk kaffe til Åse", "# Carla kommer med tog", "# det vigtigste"):
        assert comment in text
    assert read_plan(text.encode()).promised == 2 * 60 * 60


def test_a_role_goes_on_from_who_had_it_in_the_last_plan(planner: Planner) -> None:
    planner.give("tidtager.yaml", BY_HAND.replace("start:", "vært: Åse\nstart:").encode())
    planner.click("Vis mere")
    planner.click("Tag Bo", word_of("vært"))
    assert read(planner).host == "Bo"


def test_a_text_that_is_no_plan_is_left_alone(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT)
    agenda = planner.agenda
    planner.give("indkøb.txt", b"smor og mel")
    assert planner.agenda == agenda
    assert "indkøb.txt" in planner.heard


def test_the_last_plan_on_the_stick_opens_by_itself(driver: Driver, stick: Path) -> None:
    encoded = base64.b64encode(BY_HAND.encode()).decode()
    planner = Planner(driver, stick, f':root{{--plan:"{encoded}"}}')
    assert planner.agenda == ["Velkomst", "At give opgaver fra sig", "Aftaler og tak"]
    assert "Planen fra stikket" in planner.heard
    assert "# Husk kaffe til Åse" in planner.save()[1]


TURNS = {
    "agreed": Turns({"host": {"Åse": 1, "Bo": 2}}, {"host": "Bo"}),
    "nothing agreed": Turns({"host": {"Åse": 1, "Bo": 2}, "leader": {"Carla": 2}}, {}),
    "with somebody who left": Turns({"host": {"Nina": 2, "Bo": 1}}, {"host": "Nina"}),
}


@pytest.mark.parametrize("known", TURNS)
def test_the_page_suggests_for_each_role_whoever_the_box_would(
    driver: Driver, stick: Path, known: str
) -> None:
    # Given that the box wrote beside the plan who had which role; Dorte sent her apologies
    turns = TURNS[known]
    plan = BY_HAND.replace("[Åse, Bo, Carla]", "[Åse, Bo, Carla, Dorte]\nafbud: Dorte")
    planner = Planner(driver, stick, plan_style(plan, turns).decode())
    planner.click("Vis mere")
    # Then the page suggests whom the box would suggest to those who are there
    here = ["Åse", "Bo", "Carla"]
    agreed = {role: name for role, name in turns.agreed.items() if name in here}
    boxes = give_out(here, turns.had, roles=LASTING, given=agreed)
    for word, role in (("vært", "host"), ("facilitator", "leader")):
        shown = planner.js("return document.querySelector(arguments[0]).innerText", word_of(word))
        assert f"Forslag: {boxes[role]}," in shown
    planner.click("Tag", word_of("vært"))
    assert read(planner).host == boxes["host"]


@pytest.mark.parametrize("more", ["", ';--roles:"ew=="'], ids=["nothing", "no text of ours"])
def test_where_nothing_is_known_of_roles_nobody_is_suggested(
    driver: Driver, stick: Path, more: str
) -> None:
    planner = Planner(driver, stick, plan_style(BY_HAND).decode().replace("}", more + "}"))
    assert planner.agenda != []
    planner.click("Vis mere")
    assert "Forslag" not in planner.js("return document.body.innerText")


def word_of(word: str) -> str:
    """Where the page asks for a word of the header."""
    return f"[data-word={word}]"


def test_a_form_of_ones_own_comes_back_with_other_people(planner: Planner) -> None:
    planner.plan(OWN, EIGHT)
    planner.drag_item(0, 1)
    agenda = planner.agenda
    planner.click("Gem som jeres egen mødeform")
    name, text = planner.downloaded()
    assert name.endswith(".mødeform")
    assert "Anna" not in text
    again = Planner(planner.driver, planner.page.parent)
    again.plan("Første møde", "Xenia, Yrsa, Åge")
    again.give(name, text.encode())
    assert again.agenda == agenda
    assert [person.name for person in read(again).people] == ["Xenia", "Yrsa", "Åge"]


def test_nothing_is_kept_in_the_browser(planner: Planner) -> None:
    planner.plan("Første møde", EIGHT)
    planner.save()
    kept = planner.js("return [localStorage.length, sessionStorage.length, document.cookie.length]")
    assert kept == [0, 0, 0]
