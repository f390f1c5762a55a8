"""What people are called, and what may be said for them."""

import pytest

from device.meeting.names import called, heard, meant, respelled, same, spoken
from device.meeting.plan import Person
from speech.espeak import Espeak
from speech.saying.reading import read_aloud


def people(*names: str) -> tuple[Person, ...]:
    """ "Søren=Søøren" is a name with its respelling."""
    pairs = (name.partition("=") for name in names)
    return tuple(Person(name, say_as or None) for name, _, say_as in pairs)


CALLED = {
    "first names alone": {"Anna": "Anna", "Bo": "Bo"},
    "the first name wherever it is unique": {
        "Anna Petersen": "Anna",
        "Bo Hansen": "Bo",
        "Carla Møller Nielsen": "Carla",
    },
    "two of one first name": {"Anne Kjær": "Anne K", "Anne Møller": "Anne M", "Bo Ek": "Bo"},
    "and of one initial": {
        "Anne Kjær": "Anne Kjær",
        "Anne Knudsen": "Anne Knudsen",
        "Anne Møller": "Anne M",
    },
    "an initial that melts into the name": {"Bo Olsen": "Bo Olsen", "Bo Hansen": "Bo H"},
    "a long letter": {"Bo Winther": "Bo Winther", "Bo Hansen": "Bo H"},
    "the last of several surnames": {"Bo Lund Hansen": "Bo H", "Bo Lund Mogensen": "Bo M"},
    "one surname and two middle names": {
        "Bo Friis Hansen": "Bo Friis Hansen",
        "Bo Lund Hansen": "Bo Lund Hansen",
    },
    "a hyphen": {"Hans-Henrik Holm": "Hans-Henrik", "Hans Bo": "Hans"},
    "two first names": {"Anne Mette Holm": "Anne Mette", "Hans Peter": "Hans Peter"},
    "Anne-Mette beside Anne": {"Anne-Mette Holm": "Anne-Mette", "Anne": "Anne"},
    "Anne-Mette and Anne Mette": {"Anne-Mette Holm": "Anne-Mette H", "Anne Mette": "Anne Mette"},
    "an initial already": {"Anne K.": "Anne K", "Anne M.": "Anne M", "Bo H": "Bo"},
    "an initial and the whole name": {"Anne K.": "Anne K", "Anne Kjær": "Anne Kjær"},
    "one name and the same with more": {"Anna": "Anna", "Anna Petersen": "Anna P"},
    "accents": {"René Holm": "René H", "Rene Krogh": "Rene K"},
    "capitals": {"ANNA": "Anna", "Anna Petersen": "Anna P", "BO HANSEN": "Bo"},
    "letters alone": {"JP": "JP", "PH Holm": "PH"},
    "all lower case": {"anna petersen": "Anna", "bo": "Bo", "jean-luc o'brien": "Jean-Luc"},
    "other spellings of one sound": {
        "Karl Holm": "Karl H",
        "Carl Krogh": "Carl K",
        "Åse Holm": "Åse H",
        "Aase Krogh": "Aase K",
        "Thomas Holm": "Thomas H",
        "Tomas Krogh": "Tomas K",
        "Christian Holm": "Christian H",
        "Kristian Krogh": "Kristian K",
    },
    "names that only look alike": {"Anne": "Anne", "Ane": "Ane", "Anna": "Anna", "Hanne": "Hanne"},
    "particles": {"Anna von Bülow": "Anna von Bülow", "Anna Holm": "Anna H", "Bo de Fine": "Bo"},
    "letters for a first name": {"J. P. Hansen": "J P", "P. Jensen": "P Jensen"},
    "a letter in the middle": {"Jens E. Nielsen": "Jens", "Bo H. Holm": "Bo"},
    "an apostrophe": {"Siobhán O'Brien": "Siobhán", "D'Arcy Holm": "D'Arcy"},
    "digits": {"Bo 2": "Bo 2", "Bo": "Bo"},
    "no letters at all": {"123": "123", "🙂": "🙂", "Bo": "Bo"},
}  # fmt: skip


