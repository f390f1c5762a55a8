"""Given the installed espeak-ng, the letters that the plan file lets through are read as words."""

import pytest

from device.planfile.persons import sayable
from device.planfile.words import words
from speech.espeak import Espeak

SPELT = ("bogstaver", "boustaw")


def said(text: str) -> list[str]:
    """What espeak-ng's Danish voice makes of `text`: mnemonics, pauses and switches too."""
    return [event.mnemonic for event in Espeak().synthesise(text).phones]


def letter_by_letter(text: str) -> bool:
    """Whether espeak-ng spells `text` out, or hands it to the voice of another language."""
    heard = said(text)
    inner = [mnemonic for mnemonic in heard if mnemonic not in {"_:", "_!", "_"}]
    return any(mnemonic.startswith("(") for mnemonic in inner) or "_|" in inner


@pytest.mark.parametrize("letter", sorted(words().sayable_letters - {"\u0307"}))
def test_a_letter_that_is_let_through_is_read_within_a_word(letter: str) -> None:
    for word in (f"an{letter}a", f"an{letter}", f"{letter}ana", f"B{letter}na"):
        assert not letter_by_letter(word), (word, said(word))


@pytest.mark.parametrize("letter", ["ễ", "ñ", "ạ", "ầ", "ồ", "ế", "ệ"])
def test_a_letter_that_is_kept_out_is_spelt(letter: str) -> None:
    assert letter_by_letter(f"An{letter}na")
    assert not sayable(f"An{letter}na")


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        ("Søren Ægir Åse", True),
        ("André Müller", True),
        ("Łukasz Žižek", True),
        ("İbrahim Şahin", True),
        ("Ștefan Dvořák", True),
        ("Anne K.", True),
        ("JP", True),
        ("H.C. Branner", True),
        ("McDonald", True),
        ("Lynn", True),
        ("D’Angelo-O'Brien", True),
        ("Nguyễn", False),
        ("Muñoz", False),
        ("Иван", False),
        ("محمد", False),
        ("李", False),
        ("Γιώργος", False),
        ("Bjrn", False),
        ("Brk", False),
    ],
)
def test_a_name_that_espeak_ng_cannot_read_is_known(name: str, fine: bool) -> None:
    assert sayable(name) == fine


@pytest.mark.parametrize("name", ["Brk", "Smrt", "Vlk"])
def test_a_word_without_a_vowel_is_spelt(name: str) -> None:
    # Four and more sounds with several vowels: the letters' names
    vowels = [mnemonic for mnemonic in said(name) if mnemonic.strip("?',")[:1] in "aeiouyAEOW@&"]
    assert len(vowels) >= 2
