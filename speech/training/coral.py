"""CoRal's layout: parquet files with sound and text in them, as CoRal-TTS is released.

Columns `text` and `audio` (a struct with `bytes`, a sound file of any kind); others are left. The
sound is unpacked once, at RATE, into `unpacked/` beside the parquet files, and used again.
"""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr

from speech.errors import TidtagerError
from speech.sound import RATE

FOLDER = "unpacked"
_AT_ONCE = 50
"""Rows in memory at a time."""
_log = logging.getLogger(__name__)


class ParquetError(TidtagerError, ValueError):
    """A parquet file can't be used; says which, and why."""


@dataclass(frozen=True)
class Row:
    """One recording of a parquet file."""

    file: Path
    """Its sound, unpacked; there is none where the row's can't be read."""
    text: str
    where: str


def rows(table: Path) -> Iterator[Row]:
    """All of a parquet file, unpacked. Raises ParquetError."""
    import duckdb  # noqa: PLC0415 - it is large, and only this kind of file needs it

    folder = table.parent / FOLDER / table.stem
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as database:
            found = database.execute("SELECT text, audio.bytes FROM read_parquet(?)", [str(table)])
            number = 0
            while some := found.fetchmany(_AT_ONCE):
                for text, sound in some:
                    file = folder / f"{number}.flac"
                    where = f"{table}, row {number}"
                    if not file.exists():
                        _unpack(sound, file, where)
                    yield Row(file, " ".join((text or "").split()), where)
                    number += 1
    except duckdb.Error as error:
        what = str(error).splitlines()[0]
        raise ParquetError(
            f"{table}: not with CoRal's columns, text and audio.bytes ({what})"
        ) from error
    except OSError as error:
        raise ParquetError(
            f"{folder}: the sound of {table.name} is unpacked there, which failed "
            f"({error.strerror}); make room, or copy the parquet files where you may write"
        ) from error


def _unpack(data: bytes | None, file: Path, where: str) -> None:
    """Write the sound as FLAC at RATE, whole or not at all."""
    try:
        sound, rate = soundfile.read(io.BytesIO(data or b""), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, ValueError) as error:
        _log.warning("%s: no sound that can be read (%s)", where, error)
        return
    if not len(sound):
        return
    mono = sound[:, sound.std(axis=0).argmax()]
    new = file.with_suffix(".new")
    at_rate = soxr.resample(mono, rate, RATE) if rate != RATE else mono
    soundfile.write(new, np.clip(at_rate, -1, 1), RATE, format="FLAC")
    new.rename(file)
