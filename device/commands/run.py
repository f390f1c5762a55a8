"""`tidtager run`: the real thing. What is missing is said, and the rest goes on."""

import logging
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from rich.console import Console

from device.box.clock import MonotonicClock
from device.box.listening import Listener
from device.box.loop import Loop
from device.box.outlets import BoxOutlets, Hearing, prepare_ears
from device.box.ports import Panel
from device.box.rehearsal import rehearse
from device.box.watchdog import Watchdog, systemd_watchdog
from device.meeting import actions, events
from device.meeting.buttons import load_buttons
from device.meeting.group import learned_of
from device.meeting.items.voices import VoiceLesson
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.meeting.plan import Plan
from device.memory.journal import Journal
from device.panel import open_panel
from device.panel.keys import KeyPanel, NoKeyboardError
from device.report import write_report
from device.stick.folder import FolderStick, PlanKeeper, StickWatch, take_in
from speech.hearing import Ear, HearingError
from speech.hearing.duplex import DuplexEar, open_ears
from speech.hearing.echo import Reference
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.renderer import Renderer, SpeechError
from speech.saying.speaker import PyAudioSpeaker
from speech.saying.voice import Voice

log = logging.getLogger(__name__)

STICK_SECONDS = 1.0
"""So often the stick's folder is looked at."""


