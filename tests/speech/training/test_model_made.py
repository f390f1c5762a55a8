"""From speech to a model that Vosk decodes with: small, quick, but all the way."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import typer
from typer.testing import CliRunner

from speech.espeak import Espeak
from speech.phones import PHONES, from_espeak
from speech.training.acoustic import AcousticModel
from speech.training.batches import batches
from speech.training.command import train
from speech.training.corpus import Corpus
from speech.training.disturbed import disturbed, seen
from speech.training.features import BINS, log_mel
from speech.training.fitting import Fitted, fit, halfway
from speech.training.kaldi import write_model
from speech.training.network import Network, Shape
from speech.training.together import together
from speech.training.utterance import INDEX, Utterance, resampled

WORDS = ("ja", "nej", "pause", "videre")
SMALL = Shape(len(PHONES), width=64, bottleneck=32)

COMPILE = """
import sys, kaldifst
kaldifst.compile(sys.stdin.read()).write(sys.argv[1])
"""
DECODE = """
import json, sys, wave, vosk
vosk.SetLogLevel(-1)
model = vosk.Model(sys.argv[1])
for file in sys.argv[2:]:
    with wave.open(file) as sound:
        recogniser = vosk.KaldiRecognizer(model, sound.getframerate())
        recogniser.AcceptWaveform(sound.readframes(sound.getnframes()))
        print(json.loads(recogniser.FinalResult())["text"])
