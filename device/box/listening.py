"""Microphone in, events out; on the ear's own thread, where a lost one is found again by itself.

Whoever delivers sound may stop without a word: a device that hangs in its driver, a recogniser that
never comes to an end. So the loop looks now and then (`Listener.look`) whether the thread has given
a sign of life. If not, that is told, the thread is left to whatever it hangs in, and another takes
its place, ever more rarely, up to MOST_LEFT of them.
"""

import logging
import threading
import time
from collections.abc import Callable

from device.box.outlets import InterruptionsOutlet
from device.box.wishes import LATEST_RETRY, AnEar, WishedInterruptions, Wishes
from device.meeting import events
from speech.hearing import Grammar, Utterance
from speech.hearing.duplex import DuplexEar
from speech.hearing.store import PATIENCE as GRAPH_PATIENCE
from speech.sound import Microphone, Samples

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.75
"""So often a missing microphone is looked for: one that is plugged in is to be used within three
seconds, of which opening it takes one where the machine is busy. A look costs 15 ms of processor
(x86)."""
RETRY_SECONDS = 2.0
"""After a thread that hung, the next but one begins so much later; that doubles."""
GIVES_UP = 5
"""After so many failures in a row the recogniser is made anew; then after twice as many."""
PATIENCE = {"opening": 10.0, "reading": 3.0, "hearing": 10.0, "changing": 15.0}
"""Seconds from one sign of life to the next, by what is being done. "changing": what is listened
for, whose decoding graph may have to be made first."""
MAKES = 2 * GRAPH_PATIENCE + 10.0
"""Seconds that it takes at the most to make a graph, and once more where that failed."""
MOST_LEFT = 3
"""Threads that may hang at once; then no other is begun, and the watchdog ends it all."""
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
        case "doubted" if utterance.intent is not None:
            return events.Doubted(
                0.0,
                utterance.intent,
                minutes=utterance.minutes,
                number=utterance.number,
                name=utterance.name,
            )
        case _:
            return events.NotUnderstood(0.0)


class _Turn:
    """One thread's time at the microphone, and its last sign of life."""

    def __init__(self, now: float) -> None:
        self.doing = "opening"
        self.since = now
        self.left = False
        """Another has taken its place; whatever it comes back from, it is over."""


