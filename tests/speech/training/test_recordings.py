"""Recordings of people: found in their folders, aligned with their texts, and learned from."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from speech.espeak import Espeak
from speech.phones import PHONES, from_espeak
from speech.training.acoustic import AcousticModel, ModelFileError
from speech.training.aligned import make_aligned, read_sound, utterances
from speech.training.alignment import AlignmentError, align, exact
from speech.training.features import CEPSTRA, COEFFICIENTS, log_mel, online_mean
from speech.training.fitting import Fitted
from speech.training.ipa import sounds
from speech.training.kaldi import write_model
from speech.training.loss import LabelLoss
from speech.training.network import Network, Shape
from speech.training.recordings import RecordingsError, find, pronounced, recordings
from speech.training.utterance import GROUPS, IGNORE, INDEX, Utterance, among, resampled

MODEL = Path(__file__).parents[3] / "speech" / "model"
SENTENCES = (
    "vi tager en pause nu",
    "det er svært at sige nej",
    "hvem vil fortælle om sidste uge",
    "tidtager, næste taler",
    "fem minutter til kaffen",
    "jeg har et spørgsmål",
)


def spoken(text: str, voice: str = "da+f2") -> Utterance:
    """A sentence with espeak-ng's own times, in a voice that no model was trained on."""
    speech = Espeak().synthesise(text, voice)
    phones = tuple(
        (event.sample, INDEX[phone])
        for event in speech.phones
        for phone in from_espeak(event.mnemonic)
    )
    said = resampled(speech.samples, speech.rate, phones).padded(4000, 4000)
    hiss = np.random.default_rng(1).normal(0, 3, len(said.samples)).astype(np.float32)
    return Utterance(said.samples + hiss, said.phones)


def write(file: Path, said: Utterance) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(file, said.samples / 32768, 16_000)


@pytest.fixture(scope="module")
def model() -> AcousticModel:
    return AcousticModel(MODEL)


def test_the_network_read_back_is_the_one_that_was_written(tmp_path: Path) -> None:
    torch.manual_seed(1)
    shape = Shape(len(PHONES), width=32, bottleneck=16)
    network = Network(shape)
    network(torch.randn(4, 200, COEFFICIENTS) * 5)  # batch norms with something to fold in
    network.eval()
    mean = np.linspace(1, 20, 30, dtype=np.float32)
    priors = np.full(len(PHONES), 1 / len(PHONES), dtype=np.float32)
    write_model(Fitted(network, priors, mean @ CEPSTRA.T), tmp_path)
    mel = log_mel(spoken(SENTENCES[0]).samples)
    read = AcousticModel(tmp_path)
    got = read.log_posteriors(mel)
    # The prior of the running mean counts little after five seconds: 200 of 700 frames.
    seen = (mel - online_mean(mel, mean, mel.mean(axis=0), 500)) @ CEPSTRA.T
    with torch.no_grad():
        wanted = network(torch.from_numpy(seen)[None]).log_softmax(2)[0].numpy()
    inside = got[shape.left :: 3][: len(wanted)]
    assert len(got) == len(mel)
    assert np.abs(np.exp(inside) - np.exp(wanted)).max() < 0.02
    assert read.priors == pytest.approx(priors)


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    file = tmp_path / "am" / "final.mdl"
    file.write_bytes(b"<TransitionModel> as text")
    with pytest.raises(ModelFileError, match="binary"):
        AcousticModel(tmp_path)
    file.write_bytes((MODEL / "am" / "final.mdl").read_bytes()[:20_000])
    with pytest.raises(ModelFileError, match=r"final\.mdl.*too early"):
        AcousticModel(tmp_path)


def test_sounds_are_found_where_espeak_put_them(model: AcousticModel) -> None:
    right = frames = 0
    for i, text in enumerate(SENTENCES):
        said = spoken(text, ("da+f2", "da+m5", "da+Annie")[i % 3])
        mel = log_mel(said.samples)
        found = align(model.log_posteriors(mel), model.priors, pronounced(text))
        true = said.labels(len(mel))
        right += int((found.labels == true).sum())
        frames += len(true)
        assert found.score > -0.5
    assert right / frames > 0.92  # the true pronunciation is one of many; measured: 0.94


def test_another_text_fits_worse(model: AcousticModel) -> None:
    mel = log_mel(spoken(SENTENCES[1]).samples)
    posteriors = model.log_posteriors(mel)
    right = align(posteriors, model.priors, pronounced(SENTENCES[1]))
    wrong = align(posteriors, model.priors, pronounced(SENTENCES[2]))
    assert right.score > -0.5
    assert wrong.score < -2


