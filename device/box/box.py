"""The box: senses, loop and outlets joined. `run`, the room and every simulator build this one."""

import logging
import tempfile
from functools import partial
from pathlib import Path

from device.box.at_the_stick import AtTheStick
from device.box.errands import Errands
from device.box.getting_ready import GettingReady
from device.box.idle import Idle
from device.box.listening import Listener
from device.box.loop import Loop
from device.box.oblivion import Oblivion
from device.box.outlets import BoxOutlets, Hearing, NoEar
from device.box.ports import Edges, Watcher
from device.meeting import events
from device.meeting.account import Account
from device.meeting.actions import Action, Forget
from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.memory import journal_file
from device.memory.forgetting import Forgetting
from device.memory.journal import Journal
from device.memory.wiping import wipe_folder
from device.stick.folder import PlanKeeper
from speech.errors import TidtagerError
from speech.hearing import Ear, HearingError
from speech.hearing.duplex import DuplexEar, open_ears
from speech.saying.either import EitherRenderer
from speech.saying.engine import piper
from speech.saying.renderer import Renderer, SpeechError
from speech.saying.voice import Voice
from speech.sound import Samples

log = logging.getLogger(__name__)

CACHES = ("speech", "graphs")
"""Folders of what can be made again."""
STICK_SECONDS = 1.0
"""So often the stick is looked at."""


