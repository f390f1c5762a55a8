"""The speech that the model learns from: right labels at the right times, the same each time."""

import random
import re
import shutil

import kaldi_native_fbank as knf
import numpy as np
import pytest

from speech.held_out import HELD_OUT, HELD_OUT_PEOPLE
from speech.phones import PHONES
from speech.training.augmentation import augmented
from speech.training.corpus import Shard, make
from speech.training.features import CEPSTRA, log_mel, online_mean
from speech.training.festival import VOICES, FestivalSource
from speech.training.flite import DOUBTFUL, FROM_OURS, TO_OURS, FliteSource
from speech.training.texts import DANISH_WORDS, LIKE_A_WAKE_WORD, Texts, commands, number
from speech.training.utterance import IGNORE, INDEX, Utterance
from speech.training.voices import EspeakSource, espeak_variants, reduced

needs_words = pytest.mark.skipif(not DANISH_WORDS.exists(), reason="needs wdanish")
needs_flite = pytest.mark.skipif(not shutil.which("flite"), reason="needs flite")
needs_festival = pytest.mark.skipif(
    not shutil.which("festival"), reason="needs festival and its voices"
)


def test_log_mel_gives_the_cepstra_that_kaldi_makes() -> None:
    sound = np.random.default_rng(1).normal(0, 1000, 16_000).astype(np.float32)
    options = knf.MfccOptions()
    options.frame_opts.dither = 0
    options.mel_opts.num_bins, options.num_ceps = 30, 24
    options.mel_opts.low_freq, options.mel_opts.high_freq = 60, -1200
    options.use_energy = False
    kaldi = knf.OnlineMfcc(options)
    kaldi.accept_waveform(16_000, sound.tolist())
    kaldi.input_finished()
    frames = np.array([kaldi.get_frame(i) for i in range(kaldi.num_frames_ready)])
    assert np.allclose(log_mel(sound) @ CEPSTRA.T, frames, atol=1e-3)


def test_the_running_mean_leans_on_the_prior_until_enough_was_heard() -> None:
    mel = np.full((1000, 30), 10.0, dtype=np.float32)
    mean = online_mean(mel, np.zeros(30, dtype=np.float32))
    assert mean[0, 0] == pytest.approx(10 / 201)
    assert mean[399, 0] == pytest.approx(10 * 400 / 600)
    assert mean[599, 0] == mean[999, 0] == 10
    after_quiet = online_mean(mel, mean[0], np.full(30, 4, dtype=np.float32), 600)
    assert after_quiet[299, 0] == pytest.approx(7)


def test_a_label_is_that_of_the_frame_s_middle_at_any_tempo() -> None:
    said = Utterance(np.zeros(16_000, dtype=np.float32), ((4000, 7), (8000, 9)))
    assert said.labels(98).tolist() == [0] * 24 + [7] * 25 + [9] * 49
    fast = said.faster(1.25).padded(1600, 0)
    assert len(fast.samples) == 12_800 + 0 + 1600 or len(fast.samples) > 0
    labels = fast.labels(90).tolist()
    assert labels.index(7) == pytest.approx((4000 / 1.25 + 1600) / 160, abs=2) or 7 in labels


@needs_words
def test_numbers_and_commands_are_spoken_in_danish() -> None:
    assert number(77) == "syvoghalvfjerds"
    assert number(240) == "to hundrede og fyrre"
    ways = commands()
    assert "næste taler" in ways["next"]
    assert "fem minutter mere" in ways["more_time"]
    texts = Texts()
    said = [texts.any(random.Random(i)) for i in range(300)]
    assert sum("tidtager" in text for text in said) > 10
    assert len(set(said)) > 250
    # Every intent oftener than its phrases are many: lengths and numbers have most of them.
    asked = [texts.command(random.Random(i)) for i in range(300)]
    assert sum("minut" in text for text in asked) < 75