def test_a_pause_between_words_is_found(model: AcousticModel) -> None:
    one, other = spoken("videre"), spoken("pause")
    samples = np.concatenate([one.samples, other.samples])
    mel = log_mel(samples)
    found = align(model.log_posteriors(mel), model.priors, pronounced("videre pause"))
    middle = len(one.samples) // 160
    assert (found.labels[middle - 20 : middle + 20] == 0).all()


def test_a_sound_that_was_not_said_is_not_learned(model: AcousticModel) -> None:
    mel = log_mel(spoken("vi tager en pause nu").samples)
    posteriors = model.log_posteriors(mel)
    words = list(pronounced("vi tager en pause nu"))
    words[3] = [exact([INDEX[phone] for phone in ("p", "A", "w", "f", "@")])]  # "paufe"
    labels = align(posteriors, model.priors, words).labels
    assert INDEX["f"] not in labels
    assert (labels == IGNORE).sum() >= 3


def test_too_short_a_recording_is_told(model: AcousticModel) -> None:
    mel = log_mel(spoken("ja").samples[:6000])
    with pytest.raises(AlignmentError, match="too short"):
        align(model.log_posteriors(mel), model.priors, pronounced(SENTENCES[2]))
    with pytest.raises(AlignmentError):
        align(model.log_posteriors(mel), model.priors, [])


