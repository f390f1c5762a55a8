"""`python -m speech.training.natural --voices DIR --out DIR`: natural voices say Danish.

Kokoro's training voices and means of two of them (`speech.training.kokoro`) say what all sources
say (`speech.training.texts`). The sound is kept in files beside an index with its phones: a later
training can use it again, and a run that was stopped goes on where it was.
"""

import csv
import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import soundfile
import typer

from speech.errors import TidtagerError
from speech.espeak import Espeak
from speech.held_out import NATURAL_HELD_OUT
from speech.sound import RATE
from speech.training.aligned import Recording
from speech.training.alignment import exact
from speech.training.kokoro import Kokoro, pronounced
from speech.training.texts import Texts
from speech.training.utterance import INDEX

MEANS = 0.5
"""The share of utterances that are said by a mean of two voices."""
INDEX_FILE = "index.tsv"
_log = logging.getLogger("speech.training.natural")


class NaturalCorpusError(TidtagerError, ValueError):
    """An index of natural speech is no such, or names a voice that is held out."""


def training_voices(names: list[str]) -> list[str]:
    """Those of `names` that may be trained on."""
    return [name for name in names if name not in NATURAL_HELD_OUT]


def speaker(names: list[str], rng: random.Random) -> dict[str, float]:
    """Choose a voice, or two that are mixed, with their weights."""
    if rng.random() < MEANS:
        one, other = rng.sample(names, 2)
        share = round(rng.uniform(0.3, 0.7), 2)
        return {one: share, other: round(1 - share, 2)}
    return {rng.choice(names): 1.0}


def recordings(folder: Path) -> Iterator[Recording]:
    """What `make` wrote in `folder`, for `speech.training.aligned`. Raises NaturalCorpusError."""
    try:
        lines = (folder / INDEX_FILE).read_text(encoding="utf8").splitlines()
    except OSError as error:
        raise NaturalCorpusError(f"{folder}: no natural speech ({error.strerror})") from error
    for number, (file, voices, said) in enumerate(csv.reader(lines, delimiter="\t"), 1):
        names = {voice.split(":")[0] for voice in voices.split("+")}
        if names & NATURAL_HELD_OUT:
            kept = ", ".join(sorted(names & NATURAL_HELD_OUT))
            raise NaturalCorpusError(f"{folder / INDEX_FILE}, line {number}: {kept} is held out")
        words = tuple([exact([INDEX[phone] for phone in word.split()])] for word in said.split("|"))
        yield Recording(folder / file, words, "kokoro")


def make(voices: Path, out: Path, hours: float = 5.0, seed: int = 1) -> None:
    """Make natural speech in the folder `out` until there are so many hours of it.

    `voices` is the folder of npm's kokoro-js with its *.bin files. What is in `out` is kept and
    counts; the same seed gives the same texts and voices. Raises KokoroMissingError.
    """
    kokoro, espeak, texts = Kokoro(voices), Espeak(), Texts()
    names = training_voices(kokoro.voices)
    out.mkdir(parents=True, exist_ok=True)
    index = out / INDEX_FILE
    done = len(index.read_text(encoding="utf8").splitlines()) if index.exists() else 0
    seconds = sum(soundfile.info(out / f"{k}.flac").duration for k in range(done))
    begun, before = time.monotonic(), seconds
    with index.open("a", encoding="utf8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        while seconds < hours * 3600:
            rng = random.Random(f"natural {seed} {done}")
            said = pronounced(espeak, texts.any(rng), rng)
            who, speed = speaker(names, rng), rng.uniform(0.8, 1.3)
            sound = kokoro.say(said.ipa, who, speed)
            sound = sound * (0.7 / max(float(np.abs(sound).max()), 1e-3))
            soundfile.write(out / f"{done}.flac", sound, RATE)
            voices_said = "+".join(f"{name}:{weight}" for name, weight in who.items())
            rows.writerow([f"{done}.flac", voices_said, "|".join(map(" ".join, said.words))])
            file.flush()
            done += 1
            seconds += len(sound) / RATE
            if done % 500 == 0:
                rate = (time.monotonic() - begun) / max(seconds - before, 1.0)
                left = (hours * 3600 - seconds) * rate / 60
                _log.info(
                    "%.2f hours, %d utterances; %.0f minutes left", seconds / 3600, done, left
                )
    _log.info("%.2f hours of natural speech in %s", seconds / 3600, out)


def main(
    voices: Annotated[Path, typer.Option(help="Folder of kokoro-js's *.bin voices.")],
    out: Annotated[Path, typer.Option(help="Folder to write to; what is there is kept.")],
    hours: Annotated[float, typer.Option(help="Hours of speech in all.")] = 5.0,
    seed: Annotated[int, typer.Option(help="The same seed, the same texts and voices.")] = 1,
) -> None:
    """Make natural speech until there are so many hours of it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    make(voices, out, hours, seed)


if __name__ == "__main__":
    typer.run(main)
