"""festival's diphone voices by one process: phones with their times in, sound out."""

import shutil
import subprocess
import tempfile
import wave
import weakref
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from speech.errors import TidtagerError


class FestivalError(TidtagerError, RuntimeError):
    """festival is not installed, lacks a voice, or couldn't say it."""


class Festival:
    """One festival process, started when it is first needed."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="festival-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._process: subprocess.Popen[str] | None = None

    def synthesise(self, voice: str, segments: Sequence[str]) -> tuple[NDArray[np.float32], int]:
        """Say `segments`, each `(phone seconds (0 hertz))`; give the samples and their rate.

        The samples are in int16's range, shape (n,). Raises FestivalError.
        """
        file = self._folder / "speech.wav"
        file.unlink(missing_ok=True)
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(
            f"(voice_{voice})\n(set! u (utt.synth (Utterance Segments ({' '.join(segments)}))))\n"
            f'(utt.save.wave u "{file}" \'riff)\n(format t "said\\n")\n(fflush nil)\n'
        )
        process.stdin.flush()
        for line in process.stdout:
            if "said" in line:
                break
        else:
            self.close()
            raise FestivalError(f"{voice} could not say it")
        if not file.exists():
            raise FestivalError(f"{voice} wrote no sound (apt install its festvox package)")
        with wave.open(str(file)) as recording:
            rate = recording.getframerate()
            samples = np.frombuffer(recording.readframes(recording.getnframes()), np.int16)
        return samples.astype(np.float32), rate

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    ["festival", "--pipe"],  # noqa: S607
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                )
            except FileNotFoundError as error:
                raise FestivalError("festival is missing (apt install festival)") from error
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