class Listener:
    """Feeds the ear from a microphone. `listen_for`, `mute` and `unmute` come from any thread."""

    def __init__(
        self,
        ear: AnEar,
        open_microphone: Callable[[], Microphone] | None,
        put: Callable[[events.Event], None],
        *,
        on_heard: Callable[[Utterance], None] = lambda _utterance: None,
        another_ear: Callable[[], AnEar | None] = lambda: None,
        alive: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`open_microphone` raises OSError when there is none; None: `hear` is called instead.

        `on_heard` is told of each utterance, before its event is put. `another_ear` makes one in
        place of one that fails; None: there is none. `alive` is told while a graph is made, which
        takes a slow Pi longer than the watchdog waits for a microphone. `now`: seconds.
        """
        self._ear = ear
        self._open = open_microphone
        self._put = put
        self._on_heard = on_heard
        self._another_ear = another_ear
        self._alive = alive
        self._now = now
        self._wishes = Wishes(self._changes)
        self.interruptions: InterruptionsOutlet | None = (
            WishedInterruptions(self._wishes) if isinstance(ear, DuplexEar) else None
        )
        """What is heard while the box speaks; None: nothing."""
        self._silent = False
        """A long silence has been told."""
        self._stop = threading.Event()
        self._works = True
        self._ails: set[str] = set()
        """Parts that don't work; all of them are the microphone to people."""
        self._ails_lock = threading.Lock()
        self._failed = 0
        """Blocks in a row."""
        self._gives_up = GIVES_UP
        self._turn: _Turn | None = None
        self._thread: threading.Thread | None = None
        self._left = 0
        self._retry = RETRY_SECONDS
        self._next_turn = 0.0
        self._over: Callable[[], None] = lambda: None
        self._forgotten = float("-inf")
        """When all was forgotten last."""

    def start(self, *, works: bool = True) -> None:
        """Begin to listen, where there is a microphone to be opened.

        `works`: whether people were told that it does.
        """
        self._works = works
        if self._open is not None:
            self._begin()

    def close(self) -> None:
        """Stop, and let go of the microphone."""
        self._stop.set()
        if self._thread is not None and not (self._turn and self._turn.left):
            self._thread.join(timeout=5)

    def listen_for(self, grammar: Grammar) -> None:
        """From the next block on."""
        self._wishes.add("listening", lambda ear: ear.listen_for(grammar))

    def forget(self, over: Callable[[], None]) -> None:
        """All is about to be forgotten, and something else is listened for next.

        `over`, which never raises, is called when no graph of what was listened for is under way
        any more: by the ear's thread, and by each that was left to whatever it hangs in.
        """
        self._over, self._forgotten = over, self._now()
        self._wishes.forget(over)

    def mute(self) -> None:
        """The box begins to speak."""
        self._wishes.add("open", lambda ear: ear.mute())

    def unmute(self) -> None:
        """The box is silent again."""
        self._wishes.add("open", lambda ear: ear.unmute())

    def look(self) -> None:
        """Now and then, from the loop: whether the thread still lives. Never waits."""
        turn, now = self._turn, self._now()
        if turn is None or self._stop.is_set():
            return
        if turn.left:
            if now >= self._next_turn and self._left <= MOST_LEFT:
                self._begin()
            return
        if turn.doing == "changing" and now - turn.since <= MAKES:
            self._alive()
        if now - turn.since <= PATIENCE[turn.doing]:
            return
        self._ailing("thread", f"it hangs in {turn.doing}")
        if turn.doing == "changing":  # another would have to make the same graph
            return
        turn.left = True
        self._left += 1
        self._next_turn = now + (0.0 if self._left == 1 else self._retry)
        self._retry = min(LATEST_RETRY, 2 * self._retry)
        if turn.doing == "hearing":
            self._make_anew()

    def hear(self, samples: Samples) -> None:
        """Take the next int16 samples at RATE, shape (n,), any n; on one thread only."""
        self._wishes.grant(self._ear)
        ear = self._ear
        try:
            utterances = ear.feed(samples)
        except Exception:
            self._has_failed()
            return
        if ear is not self._ear:  # it took so long that another has its place
            return
        self._failed, self._gives_up = 0, GIVES_UP
        self._is_well("recogniser")
        for utterance in utterances:
            log.debug("heard %s %s", utterance.kind, utterance.intent)
            self._on_heard(utterance)
            self._put(event_of(utterance))
        silent = ear.silent >= LONG_SILENCE
        if silent and not self._silent:
            self._put(events.LongSilence(0.0))
        self._silent = silent

    def _has_failed(self) -> None:
        """The recogniser did: once is a mishap; if it goes on, people are told, and it goes."""
        self._failed += 1
        if self._failed == 1:
            log.exception("the recogniser failed")
        if self._failed >= self._gives_up:
            log.exception("the recogniser failed %d times in a row; another begins", self._failed)
            self._ailing("recogniser", "the recogniser fails")
            self._failed, self._gives_up = 0, 2 * self._gives_up
            self._make_anew()

    def _make_anew(self) -> None:
        try:
            another = self._another_ear()
        except Exception:
            log.exception("there is no other ear")
            return
        if another is not None:
            self._ear = another
            self._wishes.anew()

    def _begin(self) -> None:
        turn = self._turn = _Turn(self._now())
        self._thread = threading.Thread(target=self._run, args=(turn,), name="ear", daemon=True)
        self._thread.start()

    def _run(self, turn: _Turn) -> None:
        try:
            while not self._is_over(turn):
                self._listen(turn)
        finally:
            if turn.left:
                self._left -= 1
                if turn.since <= self._forgotten:
                    self._over()

    def _listen(self, turn: _Turn) -> None:
        assert self._open is not None
        self._does(turn, "opening")
        try:
            microphone = self._open()
        except OSError as fault:
            if not self._is_over(turn):
                self._ailing("microphone", str(fault))
                self._does(turn, "changing")
                self._wishes.grant(self._ear)
                self._does(turn, "opening")
                self._stop.wait(LOOK_SECONDS)
            return
        try:
            while not self._is_over(turn):
                self._does(turn, "reading")
                samples = microphone.read()
                if self._is_over(turn):
                    return
                if samples is None:
                    self._ailing("microphone", "it went away")
                    return
                self._does(turn, "changing")
                self._wishes.grant(self._ear)
                self._does(turn, "hearing")
                self.hear(samples)
                if self._is_over(turn):
                    return
                self._retry = RETRY_SECONDS
                self._is_well("microphone", "thread")
        finally:
            microphone.close()

    def _is_over(self, turn: _Turn) -> bool:
        return turn.left or self._stop.is_set()

    def _does(self, turn: _Turn, doing: str) -> None:
        turn.since = self._now()
        turn.doing = doing

    def _changes(self, *, works: bool) -> None:
        """Whether the ear could be made to listen for what it is to understand."""
        if works:
            self._is_well("graph")
        else:
            self._ailing("graph", "what it is to understand can't be made ready")

    def _ailing(self, part: str, why: str) -> None:
        with self._ails_lock:
            if part not in self._ails:
                log.warning("no microphone: %s", why)
            self._ails.add(part)
        self._tell()

    def _is_well(self, *parts: str) -> None:
        with self._ails_lock:
            self._ails.difference_update(parts)
        self._tell()

    def _tell(self) -> None:
        with self._ails_lock:
            works = not self._ails
            changed, self._works = works != self._works, works
        if changed:
            self._put(events.Trouble(0.0, "microphone", working=works))
