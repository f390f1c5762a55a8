"""`python -m speech.training.natural --voices DIR --out DIR`: natural voices say Danish.

Kokoro's training voices and means of two of them (`speech.training.kokoro`) say what all sources
say (`speech.training.texts`). The sound is kept in files beside an index with its phones: a later
training can use it again, and a run that was stopped goes on where it was.
"""

import contextlib
import csv
import logging
import multiprocessing
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
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
USUAL = 2.6
"""Seconds that an utterance lasts."""
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


@dataclass(frozen=True)
class _Order:
    number: int
    seed: int
    out: Path


class _Reader:
    """Reads out what is ordered, each process with a network of its own."""

    def __init__(self, voices: Path) -> None:
        self.kokoro, self.espeak, self.texts = Kokoro(voices), Espeak(), Texts()
        self.names = training_voices(self.kokoro.voices)

    def say(self, order: _Order) -> tuple[tuple[str, str, str], float]:
        """Write its sound; give its row of the index, and how many seconds it has."""
        rng = random.Random(f"natural {order.seed} {order.number}")
        said = pronounced(self.espeak, self.texts.any(rng), rng)
        who, speed = speaker(self.names, rng), rng.uniform(0.8, 1.3)
        sound = self.kokoro.say(said.ipa, who, speed)
        sound = sound * (0.7 / max(float(np.abs(sound).max()), 1e-3))
        file = f"{order.number}.flac"
        soundfile.write(order.out / file, sound, RATE)
        voices = "+".join(f"{name}:{weight}" for name, weight in who.items())
        return (file, voices, "|".join(map(" ".join, said.words))), len(sound) / RATE


_reader: list[_Reader] = []


def _begin(voices: Path) -> None:
    _reader[:] = [_Reader(voices)]


def _say(order: _Order) -> tuple[tuple[str, str, str], float]:
    return _reader[0].say(order)


def make(voices: Path, out: Path, hours: float = 5.0, seed: int = 1, *, workers: int = 1) -> None:
    """Make natural speech in the folder `out` until there are so many hours of it.

    `voices` is the folder of npm's kokoro-js with its *.bin files. What is in `out` is kept and
    counts; the same seed gives the same texts and voices. Raises KokoroMissingError.
    """
    _begin(voices)  # tells at once what is missing
    out.mkdir(parents=True, exist_ok=True)
    index = out / INDEX_FILE
    done = len(index.read_text(encoding="utf8").splitlines()) if index.exists() else 0
    seconds = sum(soundfile.info(out / f"{k}.flac").duration for k in range(done))
    begun, before = time.monotonic(), seconds
    orders = (_Order(number, seed, out) for number in count(done))
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(index.open("a", encoding="utf8", newline=""))
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        if workers > 1:
            spawn = multiprocessing.get_context("spawn")
            pool = stack.enter_context(spawn.Pool(workers, _begin, (voices,)))
        while seconds < hours * 3600:
            wanted = (hours * 3600 - seconds) / USUAL  # few more are begun than are wanted
            some = list(islice(orders, max(workers, round(0.9 * wanted))))
            for row, length in pool.imap(_say, some) if workers > 1 else map(_say, some):
                rows.writerow(row)
                file.flush()
                done += 1
                seconds += length
                if done % 500 == 0:
                    rate = (time.monotonic() - begun) / max(seconds - before, 1.0)
                    left = (hours * 3600 - seconds) * rate / 60
                    told = (seconds / 3600, done, left)
                    _log.info("%.2f hours, %d utterances; %.0f minutes left", *told)
    _log.info("%.2f hours of natural speech in %s", seconds / 3600, out)


def main(
    voices: Annotated[Path, typer.Option(help="Folder of kokoro-js's *.bin voices.")],
    out: Annotated[Path, typer.Option(help="Folder to write to; what is there is kept.")],
    hours: Annotated[float, typer.Option(help="Hours of speech in all.")] = 5.0,
    seed: Annotated[int, typer.Option(help="The same seed, the same texts and voices.")] = 1,
    workers: Annotated[int, typer.Option(help="Processes.")] = 1,
) -> None:
    """Make natural speech until there are so many hours of it."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    make(voices, out, hours, seed, workers=workers)


if __name__ == "__main__":
    typer.run(main)
