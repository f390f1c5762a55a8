"""Sounds kept as WAV files in a folder, by what they say."""

import contextlib
import hashlib
import logging
import os
import wave
from pathlib import Path

import numpy as np

from speech.sound import Samples

log = logging.getLogger(__name__)


class SoundCache:
    """A bounded folder of sounds. What is found damaged, as after a power cut, is not found."""

    def __init__(self, folder: Path, limit: int) -> None:
        """Keep at most `limit` bytes in `folder`; the least lately used go first."""
        self.folder = folder
        self._limit = limit
        self._works = True

    def path(self, *key: str) -> Path:
        """Where the sound of `key` is kept: one file for each row of words."""
        name = "\0".join(key).encode()
        return self.folder / f"{hashlib.sha256(name).hexdigest()[:40]}.wav"

    def find(self, path: Path) -> tuple[Samples, int] | None:
        """The sound in `path` and its rate in Hz, or None."""
        try:
            found = read_wav(path)
            os.utime(path)
        except (OSError, EOFError, wave.Error):
            return None
        return found

    def keep(self, path: Path, sound: Samples, rate: int) -> None:
        """Keep `sound` in `path`, whole or not at all; a full card costs the cache alone.

        That it is full is logged once, until there is room again.
        """
        unfinished = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_wav(unfinished, sound, rate)
            unfinished.replace(path)
            self._prune()
        except OSError as fault:
            log.log(
                logging.WARNING if self._works else logging.DEBUG, "speech is not cached: %s", fault
            )
            self._works = False
            with contextlib.suppress(OSError):
                unfinished.unlink()
            return
        if not self._works:
            log.info("speech is cached again")
        self._works = True

    def wipe(self) -> None:
        """Delete every sound."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [*self.folder.glob("*.wav"), *self.folder.glob("*.part")]

    def _prune(self) -> None:
        oldest_first = sorted(
            (found.st_mtime_ns, found.st_size, path)
            for path in self._files()
            for found in (path.stat(),)
        )
        total = sum(size for _, size, _ in oldest_first)
        for _, size, path in oldest_first[:-1]:
            if total <= self._limit:
                return
            path.unlink(missing_ok=True)
            total -= size


def read_wav(path: Path) -> tuple[Samples, int]:
    """The sound of a mono WAV file and its rate in Hz.

    Raises OSError, EOFError or wave.Error; a file without sound is no whole file.
    """
    with wave.open(str(path), "rb") as file:
        length = file.getnframes()
        sound = np.frombuffer(file.readframes(length), np.int16)
        if len(sound) != length or length == 0:
            raise EOFError("half a file, as a power cut leaves it")
        return sound, file.getframerate()


def write_wav(path: Path, sound: Samples, rate: int) -> None:
    """Write `sound` (`rate` Hz) as WAV. Raises OSError."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(sound.tobytes())
