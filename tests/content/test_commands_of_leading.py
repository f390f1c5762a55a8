"""What people say about time, groups, roles and the list of speakers is understood as that."""

import pytest

from content import load
from speech.hearing.grammar import Phrase, phrases

NAMES = (("Bo", None), ("Søren Holm", None))
SAID = {
    "hvor længe er der til pausen": ("to_break", None),
    "hvor lang tid er der til pausen": ("to_break", None),
    "hvornår er der pause": ("to_break", None),
    "følger vi planen": ("pace", None),
    "er vi foran": ("pace", None),
    "er vi bagud": ("pace", None),
    "sæt bo på listen": ("queue_add", "Bo"),
    "bo vil gerne sige noget": ("queue_add", "Bo"),
    "søren holm vil sige noget": ("queue_add", "Søren Holm"),
    "tag bo af listen": ("queue_remove", "Bo"),
    "hvem er på listen": ("queue_list", None),
    "læs grupperne": ("groups", None),
    "hvem er vært næste gang": ("next_host", None),
    "hvem skal være vært næste gang": ("next_host", None),
    "bo tager værtsrollen": ("take_host", "Bo"),
    "bo tager det praktiske": ("take_practical", "Bo"),
    "bo leder mødet": ("take_leader", "Bo"),
    "bo stiller spørgsmålene": ("take_asker", "Bo"),
    "bo fortæller": ("take_focus", "Bo"),
    "bo har en sag": ("take_focus", "Bo"),
    # The neighbours keep their meaning.
    "hvor lang tid er der tilbage": ("time_left", None),
    "hvem er næste": ("who_next", None),
    "vi holder pause": ("pause", None),
    "læs spillereglerne": ("rules", None),
}


@pytest.fixture(scope="module")
def known() -> dict[str, Phrase]:
    """All that can be said to the box, by its text."""
    return {one.text: one for one in phrases(frozenset(load("commands.yaml")["intents"]), NAMES)}


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_is_meant(known: dict[str, Phrase], said: str) -> None:
    assert (known[said].intent, known[said].name) == SAID[said]


@pytest.mark.parametrize("said", ["hvornår holder vi pause", "listen", "bo tager", "er vi"])
def test_half_a_sentence_is_nothing(known: dict[str, Phrase], said: str) -> None:
    assert said not in known