@pytest.mark.parametrize("names", CALLED.values(), ids=CALLED.keys())
def test_what_people_are_called(names: dict[str, str]) -> None:
    assert called(people(*names)) == names
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize(
    ("names", "voice"),
    [
        (["Søren=Søøren"], ["Søøren"]),
        (["Søren Holm=Søøren"], ["Søøren"]),
        (["Søren Holm=Søøren Hålm"], ["Søøren"]),
        (["Søren Holm=Søøren Hålm", "Søren Krogh=Søøren"], ["Søøren H", "Søøren K"]),
        (["Xuân Nguyễn=Svan", "Xuân Ågård"], ["Svan N", "Xuân Ågård"]),
        (["Xuân Wu=Svan Vu", "Xuân Holm=Svan"], ["Svan Vu", "Svan H"]),
        (["Nguyễn=nu jen"], ["nu jen"]),
        (["Nguyễn Hansen=nu jen"], ["nu jen"]),
        (["Nguyễn Hansen=nu jen Hansen"], ["nu jen"]),
        (["Anne Mette Holm=Ane Mede"], ["Ane Mede"]),
    ],
    ids=str,
)
def test_a_respelling_is_for_the_voice_alone(names: list[str], voice: list[str]) -> None:
    assert list(spoken(people(*names)).values()) == voice
    assert not set(called(people(*names)).values()) & {"Søøren", "Svan", "nu jen"}


@pytest.mark.parametrize("initial", "BCDFGHJKLMNPQRSTVXZ")
@pytest.mark.parametrize(
    "sentence", ["{name}, værsgo.", "Tak for det, {name}.", "{name} mangler. Hvem ellers?"]
)
def test_an_initial_is_said_as_its_letter(initial: str, sentence: str) -> None:
    name = called(people(f"Bo {initial}ak", "Bo Åk"))[f"Bo {initial}ak"]
    said = Espeak().phones(read_aloud(sentence.format(name=name)))
    letter = Espeak().phones(f"Bo {initial}")[1]
    assert letter in said
    assert len(said) == len(sentence.split()) + 1


def means(*names: str) -> dict[str, str]:
    return {text: whom for text, _, whom in heard(people(*names))}


def test_short_and_whole_names_mean_the_person() -> None:
    found = means("Carla Lund Møller", "Anne Mette Holm")
    for said in ("Carla", "Carla M", "Carla Møller", "Carla Lund Møller"):
        assert found[said] == "Carla Lund Møller"
    for said in ("Anne", "Anne Mette", "Anne Mette Holm"):
        assert found[said] == "Anne Mette Holm"


def test_what_several_share_means_none_of_them() -> None:
    names = ("Anne Kjær", "Anne Møller", "Bo Holm")
    found = means(*names)
    assert found["Anne"] == "Anne"
    assert found["Anne K"] == found["Anne Kjær"] == "Anne Kjær"
    assert meant(people(*names), "Anne") == ("Anne Kjær", "Anne Møller")
    assert meant(people(*names), "Dorte") == ()


@pytest.mark.parametrize(
    ("names", "whom"),
    [
        (("Anna", "Anna Petersen"), "Anna"),
        (("Anne Kjær", "Anne Mette Holm"), "Anne Kjær"),
        (("Anne-Mette", "Anne Holm"), "Anne Holm"),
    ],
)
def test_a_name_that_is_one_persons_own_means_that_person(
    names: tuple[str, ...], whom: str
) -> None:
    found = means(*names)
    assert found[whom.split(maxsplit=1)[0]] == whom


def test_the_ear_is_given_every_respelling() -> None:
    found = {text: say_as for text, say_as, _ in heard(people("Søren Holm=Søøren"))}
    assert found["Søren"] == "Søøren"
    assert found["Søren Holm"] == "Søøren Holm"


def test_people_are_respelled_wherever_they_are_named() -> None:
    table = people("Søren Holm=Søøren", "Bo Ek")
    assert respelled(table, "Ordet til Søren Holm, ikke Bo.") == "Ordet til Søøren Holm, ikke Bo."
    assert respelled(table, "Sørensen og Søren") == "Sørensen og Søøren"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Anna", "Anna Petersen", True),
        ("anna petersen", "Anna", True),
        ("Anne Mette", "Anne-Mette Holm", True),
        ("Anna Petersen", "Anna Hansen", False),
        ("Bo", "Boris", False),
        ("Carl", "Karl Holm", True),
    ],
)
def test_the_same_person_on_two_lists(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike
