"""Microphone in, events out; on the ear's own thread, where a lost one is found again by itself."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from device.box.outlets import InterruptionsOutlet
from device.meeting import events
from speech.hearing import Ear, Grammar, Utterance
from speech.hearing.duplex import DuplexEar
from speech.sound import Microphone, Samples

log = logging.getLogger(__name__)

RETRY_SECONDS = 3.0
"""So often a missing microphone is looked for."""

LONG_SILENCE = 60.0
"""Seconds; a group that thinks is left alone for so long."""


def event_of(utterance: Utterance) -> events.Event:
    """What an utterance means to the meeting; the loop gives it its time."""
    match utterance.kind:
        case "wake":
            return events.WakeWord(0.0)
        case "saying":
            return events.SaidAfter(
                0.0, utterance.text, utterance.learned, understood=utterance.confidence > 0
            )
        case "command" if utterance.intent is not None:
            return events.Heard(
                0.0,
                utterance.intent,
                minutes=utterance.minutes,
                number=utterance.number,
                name=utterance.name,
                confidence=utterance.confidence,
            )
        case _:
            return events.NotUnderstood(0.0)


class _Wished:
    """An outlet whose wishes are granted on the ear's own thread."""

    def __init__(self, to: InterruptionsOutlet, wishes: deque[Callable[[], None]]) -> None:
        self._to = to
        self._wishes = wishes

    def listen_for(self, grammar: Grammar) -> None:
        self._wishes.append(lambda: self._to.listen_for(grammar))

    def mute(self) -> None:
        self._wishes.append(self._to.mute)

    def unmute(self) -> None:
        self._wishes.append(self._to.unmute)

    def finish(self) -> None:
        self._wishes.append(self._to.finish)


class Listener:
    """Feeds the ear from a microphone. `listen_for`, `mute` and `unmute` come from any thread."""

    def __init__(
        self,
        ear: Ear | DuplexEar,
        open_microphone: Callable[[], Microphone] | None,
        put: Callable[[events.Event], None],
        *,
        on_heard: Callable[[Utterance], None] = lambda _utterance: None,
    ) -> None:
        """`open_microphone` raises OSError when there is none; None: `hear` is called instead.

        `on_heard` is told of each utterance, before its event is put.
        """
        self._ear = ear
        self._open = open_microphone
        self._put = put
        self._on_heard = on_heard
        self._wishes: deque[Callable[[], None]] = deque()
        self.interruptions: InterruptionsOutlet | None = (
            _Wished(ear.interruptions, self._wishes) if isinstance(ear, DuplexEar) else None
        )
        """What is heard while the box speaks; None: nothing."""
        self._silent = False
        """A long silence has been told."""
        self._stop = threading.Event()
        self._working: bool | None = None
        self._thread = threading.Thread(target=self._run, name="ear", daemon=True)

    def start(self) -> None:
        """Begin to listen, where there is a microphone to be opened."""
        if self._open is not None:
            self._thread.start()

    def close(self) -> None:
        """Stop, and let go of the microphone."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def listen_for(self, grammar: Grammar) -> None:
        """From the next block on."""
        self._wishes.append(lambda: self._ear.listen_for(grammar))

    def mute(self) -> None:
        """The box begins to speak."""
        self._wishes.append(self._ear.mute)

    def unmute(self) -> None:
        """The box is silent again."""
        self._wishes.append(self._ear.unmute)

    def hear(self, samples: Samples) -> None:
        """Take the next int16 samples at RATE, shape (n,), any n; on one thread only."""
        self._grant()
        try:
            utterances = self._ear.feed(samples)
        except Exception:
            log.exception("the recogniser failed; it begins anew")
            return
        for utterance in utterances:
            log.debug("heard %s %s", utterance.kind, utterance.intent)
            self._on_heard(utterance)
            self._put(event_of(utterance))
        silent = self._ear.silent >= LONG_SILENCE
        if silent and not self._silent:
            self._put(events.LongSilence(0.0))
        self._silent = silent

    def _run(self) -> None:
        assert self._open is not None
        while not self._stop.is_set():
            try:
                microphone = self._open()
            except OSError as fault:
                self._report(False, str(fault))
                self._grant()
                self._stop.wait(RETRY_SECONDS)
                continue
            self._report(True, "")
            try:
                self._listen(microphone)
            finally:
                microphone.close()

    def _listen(self, microphone: Microphone) -> None:
        while not self._stop.is_set():
            samples = microphone.read()
            if samples is None:
                self._report(False, "the microphone went away")
                return
            self.hear(samples)

    def _grant(self) -> None:
        while self._wishes:
            try:
                self._wishes.popleft()()
            except Exception:
                log.exception("the ear could not change what it listens for")

    def _report(self, working: bool, why: str) -> None:
        if working != self._working:
            if not working:
                log.warning("no microphone: %s", why)
            if not (working and self._working is None):
                self._put(events.Trouble(0.0, "microphone", working=working))
            self._working = working
