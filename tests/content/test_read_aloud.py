"""All that the box reads aloud is Danish that can be heard: short, whole, and without signs."""

import re
from collections import defaultdict

import pytest

from content import load, load_all
from device.meeting.material import load_material
from tests.content import rules, texts

SPOKEN = [*texts.phrases(), *texts.prompts(), *texts.banks(), *texts.material()]
NO_INSTRUCTION = {
    "phrases: sorry": "whoever spoke says it again",
    "phrases: one_absent_noted": "asked just before",
    "phrases: sparring_bid": "what to press has just been said",
    "phrases: roll_call_name": "roll_call has said how",
    "phrases: one_here_noted": "asked just before",
    "phrases: is_it": "a name, and ja or nej, as in the roll call",
    "phrases: which_one": "the names are the answer",
} | {
    place: "three words to whoever said just that; silence is an answer, too"
    for place, _ in texts.phrases()
    if place.startswith("phrases: doubted_")
}
"""Questions of the box that stand alone, and why."""

BAD = [
    ("abbreviation", "Vi ses kl. ni."),
    ("abbreviation", "Sig f.eks. næste."),
    ("abbreviation", "Vi tager bl.a. en runde."),
    ("abbreviation", "Der er fem min. tilbage."),
    ("abbreviation", "Det er ca en time."),
    ("digits", "Der er 5 minutter tilbage."),
    ("digits", "I er halvdelen, altså 50 %."),
    ("digits", "Sig ja/nej."),
    ("too long", "Når I er klar, så tryk på den grønne knap, eller sig mit navn og det, I vil, "
     "og vent på svar."),
    ("English", "Nu tager vi et check-in."),
    ("English", "Press den grønne knap."),
    ("capitals", "Tal med jeres HR om det."),
    ("no end", "Tryk på den grønne knap"),
    ("no end", "Velkommen, {name}"),
    ("slip", "Tryk  på den grønne knap."),
    ("slip", "Sig ja , eller tryk grøn."),
    ("slip", "Så er er I klar."),
    ("slip", "Sig ja,eller tryk grøn."),
    ("slip", "Pausen er forbi.."),
    ("slip", "Saa begynder vi."),
    ("comma", "Tryk grøn hvis I er klar."),
    ("comma", "Rund af når det passer."),
    ("comma", "Hvad gør du når en melder afbud?"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_each_rule_finds_what_it_is_for(rule: str, text: str) -> None:
    assert rules.RULES[rule](text), "a rule that finds nothing is none"


@pytest.mark.parametrize("rule", rules.RULES)
def test_no_rule_is_without_a_bad_example(rule: str) -> None:
    assert rule in {name for name, _ in BAD}


@pytest.mark.parametrize("rule", rules.RULES)
def test_what_is_read_aloud_keeps_the_rule(rule: str) -> None:
    faults = {(place, text): found for place, text in SPOKEN if (found := rules.RULES[rule](text))}
    assert faults == {}


@pytest.mark.parametrize("rule", sorted(set(rules.RULES) - {"no end"}))
def test_titles_keep_the_rules_but_end_openly(rule: str) -> None:
    faults = {title: found for _, title in texts.titles() if (found := rules.RULES[rule](title))}
    assert faults == {}
    assert not [title for _, title in texts.titles() if title.endswith((".", ":", ","))]


@pytest.mark.parametrize("rule", ["English", "comma", "slip"])
def test_what_is_written_elsewhere_is_danish_too(rule: str) -> None:
    usual = {"Jeg når det vigtige, men jeg når det ikke særlig godt."}  # another "når"
    faults = {
        text: found
        for _, text in texts.written()
        if text not in usual and (found := [one for one in rules.RULES[rule](text) if one.strip()])
    }
    assert faults == {}


FILLED_ALONE = ("{text}", "{name}?", "{groups}.")
"""Words of somebody else's."""


def test_nothing_is_said_by_two_names() -> None:
    assert rules.doubles(["Så fortsætter vi.", "Tak.", "så fortsætter vi"])
    chosen = texts.suggested()  # they stand in a bank, and where the box takes them from
    told = [(place, text) for place, text in SPOKEN if text not in chosen]
    # What two kinds of item say alike may have a name in each: people tell the kinds apart by it.
    kinds = {f"phrases: {key}": kind for kind, one in load_all("items").items()
             for key in one.get("phrases", {})}  # fmt: skip
    for kind in {*kinds.values(), ""}:
        own = [text for place, text in told if kinds.get(place, "") == kind]
        assert rules.doubles([text for text in own if text not in FILLED_ALONE]) == [], kind
    assert rules.doubles(chosen) == []
    assert rules.doubles(text for _, text in texts.banks()) == []
    assert rules.doubles(topic["title"] for topic in load("topics.yaml").values()) == []


def test_every_field_of_a_phrase_is_filled_in_by_those_who_say_it() -> None:
    assert rules.unknown_fields("{name}, værsgo til {title}.", {"name"}) == ["title"]
    given = texts.given()
    faults = {}
    for place, text in texts.phrases():
        key = place.removeprefix("phrases: ")
        plural = key.removesuffix("_one")  # to one alone the same is filled in
        own = given.get(key, frozenset()) | given.get(plural, frozenset())
        known = own | given[""] | texts.ALWAYS
        if unknown := rules.unknown_fields(text, known):
            faults[key] = unknown
    assert faults == {}


def test_nothing_is_filled_in_where_nobody_does_it() -> None:
    assert rules.unknown_fields("Hvad siger {name} til det?", ()) == ["name"]
    others = [*texts.prompts(), *texts.banks(), *texts.material()]
    faults = [(place, text) for place, text in others if rules.unknown_fields(text, ())]
    assert faults == []


def test_a_question_of_the_box_says_how_it_is_answered() -> None:
    assert rules.unanswerable("Er det bedre sådan?")
    assert not rules.unanswerable("Er I enige? Så tryk grøn.")
    asked = {place: text for place, text in texts.phrases() if rules.unanswerable(text)}
    assert set(asked) - set(NO_INSTRUCTION) == set()


def test_what_people_press_has_one_name() -> None:
    """People give a svar: neither points nor marks nor a number from one to five."""
    other = re.compile(r"(?:point|karakter|score(?!\d)|vurdering)")
    said = defaultdict(list)
    for place, text in texts.phrases():
        found = [word for word in rules.words(text.casefold()) if other.match(word)]
        assert not found, place
    for name in ("demo.yaml", "keys.yaml", "hear.yaml", "questions.yaml"):
        for text in texts.strings(load(name)):
            found = [word for word in rules.words(text.casefold()) if other.match(word)]
            if found:
                said[name].append(text)
    assert said == {}


def test_the_presentation_asks_three_things_at_most() -> None:
    assert 2 <= len(load_material("foerste-moede").part("presentation").lines) <= 3