def test_a_long_recording_is_cut_at_its_pauses_and_keeps_its_labels(model: AcousticModel) -> None:
    parts = [spoken(text) for text in SENTENCES[:4]]
    samples = np.concatenate([part.samples for part in parts])
    mel = log_mel(samples)
    found = align(model.log_posteriors(mel), model.priors, pronounced(" ".join(SENTENCES[:4])))
    pieces = list(utterances(samples, found))
    assert len(pieces) >= 2
    again = np.concatenate([piece.labels(len(piece.samples) // 160 - 2) for piece in pieces])
    assert abs(len(again) - len(found.labels)) <= 2 * len(pieces)
    first = pieces[0].labels(len(pieces[0].samples) // 160 - 2)
    assert (first == found.labels[: len(first)]).mean() > 0.99


def common_voice(folder: Path, suffix: str) -> Path:
    lines = ["client_id\tpath\tsentence\tup_votes"]
    for i, text in enumerate(SENTENCES):
        write(folder / "clips" / f"common_voice_da_{i}{suffix}", spoken(text))
        lines.append(f"someone\tcommon_voice_da_{i}{suffix}\t{text.capitalize()}.\t2")
    (folder / "validated.tsv").write_text("\n".join(lines) + "\n", encoding="utf8")
    (folder / "other.tsv").write_text("client_id\tpath\tsentence\nx\tnone.mp3\tnej\n")
    return folder


def nst_spl(folder: Path) -> Path:
    session = folder / "data" / "scr0565" / "01" / "r5650001.spl"
    session.parent.mkdir(parents=True)
    lines = ["[System]", "Delimiter=>-<", "Frequency=16000", "", "[Record states]"]
    lines.append("1=1>-<>-<( ... tavshed under denne optagelse ...)>-<>-<u0000.wav>-<")
    for i, text in enumerate(SENTENCES, 2):
        lines.append(f"{i}={i}>-<>-<{text}\\punktum>-<>-<u{i:04}.wav>-<")
        write(folder / "speech" / "scr0565" / "r5650001" / f"u{i:04}.wav", spoken(text))
    lines += ["", "[Validation states]", "1=1>-<>-<x>-<>-<none.wav>-<"]
    session.write_bytes("\r\n".join(lines).encode("cp1252"))
    return folder


def nst_json(folder: Path) -> Path:
    pid = "da_r5650001"
    every = [{"file": "u0000.wav", "text": "( ... tavshed under denne optagelse ...)"}]
    for i, text in enumerate(SENTENCES, 1):
        every.append({"file": f"u{i:04}.wav", "text": text})
        write(folder / "dk" / pid / f"{pid}_u{i:04}-1.wav", spoken(text))
        write(folder / "dk" / pid / f"{pid}_u{i:04}-2.wav", spoken("nej"))  # the far microphone
    document = {"pid": pid, "val_recordings": every}
    (folder / f"{pid}.json").write_text(json.dumps(document), encoding="utf8")
    return folder


def plain(folder: Path) -> Path:
    for i, text in enumerate(SENTENCES):
        suffix = (".wav", ".flac", ".ogg", ".mp3")[i % 4]
        write(folder / f"optagelse {i}{suffix}", spoken(text))
        (folder / f"optagelse {i}.txt").write_text(f"{text}\n", encoding="utf8")
    (folder / "README.txt").write_text("not a text of any recording")
    return folder


def test_common_voice_is_read(tmp_path: Path) -> None:
    found = find(common_voice(tmp_path, ".mp3"))
    assert [one.text for one in found] == [f"{text.capitalize()}." for text in SENTENCES]
    assert all(one.file.suffix == ".mp3" for one in found)


def test_common_voice_without_validated_is_read_from_its_parts(tmp_path: Path) -> None:
    common_voice(tmp_path, ".flac")
    (tmp_path / "validated.tsv").rename(tmp_path / "train.tsv")
    assert len(find(tmp_path)) == len(SENTENCES)


def test_nst_is_read_in_both_releases(tmp_path: Path) -> None:
    first = find(nst_spl(tmp_path / "first"))
    assert [one.text for one in first] == [f"{text} punktum" for text in SENTENCES]
    again = find(nst_json(tmp_path / "again"))
    assert [one.text for one in again] == list(SENTENCES)
    assert all(one.file.stem.endswith("-1") for one in again)


def test_sounds_with_texts_beside_them_are_read(tmp_path: Path) -> None:
    assert [one.text for one in find(plain(tmp_path))] == list(SENTENCES)


def test_a_sound_file_comes_at_our_rate_and_its_loudest_channel(tmp_path: Path) -> None:
    tone = np.sin(np.arange(44_100) * 2 * np.pi * 440 / 44_100)
    both = np.stack([np.zeros_like(tone), 0.5 * tone], axis=1)
    soundfile.write(tmp_path / "tone.wav", both, 44_100)
    sound = read_sound(tmp_path / "tone.wav")
    assert abs(len(sound) - 16_000) < 20
    assert np.abs(sound).max() == pytest.approx(16_384, rel=0.02)


def test_a_broken_folder_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordingsError, match="is no folder"):
        find(tmp_path / "nothing")
    with pytest.raises(RecordingsError, match=r"no recordings found.*validated\.tsv"):
        find(tmp_path)
    half = common_voice(tmp_path / "cv", ".flac")
    (half / "clips" / "common_voice_da_2.flac").unlink()
    with pytest.raises(RecordingsError, match=r"validated\.tsv, line 4.*common_voice_da_2\.flac"):
        find(half)
    (half / "validated.tsv").write_text("path\ttext\na.mp3\tja\n")
    with pytest.raises(RecordingsError, match="line 1: no column sentence"):
        find(half)
    (tmp_path / "json").mkdir()
    (tmp_path / "json" / "a.json").write_text('{"val_recordings": [], ')
    with pytest.raises(RecordingsError, match=r"a\.json, line 1: is not JSON"):
        find(tmp_path / "json")
    empty = plain(tmp_path / "plain")
    (empty / "optagelse 1.txt").write_text("")
    with pytest.raises(RecordingsError, match=r"optagelse 1\.txt: no text"):
        find(empty)


def test_a_text_that_was_not_said_is_left_out(tmp_path: Path) -> None:
    folder = plain(tmp_path)
    (folder / "optagelse 3.txt").write_text("noget helt andet end det der bliver sagt her")
    corpus, accounts = make_aligned(recordings([folder]), MODEL, copies=1)
    (account,) = accounts.values()
    assert corpus is not None
    assert (account.files, account.used) == (len(SENTENCES), len(SENTENCES) - 1)
    assert len(corpus.ends) == len(SENTENCES) - 1
    assert account.score > -0.6


def test_no_more_hours_are_taken_than_asked_for(tmp_path: Path) -> None:
    folder = plain(tmp_path)
    some = recordings([folder], hours=4 / 3600, seed=1)
    assert 0 < len(some) < len(SENTENCES)
    assert some == recordings([folder], hours=4 / 3600, seed=1)


def test_recordings_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound")
    (tmp_path / "a.txt").write_text("ja")
    with pytest.raises(RecordingsError, match="none of 1 recordings"):
        recordings([tmp_path])


def test_no_recording_is_well_said_gives_no_corpus(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    soundfile.write(tmp_path / "a.wav", rng.normal(0, 0.1, 32_000), 16_000)
    (tmp_path / "a.txt").write_text("tidtager næste taler")
    corpus, _ = make_aligned(recordings([tmp_path]), MODEL, copies=1)
    assert corpus is None


def learned(word: list[str], language: str) -> list[str]:
    """What the sounds of a word in IPA are learned as; `-` is nothing."""
    names = [*PHONES, *("|".join(group) for group in GROUPS)]
    found = [sound.label for sound in sounds(word, language)]
    return ["-" if label == IGNORE else names[label] for label in found]


def test_other_languages_teach_only_what_danish_has() -> None:
    assert learned(["p", "ˈa", "ʁ", "l", "e"], "fr") == ["b", "a", "R", "l", "e"]
    assert learned(["p", "ˈɪ", "n"], "en") == ["p", "e", "n"]
    assert learned(["s", "p", "ˈɪ", "n"], "en") == ["s", "b", "e", "n"]
    assert learned(["p", "ˈe", "r", "o"], "es") == ["b", "e|E", "-", "o|O"]
    assert learned(["vʲ", "ˈɨ", "z", "ʃ"], "ru") == ["v|j", "i|@|e|oe|y", "-", "S"]


def test_a_group_is_learned_as_any_of_its_phones() -> None:
    loss_of = LabelLoss(0.0)
    odds = torch.zeros(1, len(PHONES))
    group = torch.tensor([among(("e", "E"))])
    odds[0, INDEX["e"]], odds[0, INDEX["E"]] = 20, 20
    assert float(loss_of(odds, group)) == pytest.approx(0, abs=1e-3)
    odds[0, INDEX["E"]] = 0
    assert float(loss_of(odds, group)) == pytest.approx(0, abs=1e-3)
    odds[0, INDEX["l"]] = 40
    assert float(loss_of(odds, group)) > 10


def test_for_single_phones_the_loss_is_cross_entropy() -> None:
    torch.manual_seed(1)
    odds = torch.randn(50, len(PHONES), requires_grad=True)
    labels = torch.randint(0, len(PHONES), (50,))
    labels[::5] = IGNORE
    wanted = torch.nn.CrossEntropyLoss(ignore_index=IGNORE, label_smoothing=0.2)(odds, labels)
    got = LabelLoss(0.2)(odds, labels)
    assert float(got.detach()) == pytest.approx(float(wanted.detach()))
    nothing = LabelLoss(0.2)(odds, torch.full((50,), IGNORE))
    nothing.backward()
    assert float(nothing.detach()) == 0
    assert not odds.grad.any()


def test_labels_of_groups_stay_what_they_are() -> None:
    assert len(set(map(frozenset, GROUPS))) == len(GROUPS)
    assert len(PHONES) + len(GROUPS) < IGNORE
    assert among(("s",)) == INDEX["s"]
    assert among(("sil", "s")) == IGNORE


def test_a_sound_not_learned_may_be_heard_as_its_neighbours() -> None:
    (vowel,) = sounds(["a"], "es")
    assert {PHONES[place] for place in vowel.heard} == {"a", "A", "V"}


def test_ipa_of_a_foreign_text_comes_word_by_word() -> None:
    espeak = Espeak()
    danish = espeak.phones("ja")
    assert espeak.ipa("votre appel", "fr") == [["v", "o", "t", "ʁ"], ["a", "p", "ˈɛ", "l"]]
    assert espeak.phones("ja") == danish  # the voice is Danish again


def test_exact_sounds_are_learned_as_what_they_are() -> None:
    assert [sound.label for sound in exact([3, 5])] == [3, 5]


CHECK = """
import sys, vosk
vosk.SetLogLevel(-1)
vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000).AcceptWaveform(bytes(32000))
"""


def test_a_model_is_made_from_recordings_with_one_command(tmp_path: Path) -> None:
    # Given folders in all three layouts, and as much synthetic speech as there are processes
    folders = (
        common_voice(tmp_path / "cv", ".mp3"),
        nst_json(tmp_path / "nst"),
        plain(tmp_path / "plain"),
    )
    options = [f"--recordings={folder}" for folder in folders]
    run = subprocess.run(
        [
            *(sys.executable, "-m", "speech.training", "--out", str(tmp_path / "model")),
            *("--hours=0.05", "--epochs=1", "--workers=1", "--share=0.6", "--no-people"),
            *(*options, "--realign", f"--align-with={MODEL}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    # Then all but nothing of them was used, and Vosk loads the model
    assert run.returncode == 0, run.stderr
    for folder in folders:
        assert f"{folder}: {len(SENTENCES)} of {len(SENTENCES)} recordings" in run.stderr
    graph = tmp_path / "model" / "graph"
    graph.mkdir()
    (graph / "words.txt").write_text("<eps> 0\nja 1\n")
    compiled = "import sys, kaldifst; kaldifst.compile(sys.stdin.read()).write(sys.argv[1])"
    arcs = "0 1 2 1\n1 1 1 0\n1\n"
    target = str(graph / "HCLG.fst")
    subprocess.run([sys.executable, "-c", compiled, target], input=arcs, text=True, check=True)
    subprocess.run([sys.executable, "-c", CHECK, str(tmp_path / "model")], check=True)


def test_the_command_tells_a_broken_folder_in_one_line(tmp_path: Path) -> None:
    run = subprocess.run(
        [
            *(sys.executable, "-m", "speech.training", "--out", str(tmp_path / "model")),
            f"--recordings={tmp_path / 'nothing'}",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert "is no folder" in run.stderr
    assert "Traceback" not in run.stderr
