"""Words become phones: as content has them, as espeak-ng does, and as people swallow them."""

import pytest

from content import load
from speech.hearing.grammar import commands, phrases
from speech.hearing.lexicon import PRONUNCIATIONS, Lexicon, UnspeakableError
from speech.phones import PHONES, SILENCE
from speech.saying.wording import number_in_words


def ways(word: str, *, context: tuple[str, ...] = ()) -> set[str]:
    return {" ".join(phones) for phones in Lexicon(context).word(word)}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("tidtager", "t i D t a V"),
        ("tidtager", "t i t a V"),
        ("tidtager", "t i t a j V"),  # as espeak-ng reads it
        ("minut", "m i n u d"),
        ("spørgsmål", "s p oe s m O l"),
        ("spørgsmålet", "s p oe r s m O l D"),
        ("næste", "n E s d"),
        ("fem", "f e m"),
        ("seks", "s E g s"),
        ("otte", "O d @"),
        ("elleve", "E l w @"),
        ("nitten", "n e d n"),
        ("tyve", "t y w @"),
        ("tredive", "t R a v @"),
        ("fyrre", "f oe r"),
        ("halvtreds", "h a l t R a s"),
        ("halvfjerds", "h a l f j E V s"),
        ("firs", "f i V s"),
        ("femogtyve", "f E m V t y w"),
        ("seksoghalvtreds", "s E g s O w h a l t R a s"),
        ("sekund", "s e k O n"),
        ("time", "t i m"),
        ("jørgen", "j oe r n"),
        ("rikke", "R E g @"),
        ("frederik", "f R E D R E g"),
        ("mogens", "m O w n s"),
    ],
)
def test_words_are_heard_as_people_say_them(word: str, said: str) -> None:
    assert said in ways(word)


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


@pytest.mark.parametrize("file", PRONUNCIATIONS)
def test_the_written_pronunciations_use_the_models_phones(file: str) -> None:
    wrong = {
        (word, way)
        for word, all_ways in load(file).items()
        for way in all_ways.split(" / ")
        if " " in way and not set(way.split()) <= set(PHONES) - {SILENCE}
    }
    assert not wrong


def test_the_words_of_commands_and_numbers_and_the_common_names_are_written() -> None:
    written = {word for file in PRONUNCIATIONS for word in load(file)}
    every = phrases(frozenset(commands().templates), ())
    said = {word for phrase in every for word in phrase.spoken.split()}
    said |= {word for wake in commands().choosable for word in wake.split()}
    said |= {number_in_words(n) for n in (*range(20), *range(20, 100, 10))}
    assert not said - written
    assert len(load("names.yaml")) >= 200


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(UnspeakableError):
        Lexicon().word("...")
    assert not Lexicon().speakable("ordet til ...")
    assert Lexicon().speakable("ordet til åse")
