"""Groups as they are told."""

from device.meeting.grouping import divide, sayings, whose
from device.meeting.grouping.saying import BREATH
from device.meeting.phrases import load_phrases
from device.meeting.plan import Person
from tests.bench.grouping import NAMES

PHRASES = load_phrases()
SIX = tuple(map(Person, ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida")))
TWO = (("Anna", "Bo", "Carla"), ("Dorte", "Erik", "Frida"))


def texts(people: tuple[Person, ...], groups: tuple[tuple[str, ...], ...]) -> list[str]:
    return [PHRASES.text(said.key, **said.values) for said in sayings(people, groups)]


def test_a_sentence_for_each_group() -> None:
    assert texts(SIX, TWO) == ["Anna, Bo og Carla. Dorte, Erik og Frida."]


def test_many_groups_are_several_sayings_and_all_are_said() -> None:
    people = tuple(map(Person, NAMES))
    groups = divide(NAMES, 3, {})
    said = texts(people, groups)
    assert len(said) > 1
    assert all(len(text) <= BREATH + 1 for text in said)
    assert all(name in " ".join(said) for name in NAMES)


def test_a_name_is_said_as_the_plan_spells_it_for_the_voice() -> None:
    people = (Person("Søren Holm", say_as="Søøren"), Person("Anne Kold"), Person("Anne Mørk"))
    (said,) = sayings(people, (("Søren Holm", "Anne Kold", "Anne Mørk"),))
    assert str(said.values["groups"]) == "Søren, Anne K og Anne M"
    assert said.values["groups"].spoken.startswith("Søøren")
    assert said.values["groups"].people == ("Søren Holm", "Anne Kold", "Anne Mørk")


def test_a_guest_is_in_a_group_as_anybody() -> None:
    assert texts(SIX, (("Anna", "Gæst 1"),)) == ["Anna og Gæst 1."]


def test_whose_group() -> None:
    found = whose(SIX, TWO, "Erik")
    assert found
    assert PHRASES.text(found.key, **found.values) == "Dorte, Erik og Frida."
    assert whose(SIX, TWO, "Ole") is None