def test_no_voice_held_out_is_trained_on() -> None:
    source = EspeakSource()
    rng = random.Random(1)
    used = {str(source.voice(rng)) for _ in range(600)}
    assert not used & {f"da+{name}" for name in HELD_OUT}
    assert len(HELD_OUT) >= 15
    assert len(used) > 250  # made-up speakers beside espeak-ng's own
    assert set(HELD_OUT) <= {file.name for file in (_data() / "voices" / "!v").iterdir()}
    assert not set(espeak_variants(_data())) & set(HELD_OUT)
    assert not set(VOICES) & set(HELD_OUT_PEOPLE)


def _data():
    from speech.espeak import Espeak

    return Espeak().data


def test_people_swallow_sounds_and_the_time_stays_about_the_same() -> None:
    timed = [(0.1, phone) for phone in ("r", "u", "n", "@") * 50]
    short = reduced(timed, random.Random(1))
    assert [p for _, p in short if p in "un"] == [p for _, p in timed if p in "un"]
    assert len(short) < len(timed)
    assert sum(s for s, _ in short) > 0.9 * sum(s for s, _ in timed)


def test_every_phone_of_ours_has_a_phone_in_flite_and_back() -> None:
    assert set(FROM_OURS) == set(PHONES)
    assert {ours for phones in TO_OURS.values() for ours in phones} <= set(PHONES)
    assert all(TO_OURS[FROM_OURS[p]] == (p,) for p in set(PHONES) - DOUBTFUL)


@needs_flite
def test_flite_says_danish_phones_and_what_it_lacks_is_not_learned() -> None:
    phones = ["t", "a", "l", "y", "s"]
    said = FliteSource().say_phones(phones, random.Random(2))
    places = [INDEX["sil"], *(INDEX[p] for p in "tal"), IGNORE, INDEX["s"], INDEX["sil"]]
    assert [place for _, place in said.phones] == places
    # The s is hiss: its samples change sign far more often than the vowel's.
    edges = [start for start, _ in said.phones]
    signs = np.diff(np.sign(said.samples)) != 0
    assert signs[edges[5] : edges[6]].mean() > 3 * signs[edges[2] : edges[3]].mean()


@needs_festival
def test_a_diphone_voice_says_danish_phones_for_as_long_as_it_is_told() -> None:
    festival = FestivalSource()
    said = festival.say_phones(
        [(0.1, "s"), (0.2, "A"), (0.1, "l")], random.Random(list(VOICES).index("czech_dita"))
    )
    festival.close()
    assert len(said.samples) / 16_000 == pytest.approx(0.64, abs=0.15)
    assert INDEX["s"] in [place for _, place in said.phones]


@needs_words
def test_the_same_seed_makes_the_same_speech() -> None:
    shards = [Shard("espeak", 3, 4), Shard("espeak", 4, 4)]
    once, again = make(shards, workers=1), make(shards, workers=2)
    assert np.array_equal(once.mel, again.mel)
    assert np.array_equal(once.labels, again.labels)
    assert len(once.ends) == 8
    assert once.ends[-1] == len(once.labels)


def test_augmented_sound_fits_in_16_bits_and_is_never_digital_silence() -> None:
    rng = random.Random(1)
    voice = np.sin(np.arange(16_000) / 20).astype(np.float32) * 8000
    for _ in range(20):
        sound = augmented(np.pad(voice, 4000), rng, [voice])
        assert np.abs(sound).max() <= 32_768
        assert np.std(sound[:2000]) > 0


@needs_words
def test_what_sounds_like_a_call_is_said_as_often_as_calls() -> None:
    # A network that hears many calls and little else of their sounds takes "vi tager" for one.
    texts, rng = Texts(), random.Random(1)
    said = [texts.any(rng) for _ in range(4000)]
    like = LIKE_A_WAKE_WORD.read_text(encoding="utf8").splitlines()
    calls = [text for text in said if re.search("tidtager|ordstyrer|timeglas", text)]
    sounds = re.compile(rf"\b({'|'.join(map(re.escape, like))})\b")
    alike = [text for text in said if text not in calls and sounds.search(text)]
    assert len(alike) >= len(calls) > 200
    assert not [line for line in like if re.search("tidtager|ordstyrer|timeglas", line)]
