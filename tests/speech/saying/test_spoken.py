"""What libespeak-ng makes of the words that the voice gets, read back in our own phones."""

import itertools
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from content import load
from speech.espeak import Espeak
from speech.phones import SILENCE, from_espeak
from speech.saying.reading import in_words, read_aloud

SPOKEN: dict[str, str] = YAML(typ="safe").load(
    Path(__file__).with_name("spoken.yaml").read_text(encoding="utf-8")
)


def phones(text: str) -> list[str]:
    events = Espeak().synthesise(text).phones
    said = itertools.chain.from_iterable(from_espeak(event.mnemonic) for event in events)
    return [phone for phone in said if phone != SILENCE]


@pytest.mark.parametrize(("word", "said"), SPOKEN.items(), ids=SPOKEN)
def test_the_voice_says_a_word_as_danes_do(word: str, said: str) -> None:
    assert phones(read_aloud(word)) == said.split()


@pytest.mark.parametrize("word", ["feedback", "worklife", "tog", "stedet", "taget", "spørger"])
def test_without_another_spelling_the_engine_says_it_otherwise(word: str) -> None:
    assert phones(word) != SPOKEN[word].split()


ROWS = [row for row in load("reading.yaml")["respelled"] if " tog" not in f" {row}"]  # or as it is


@pytest.mark.parametrize("row", ROWS)
def test_a_respelling_changes_the_sound_and_not_the_words(row: str) -> None:
    word = row.replace("*", "")
    assert phones(read_aloud(word)) != phones(word)
    assert in_words(word) == word