"""


def spoken(word: str, rate: int) -> Utterance:
    speech = Espeak().synthesise(word, rate=rate)
    phones = tuple(
        (event.sample, INDEX[phone])
        for event in speech.phones
        for phone in from_espeak(event.mnemonic)
    )
    return resampled(speech.samples, speech.rate, phones).padded(3000, 4000)


def corpus() -> Corpus:
    rng = np.random.default_rng(1)
    mels, labels = [], []
    for i in range(100):
        said = spoken(WORDS[i % len(WORDS)], 140 + i % 50)
        noise = rng.normal(0, 3, len(said.samples)).astype(np.float32)
        mel = log_mel(said.samples + noise)
        mels.append(mel.astype(np.float16))
        labels.append(said.labels(len(mel)))
    ends = np.cumsum([len(label) for label in labels])
    return Corpus(np.concatenate(mels), np.concatenate(labels), ends)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fitted, Path]:
    torch.set_num_threads(1)
    fitted = fit(corpus(), epochs=25, shape=SMALL, rate=5e-3, pieces=8)
    folder = tmp_path_factory.mktemp("model")
    write_model(fitted, folder)
    return fitted, folder


def graph(folder: Path) -> None:
    """Silence, one of the words, silence."""
    arcs, words = ["0 1 2 0", "1 1 1 0"], ["<eps> 0"]
    state = 2
    for number, word in enumerate(WORDS, 1):
        words.append(f"{word} {number}")
        here = 1
        for i, phone in enumerate(
            p for part in Espeak().phones(word) for m in part for p in from_espeak(m)
        ):
            place = INDEX[phone] + 1
            arcs += [f"{here} {state} {2 * place} {number if i == 0 else 0}"]
            arcs += [f"{state} {state} {2 * place - 1} 0"]
            here, state = state, state + 1
        arcs += [f"{here} {state} 2 0", f"{state} {state} 1 0", str(state)]
        state += 1
    (folder / "graph").mkdir(exist_ok=True)
    (folder / "graph" / "words.txt").write_text("\n".join(words) + "\n")
    target = str(folder / "graph" / "HCLG.fst")
    text = "\n".join(arcs) + "\n"
    subprocess.run([sys.executable, "-c", COMPILE, target], input=text, text=True, check=True)


@pytest.fixture(scope="module")
def sharpened(made: tuple[Fitted, Path]) -> Fitted:
    """Gone half the way to whole sequences."""
    start = made[0]
    there = fit(corpus(), rate=1e-3, pieces=8, start=start.network, sequences=0.7)
    return halfway(start, there)


@pytest.fixture(scope="module")
def plain() -> Fitted:
    """Each layer sees the one before it alone, and it was learned in half the bits."""
    layers = ((-1, 0, 1), (-1, 0, 1), (-2, 0, 1), (-2, 0), (-3, 0), (-3, 0))
    shape = replace(SMALL, layers=layers, carried=False)
    return fit(corpus(), epochs=25, shape=shape, rate=5e-3, pieces=8, brief=True)


@pytest.mark.parametrize("kind", ["one network", "two networks", "whole sequences", "plain"])
def test_vosk_understands_what_the_model_learned(
    made: tuple[Fitted, Path], sharpened: Fitted, plain: Fitted, tmp_path: Path, kind: str
) -> None:
    import wave

    folder = tmp_path / "model"
    of_kind = {
        "one network": [made[0]],
        "two networks": [made[0]] * 2,
        "whole sequences": [sharpened],
        "plain": [plain],
    }
    write_model(of_kind[kind], folder)
    graph(folder)
    files = []
    for word in WORDS:
        said = spoken(word, 165)
        noise = np.random.default_rng(2).normal(0, 3, len(said.samples))
        files.append(str(tmp_path / f"{word}.wav"))
        with wave.open(files[-1], "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(16_000)
            sound.writeframes((said.samples + noise).astype("<i2").tobytes())
    run = subprocess.run(
        [sys.executable, "-c", DECODE, str(folder), *files],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == list(WORDS)


def test_the_model_holds_what_was_promised(made: tuple[Fitted, Path]) -> None:
    fitted, folder = made
    assert (folder / "phones.txt").read_text().split() == list(PHONES)
    assert (folder / "am" / "final.mdl").read_bytes().startswith(b"\0B<TransitionModel> ")
    assert not (folder / "graph" / "HCLG.txt").exists()
    assert fitted.priors.sum() == pytest.approx(1)
    assert fitted.network.shape.right <= 18  # frames that the group waits for


def test_two_networks_in_one_model_answer_with_the_mean_of_both(
    made: tuple[Fitted, Path], tmp_path: Path
) -> None:
    one = made[0]
    other = Fitted(Network(SMALL).eval(), one.priors, one.mean)
    for name, parts in {"one": [one], "other": [other], "both": [one, other]}.items():
        write_model(parts, tmp_path / name)
    mel = log_mel(spoken("videre", 160).samples)
    answers = {
        name: AcousticModel(tmp_path / name).log_posteriors(mel)
        for name in ("one", "other", "both")
    }
    assert np.allclose(answers["both"], (answers["one"] + answers["other"]) / 2, atol=1e-3)


def test_networks_that_were_kept_are_put_together_later(
    made: tuple[Fitted, Path], tmp_path: Path
) -> None:
    files = [tmp_path / f"network-{n}.pt" for n in range(2)]
    for file in files:
        made[0].save(file)
    together(files, tmp_path / "both")
    mel = log_mel(spoken("videre", 160).samples)
    alone, both = (AcousticModel(f).log_posteriors(mel) for f in (made[1], tmp_path / "both"))
    assert np.allclose(alone, both, atol=1e-3)


def test_a_corpus_that_was_kept_is_learned_and_gone_on_with(tmp_path: Path) -> None:
    """Of the whole command all but the making of speech."""
    command = typer.Typer()
    command.command()(train)
    keep, out = tmp_path / "keep", tmp_path / "out"
    keep.mkdir()
    corpus().save(keep / "synthetic-1-1.npz")
    corpus().save(keep / "people-elsewhere.npz")
    usual = [
        "--hours",
        "1",
        "--keep",
        str(keep),
        "--no-people",
        "--epochs",
        "1",
        "--pieces",
        "4",
        "--workers",
        "1",
    ]
    small = ["--networks", "1", "--width", "32", "--bottleneck", "16"]
    for how in (small, ["--start", str(out)]):
        ran = CliRunner().invoke(command, [*usual, *how, "--device", "cpu", "--out", str(out)])
        assert ran.exit_code == 0, ran.output
        assert (out / "network-1.pt").exists()
        assert len(AcousticModel(out).priors) == len(PHONES)


def test_half_the_way_is_the_mean_of_all_weights(
    made: tuple[Fitted, Path], sharpened: Fitted
) -> None:
    start = made[0].network.state_dict()
    assert any(
        not torch.equal(weight, start[name])
        for name, weight in sharpened.network.state_dict().items()
    )
    other = Fitted(Network(SMALL).eval(), made[0].priors * 0, made[0].mean * 0)
    mean = halfway(made[0], other)
    for name, weight in mean.network.state_dict().items():
        if weight.is_floating_point():
            assert torch.allclose(weight, (start[name] + other.network.state_dict()[name]) / 2)
    assert mean.priors is made[0].priors


def test_too_little_speech_says_so() -> None:
    some = corpus()
    few = Corpus(some.mel[:900], some.labels[:900], np.array([900]))
    with pytest.raises(ValueError, match=r"0\.1 minutes of speech"):
        fit(few, epochs=1, shape=SMALL)


def test_the_same_seed_learns_the_same() -> None:
    torch.set_num_threads(1)
    speech = corpus()
    first, second = (fit(speech, epochs=1, shape=SMALL, pieces=8) for _ in range(2))
    for a, b in zip(
        first.network.state_dict().values(), second.network.state_dict().values(), strict=True
    ):
        assert torch.equal(a, b)


def test_a_piece_has_the_context_that_the_network_wants() -> None:
    shape = Shape(len(PHONES))
    cepstra = np.zeros((3000, 24), dtype=np.float32)
    labels = np.zeros(3000, dtype=np.uint8)
    batch = next(batches(cepstra, labels, shape, np.random.default_rng(1), pieces=2))
    assert Network(shape).eval()(batch.cepstra).shape == (*batch.labels.shape, len(PHONES))


def test_an_answer_is_about_the_frame_it_is_labelled_with() -> None:
    # Given frames that hold their own number, the piece's labels are its frames' numbers
    shape = Shape(len(PHONES))
    cepstra = np.repeat(np.arange(2000, dtype=np.float32)[:, None], 24, axis=1)
    labels = (np.arange(2000) % 200).astype(np.uint8)
    batch = next(batches(cepstra, labels, shape, np.random.default_rng(1), pieces=2))
    middle = batch.cepstra[:, shape.left :: 3, 0][:, : batch.labels.shape[1]]
    assert torch.equal(middle.long() % 200, batch.labels)


def test_an_utterance_is_never_seen_the_same_twice_but_stays_itself() -> None:
    mel = log_mel(spoken("videre", 160).samples)
    rng = np.random.default_rng(1)
    labels = np.ones(len(mel), dtype=np.uint8)
    prior = np.zeros(BINS, dtype=np.float32)
    noise = np.full((100, BINS), -10.0, dtype=np.float32)
    one, other = (seen(mel, labels, [noise], prior, rng) for _ in range(2))
    assert one.shape == other.shape == (len(mel), 24)
    assert not np.allclose(one, other)
    alike = [
        np.corrcoef(mel.mean(axis=1), disturbed(mel, [noise], rng).mean(axis=1))[0, 1]
        for _ in range(50)
    ]
    assert np.median(alike) > 0.7
