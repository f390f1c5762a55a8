"""A whole meeting in the room: the box that `run` leads, with virtual people at its table.

It is the same Box: only its edges are simulated. Nothing is ever put on the queue but what senses
heard, felt or read.
"""

import math
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from typing_extensions import override

from device.box.box import Box
from device.box.ports import Watcher
from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.meeting.names import heard
from device.meeting.plan import Plan
from device.planfile import read_plan
from device.simulation.cast import cast
from device.simulation.edges import SimulatedPins, simulated_edges
from device.simulation.group import Group
from device.simulation.outcome import Outcome, Signal
from device.simulation.room import Room
from device.simulation.script import Script
from device.simulation.stick import PlanStick
from device.simulation.transcript import Line, compare, meanings
from device.stick.watched import WatchedStick
from speech.espeak import Espeak
from speech.hearing import Utterance
from speech.sound import BLOCK, RATE

AFTERWARDS = 1.5
"""Seconds that the room goes on after goodbye."""

LEFT = ("journal.db", "journal.db-wal", "journal.db-shm", "tidtager.yaml")
"""What a box keeps from one meeting to the next."""


def _no_one(_line: Line) -> None:
    pass


def run_meeting(
    plan: Plan | bytes,
    script: Script,
    *,
    seed: int = 1,
    out: Path,
    graphs: Path | None = None,
    snr: float | None = None,
    leak: float | None = None,
    barge_in: bool | None = None,
    fresh: bool = True,
    on_line: Callable[[Line], None] = _no_one,
) -> Outcome:
    """Lead a meeting by `plan` in a room where `script` happens; its files go to `out`.

    A `plan` that is the bytes of a file comes by the stick, as on the table; one that was made in
    code is there at once. `graphs`: a folder to keep decoding graphs in from meeting to meeting.
    `snr` and `leak`, in dB, and `barge_in` go before the script's. `fresh`: the box has just been
    unpacked; else it remembers what it left in `out`. `on_line` is told what happens as it happens.

    Raises ScriptError when the script does not fit the plan, PlanFaults, and what the box can't do
    without: EspeakError, HearingError, SpeechError.
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
            fresh=fresh,
            on_line=on_line,
        )
        try:
            return table.run()
        finally:
            table.close()


class MeetingRoom(Watcher):
    """The box and its people. `scratch` is an empty folder that may be wiped afterwards."""

    def __init__(
        self,
        plan: Plan | bytes,
        script: Script,
        *,
        seed: int,
        out: Path,
        scratch: Path,
        graphs: Path | None = None,
        snr: float,
        leak: float,
        barge_in: bool = False,
        fresh: bool = True,
        recorded: bool = True,
        on_line: Callable[[Line], None] = _no_one,
    ) -> None:
        """`recorded`: whether the table's sound goes to `out`."""
        self._script = script
        self._seed = seed
        self._limit = script.limit
        self._on_line = on_line
        self._lines: list[Line] = []
        self._utterances: list[Utterance] = []
        self._signals: list[Signal] = []
        self._to_say: deque[actions.Say] = deque()
        self._wake_at: float | None = None
        self._due: tuple[str, float] | None = None
        self._phase = ""
        self._state = out
        if fresh:
            for name in LEFT:
                (out / name).unlink(missing_ok=True)
        self.stick = out / "stick"
        self.stick.mkdir(exist_ok=True)
        self._wav = out / "meeting.wav"
        self.room = Room(
            rt60=script.room.rt60,
            snr=snr,
            leak=leak,
            distortion=script.room.distortion,
            noises=script.room.noises,
            seed=seed,
            wav=self._wav if recorded else None,
        )
        self._plan = plan if isinstance(plan, Plan) else self._onto_stick(plan)
        self._pins = SimulatedPins(self.room)
        self._group = self._come_together()
        self.box = Box(
            simulated_edges(
                self.room,
                self._pins,
                PlanStick(self.stick, plan) if isinstance(plan, Plan) else WatchedStick(self.stick),
                barge_in=barge_in,
                on_play=self._signal_sounds,
            ),
            out,
            caches=scratch,
            graphs=graphs,
            watcher=self,
        )
        for fault in self.box.missing.values():  # on a Pi buttons would do; here it is the point
            self.close()
            raise fault

    def run(self) -> Outcome:
        """Let the meeting happen, from the stick to goodbye."""
        began = time.monotonic()
        over: float | None = None
        self.box.turn()
        while self.room.now() < self._limit and (over is None or self.room.now() < over):
            self.step()
            if over is None and self._is_over():
                over = self.room.now() + AFTERWARDS
        self.room.close()
        called = (self._plan.wake_word,) if self._plan.wake_word else ()
        known = meanings(heard(self._plan.people), called)
        return Outcome(
            plan=self.box.meeting.plan or self._plan,
            notes=self.box.meeting.notes,
            number=self.box.meeting.memory.past(self._plan).number,
            record=self.box.meeting.record,
            lines=tuple(self._lines),
            hearing=compare(self._lines, self._utterances, known),
            signals=tuple(self._signals),
            seconds=self.room.now(),
            wall=time.monotonic() - began,
            wav=self._wav,
            journal=self._state / "journal.db",
            stick=self.stick,
        )

    def step(self) -> None:
        """Up to 100 ms of sound, no further than to the next moment that the meeting waits for."""
        n = BLOCK
        now = self.box.loop.now
        if self._wake_at is not None and self._wake_at > now:
            n = min(BLOCK, math.ceil((self._wake_at - now) * RATE))
        self.box.hear(self.room.step(n))
        self._group.step()
        self._pins.step()
        self.box.turn()

    def meet_again(self, data: bytes) -> None:
        """The same box, at once: a plan's file is on the stick, and its people sit down."""
        self._plan = self._onto_stick(data)
        self._seed += 1
        self._group = self._come_together()
        for kept in (self._lines, self._utterances, self._signals):
            kept.clear()
        self._pins.forget()

    def close(self) -> None:
        """End the voices' processes, let go of files and pins."""
        self.box.close()
        Espeak().close()

    # What people at the table notice ----------------------------------------------------------

    @override
    def begins(self, action: actions.Action) -> None:
        now = self.room.now()
        if isinstance(action, actions.Say):
            self._to_say.append(action)
            if len(self._to_say) == 1:
                self._sounds(action)
        elif isinstance(action, actions.Chime):
            self._tell(Line(now, "chime", "", action.name, now))
        elif isinstance(action, actions.Light):
            self._tell(Line(now, "lamp", "", f"{action.colour} {action.mode}", now))

    @override
    def ends(self, action: actions.Action) -> None:
        if not isinstance(action, actions.Say):
            self._group.notice(action)

    @override
    def spoken(self, said: int) -> None:
        """Now people have heard it."""
        done = next((say for say in self._to_say if say.id == said), None)
        if done:
            self._to_say.remove(done)
            self._group.notice(done)
            if self._to_say:
                self._sounds(self._to_say[0])

    @override
    def heard(self, utterance: Utterance) -> None:
        self._utterances.append(utterance)
        self._tell(self._understood(utterance))

    @override
    def handled(self, event: events.Event, meeting: Meeting, done: list[actions.Action]) -> None:
        chimes = {action.name for action in done if isinstance(action, actions.Chime)}
        told = next(iter(chimes & {"warning", "end"}), None)
        if told and isinstance(event, events.Tick) and self._wake_at is not None:
            self._due = (told, self._wake_at - self.box.loop.now + self.room.now())
        for action in done:
            if isinstance(action, actions.WakeAt):
                self._wake_at = action.t
        phase = _phase(meeting)
        if phase != self._phase:
            self._phase = phase
            self._tell(Line(self.room.now(), "phase", "", phase, self.room.now()))

    def _come_together(self) -> Group:
        return cast(
            self._plan,
            self._script,
            room=self.room,
            pins=self._pins.buttons,
            on_line=self._tell,
            seed=self._seed,
        )

    def _onto_stick(self, data: bytes) -> Plan:
        """The plan's file, as the facilitator put it on the stick. Raises PlanFaults, OSError."""
        file = self.stick / "tidtager.yaml"
        file.write_bytes(data)
        return read_plan(data, file.name)

    def _is_over(self) -> bool:
        return self.box.meeting.stage == "finished" and not self.box.speaking

    def _tell(self, line: Line) -> None:
        self._lines.append(line)
        self._on_line(line)

    def _sounds(self, said: actions.Say) -> None:
        now = self.room.now()
        self._tell(Line(now, "box", "", said.text, now))

    def _understood(self, utterance: Utterance) -> Line:
        now = self.room.now()
        if utterance.kind == "command":
            values = (utterance.minutes, utterance.number, utterance.name)
            shown = " ".join([str(utterance.intent), *(str(v) for v in values if v is not None)])
            return Line(now, "understood", "", shown, now, utterance.confidence)
        if utterance.kind == "saying":
            return Line(now, "understood", "", f"({utterance.text})", now)
        return Line(now, "unclear", "", utterance.kind, now, utterance.confidence)

    def _signal_sounds(self) -> None:
        if self._due:
            name, due = self._due
            self._signals.append(Signal(name, due, self.room.now()))
            self._due = None


def _phase(meeting: Meeting) -> str:
    if meeting.stage != "running" or meeting.plan is None:
        return {"waiting": "Venter", "finished": "Slut"}.get(meeting.stage, "")
    title = meeting.plan.agenda[meeting.index].title
    return f"{title} (pause)" if meeting.paused_at is not None else title
