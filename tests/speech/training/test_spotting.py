"""The spotter learned: what examples are made of, and that numpy gives what torch gives."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from speech.sound import RATE

torch = pytest.importorskip("torch")

from speech.hearing.mel import BINS, Floats, log_mel  # noqa: E402
from speech.hearing.spotter import WORDS, Spotter  # noqa: E402
from speech.training.spotting.learning import learn  # noqa: E402
from speech.training.spotting.mixing import LENGTH, Mixer, Saying, Sounds, normal  # noqa: E402
from speech.training.spotting.network import write  # noqa: E402
from speech.training.spotting.sayings import SayingsError, sounds  # noqa: E402


def tone(hertz: float, seconds: float) -> Floats:
    time = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(6000 * np.sin(2 * np.pi * hertz * time), np.float32)


def material() -> Sounds:
    """The wake words are three rising pairs of tones, the talk falls."""
    low = (300.0, 600.0, 1200.0)
    rising = [log_mel(np.concatenate((tone(f, 0.3), tone(2 * f, 0.3)))) for f in low]
    falling = [log_mel(np.concatenate((tone(2 * f, 0.3), tone(f, 0.3)))) for f in low]
    bed = log_mel(np.random.default_rng(1).normal(0, 500, 5 * RATE).astype(np.float32))
    return Sounds(
        wake=[Saying(mel, n, len(mel)) for n, mel in enumerate(rising)],
        like=falling,
        natural=falling,
        talk=falling,
        beds=[bed],
    )


def test_an_example_tells_where_its_wake_word_ends() -> None:
    made = Mixer(material(), np.random.default_rng(1)).examples(60, 0.5)
    called = [example for example in made if example.word >= 0]
    assert 15 < len(called) < 45
    assert all(example.mel.shape == (LENGTH, BINS) for example in made)
    assert all(0 < example.end < LENGTH and np.isfinite(example.mel).all() for example in called)
    assert all(first < last <= LENGTH // 2 for first, last in (e.right for e in called))


def test_what_torch_learned_numpy_runs(tmp_path: Path) -> None:
    network = learn(Mixer(material(), np.random.default_rng(1)), steps=3, seed=1)
    write(network, tmp_path / "weights.npz")
    sound = np.random.default_rng(2).normal(0, 1000, 3 * RATE).astype(np.int16)

    whole = Spotter(tmp_path / "weights.npz").feed(sound)
    spotter = Spotter(tmp_path / "weights.npz")
    parts = [spotter.feed(sound[at : at + 700]) for at in range(0, len(sound), 700)]

    mel = Spotter(tmp_path / "weights.npz")._normal(log_mel(sound))
    with torch.no_grad():
        odds = network(torch.from_numpy(mel[None]))[0].numpy()
    smooth = (odds[2:] + odds[1:-1] + odds[:-2]) / 3
    assert whole.shape[1] == len(WORDS)
    assert np.allclose(whole[60:], smooth[58 : len(whole) - 2], atol=0.02)
    # the running mean begins with what the first block has
    assert np.allclose(np.concatenate(parts)[-20:], whole[-20:], atol=0.3)


def test_means_are_those_of_what_came_before() -> None:
    mel = np.random.default_rng(1).normal(0, 1, (2, 50, BINS)).astype(np.float32)
    later = mel.copy()
    later[:, 40:] += 5
    assert np.array_equal(normal(mel)[:, :40], normal(later)[:, :40])


def test_a_folder_of_sayings_is_read_and_a_fault_is_said(tmp_path: Path) -> None:
    for kind, name in (("wake", "1-tidtager"), ("like", "1"), ("natural", "1"), ("talk", "1")):
        (tmp_path / kind).mkdir()
        sound = tone(300.0, 0.5) / 32768
        soundfile.write(tmp_path / kind / f"{name}.flac", sound, RATE)
    found = sounds(tmp_path)
    assert [saying.word for saying in found.wake] == [0, 0]
    assert found.wake[0].frames == 50
    assert len(found.like) == len(found.natural) == len(found.talk) == 2

    (tmp_path / "wake" / "2-uret.flac").write_bytes(
        (tmp_path / "wake" / "1-tidtager.flac").read_bytes()
    )
    with pytest.raises(SayingsError, match=r"2-uret.flac.*tidtager"):
        sounds(tmp_path)
    with pytest.raises(SayingsError, match="no sound in it"):
        sounds(tmp_path / "wake")
