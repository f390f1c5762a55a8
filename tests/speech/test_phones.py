"""espeak-ng's mnemonics become the model's phones."""

import pytest

from speech.phones import PHONES, SILENCE, UnknownMnemonicError, from_espeak


def test_the_phone_set_is_small_clean_and_begins_with_silence() -> None:
    assert PHONES[0] == SILENCE == "sil"
    assert len(set(PHONES)) == len(PHONES)
    assert 30 <= len(PHONES) <= 45
    assert all((phone.isascii() and phone.isalnum()) or phone == "@" for phone in PHONES)


@pytest.mark.parametrize(
    ("mnemonic", "phones"),
    [
        ("t", ("t",)),
        ("?i", ("i",)),  # stød or length
        ("@-", ("@",)),
        ("3-", ("r",)),
        ("?W#", ("oe",)),
        ("&", ("a",)),
        ("tS", ("t", "S")),
        ("aI", ("A", "j")),
        ("_:", ("sil",)),
        ("_|", ("sil",)),
        ("(en)", ("sil",)),
        ("?", ()),
    ],
)
def test_each_mnemonic_has_its_phones(mnemonic: str, phones: tuple[str, ...]) -> None:
    assert from_espeak(mnemonic) == phones


def test_a_mnemonic_that_danish_does_not_use_is_named_in_the_error() -> None:
    with pytest.raises(UnknownMnemonicError, match="q"):
        from_espeak("q!")
