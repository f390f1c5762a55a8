"""A meeting form is a file: what it says is what the plan may say, and what becomes of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import content
from content import load, load_all
from device.meeting.items.sparring.plan import Sparring
from device.meeting.items.topic_dialogue.plan import TopicDialogue
from device.meeting.topics import find_topic
from device.planfile import PlanFaults, read_plan
from device.planfile.forms import Form, all_forms
from device.planfile.words import words
from tests.device.planfile.strangers import items

ROOT = Path(content.__file__).parents[1]
WHO = "deltagere: [Anna, Bo, Carla, Dorte]\n"
FORM = """\
place: 3
spellings: [kaffemøde, kaffemøder]
called: et kaffemøde
about: "I drikker kaffe og får talt sammen."
greeting: "I dag drikker vi kaffe i {duration}."
items:
  - {item: velkomst, time: {velkomst: [velkomst, goddag]}, needed: true}
  - item: bordet rundt
    time: {nyt: [nyt, siden sidst]}
    beside: [nyt]
    turn_seconds: {least: 30, usual: 60, most: 90}
    fields: {spørgsmål: Hvad er nyt hos dig?}
    header: {taletid: taletid}
  - {item: kaffepause, time: {kaffe: [kaffe]}, length: {least: 5, usual: 20, most: 30}}
"""
ASK = """
import json, sys
from device.meeting.phrases import greeting, load_phrases
from device.planfile import PlanFaults, read_plan
out = []
for text in json.load(sys.stdin):
    try:
        plan = read_plan(text.encode())
        said = load_phrases().text(greeting(plan.form), duration="en time")
        lines = [f"{item.title} {item.seconds:g}" for item in plan.agenda]
        out.append([plan.form, said, lines])
    except PlanFaults as faults:
        out.append([fault.text for fault in faults.faults])
