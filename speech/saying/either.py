"""A voice of the box's own with espeak-ng behind it: whatever comes of the one, it can speak."""

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from speech.saying.engine import Engine
from speech.saying.renderer import Renderer, SpeechError
from speech.sound import Samples

LATE = 4.0
"""Seconds that people wait for a sentence that wasn't made ahead; then espeak-ng says it."""

log = logging.getLogger(__name__)


class EitherRenderer:
    """Renders with another engine; espeak-ng takes over where that fails, and for good.

    A slow computer has the sentences made ahead. One that comes too late is said by espeak-ng, and
    is there the next time. Thread-safe; the same face as `Renderer`.
    """

    def __init__(
        self,
        cache: Path,
        own: Engine,
        *,
        on_fallen: Callable[[SpeechError], None],
        late: float = LATE,
    ) -> None:
        """`on_fallen` is told once, from any thread, when espeak-ng takes over; it may not wait."""
        self._own = Renderer(cache, engine=own)
        self._espeak = Renderer(cache)
        self._on_fallen = on_fallen
        self._late = late
        self._lock = threading.Lock()
        self._fallen = False
        self._asked: Future[tuple[Samples, int]] | None = None
        """While it is under way nobody waits for another one as well."""
        self._urgent = ThreadPoolExecutor(1, thread_name_prefix="own-voice")

    def start(self) -> None:
        """Start both. Raises SpeechError where neither would."""
        try:
            self._own.start()
        except SpeechError as fault:
            self._falls(fault)
        self._espeak.start()

    def render(self, text: str) -> tuple[Samples, int]:
        """The sound of `text` and its rate in Hz. Raises SpeechError."""
        if (made := self._own.made(text)) is not None:
            return made
        if not self._fallen and (self._asked is None or self._asked.done()):
            try:
                self._asked = self._urgent.submit(self._own.render, text)
                return self._asked.result(self._late)
            except TimeoutError:
                log.info("the voice is late; espeak-ng says this one")
            except SpeechError as fault:
                self._falls(fault)
            except RuntimeError as fault:  # closed meanwhile
                raise SpeechError("the renderer is closed") from fault
        return self._espeak.render(text)

    def prepare(self, texts: Iterable[str]) -> None:
        """Render `texts` in this order in the background, in place of those not yet begun."""
        (self._espeak if self._fallen else self._own).prepare(texts)

    def wait(self) -> None:
        """Return when all that was to be rendered ahead is done."""
        self._own.wait()
        self._espeak.wait()

    def forget(self) -> None:
        """Wipe every text and sound of the meeting. Raises OSError; both are tried."""
        try:
            self._own.forget()
        finally:
            self._espeak.forget()

    def drop_ahead(self) -> None:
        """Make nothing more ahead, and wipe the sounds. Raises OSError; both are tried."""
        try:
            self._own.drop_ahead()
        finally:
            self._espeak.drop_ahead()

    def close(self) -> None:
        """End both. Nothing can be rendered afterwards."""
        self._own.close()
        self._espeak.close()
        self._urgent.shutdown(wait=False, cancel_futures=True)

    def _falls(self, fault: SpeechError) -> None:
        with self._lock:
            if self._fallen:
                return
            self._fallen = True
        log.warning("espeak-ng speaks in place of the voice: %s", fault)
        self._on_fallen(fault)
