"""The banks and the forms' material: enough of everything, for everybody, and nothing twice."""

from collections import Counter
from typing import get_args

import pytest

from content import content_file, load
from device.meeting.banks import BANKS, Audience, Bank, Entry, Form, load_bank
from device.meeting.material import MATERIAL, load_material
from tests.content import rules, texts

AT_LEAST = {
    "laer-hinanden-at-kende": 40,
    "sparring": 40,
    "bidrag": 15,
    "emner": 14,
    "spilleregler": 20,
    "udsagn": 12,
    "paamindelser": 10,
    "ledergruppe": 20,
}
SUBJECTS = {"udbytte", "energi", "fokus", "formål", "tryghed", "relationer", "tid"}
"""What an evaluation must be able to ask about."""
ASKED = [*texts.banks(), *texts.material(), *texts.prompts()]


def thin(bank: Bank) -> list[str]:
    """What a bank has too little of: a depth below a tenth or above six tenths of it."""
    share = Counter(entry.depth for entry in bank.entries)
    counted = {depth: share[depth] / len(bank.entries) for depth in (1, 2, 3)}
    return [f"{depth}: {part:.2f}" for depth, part in counted.items() if not 0.1 <= part <= 0.6]


def entry(key: str, depth: int) -> Entry:
    return Entry(key, "Hvad nu?", depth, frozenset({"alle"}), frozenset({"egen-dagsorden"}), 1)


def test_every_bank_is_counted() -> None:
    assert set(AT_LEAST) == set(BANKS)


@pytest.mark.parametrize(("name", "least"), AT_LEAST.items(), ids=AT_LEAST)
def test_a_bank_has_enough(name: str, least: int) -> None:
    assert len(load_bank(name).entries) >= least


@pytest.mark.parametrize("name", BANKS)
def test_a_bank_goes_from_light_to_deep(name: str) -> None:
    assert thin(load_bank(name)) == []


def test_a_bank_without_depth_is_seen() -> None:
    assert thin(Bank("flat", tuple(entry(f"a{n:02}", 1) for n in range(20))))


@pytest.mark.parametrize("name", BANKS)
def test_every_entry_says_when_it_fits(name: str) -> None:
    """No entry relies on what is usual: all of its fields stand in the file."""
    for key, raw in load(f"banks/{name}.yaml")["entries"].items():
        assert {"say", "depth", "for", "forms", "minutes"} <= set(raw), key
        assert ("theme" in raw) == bool(load_bank(name).themes), key
        assert not ("alle" in raw["for"] and len(raw["for"]) > 1) or name == "emner", key


def test_an_id_is_used_once() -> None:
    used = Counter(entry.id for name in BANKS for entry in load_bank(name).entries)
    assert [key for key, times in used.items() if times > 1] == []


@pytest.mark.parametrize("audience", get_args(Audience))
def test_there_is_something_for_everybody(audience: Audience) -> None:
    found = {name for name in BANKS for one in load_bank(name).entries if audience in one.audience}
    assert len(found) >= 2


@pytest.mark.parametrize("form", [form for form in get_args(Form) if form != "forberedelse"])
def test_every_form_can_draw_on_a_bank(form: Form) -> None:
    """Preparing is quiet reflection, and has its own material."""
    found = [one for name in BANKS for one in load_bank(name).entries if form in one.forms]
    assert len(found) >= 20


def test_sparring_has_questions_for_each_step() -> None:
    bank = load_bank("sparring")
    themes = Counter(entry.theme for entry in bank.entries)
    assert set(themes) == set(bank.themes)
    assert min(themes.values()) >= 3
    told = [bank.themes.index(entry.theme) for entry in bank.entries]
    assert told == sorted(told), "the file is read from problem to next step"


def test_the_statements_ask_about_all_that_matters() -> None:
    bank = load_bank("udsagn")
    assert {entry.theme for entry in bank.entries} == set(bank.themes)
    assert set(bank.themes) >= SUBJECTS


@pytest.mark.parametrize("name", ["udsagn", "spilleregler", "paamindelser"])
def test_a_statement_or_rule_is_no_question(name: str) -> None:
    assert [entry.say for entry in load_bank(name).entries if entry.say.endswith("?")] == []


@pytest.mark.parametrize("name", ["laer-hinanden-at-kende", "sparring"])
def test_a_question_is_a_question(name: str) -> None:
    assert [entry.say for entry in load_bank(name).entries if not entry.say.endswith("?")] == []


def test_what_the_box_suggests_by_itself_is_in_a_bank() -> None:
    """A facilitator who looks through a bank finds what the box takes by itself, too."""
    told = {entry.say for name in ("spilleregler", "udsagn") for entry in load_bank(name).entries}
    assert texts.suggested() - told == set()


def test_the_bank_of_topics_is_that_of_the_topics() -> None:
    titles = [topic["title"] for topic in load("topics.yaml").values()]
    assert sorted(entry.say for entry in load_bank("emner").entries) == sorted(titles)


@pytest.mark.parametrize("key", load("topics.yaml"))
def test_a_topic_has_an_opening_and_six_questions(key: str) -> None:
    topic = load("topics.yaml")[key]
    assert topic["opening"].endswith("?")
    assert len(topic["questions"]) >= 6


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (rules.long_questions, "Hvad vil du, at vi andre gør, når du en dag kommer og er ked?"),
        (rules.brackets, "Hvad gør du (eller I)?"),
        (rules.brackets, "Hvad gør du - og hvorfor?"),
    ],
    ids=["long", "brackets", "dash"],
)  # fmt: skip
def test_what_is_asked_is_heard_at_once(rule: rules.Rule, bad: str) -> None:
    assert rule(bad), "a rule that finds nothing is none"
    assert {(place, text): found for place, text in ASKED if (found := rule(text))} == {}


def test_nothing_is_asked_twice_in_other_words() -> None:
    alike = [("a", "Hvad gør du, når det brænder på?"), ("b", "Hvad gør I, når det brænder på?")]
    assert rules.near_doubles(alike)
    told = {text: place for place, text in ASKED}  # what the box suggests by itself stands twice
    assert rules.near_doubles((place, text) for text, place in told.items()) == []


def test_the_material_is_there_for_every_form() -> None:
    assert set(get_args(Form)) - set(MATERIAL) == {"egen-dagsorden"}
    assert "samtaleformer" in MATERIAL


@pytest.mark.parametrize("name", MATERIAL)
def test_a_part_fits_its_time(name: str) -> None:
    """Its pauses, and 4 s for each sentence, leave time to talk."""
    for key, part in load_material(name).parts.items():
        assert part.silence + 4 * len(part.texts) <= 60 * part.minutes, key


def test_reflection_is_quiet() -> None:
    """Where nobody speaks the box waits after every question."""
    alone = load_material("forberedelse").parts.values()
    assert min(line.pause for part in alone for line in part.lines.values()) >= 10
    assert 25 * 60 <= sum(60 * part.minutes for part in alone) <= 45 * 60


def test_a_file_can_be_read_by_one_who_does_not_program() -> None:
    for name in BANKS:
        lines = content_file(f"banks/{name}.yaml").read_text(encoding="utf-8").splitlines()
        assert max(len(line) for line in lines) <= 180
        assert lines[0].startswith("# ")
