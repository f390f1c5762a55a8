"""The spotter alone: what it finds in a stream, whoever talks before and after."""

from pathlib import Path

import numpy as np
import pytest

from speech.hearing.called import SPOTTED
from speech.hearing.grammar import commands
from speech.hearing.mel import BINS, SHIFT, Mels, log_mel
from speech.hearing.spotter import WORDS, Calls, Spotter, weights
from speech.sound import BLOCK, RATE, Samples
from tests.speech.hearing.conftest import Say, silence


def finds(sound: Samples, *wake_words: str, block: int = BLOCK) -> list[float]:
    calls = Calls(SPOTTED)
    calls.listen_for(wake_words)
    found = []
    for at in range(0, len(sound), block):
        part = sound[at : at + block]
        found += calls.feed(part, at + len(part))
    return [sample / RATE for sample, _ in found]


def test_every_wake_word_that_can_be_chosen_is_known() -> None:
    assert {wake_word.split()[-1] for wake_word in commands().choosable} == set(WORDS)


def test_it_is_found_where_it_ends(say: Say) -> None:
    on = say("så går vi videre med det næste punkt")[RATE:]
    found = []
    for before in ("", "det har vi talt om hele dagen og "):
        for voice in ("da+m5", "da+f2", "da+Annie"):
            called = say(f"{before}tidtager", voice, after=0.0)
            ends = len(called) / RATE
            at = finds(np.concatenate((called, on)), "tidtager")
            found.append(any(ends - 0.4 < when < ends + 0.4 for when in at))
    assert sum(found) >= 4, found  # of espeak-ng 1.51's voices five, of 1.52's four


def test_only_the_wake_word_that_is_listened_for(say: Say) -> None:
    sound = np.concatenate((say("ordstyrer"), say("hej ordstyrer"), say("kære timeglas")))
    assert finds(sound, "tidtager") == []
    assert 1 <= len(finds(sound, "hej ordstyrer")) <= 2


def test_silence_and_a_noise_that_goes_on_are_nothing() -> None:
    noise = np.random.default_rng(1).normal(0, 300, 20 * RATE).astype(np.int16)
    found = finds(np.concatenate((silence(3.0), noise)), *commands().choosable)
    assert [at for at in found if not 3 < at < 8] == []  # a noise that begins is another thing


def test_the_same_whatever_the_blocks(say: Say) -> None:
    sound = say("tidtager næste taler")
    whole = finds(sound, "tidtager", block=len(sound))
    for block in (37, 160, 1600):
        assert finds(sound, "tidtager", block=block) == pytest.approx(whole, abs=0.05)


def test_energies_of_a_stream_are_those_of_the_whole() -> None:
    sound = np.random.default_rng(1).normal(0, 2000, 5000).astype(np.int16)
    mels = Mels()
    parts = [mels.take(sound[at : at + 333]) for at in range(0, len(sound), 333)]
    assert np.allclose(np.concatenate(parts), log_mel(sound), atol=1e-3)
    assert log_mel(sound[:SHIFT]).shape == (0, BINS)


def test_a_tone_is_in_the_bin_where_it_belongs() -> None:
    time = np.arange(RATE) / RATE
    loudest = [
        int(log_mel(8000 * np.sin(2 * np.pi * hertz * time)).mean(axis=0).argmax())
        for hertz in (200, 1000, 3000, 6000)
    ]
    assert loudest == sorted(loudest)
    assert loudest[0] <= 2
    assert loudest[-1] >= BINS - 3


def test_weights_that_are_none_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        Spotter(tmp_path / "none.npz")
    np.savez(tmp_path / "other.npz", first=np.zeros(3))
    with pytest.raises(ValueError, match="it is no spotter's"):
        weights(tmp_path / "other.npz")
