"""A whole meeting in the room: the real box, with virtual people at its table.

Recogniser, voice, panel, journal, meeting and report are the real ones; only the ports of sound,
the clock and the pins' factory are simulated. Nothing is ever put on the queue but what senses
heard, felt or read.
"""

import math
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from gpiozero.pins.mock import MockFactory

from device.box.listening import event_of
from device.box.loop import Loop
from device.box.outlets import BoxOutlets, Hearing, prepare_ears
from device.box.rehearsal import rehearse
from device.meeting import actions, events
from device.meeting.buttons import load_buttons
from device.meeting.meeting import Meeting
from device.meeting.names import heard
from device.meeting.phrases import load_phrases
from device.meeting.plan import Plan
from device.memory.journal import Journal
from device.panel import GpioPanel, load_pins
from device.report import write_report
from device.simulation.cast import cast
from device.simulation.outcome import Outcome, Signal
from device.simulation.room import Room
from device.simulation.script import Script
from device.simulation.speaker import SimulatedSpeaker
from device.simulation.transcript import Line, compare, meanings
from speech.hearing import Utterance
from speech.hearing.duplex import DuplexEar, open_ears
from speech.hearing.echo import Reference
from speech.saying.renderer import Renderer
from speech.saying.voice import Voice
from speech.sound import BLOCK, RATE

AFTERWARDS = 1.5
"""Seconds that the room goes on after goodbye."""


def _no_one(_line: Line) -> None:
    pass


