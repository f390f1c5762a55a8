"""The one queue of speech and chimes."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from speech.doing import Doer, at_once
from speech.saying.chimes import Chimes, load_chimes
from speech.saying.loudness import amplified
from speech.saying.renderer import SpeechError
from speech.sound import Samples, Speaker

TRY_SECONDS = 0.75
"""From one try to the next whether what failed works again."""
TRIED = 0.1
"""Seconds of silence that a try plays."""
STEP = 3.0
"""Decibels from one volume to the next."""
QUIETEST, LOUDEST = -18.0, 6.0
"""Decibels; 0 is the sound as it was made."""
Shape = Callable[[Samples, int, float], Samples]
"""Makes a sound of so many Hz so many decibels louder."""

log = logging.getLogger(__name__)


class Renders(Protocol):
    """Makes sound of text (speech.saying.renderer.Renderer)."""

    def render(self, text: str) -> tuple[Samples, int]:
        """The sound of `text` and its rate in Hz. May raise."""
        ...


@dataclass(eq=False)
class _Sound:
    """Something in the queue: speech with its id, or a chime."""

    text: str
    id: int | None
    tries: "_Sound | None" = None
    """Silence, to find out whether this one, which failed, could be heard now."""
    stopped: bool = False
    lost: bool = False


def _nothing() -> None:
    pass


class Voice:
    """Says texts and plays chimes one after the other, in the order in which they were asked for.

    Thread-safe. No call ever raises: a fault is logged, told through `on_trouble`, and its Say
    counts as spoken. What may have to wait, for a text to be rendered or for a device, is given to
    `hand`; with one of its own no call waits for anything. Callbacks come from the caller's thread,
    the hand's or the speaker's; they may call the voice again.
    """

    def __init__(
        self,
        renderer: Renders,
        speaker: Speaker,
        spoken: Callable[[int], None],
        *,
        on_start: Callable[[], None] = _nothing,
        on_end: Callable[[], None] = _nothing,
        on_trouble: Callable[[bool], None] | None = None,
        chimes: Chimes | None = None,
        hand: Doer = at_once,
        shape: Shape = amplified,
    ) -> None:
        """Call `spoken` with each Say's id exactly once: when it ended, was dropped or failed.

        `on_start` when silence is broken and `on_end` when it is silent again (the box must not
        hear itself); `on_trouble(False)` at the first failure and `on_trouble(True)` when sound
        comes out again. `hand` does what it is given, one after the other. `shape` makes louder.
        """
        self._renderer = renderer
        self._speaker = speaker
        self._spoken = spoken
        self._on_start = on_start
        self._on_end = on_end
        self._on_trouble = on_trouble
        self._chimes = chimes if chimes is not None else load_chimes()
        self._lock = threading.Lock()
        self._handing_over = threading.RLock()
        """Held while the speaker is given a sound or stopped, so that neither overtakes."""
        self._queue: deque[_Sound] = deque()
        self._playing: _Sound | None = None
        self._speaking = False
        self._working = True
        self._failed: _Sound | None = None
        """What could not be heard last."""
        self._next_try = 0.0
        self._hand = hand
        self._shape = shape
        self._decibels = 0.0

    @property
    def speaking(self) -> bool:
        """Something plays, or is about to."""
        return self._speaking

    @property
    def volume(self) -> float:
        """Decibels, QUIETEST to LOUDEST; 0 is the sound as it was made."""
        return self._decibels

    def say(self, id: int, text: str) -> None:  # noqa: A002  (the action's own name)
        """Say `text` after all that was asked for before it."""
        self._add(_Sound(text, id))

    def chime(self, name: str) -> None:
        """Play the chime `name` after all that was asked for before it."""
        self._add(_Sound(name, None))

    def stop(self) -> None:
        """Silence at once; everything in the queue is dropped, and each Say counts as spoken."""
        with self._handing_over:
            with self._lock:
                if self._playing:
                    self._playing.stopped = True
                dropped = [*([self._playing] if self._playing else []), *self._queue]
                self._queue.clear()
                self._playing = None
            if not dropped:
                return
            self._guard(self._speaker.stop)
        for sound in dropped:
            self._tell(sound)
        self._rest()

    def louder(self) -> None:
        """One step up, from the next sound on."""
        self._turn(STEP)

    def quieter(self) -> None:
        """One step down, from the next sound on."""
        self._turn(-STEP)

    def believed(self, working: bool) -> None:
        """What was told of it before this program started; it is told anew when it is otherwise."""
        self._working = working

    def look(self, now: float) -> None:
        """Now and then: while it doesn't work, try whether it does again. `now`: seconds."""
        with self._lock:
            idle = self._playing is None and not self._queue
            if self._working or not idle or now < self._next_try:
                return
            self._next_try = now + TRY_SECONDS
            tries = self._failed or _Sound("no", None)
            self._queue.append(_Sound("", None, tries))
        self._hand(self._go_on)

    def turn_to(self, steps: int) -> None:
        """So many steps up or down from how the sound was made."""
        self._decibels = min(LOUDEST, max(QUIETEST, steps * STEP))

    def _turn(self, step: float) -> None:
        with self._lock:
            self._decibels = min(LOUDEST, max(QUIETEST, self._decibels + step))

    def _add(self, sound: _Sound) -> None:
        with self._lock:
            self._queue.append(sound)
            breaks_silence, self._speaking = not self._speaking, True
        if breaks_silence:
            self._guard(self._on_start)
        self._hand(self._go_on)

    def _go_on(self) -> None:
        """Start the next sound, unless one plays. Goes on past sounds that fail."""
        while True:
            with self._lock:
                if self._playing is not None:
                    return
                if not self._queue:
                    break
                sound = self._playing = self._queue.popleft()
            if self._start(sound):
                return
            self._finish(sound)
        self._rest()

    def _start(self, sound: _Sound) -> bool:
        try:
            samples, rate = self._sound(sound)
            if self._playing is not sound:
                return True  # stopped while it was rendered: stop() has told
            if len(samples) == 0:
                return False
            if sound.tries:
                samples = np.zeros(round(TRIED * rate), np.int16)
            self._speaker.play(
                self._shape(samples, rate, self._decibels),
                rate,
                lambda: self._done(sound),
                lambda: self._is_lost(sound),
            )
        except Exception as fault:
            # Told once, not with each sentence; a stack trace only for what nobody expects.
            if self._working:
                expected = isinstance(fault, OSError | SpeechError)
                log.warning("no voice: %s", fault, exc_info=None if expected else fault)
            self._is_lost(sound)
            return False
        if sound.stopped:  # while the device was opened
            self._guard(self._speaker.stop)
        elif not sound.tries:
            self._is_working(True)
        return True

    def _sound(self, sound: _Sound) -> tuple[Samples, int]:
        if sound.tries:
            return self._sound(sound.tries)
        if sound.id is None:
            return self._chimes.sound(sound.text), self._chimes.rate
        return self._renderer.render(sound.text)

    def _is_lost(self, sound: _Sound) -> None:
        """Nobody heard it."""
        sound.lost = True
        self._failed = sound.tries or sound
        self._is_working(False)

    def _done(self, sound: _Sound) -> None:
        if sound.tries and not sound.lost and not sound.stopped:
            self._is_working(True)
        if self._finish(sound):
            self._hand(self._go_on)

    def _finish(self, sound: _Sound) -> bool:
        """Whether it was this that played: what was stopped has been told already."""
        with self._lock:
            if self._playing is not sound:
                return False
            self._playing = None
        self._tell(sound)
        return True

    def _rest(self) -> None:
        with self._lock:
            silent = self._speaking and self._playing is None and not self._queue
            if silent:
                self._speaking = False
        if silent:
            self._guard(self._on_end)

    def _tell(self, sound: _Sound) -> None:
        if sound.id is not None:
            spoken = sound.id
            self._guard(lambda: self._spoken(spoken))

    def _is_working(self, working: bool) -> None:
        with self._lock:
            changed, self._working = working != self._working, working
        if changed and self._on_trouble is not None:
            trouble = self._on_trouble
            self._guard(lambda: trouble(working))

    def _guard(self, callback: Callable[[], object]) -> None:
        try:
            callback()
        except Exception:
            log.exception("the voice goes on after a fault")
