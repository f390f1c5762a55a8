"""Text to sound: pyttsx3 in a process of its own, and a cache of what it made."""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import wave
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import numpy as np

from speech import child
from speech.devices import NO_SOUND_SERVER
from speech.errors import TidtagerError
from speech.saying.cache import SoundCache, read_wav
from speech.saying.engine import Engine, espeak
from speech.saying.reading import read_aloud
from speech.sound import Samples

VOICE = "gmq/da"
WORDS_A_MINUTE = 140
"""espeak-ng's speed: about five Danish syllables a second between the pauses, a calm host."""
PITCH = 45
"""espeak-ng's pitch, 0 to 99; its own is 50."""
CACHE_BYTES = 40_000_000
"""Two plans' for eight people."""
TAIL = 0.25
"""Seconds of silence kept at the end: espeak-ng leaves half a second, and clocks wait for it."""
EMPTY_RATE = 22_050

log = logging.getLogger(__name__)


class SpeechError(TidtagerError, RuntimeError):
    """The text could not be made into sound."""


class Renderer:
    """Makes sound of Danish text. Thread-safe; sound once made is found in the cache."""

    def __init__(
        self,
        cache: Path,
        *,
        voice: str = VOICE,
        rate: int = WORDS_A_MINUTE,
        pitch: int = PITCH,
        limit: int = CACHE_BYTES,
        engine: Engine | None = None,
    ) -> None:
        """`engine`: None is espeak-ng with this voice, rate and pitch.

        At most `limit` bytes of sound are kept in the folder `cache`; the least used go first.
        """
        self._cache = SoundCache(cache, limit)
        self._engine = engine or espeak(voice, rate, pitch)
        self._worker: subprocess.Popen[str] | None = None
        self._turn = threading.Condition()
        """Whoever holds it has the worker."""
        self._urgent: set[object] = set()
        """Who waits to render now; what is rendered ahead lets them pass."""
        self._lock = threading.Lock()
        """Of the queue alone: whoever asks for something ahead never waits for the worker."""
        self._ahead: deque[str] = deque()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._forgotten = 0

    def start(self) -> None:
        """Start the worker, so that a missing library is known at once. Raises SpeechError."""
        with self._turn:
            self._running_worker()

    def render(self, text: str) -> tuple[Samples, int]:
        """The sound of `text` and its rate in Hz; before anything that is rendered ahead.

        `text` is read aloud first (see speech.saying.reading). Raises SpeechError.
        """
        said = read_aloud(text)
        if not said:
            return np.zeros(0, np.int16), EMPTY_RATE
        found = self._cache.find(self._path(said))
        if found is not None:
            return found
        asker, asked = object(), self._forgotten
        self._urgent.add(asker)
        try:
            with self._turn:
                if asked != self._forgotten:
                    raise SpeechError("it is wanted no more")
                return self._make(said)
        finally:
            self._urgent.discard(asker)
            with self._turn:
                self._turn.notify_all()

    def made(self, text: str) -> tuple[Samples, int] | None:
        """As `render` gives it, where it has been made already."""
        said = read_aloud(text)
        return self._cache.find(self._path(said)) if said else (np.zeros(0, np.int16), EMPTY_RATE)

    def prepare(self, texts: Iterable[str]) -> None:
        """Render `texts` in this order in the background, in place of those not yet begun."""
        with self._lock:
            if self._closed:
                return
            self._ahead = deque(texts)
            if self._ahead and self._thread is None:
                self._thread = threading.Thread(
                    target=self._render_ahead, name="render-ahead", daemon=True
                )
                self._thread.start()

    def wait(self) -> None:
        """Return when all that was to be rendered ahead is done."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def forget(self) -> None:
        """Wipe every text and sound of the meeting: cache, queue and worker."""
        self._drop()
        with self._turn:
            self._end_worker()
            self._cache.wipe()

    def drop_ahead(self) -> None:
        """Make nothing more ahead, and wipe the sounds; speech goes on. Raises OSError."""
        with self._lock:
            self._ahead.clear()
        with self._turn:
            self._cache.wipe()

    def _drop(self) -> None:
        """The queue, and what is being rendered: whatever it hangs in ends now."""
        with self._lock:
            self._ahead.clear()
            self._forgotten += 1
        if (worker := self._worker) is not None:
            _kill(worker)

    def close(self) -> None:
        """End the worker. Nothing can be rendered afterwards."""
        self._closed = True
        self._drop()
        with self._turn:
            self._end_worker()
        self.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _render_ahead(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: not self._urgent)
                with self._lock:
                    if not self._ahead:
                        self._thread = None
                        return
                    text = self._ahead.popleft()
                try:
                    said = read_aloud(text)
                    if said:
                        self._make(said)
                except SpeechError as fault:
                    log.warning("could not render ahead: %s", fault)

    def _make(self, said: str) -> tuple[Samples, int]:
        found = self._cache.find(self._path(said))
        if found is not None:
            return found
        if self._closed:
            raise SpeechError("the renderer is closed")
        try:
            with tempfile.TemporaryDirectory(prefix="tidtager-") as folder:
                made = Path(folder) / "said.wav"
                self._ask(said, made)
                sound, rate = _trimmed(made)
        except OSError as fault:
            raise SpeechError(f"no room for speech: {fault}") from fault
        self._cache.keep(self._path(said), sound, rate)
        return sound, rate

    def _ask(self, said: str, path: Path) -> None:
        request = json.dumps({"text": said, "path": str(path)}) + "\n"
        asked = self._forgotten
        for attempt in (1, 2):
            worker = self._running_worker()
            reply = _exchange(worker, request, self._engine.timeout)
            if reply is None:
                log.warning("the speech worker ended (exit %s)", worker.poll())
                self._end_worker()
                if asked != self._forgotten:
                    raise SpeechError("it is wanted no more")
                if attempt == 2:
                    raise SpeechError("the speech worker ended twice on the same text")
                continue
            if "error" in reply:
                raise SpeechError(f"no speech: {reply['error']}")
            return

    def _running_worker(self) -> "subprocess.Popen[str]":
        if self._closed:
            raise SpeechError("the renderer is closed")
        if self._worker is not None and self._worker.poll() is None:
            return self._worker
        self._end_worker()
        worker = subprocess.Popen(  # noqa: S603  (our own module)
            [sys.executable, "-m", self._engine.module, *self._engine.arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # espeak-ng calls PulseAudio for each text, and waits for one that stands still.
            env=child.environment(**NO_SOUND_SERVER),
            encoding="utf-8",
            start_new_session=True,
        )
        self._worker = worker
        reply = _exchange(worker, "", self._engine.starts)
        if reply is None or "error" in reply:
            self._end_worker()
            why = "it ended while starting" if reply is None else reply["error"]
            wants = self._engine.wants
            raise SpeechError(f"the speech engine does not start (is {wants} installed?): {why}")
        return worker

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        _kill(worker)
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _path(self, said: str) -> Path:
        return self._cache.path(*self._engine.sound, said)


def _exchange(
    worker: "subprocess.Popen[str]", request: str, seconds: float
) -> dict[str, str] | None:
    """The worker's reply, or None when it died or took longer than `seconds`."""
    stdin, stdout = _pipes(worker)
    watchdog = threading.Timer(seconds, _kill, (worker,))
    watchdog.start()
    try:
        stdin.write(request)
        stdin.flush()
        line = stdout.readline()
        return dict(json.loads(line)) if line else None
    except (OSError, ValueError):
        return None
    finally:
        watchdog.cancel()


def _kill(worker: "subprocess.Popen[str]") -> None:
    """End the worker and its fork."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(worker.pid, signal.SIGKILL)


def _pipes(worker: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    if worker.stdin is None or worker.stdout is None:
        raise SpeechError("the speech worker has no pipes")
    return worker.stdin, worker.stdout


def _trimmed(path: Path) -> tuple[Samples, int]:
    try:
        sound, rate = read_wav(path)
    except (OSError, EOFError, wave.Error) as fault:
        raise SpeechError(f"no speech: {fault}") from fault
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 100)
    end = int(loud[-1]) + 1 + int(TAIL * rate) if len(loud) else 0
    return sound[:end], rate
