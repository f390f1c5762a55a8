"""docs/planfilen.md says what is so: its tables are those of content/, its examples are read."""

import re
from pathlib import Path

import pytest

from content import load
from device.meeting.items.fields.rules import all_rules
from device.meeting.plan import MAX_PEOPLE, MIN_PEOPLE
from device.planfile import PlanFaults, read_plan
from device.planfile.forms import all_forms
from speech.hearing.grammar import normal, phrases
from tests.content import reference

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/planfilen.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
NAMES = (("Anna", None),)
TABLES = {
    "topics": reference.topics(),
    "first meeting": reference.first_meeting(),
    "items": reference.items(),
    "buttons": reference.buttons(),
}


def understood() -> dict[str, str]:
    """All that is understood, and what it means."""
    intents = frozenset(load("commands.yaml")["intents"])
    return {phrase.text: phrase.intent for phrase in phrases(intents, NAMES)}


def quoted(text: str) -> set[str]:
    """What `text` says that one may say: »næste«."""
    return {normal(said) for said in re.findall(r"»(.+?)«", text)}


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_are_those_of_the_content(table: str) -> None:
    missing = [row for row in TABLES[table] if row not in TEXT.splitlines()]
    assert missing == [], "these rows belong in docs/planfilen.md"


@pytest.mark.parametrize("table", [name for name in TABLES if name != "topics"])
def test_a_row_that_is_wrong_is_seen(table: str) -> None:
    row = TABLES[table][0]
    assert row in TEXT.splitlines()
    assert row + "?" not in TEXT.splitlines()


def test_every_word_of_the_plan_is_there() -> None:
    words = load("planfile.yaml")
    plain = re.sub(r"```.+?```", "", TEXT, flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", plain))
    keys = {*words["keys"], *all_rules(), *words["person_keys"], *all_forms()}
    keys |= {word for form in all_forms().values() for word in form.times}
    keys |= {*words["orders"], *words["time_up"], *words["item_keys"], *words["hearings"]}
    keys |= {field for rules in all_rules().values() for field in rules.fields}
    keys |= {*load("commands.yaml")["choosable_wake_words"]}
    # A participant's own words stand in an example.
    missing = {key for key in keys - named if f"{key}:" not in TEXT}
    assert missing == set()


def test_every_command_is_there_and_nothing_that_is_not_understood() -> None:
    known = understood()
    said = quoted(TEXT) - {"tidtager"}
    assert said - set(known) == set(), "nobody would be understood who says this"
    told = {known[phrase] for phrase in said}
    assert set(load("commands.yaml")["intents"]) - told == set()


def test_the_readme_says_only_what_is_understood() -> None:
    said = {phrase.removeprefix("tidtager ") for phrase in quoted(README)} - {"tidtager"}
    assert said - set(understood()) == set()


@pytest.mark.parametrize("file", ["README.md", "docs/planfilen.md"])
def test_the_examples_are_read_without_a_fault(file: str) -> None:
    examples = re.findall(r"```yaml\n(.+?)```", (ROOT / file).read_text("utf-8"), re.DOTALL)
    assert examples
    for example in examples:
        text = example if "form:" in example else f"form: første møde\n{example}"
        read_plan(text.encode(), "tidtager.yaml")


ANYBODY = "form: første møde\nvarighed: 3 timer\ndeltagere: [Anna, Bo, Carla]\n"


def listed(key: str, count: int, length: int = 20) -> str:
    return f"{key}:\n" + "".join(f"  - {n} {'a' * length}\n" for n in range(count))


@pytest.mark.parametrize(
    ("told", "fits", "too_much"),
    [
        ("højst 600 tegn", f"formål: {'a' * 600}", f"formål: {'a' * 601}"),
        ("højst 600 tegn", f"velkomst: {'a' * 600}", f"velkomst: {'a' * 601}"),
        ("højst 100 tegn", f"netværk: {'a' * 100}", f"netværk: {'a' * 101}"),
        ("højst 12 regler", listed("spilleregler", 12), listed("spilleregler", 13)),
        ("højst 8 udsagn", listed("udsagn", 8), listed("udsagn", 9)),
        ("højst 8 aftaler", listed("aftaler", 8), listed("aftaler", 9)),
        ("på højst 300 tegn", listed("udsagn", 1, 298), listed("udsagn", 1, 299)),
        ("fra 15 sekunder til 30 minutter", "taletid: 30 sekunder", "taletid: 14 sekunder"),
        ("fra 15 sekunder til 30 minutter", "taletid: 29 minutter", "taletid: 31 minutter"),
        ("fra 1 minut til 4 timer", "tider:\n  aftale: 1 minut", "tider:\n  aftale: 59 sekunder"),
    ],
)
def test_a_limit_is_as_told(told: str, fits: str, too_much: str) -> None:
    assert told in TEXT
    read_plan((ANYBODY + fits).encode(), "tidtager.yaml")
    with pytest.raises(PlanFaults):
        read_plan((ANYBODY + too_much).encode(), "tidtager.yaml")


def test_limits_of_people_items_and_time_are_told() -> None:
    limits = load("limits.yaml")
    assert f"{MIN_PEOPLE} til {MAX_PEOPLE} navne" in TEXT
    assert f"punkterne, højst {limits['items']}" in TEXT
    assert limits["meeting"] == {"least": 15, "most": 480}, "fra 15 minutter til 8 timer"
    assert "fra 15 minutter til 8 timer" in TEXT
    assert f"mindst {all_forms()['første møde'].long_minutes:g} minutter" in TEXT