def run_meeting(
    plan: Plan,
    script: Script,
    *,
    seed: int = 1,
    out: Path,
    graphs: Path | None = None,
    snr: float | None = None,
    leak: float | None = None,
    barge_in: bool | None = None,
    on_line: Callable[[Line], None] = _no_one,
) -> Outcome:
    """Lead a meeting by `plan` in a room where `script` happens; its files go to `out`.

    `graphs`: a folder to keep decoding graphs in from meeting to meeting. `snr` and `leak`, in
    dB, and `barge_in` go before the script's. `on_line` is told what happens as it happens.
    Raises ScriptError when the script does not fit the plan.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        table = MeetingRoom(
            plan,
            script,
            seed=seed,
            out=out,
            scratch=Path(scratch),
            graphs=graphs,
            snr=script.room.snr if snr is None else snr,
            leak=script.room.leak if leak is None else leak,
            barge_in=script.room.barge_in if barge_in is None else barge_in,
            on_line=on_line,
        )
        try:
            return table.run()
        finally:
            table.close()


class MeetingRoom:
    """The box and its people, joined. `scratch` is an empty folder that may be wiped afterwards."""

    def __init__(
        self,
        plan: Plan,
        script: Script,
        *,
        seed: int,
        out: Path,
        scratch: Path,
        graphs: Path | None,
        snr: float,
        leak: float,
        barge_in: bool,
        on_line: Callable[[Line], None],
    ) -> None:
        self._plan = plan
        self._limit = script.limit
        self._on_line = on_line
        self._lines: list[Line] = []
        self._utterances: list[Utterance] = []
        self._signals: list[Signal] = []
        self._to_say: deque[actions.Say] = deque()
        self._wake_at: float | None = None
        self._due: tuple[str, float] | None = None
        self._phase = ""
        self._stick = out / "stick"
        self._stick.mkdir(exist_ok=True)
        self._wav = out / "meeting.wav"
        self._journal = out / "journal.db"
        for tail in ("", "-wal", "-shm"):
            self._journal.with_name(self._journal.name + tail).unlink(missing_ok=True)
        self.room = Room(
            rt60=script.room.rt60,
            snr=snr,
            leak=leak,
            distortion=script.room.distortion,
            noises=script.room.noises,
            seed=seed,
            wav=self._wav,
        )
        reference = self.room.tap = Reference(self.room.now) if barge_in else None
        # Nothing is rendered ahead: in the room rendering takes no time.
        self._renderer = Renderer(scratch / "speech")
        self._ear = open_ears(graphs or scratch / "graphs", reference)
        hearing = Hearing(
            self._ear,
            lambda: self._voice.speaking,
            self._ear.interruptions if isinstance(self._ear, DuplexEar) else None,
        )
        self._voice = Voice(
            self._renderer,
            SimulatedSpeaker(self.room, on_play=self._signal_sounds),
            self._spoken,
            on_start=hearing.settle,
            on_end=hearing.settle,
        )
        self._pins = MockFactory()
        pins = load_pins()
        self._panel = GpioPanel(self._put, pins, factory=self._pins, now=self.room.now)
        self._group = cast(
            plan,
            script,
            room=self.room,
            pins={name: self._pins.pin(number) for name, number in pins.buttons.items()},
            on_line=self._tell,
            seed=seed,
        )
        self._outlets = BoxOutlets(
            self._voice,
            self._panel,
            hearing,
            prepare=lambda _texts: None,
            write_report=self._write_report,
            forget=lambda: None,
            put=self._put,
        )
        self.loop = Loop(
            Meeting(load_phrases(), load_buttons()),
            Journal(self._journal),
            self,
            self.room,
            watch=self._watch,
        )
        prepare_ears(self._ear, rehearse(self.loop.meeting, plan).listening)

    def run(self) -> Outcome:
        """Let the meeting happen, from the stick to goodbye."""
        began = time.monotonic()
        self._put(events.StickIn(0.0, self._plan))
        over: float | None = None
        while self.room.now() < self._limit and (over is None or self.room.now() < over):
            self._step()
            if over is None and self._is_over():
                over = self.room.now() + AFTERWARDS
        self.room.close()
        called = (self._plan.wake_word,) if self._plan.wake_word else ()
        known = meanings(heard(self._plan.people), called)
        return Outcome(
            plan=self.loop.meeting.plan or self._plan,
            record=self.loop.meeting.record,
            lines=tuple(self._lines),
            hearing=compare(self._lines, self._utterances, known),
            signals=tuple(self._signals),
            seconds=self.room.now(),
            wall=time.monotonic() - began,
            wav=self._wav,
            journal=self._journal,
            stick=self._stick,
        )

    def close(self) -> None:
        """End the voices' processes, let go of files and pins."""
        self.room.close()
        self._renderer.close()
        self._panel.close()
        self.loop.close()

    def do(self, action: actions.Action) -> None:
        """The outlets that the loop sees: the real ones, and people who notice what they do."""
        if isinstance(action, actions.Say):
            self._to_say.append(action)
            if len(self._to_say) == 1:
                self._begins(action)
        elif isinstance(action, actions.Chime):
            self._tell(Line(self.room.now(), "chime", "", action.name, self.room.now()))
        elif isinstance(action, actions.Light):
            shown = f"{action.colour} {action.mode}"
            self._tell(Line(self.room.now(), "lamp", "", shown, self.room.now()))
        self._outlets.do(action)
        if not isinstance(action, actions.Say):
            self._group.notice(action)

    def _step(self) -> None:
        """Up to 100 ms of sound, no further than to the next moment that the meeting waits for."""
        n = BLOCK
        if self._wake_at is not None and self._wake_at > self.loop.now:
            n = min(BLOCK, math.ceil((self._wake_at - self.loop.now) * RATE))
        for utterance in self._ear.feed(self.room.step(n)):
            self._utterances.append(utterance)
            self._tell(self._understood(utterance))
            self._put(event_of(utterance))
        self._group.step()
        self._panel.step()
        self.loop.run_pending()

    def _is_over(self) -> bool:
        return self.loop.meeting.stage == "finished" and not self._voice.speaking

    def _put(self, event: events.Event) -> None:
        self.loop.put(event)

    def _tell(self, line: Line) -> None:
        self._lines.append(line)
        self._on_line(line)

    def _begins(self, said: actions.Say) -> None:
        now = self.room.now()
        self._tell(Line(now, "box", "", said.text, now))

    def _spoken(self, said: int) -> None:
        """A Say has sounded to its end, or was stopped: now people have heard it."""
        done = next((say for say in self._to_say if say.id == said), None)
        if done:
            self._to_say.remove(done)
            self._group.notice(done)
            if self._to_say:
                self._begins(self._to_say[0])
        self._put(events.Spoken(0.0, said))

    def _understood(self, utterance: Utterance) -> Line:
        now = self.room.now()
        if utterance.kind == "command":
            values = (utterance.minutes, utterance.number, utterance.name)
            shown = " ".join([str(utterance.intent), *(str(v) for v in values if v is not None)])
            return Line(now, "understood", "", shown, now, utterance.confidence)
        if utterance.kind == "saying":
            return Line(now, "understood", "", f"({utterance.text})", now)
        return Line(now, "unclear", "", utterance.kind, now, utterance.confidence)

    def _watch(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        chimes = {action.name for action in done if isinstance(action, actions.Chime)}
        told = next(iter(chimes & {"warning", "end"}), None)
        if told and isinstance(event, events.Tick) and self._wake_at is not None:
            self._due = (told, self._wake_at - self.loop.now + self.room.now())
        for action in done:
            if isinstance(action, actions.WakeAt):
                self._wake_at = action.t
        phase = _phase(meeting)
        if phase != self._phase:
            self._phase = phase
            self._tell(Line(self.room.now(), "phase", "", phase, self.room.now()))

    def _signal_sounds(self) -> None:
        if self._due:
            name, due = self._due
            self._signals.append(Signal(name, due, self.room.now()))
            self._due = None

    def _write_report(self) -> bool:
        write_report(
            self._stick, self.loop.meeting.plan or self._plan, self.loop.meeting.record, date=None
        )
        return True


def _phase(meeting: Meeting) -> str:
    if meeting.stage != "running" or meeting.plan is None:
        return {"waiting": "Venter", "finished": "Slut"}.get(meeting.stage, "")
    title = meeting.plan.agenda[meeting.index].title
    return f"{title} (pause)" if meeting.paused_at is not None else title
