"""What is said about time, roles and the speaker list is heard as that, not as its neighbour."""

import pytest

from speech.hearing import Ear
from speech.hearing.grammar import Grammar
from tests.speech.hearing.conftest import Say

NAMES = (("Bo", None), ("Anna", None), ("Carla", None), ("Erik", None))
IN_A_DIALOGUE = Grammar(
    frozenset({
        "next", "next_item", "question", "more_time", "time_left", "end_time", "pause", "finish",
        "to_break", "pace", "queue_add", "queue_remove", "queue_list", "who_next", "next_host",
        "groups", "agenda", "rules", "help", "repeat", "take_host",
    }),
    frozenset(),
    NAMES,
)  # fmt: skip
SAID = {
    "hvor længe er der til pausen": ("to_break", None),
    "hvor lang tid er der til pausen": ("to_break", None),
    "hvor lang tid er der tilbage": ("time_left", None),
    "hvornår er der pause": ("to_break", None),
    "hvornår slutter vi": ("end_time", None),
    "følger vi planen": ("pace", None),
    "er vi bagud": ("pace", None),
    "sæt bo på listen": ("queue_add", "Bo"),
    "anna vil gerne sige noget": ("queue_add", "Anna"),
    "tag erik af listen": ("queue_remove", "Erik"),
    "hvem er på listen": ("queue_list", None),
    "hvem er den næste": ("who_next", None),
    "hvem er vært næste gang": ("next_host", None),
    "carla tager værtsrollen": ("take_host", "Carla"),
    "læs grupperne": ("groups", None),
}


@pytest.mark.parametrize("said", SAID)
def test_each_is_heard_as_itself(ear: Ear, say: Say, said: str) -> None:
    ear.listen_for(IN_A_DIALOGUE)
    heard = ear.feed(say(f"tidtager, {said}", after=2.0))
    assert [(one.intent, one.name) for one in heard if one.kind == "command"] == [SAID[said]]
