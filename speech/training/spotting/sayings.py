"""Reads the sound that the spotter learns from, and gives each as log mel energies.

A folder of it (`speech.training.spotting.making` fills one) has `wake` (files that end with the
wake word's last word: `12-tidtager.flac`), `like` (what sounds like one), `natural` and `talk`.
"""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import soundfile

from speech.errors import TidtagerError
from speech.hearing.mel import SHIFT, Floats, log_mel
from speech.hearing.spotter import WORDS
from speech.sound import RATE
from speech.training.augmentation import (
    coloured_noise,
    equalised,
    in_a_room,
    narrowed,
    rattle,
    tilted,
)
from speech.training.spotting.mixing import Saying, Sounds

KINDS = ("wake", "like", "natural", "talk")
WAYS = 2
"""How many ways each is heard in: the first mostly near by, the second in a room."""
_LEVEL = 8000.0
_ECHO = 0.3
"""Seconds that are kept of it."""
_BEDS, _BED = 15, 30.0
"""How many beds of noise, and how many seconds of each."""


class SayingsError(TidtagerError, ValueError):
    """A folder of sayings is no such."""


def sounds(folder: Path, workers: int = 1) -> Sounds:
    """All that is in `folder`. Raises SayingsError."""
    found = Sounds(beds=[_bed(n) for n in range(_BEDS)])
    for kind in KINDS:
        files = sorted((folder / kind).glob("*.flac"))
        if not files:
            raise SayingsError(f"{folder / kind}: no sound in it (*.flac)")
        for file, frames, mels in _read(files, workers):
            if kind == "wake":
                found.wake += [Saying(mel, _word(file), frames) for mel in mels]
            else:
                getattr(found, kind).extend(mels)
    return found


def _word(file: Path) -> int:
    word = file.stem.rpartition("-")[2]
    if word not in WORDS:
        raise SayingsError(f"{file}: its name doesn't end with one of {', '.join(WORDS)}")
    return WORDS.index(word)


def _read(files: Sequence[Path], workers: int) -> Iterator[tuple[Path, int, list[Floats]]]:
    if workers == 1:
        yield from map(heard, files)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(heard, files, chunksize=50)


def heard(file: Path) -> tuple[Path, int, list[Floats]]:
    """`file`, how many frames long it is, and its log mel energies in WAYS ways."""
    rng = random.Random(file.name)
    x = np.asarray(soundfile.read(file, dtype="float32")[0] * 32768, np.float32)
    return file, len(x) // SHIFT, [_way(x, rng, room=way > 0) for way in range(WAYS)]


def _way(x: Floats, rng: random.Random, *, room: bool) -> Floats:
    y = x
    if room or rng.random() < 0.4:
        y = in_a_room(np.pad(y, (0, int(_ECHO * RATE))), rng)
    for change, chance in ((equalised, 0.5), (tilted, 0.4), (narrowed, 0.1)):
        if rng.random() < chance:
            y = change(y, rng)
    return log_mel(y * np.float32(_LEVEL / max(1.0, float(np.abs(y).max()))))


def _bed(number: int) -> Floats:
    """Half a minute of noise: cups and plates, drops, or a hiss."""
    rng = random.Random(f"bed {number}")
    n = int(_BED * RATE)
    kind = number % 3
    sound = coloured_noise(n, rng) * 0.02
    if kind == 0:  # plates
        for _ in range(14):
            at = rng.randrange(n - 2 * RATE)
            sound[at : at + 2 * RATE] += rattle(2 * RATE, rng) * rng.uniform(0.1, 1.0)
    elif kind == 1:  # rain: drops, very many
        drops = np.random.default_rng(number).random(n) < rng.uniform(0.0005, 0.004)
        sound += np.where(drops, coloured_noise(n, rng), 0.0).astype(np.float32)
        sound = equalised(sound, rng)
    else:
        sound = coloured_noise(n, rng)
    return log_mel(sound * np.float32(2000.0 / float(np.std(sound))))