print(json.dumps(out))
"""


def answers(folder: Path, form: str, plans: list[str]) -> subprocess.CompletedProcess[str]:
    """What the program makes of `plans`, with one more file among its forms."""
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / "content/forms/kaffe.yaml").write_text(form, encoding="utf-8")
    path = os.pathsep.join([str(folder), str(ROOT)])
    return subprocess.run(
        [sys.executable, "-c", ASK], input=json.dumps(plans), capture_output=True, text=True,
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, check=False,
    )  # fmt: skip


def test_a_new_form_is_a_file_and_nothing_else(tmp_path: Path) -> None:
    form = "form: kaffemøde\n" + WHO
    plans = [
        form + "varighed: 1 time\n",
        form + "siden sidst: 20 minutter\n",
        form + "tider:\n  nyt: nej\n  goddag: 3 min\n",
        form + "nyt: 1 min hver\n",
        form + "tider:\n  velkomst: nej\n",
        form + "tider:\n  rammer: 3 min\n",
        form + "rammer: 3 min\n",
        form + "dagsorden: [pause]\n",
        form + "varighed: 15 min\ntaletid: 3 min\n",
        "form: kafemøde\n" + WHO,
        "form: fest\n" + WHO,
        "form: egen dagsorden\ntider:\n  nyt: 3 min\ndagsorden: [pause]\n" + WHO,
    ]
    done = answers(tmp_path, FORM, plans)
    assert done.stderr == ""
    read = json.loads(done.stdout)
    greeted = "I dag drikker vi kaffe i en time."
    assert read[0][:2] == ["kaffemøde", greeted]
    assert read[1] == ["Linje 3: Jeg kender ikke \"siden sidst\". Slet linjen, hvis den ikke skal "
                       "bruges."]  # fmt: skip
    assert read[2] == ["kaffemøde", greeted, ["Velkomst 180", "Kaffepause 1320"]]
    assert read[3][2] == ["Velkomst 360", "Bordet rundt 360", "Kaffepause 1320"]
    assert read[4] == ['Linje 4: "velkomst" kan ikke undværes i et kaffemøde. Skriv en tid, for '
                       'eksempel "10 minutter", eller slet linjen.']  # fmt: skip
    assert read[5] == ['Linje 4: Jeg kender ikke "rammer". Her kan stå "velkomst", "nyt" eller '
                       '"kaffe".']  # fmt: skip
    assert read[6] == ['Linje 3: Jeg kender ikke "rammer". Slet linjen, hvis den ikke skal bruges.']
    assert read[7][0].startswith("Linje 3: Et kaffemøde har sin faste dagsorden.")
    assert read[8][0].startswith("Linje 3: Et kaffemøde med 4 deltagere tager mindst")
    assert read[9] == ['Linje 1: Jeg kender ikke mødeformen "kafemøde". Mener du "kaffemøde"?']
    assert read[10][0].startswith('Linje 1: Jeg kender ikke mødeformen "fest". Her kan stå "')
    assert '"kaffemøde"' in read[10][0]
    assert read[11][0].startswith("Linje 2: Tider hører til et første møde")
    assert "et kaffemøde" in read[11][0]


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("item: kaffepause", "item: fest", "there is no kind of item 'fest'"),
        ("time: {kaffe: [kaffe]}", "time: {nyt: [nyt]}", "two items have the `time` nyt"),
        ("time: {kaffe: [kaffe]}", "time: {}", "must have one word"),
        ("called: et kaffemøde\n", "", "called"),
        ("needed: true", "must: true", "must"),
    ],
)
def test_a_wrong_file_is_told_of_with_its_name(right: str, wrong: str, told: str) -> None:
    assert right in FORM
    text = FORM.replace(right, wrong)
    with pytest.raises(ValueError, match=told):
        Form.model_validate(YAML(typ="safe").load(text))


def test_an_unknown_kind_stops_the_program_at_its_start(tmp_path: Path) -> None:
    done = answers(tmp_path, FORM.replace("item: kaffepause", "item: fest"), [""])
    assert done.returncode != 0
    last = done.stderr[done.stderr.index("FormError:") :]
    assert "content/forms, the form 'kaffemøde'" in last
    assert "there is no kind of item 'fest'; there are velkomst, aftale" in last


def test_a_word_that_means_something_else_in_another_form_stops_it_too(tmp_path: Path) -> None:
    done = answers(tmp_path, FORM.replace("beside: [nyt]", "beside: [rammer]"), [""])
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "'rammer' is 'rammer' in 'første møde', but 'nyt' in 'kaffemøde'" in last


def test_nothing_that_is_there_is_told_of_as_planned() -> None:
    planned = load("planfile.yaml")
    for name, real in (("planned_forms", words().forms), ("planned_items", words().items)):
        there = [way for ways in planned[name].values() for way in ways if real.get(way)]
        assert there == [], name


@pytest.mark.parametrize("name", [name for name, form in all_forms().items() if not form.own])
@pytest.mark.parametrize("people", [3, 8, 16])
def test_every_form_makes_an_agenda_for_any_group(name: str, people: int) -> None:
    names = ", ".join(f"N{letter}" for letter in "abcdefghijklmnop"[:people])
    names = names.replace("N", "A")
    plan = read_plan(f"form: {name}\ndeltagere: {names}\n".encode())
    assert plan.form == name
    assert plan.agenda
    assert all(item.seconds > 0 for item in plan.agenda)


def optional(name: str) -> list[str]:
    entries = all_forms()[name].entries
    return [
        one.word
        for one in entries
        if not one.needed and not one.with_header and isinstance(one.long, bool)
    ]


@pytest.mark.parametrize(
    ("name", "word"), [(name, word) for name in all_forms() for word in optional(name)]
)
def test_what_a_form_can_do_without_is_left_out(name: str, word: str) -> None:
    whole = read_plan(f"form: {name}\n{WHO}".encode())
    without = read_plan(f"form: {name}\n{WHO}tider:\n  {word}: nej\n".encode())
    assert len(without.agenda) == len(whole.agenda) - 1
    assert set(items(without)) != set(items(whole))


@pytest.mark.parametrize(
    ("header", "dialogues"),
    [
        ("", []),
        ("emne: stress\n", ["stress"]),
        ("tider:\n  dialog: 10 min\n", ["forventninger"]),
        ("emne: stress\ntider:\n  dialog: nej\n", []),
    ],
)
def test_an_item_with_a_header_of_its_own_comes_only_with_that(
    header: str, dialogues: list[str]
) -> None:
    plan = read_plan(f"form: første møde\nvarighed: 2 timer\n{WHO}{header}".encode())
    topics = [find_topic(item.topic) for item in plan.agenda if isinstance(item, TopicDialogue)]
    assert topics == [find_topic(topic) for topic in dialogues]


def test_where_time_is_short_the_last_that_may_be_left_out_goes_first() -> None:
    def agenda(minutes: int) -> set[str]:
        eight = "deltagere: [Anna, Bo, Carla, Dorte, Erik, Frida, Gitte, Hans]\n"
        plan = read_plan(f"form: første møde\nvarighed: {minutes} min\n{eight}".encode())
        return {type(item).__name__ for item in plan.agenda}

    assert agenda(46) == agenda(60) - {"Frame"}
    assert agenda(120) == agenda(60) | {"VoiceLesson", "Break"}


NINE = "deltagere: [Anna, Bo, Carla, Dorte, Erik, Finn, Gitte, Hans, Ida]\n"


@pytest.mark.parametrize(
    ("form", "minutes", "sparring"),
    [
        ("følgende møde", 90, False),
        ("følgende møde", 100, True),
        ("første møde", 120, False),
        ("første møde", 150, True),
    ],
)
def test_there_is_sparring_where_there_is_time_for_it(
    form: str, minutes: int, *, sparring: bool
) -> None:
    plan = read_plan(f"form: {form}\nvarighed: {minutes} min\n{NINE}".encode())
    found = [item for item in plan.agenda if isinstance(item, Sparring)]
    assert len(found) == sparring
    assert all(item.seconds >= 20 * 60 for item in found)


@pytest.mark.parametrize("form", ["følgende møde", "første møde"])
def test_how_it_goes_is_told_beside_it(form: str) -> None:
    told = "variant: ryggen til\ngrupper: fire\nbehov: ja\n"
    plan = read_plan(f"form: {form}\nvarighed: 3 timer\n{NINE}{told}".encode())
    (found,) = [item for item in plan.agenda if isinstance(item, Sparring)]
    assert (found.way, found.size, found.need) == ("backs_turned", 4, True)


@pytest.mark.parametrize("line", ["sparring: 25 min\n", "tider:\n  sparring: 25 min\n"])
def test_a_plan_may_have_sparring_in_a_shorter_meeting(line: str) -> None:
    plan = read_plan(f"form: følgende møde\nvarighed: 75 min\n{NINE}{line}".encode())
    (found,) = [item for item in plan.agenda if isinstance(item, Sparring)]
    assert found.seconds == 25 * 60


@pytest.mark.parametrize("form", [name for name, form in all_forms().items() if not form.own])
@pytest.mark.parametrize("minutes", [60, 75, 90])
@pytest.mark.parametrize("people", [3, 5, 8])
def test_a_meeting_is_as_long_as_the_plan_says(form: str, minutes: int, people: int) -> None:
    names = ["Anna", "Bo", "Carla", "Dorte", "Erik", "Finn", "Gitte", "Hans"][:people]
    who = f"deltagere: [{', '.join(names)}]\n"
    plan = read_plan(f"form: {form}\nvarighed: {minutes} min\n{who}".encode())
    # "Vi har nioghalvtreds minutter sammen" is no greeting for a meeting of an hour.
    assert plan.seconds == pytest.approx(60 * minutes)


LONGEST = {"Interview", "Sparring", "Wellbeing"}


@pytest.mark.parametrize("form", [name for name, form in all_forms().items() if not form.own])
@pytest.mark.parametrize("hours", [2, 3, 4, 6])
@pytest.mark.parametrize("people", [3, 8, 16])
def test_no_dialogue_is_long_because_the_time_had_to_go_somewhere(
    form: str, hours: int, people: int
) -> None:
    names = "Anna Bo Carla Dorte Erik Finn Gitte Hans Ida Jens Karen Lone Mads Niels Ole Per"
    who = f"deltagere: [{', '.join(names.split()[:people])}]\n"
    plan = read_plan(f"form: {form}\nvarighed: {hours} timer\n{who}".encode())
    for item in plan.agenda:
        if item.each is None and type(item).__name__ not in LONGEST:
            assert item.seconds <= 70 * 60, item.title
    # What is left is told of, in the file's check as at the table.
    assert bool(plan.early) == (plan.seconds < hours * 3600 - 300)
    assert [remark for remark in plan.remarks if "før tiden" in remark] == list(plan.remarks)
    assert len(plan.remarks) == bool(plan.early)


def test_too_little_time_with_a_turn_and_a_rounds_own_time_is_told_of() -> None:
    plan = f"form: første møde\nvarighed: 30 min\ntaletid: 3 min\n{WHO}tider:\n  præsentation: 15\n"
    with pytest.raises(PlanFaults) as caught:
        read_plan(plan.encode())
    (fault,) = caught.value.faults
    assert fault.message.startswith("Et første møde med 4 deltagere tager mindst")


def test_forms_come_in_the_order_of_their_place() -> None:
    places = [form["place"] for form in load_all("forms").values()]
    assert places == sorted(places)
    assert next(iter(load_all("forms"))) == "første møde"
