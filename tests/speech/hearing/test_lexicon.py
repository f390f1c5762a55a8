"""Words become phones: as content has them, as espeak-ng does, and as people swallow them."""

import pytest
from ruamel.yaml import YAML

from content import content_file
from speech.hearing.grammar import commands, phrases
from speech.hearing.lexicon import Lexicon, UnspeakableError
from speech.phones import PHONES, SILENCE


def ways(word: str, *, context: tuple[str, ...] = ()) -> set[str]:
    return {" ".join(phones) for phones in Lexicon(context).word(word)}


def test_the_wake_word_is_heard_as_people_say_it_and_as_espeak_does() -> None:
    assert {"t i D t a V", "t i D t a r", "t i t a j V"} <= ways("tidtager")


def test_swallowed_schwas() -> None:
    assert {"s p oe r s m O l @ D", "s p oe r s m O l D"} <= ways("spørgsmålet")


def test_a_word_outside_the_content_is_spelt_by_espeak() -> None:
    assert "g R oe D" in ways("grød")


def test_a_sentence_teaches_how_its_words_sound_in_it() -> None:
    alone, both = ways("en"), ways("en", context=("ordet til en",))
    assert alone <= both


def test_every_word_of_every_command_has_phones_of_the_model() -> None:
    every = phrases(frozenset(commands().templates), (("Åse", None), ("Søren", None)))
    lexicon = Lexicon()
    for word in {word for phrase in every for word in phrase.spoken.split()}:
        for phones in lexicon.word(word):
            assert phones
            assert set(phones) <= set(PHONES) - {SILENCE}


def test_the_written_pronunciations_use_the_models_phones() -> None:
    with content_file("pronunciations.yaml").open(encoding="utf-8") as file:
        written = YAML(typ="safe").load(file)
    wrong = {
        (word, way)
        for word, all_ways in written.items()
        for way in all_ways.split(" / ")
        if " " in way and not set(way.split()) <= set(PHONES)
    }
    assert not wrong


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(UnspeakableError):
        Lexicon().word("...")
    assert not Lexicon().speakable("ordet til ...")
    assert Lexicon().speakable("ordet til åse")
