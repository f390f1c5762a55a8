"""The shipped model has the shape that the decoding graphs rely on."""

from pathlib import Path

import speech
from speech.phones import PHONES

MODEL = Path(speech.__file__).parent / "model"


def test_its_phones_are_the_program_s_phones() -> None:
    assert (MODEL / "phones.txt").read_text().split() == list(PHONES)


def test_it_is_small_binary_and_without_a_graph() -> None:
    files = [file for file in MODEL.rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) <= 12 * 2**20
    assert (MODEL / "am" / "final.mdl").read_bytes().startswith(b"\0B<TransitionModel> ")
    assert (MODEL / "am" / "global_cmvn.stats").exists()
    assert not (MODEL / "graph").exists()


def test_its_features_are_those_that_it_was_trained_on() -> None:
    conf = (MODEL / "conf" / "mfcc.conf").read_text().split()
    assert "--num-ceps=24" in conf
    assert "--dither=0" in conf
    assert "--frame-subsampling-factor=3" in (MODEL / "conf" / "model.conf").read_text()
