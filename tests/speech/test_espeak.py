"""espeak-ng speaks Danish, says where each phoneme is, and remembers nothing."""

import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from speech.espeak import Espeak, EspeakError, UnknownVoiceError
from speech.espeak.process import FreshVoice
from speech.hearing.grammar import commands, phrases
from speech.phones import from_espeak


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


def phones(words: list[list[str]]) -> list[str]:
    return [" ".join(p for m in word for p in from_espeak(m)) for word in words]


def test_each_word_has_its_phonemes(espeak: Espeak) -> None:
    assert phones(espeak.phones("næste taler")) == ["n E s d @", "t a l V"]
    assert espeak.phones("") == []


def test_text_in_brackets_is_phonemes(espeak: Espeak) -> None:
    assert phones(espeak.phones("[[n'Est@]] taler")) == ["n E s t @", "t a l V"]


def test_a_vowel_in_the_sound_is_where_the_event_says(espeak: Espeak) -> None:
    # Given a word that is an s between two vowels
    speech = espeak.synthesise("[[a:s'a:]]", rate=120)
    spans = dict.fromkeys(("a", "s"), (0, 0))
    edges = [*[event.sample for event in speech.phones], len(speech.samples)]
    for event, begin, end in zip(speech.phones, edges, edges[1:], strict=False):
        for phone in from_espeak(event.mnemonic):
            spans[phone] = (begin, end)

    # Then the s is where the sound is hiss, the vowel where it is not
    def crossings(phone: str) -> float:
        begin, end = spans[phone]
        sound = speech.samples[begin:end].astype(float)
        return float(np.mean(np.diff(np.sign(sound)) != 0))

    assert crossings("s") > 3 * crossings("a")


def test_times_grow_and_stay_within_the_sound(espeak: Espeak) -> None:
    speech = espeak.synthesise("hvor lang tid er der tilbage")
    at = [event.sample for event in speech.phones]
    assert at == sorted(at)
    assert 0 <= at[0] < at[-1] <= len(speech.samples)
    assert speech.rate == 22_050
    assert list({e.word: None for e in speech.phones}) == list(range(6))


def test_a_slower_rate_takes_longer_and_another_voice_sounds_otherwise(espeak: Espeak) -> None:
    plain = espeak.synthesise("goddag")
    assert len(espeak.synthesise("goddag", rate=100).samples) > 1.3 * len(plain.samples)
    other = espeak.synthesise("goddag", "da+f2")
    assert len(other.samples) != len(plain.samples) or np.any(other.samples != plain.samples)


def test_a_voice_file_by_path(espeak: Espeak, tmp_path: Path) -> None:
    file = tmp_path / "Deep"
    file.write_text("name deep\nlanguage da\npitch 60 80\n")
    assert phones(espeak.phones("taler", file)) == ["t a l V"]


@pytest.mark.parametrize("voice", ["da+nobody", "xx-nowhere", Path("no/such/file")])
def test_an_unknown_voice_is_an_error_and_the_next_sentence_is_well(
    espeak: Espeak, voice: str | Path
) -> None:
    with pytest.raises(UnknownVoiceError, match=r"nobody|nowhere|such"):
        espeak.phones("hej", voice)
    assert phones(espeak.phones("taler")) == ["t a l V"]


def test_words_sound_the_same_whatever_was_said_before(espeak: Espeak) -> None:
    def said() -> bytes:
        return espeak.synthesise("Tidtager, næste taler.", "da+f2", rate=165).samples.tobytes()

    once = said()
    espeak.synthesise("Noget helt andet.", "da+m5", rate=120, pitch=20, pitch_range=90)
    espeak.phones("Noget helt tredje.", "da+m3")
    espeak.ipa("goddag", "en")
    assert said() == once


def test_words_sound_the_same_in_whatever_second_espeak_was_started() -> None:
    # the noise in a voice's breath: espeak-ng 1.52 takes it from the clock
    def said() -> bytes:
        voice = FreshVoice()
        sound = voice.synthesise("Tidtager.", "da+whisper", rate=165, pitch=50, pitch_range=50)
        voice.close()
        return sound.samples.tobytes()

    sounds, began = {said()}, int(time.time())
    while int(time.time()) == began:
        sounds.add(said())
    sounds.add(said())
    assert len(sounds) == 1


def test_the_phonemes_of_all_that_the_box_listens_for_do_not_hang_on_their_order(
    espeak: Espeak,
) -> None:
    texts = sorted({phrase.text for phrase in phrases(frozenset(commands().templates), ())})
    assert len(texts) > 100
    first = {text: espeak.phones(text) for text in texts}
    espeak.synthesise("Noget helt andet.", "da+m5", rate=120)
    random.Random(1).shuffle(texts)
    assert {text: espeak.phones(text) for text in texts} == first


def test_threads_take_turns_and_each_gets_its_own(espeak: Espeak) -> None:
    texts = [f"taler {n}" for n in range(12)]
    alone = [espeak.synthesise(text).phones for text in texts]
    with ThreadPoolExecutor(4) as at_once:
        assert list(at_once.map(lambda text: espeak.synthesise(text).phones, texts)) == alone


def test_the_process_may_die_and_the_next_sentence_is_well() -> None:
    voice = FreshVoice()
    usual = {"rate": 170, "pitch": 50, "pitch_range": 50}
    once = voice.synthesise("goddag", "da", **usual)
    assert voice.process_id is not None
    os.kill(voice.process_id, signal.SIGKILL)
    with pytest.raises(EspeakError, match="goddag"):
        voice.synthesise("goddag", "da", **usual)
    assert np.array_equal(voice.synthesise("goddag", "da", **usual).samples, once.samples)
    voice.close()