class Box:
    """Everything joined: senses, loop and outlets, each allowed to be missing.

    The loop's thread is the caller's: `run` for as long as the box is on, or `turn` after each
    step of a clock of one's own.
    """

    def __init__(
        self,
        edges: Edges,
        state: Path,
        *,
        caches: Path | None = None,
        graphs: Path | None = None,
        watcher: Watcher | None = None,
        off_after: float | None = None,
        voice: Path | None = None,
    ) -> None:
        """Open what there is.

        `state` is the folder of what must last (journal, plan), `caches` of what can be made again
        (sound in ``speech/``, decoding graphs in `graphs` or ``graphs/``); None: `state`. Where
        `state` can't be written it says so, and goes on without. `off_after`: seconds until a box
        that nobody uses after a meeting goes off; None: never. `voice`: a Piper voice's file, in
        place of espeak-ng.
        """
        self.missing: dict[str, TidtagerError] = {}
        """What could not be opened, by part as in events.Trouble, and why."""
        self._edges = edges
        self._watcher = watcher or Watcher()
        self._keeper = PlanKeeper(state)
        self._stick = AtTheStick(
            edges.stick, self._keeper, Errands(self.put, edges.clock.now, edges.errands)
        )
        self._stopping = False
        self._next_look = edges.clock.now()
        self._early: list[events.Event] = []
        self._idle = Idle(off_after, edges.clock.now())
        self._loop: Loop | None = None
        # First: the only edge that may refuse to be opened at all.
        self._panel = edges.panel(self.put, self.stop)
        forgetting = Forgetting(state)
        kept = caches or state
        forgetting.finish(
            (partial(journal_file.wipe, state / "journal.db"), self._keeper.forget),
            (
                partial(wipe_folder, kept / "speech"),
                partial(wipe_folder, graphs or kept / "graphs"),
            ),
        )
        journal = Journal(state / "journal.db")
        # Where nothing can be written the voice and the ear still need a place to work in.
        self._work = None if journal.kept else _a_folder()
        work = Path(self._work.name) if self._work else caches or state
        self._renderer = (
            EitherRenderer(work / "speech", piper(voice), on_fallen=self._own_voice_fell)
            if voice
            else Renderer(work / "speech")
        )
        self._graphs = graphs or work / "graphs"
        self._oblivion = Oblivion(
            forgetting, edges.ahead, self._renderer, self._graphs, self._keeper
        )
        self._ahead = self._oblivion.ahead
        ear = self._open_ear()
        self._getting_ready = GettingReady(self._ahead, self._renderer, ear)
        self._listener = (
            Listener(
                ear,
                edges.microphone,
                self.put,
                on_heard=self._watcher.heard,
                another_ear=self._open_ear,
                alive=lambda: edges.watchdog.alive("microphone"),
            )
            if ear
            else None
        )
        hearing = Hearing(
            self._listener or NoEar(),
            lambda: self._voice.speaking,
            self._listener.interruptions if self._listener else None,
        )
        self._voice = Voice(
            self._renderer,
            edges.speaker,
            self._spoken,
            on_start=hearing.settle,
            on_end=hearing.settle,
            on_trouble=lambda works: self.put(events.Trouble(0.0, "voice", working=works)),
            hand=edges.hand("voice"),
        )
        self._outlets = BoxOutlets(
            self._voice,
            self._panel,
            hearing,
            prepare=self._renderer.prepare,
            write_report=self._write_report,
            write_starter=self._stick.starter,
            forget=lambda: self._oblivion.wipe(self._stick.forget),
            switch_off=self._switch_off,
        )
        self._loop = Loop(
            Meeting(load_phrases(), load_buttons()),
            journal,
            self,
            edges.clock,
            watch=self._after,
            on_wiped=self._oblivion.is_wiped,
            hand=edges.hand("journal"),
        )
        self._start()

    @property
    def loop(self) -> Loop:
        """Journal and meeting."""
        assert self._loop is not None, "the box is still being put together"
        return self._loop

    @property
    def meeting(self) -> Meeting:
        """How it stands."""
        return self.loop.meeting

    @property
    def speaking(self) -> bool:
        """Whether something is being said, or is about to be."""
        return self._voice.speaking

    def put(self, event: events.Event) -> None:
        """From any thread; what comes while the box is being put together waits for the loop."""
        if self._loop is None:
            self._early.append(event)
        else:
            self._loop.put(event)

    def hear(self, samples: Samples) -> None:
        """Let the ear have the next int16 samples at RATE, where no microphone does."""
        if self._listener:
            self._listener.hear(samples)

    def turn(self) -> None:
        """Handle what has come and what is due; look at the stick when it is time to."""
        self.loop.run_pending()
        now = self._edges.clock.now()
        self._voice.look(now)
        if self._listener:
            self._listener.look()
        if now >= self._next_look:
            self._next_look = now + STICK_SECONDS
            if not self.loop.wipes:  # a meeting that began meanwhile would be forgotten, too
                self._stick.look(self._held, self.meeting.remembered.past)
            if self._idle.is_over(self.meeting.stage, now):
                self.put(events.LeftAlone(0.0))

    def run(self) -> None:
        """Lead meetings until `stop`."""
        watchdog = self._edges.watchdog
        watchdog.ready()
        while not self._stopping:
            self.turn()
            watchdog.turned(meets=self.meeting.busy)
            self.loop.wait(max(0.0, self._next_look - self._edges.clock.now()))

    def stop(self) -> None:
        """Let `run` end after the event it handles."""
        self._stopping = True
        self._edges.watchdog.stopping()

    def close(self) -> None:
        """Let go of everything; the meeting can be resumed later."""
        self._ahead.close()
        self._voice.stop()
        if self._listener:
            self._listener.close()
        if self._panel:
            self._panel.close()
        self._edges.close()
        self._renderer.close()
        if self._loop:
            self._loop.close()
        if self._work:
            self._work.cleanup()

    def do(self, action: Action) -> None:
        """The outlets that the loop sees: the real ones, and who watches them."""
        self._watcher.begins(action)
        self._outlets.do(action)
        self._watcher.ends(action)

    def _spoken(self, said: int) -> None:
        self._watcher.spoken(said)
        self.put(events.Spoken(0.0, said))

    @property
    def _held(self) -> frozenset[int]:
        """The plans that meetings have been held by; that of one that is over, too."""
        plan = self.meeting.written
        over = {plan.seed} if plan and self.meeting.stage == "finished" else set[int]()
        return self.meeting.memory.held | over

    def _start(self) -> None:
        for event in self._early:
            self.loop.put(event)
        self._tell_what_is_there()
        try:
            self._renderer.start()
        except SpeechError as fault:
            self._is_missing("voice", fault)
        if self._listener:
            self._listener.start(works=self.meeting.ears)
        plan = self.meeting.plan or self._keeper.kept()
        if self.meeting.stage == "empty" and plan is not None:
            self.put(events.StickIn(0.0, plan))
        elif plan is not None:
            self._getting_ready.begin(self.meeting)

    def _tell_what_is_there(self) -> None:
        """What the journal remembers of it may be of another day, and another table."""
        panel = self._panel is not None
        if panel != self.meeting.panel:
            self.put(events.Trouble(0.0, "panel", working=panel))
        self._voice.believed(self.meeting.voice)
        self._voice.turn_to(self.meeting.volume)

    def _is_missing(self, part: str, fault: TidtagerError) -> None:
        log.warning("no %s: %s", part, fault)
        self.missing[part] = fault
        self.put(events.Trouble(0.0, part))

    def _open_ear(self) -> Ear | DuplexEar | None:
        try:
            return open_ears(self._graphs, self._edges.reference)
        except HearingError as fault:
            self._is_missing("microphone", fault)
            return None

    def _after(self, event: events.Event, meeting: Meeting, done: list[Action]) -> None:
        self._idle.saw(event, self._edges.clock.now())
        if self._listener and any(isinstance(action, Forget) for action in done):
            self._oblivion.comes(self._listener)
        self._getting_ready.follow(meeting)
        self._watcher.handled(event, meeting, done)

    def _write_report(self, of: Account | None, asked: bool) -> None:
        account = of or self.meeting.account
        if account is not None:
            self._stick.report(account, asked=asked)

    def _own_voice_fell(self, _fault: SpeechError) -> None:
        self.put(events.Trouble(0.0, "own_voice"))

    def _switch_off(self) -> None:
        if not self._edges.switch_off():
            self.stop()


def _a_folder() -> "tempfile.TemporaryDirectory[str]":
    """What is being made ahead may still be written there while it is taken away."""
    return tempfile.TemporaryDirectory(prefix="tidtager-", ignore_cleanup_errors=True)