class Box:
    """Everything joined: senses, loop and outlets, each real and each allowed to be missing."""

    def __init__(
        self,
        stick: FolderStick | None,
        state: Path,
        *,
        microphone: str | None = None,
        speaker: str | None = None,
        pins: Path | None = None,
        barge_in: bool = False,
        console: Console | None = None,
        watchdog: Watchdog | None = None,
        watch: Callable[[events.Event, Meeting], None] = lambda _event, _meeting: None,
    ) -> None:
        """Open what there is; `watch` is told of each event and the state after it.

        `barge_in`: whether it listens while it speaks.

        Where `state` can't be written it says so, and goes on without.

        Raises PinsError where `pins` has faults.
        """
        self._stick = stick
        self._stick_watch = StickWatch(stick) if stick else None
        self._watch = watch
        self._watchdog = watchdog or systemd_watchdog({})
        self._keeper = PlanKeeper(state)
        self._console = console
        self._stopping = False
        self._early: list[events.Event] = []
        self._learned: events.Learned = ()
        self._ready_for: Plan | None = None
        self.loop: Loop | None = None
        journal = Journal(state / "journal.db")
        # Where nothing can be written the voice and the ear still need a place to work in.
        self._work = None if journal.kept else tempfile.TemporaryDirectory(prefix="tidtager-")
        caches = Path(self._work.name) if self._work else state
        self._renderer = Renderer(caches / "speech")
        reference = Reference() if barge_in else None
        self._speaker = PyAudioSpeaker(speaker, reference)
        self._graphs = caches / "graphs"
        self._listener = self._open_ear(self._graphs, microphone, reference)
        hearing = Hearing(
            self._listener or _NoEar(),
            lambda: self._voice.speaking,
            self._listener.interruptions if self._listener else None,
        )
        self._voice = Voice(
            self._renderer,
            self._speaker,
            lambda said: self.put(events.Spoken(0.0, said)),
            on_start=hearing.settle,
            on_end=hearing.settle,
            on_trouble=lambda works: self.put(events.Trouble(0.0, "voice", working=works)),
        )
        self._panel = self._open_panel(pins)
        self._outlets = BoxOutlets(
            self._voice,
            self._panel,
            hearing,
            prepare=self._renderer.prepare,
            write_report=self._write_report,
            forget=self._forget,
            put=self.put,
        )
        self.loop = Loop(
            Meeting(load_phrases(), load_buttons()),
            journal,
            self._outlets,
            MonotonicClock(),
            watch=self._after,
        )
        self._start()

    def put(self, event: events.Event) -> None:
        """From any thread; what comes while the box is being put together waits for the loop."""
        if self.loop is None:
            self._early.append(event)
        else:
            self.loop.put(event)

    def run(self) -> None:
        """Lead meetings until `stop`."""
        assert self.loop is not None
        self._watchdog.ready()
        while not self._stopping:
            self._look_at_stick()
            self.loop.run_pending()
            self._watchdog.turned(meets=self.loop.meeting.stage == "running")
            self.loop.wait(STICK_SECONDS)

    def stop(self) -> None:
        """Let `run` end after the event it handles."""
        self._stopping = True

    def close(self) -> None:
        """Let go of everything; the meeting can be resumed later."""
        self._voice.stop()
        if self._listener:
            self._listener.close()
        if self._panel:
            self._panel.close()
        self._speaker.close()
        self._renderer.close()
        if self.loop:
            self.loop.close()
        if self._work:
            self._work.cleanup()

    def _look_at_stick(self) -> None:
        try:
            if self._stick_watch and self._stick and self._stick_watch.changed():
                found = take_in(self._stick, self._keeper, 0.0)
                if found is not None:
                    self.put(found)
        except Exception:  # a stick that stays in would end the box at each start
            log.exception("the stick can't be taken in")
            self.put(events.Trouble(0.0, "stick"))

    def _start(self) -> None:
        assert self.loop is not None
        for event in self._early:
            self.loop.put(event)
        if self._panel is None:
            self.put(events.Trouble(0.0, "panel"))
        try:
            self._renderer.start()
        except SpeechError as fault:
            log.warning("no voice: %s", fault)
            self.put(events.Trouble(0.0, "voice"))
        if self._listener:
            self._listener.start()
        else:
            self.put(events.Trouble(0.0, "microphone"))
        plan = self.loop.meeting.plan or self._keeper.kept()
        if self.loop.meeting.stage == "empty" and plan is not None:
            self.put(events.StickIn(0.0, plan))
        elif plan is not None:
            self._get_ready()

    def _open_ear(
        self, cache: Path, name: str | None, reference: Reference | None
    ) -> Listener | None:
        try:
            ear = open_ears(cache, reference)
        except HearingError as fault:
            log.warning("no hearing: %s", fault)
            return None
        self._ear: Ear | DuplexEar | None = ear
        opened = self._watchdog.watched(lambda: PyAudioMicrophone(name))
        return Listener(ear, opened, self.put)

    def _open_panel(self, pins: Path | None) -> Panel | None:
        panel = open_panel(self.put, pins)
        if panel is not None or self._console is None:
            return panel
        console = self._console
        try:
            keys = KeyPanel(
                self.put,
                quit=self.stop,
                show=lambda lights: console.print(f"[dim]({lights})[/]", highlight=False),
            )
        except NoKeyboardError:
            return None
        console.print(f"[dim]{keys.legend}[/]", highlight=False)
        return keys

    def _after(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        if self._console:
            for action in done:
                if isinstance(action, actions.Say):
                    self._console.print(f"[bold]Tidtager:[/] {action.text}", highlight=False)
        fresh_plan = meeting.plan != self._ready_for
        in_a_lesson = isinstance(meeting.item, VoiceLesson)  # where it may go on changing
        learned = learned_of(meeting.groups, meeting.plan)
        if fresh_plan or (learned != self._learned and not in_a_lesson):
            self._get_ready()
        self._watch(event, meeting)

    def _get_ready(self) -> None:
        """Render and build ahead what the plan needs, beside the loop."""
        assert self.loop is not None
        meeting = self.loop.meeting
        self._ready_for = meeting.plan
        if meeting.plan is None:
            return
        self._learned = learned_of(meeting.groups, meeting.plan)
        try:
            rehearsal = rehearse(meeting, meeting.plan)
        except Exception:  # the meeting itself leaves out the one event that can't be handled
            log.exception("the plan can't be rehearsed; nothing is made ready ahead")
            return
        self._renderer.prepare(rehearsal.texts)
        if self._listener and (ear := self._ear):
            _in_background(lambda: prepare_ears(ear, rehearsal.listening))

    def _write_report(self) -> bool:
        assert self.loop is not None
        meeting = self.loop.meeting
        folder = self._stick.folder() if self._stick else None
        if folder is None or meeting.plan is None:
            return False
        write_report(folder, meeting.plan, meeting.record, date=None)
        return True

    def _forget(self) -> None:
        shutil.rmtree(self._graphs, ignore_errors=True)  # they hold the participants' names
        for forget in (self._renderer.forget, self._keeper.forget):
            try:
                forget()
            except OSError as fault:
                log.warning("not all could be wiped: %s", fault)


class _NoEar:
    """Hears nothing: the model is missing."""

    def listen_for(self, grammar: object) -> None:
        """Nothing."""

    def mute(self) -> None:
        """Nothing."""

    def unmute(self) -> None:
        """Nothing."""


def _in_background(work: Callable[[], object]) -> None:
    def guarded() -> None:
        try:
            work()
        except Exception:
            log.exception("could not get ready ahead; it is done when it is needed")

    threading.Thread(target=guarded, name="ahead", daemon=True).start()


def run(
    stick: Path | None,
    state: Path,
    microphone: str | None,
    speaker: str | None,
    pins: Path | None,
    *,
    barge_in: bool = False,
) -> int:
    """Run the box until it is stopped; the exit status."""
    console = Console() if sys.stdout.isatty() else None
    watchdog = systemd_watchdog()
    try:
        box = Box(
            FolderStick(stick) if stick else None,
            state,
            microphone=microphone,
            speaker=speaker,
            pins=pins,
            barge_in=barge_in,
            console=console,
            watchdog=watchdog,
        )
    except ValueError as fault:
        Console(stderr=True).print(f"tidtager run: {fault}", highlight=False)
        return 1

    def ended(_signal: int, _frame: FrameType | None) -> None:
        box.stop()

    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGINT, ended)
    try:
        box.run()
    finally:
        watchdog.stopping()
        box.close()
    return 0
