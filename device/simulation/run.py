"""A whole meeting in the room: the box that `run` leads, with virtual people at its table.

It is the same Box: only its edges are simulated. Nothing is ever put on the queue but what senses
heard, felt or read.
"""

import math
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from device.box.box import Box
from device.meeting import actions
from device.meeting.names import heard
from device.meeting.plan import Plan
from device.planfile import read_plan
from device.simulation.cast import cast
from device.simulation.edges import SimulatedPins, simulated_edges
from device.simulation.group import Group
from device.simulation.natural import NaturalVoices
from device.simulation.outcome import Outcome
from device.simulation.room import Room
from device.simulation.script import Script
from device.simulation.stick import PlanStick
from device.simulation.transcript import Line, compare, meanings
from device.simulation.witness import Witness
from device.stick.watched import WatchedStick
from speech.espeak import Espeak
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
    natural: NaturalVoices | None = None,
    on_line: Callable[[Line], None] = _no_one,
) -> Outcome:
    """Lead a meeting by `plan` in a room where `script` happens; its files go to `out`.

    A `plan` that is the bytes of a file comes by the stick, as on the table; one that was made in
    code is there at once. `graphs`: a folder to keep decoding graphs in from meeting to meeting.
    `snr` and `leak`, in dB, and `barge_in` go before the script's. `fresh`: the box has just been
    unpacked; else it remembers what it left in `out`. Every second person has one of the `natural`
    voices. `on_line` is told what happens as it happens.

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
            natural=natural,
            on_line=on_line,
        )
        try:
            return table.run()
        finally:
            table.close()


class MeetingRoom:
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
        natural: NaturalVoices | None = None,
        on_line: Callable[[Line], None] = _no_one,
    ) -> None:
        """`recorded`: whether the table's sound goes to `out`."""
        self._script = script
        self._natural = natural
        self._seed = seed
        self._limit = script.limit
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
        self._witness = Witness(
            self.room.now,
            lambda: self.box.loop.now,
            notice=self._notice,
            on_line=on_line,
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
                on_play=self._witness.sounds,
            ),
            out,
            caches=scratch,
            graphs=graphs,
            watcher=self._witness,
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
            lines=tuple(self._witness.lines),
            hearing=compare(self._witness.lines, self._witness.utterances, known),
            signals=tuple(self._witness.signals),
            seconds=self.room.now(),
            wall=time.monotonic() - began,
            wav=self._wav,
            journal=self._state / "journal.db",
            stick=self.stick,
        )

    def step(self) -> None:
        """Up to 100 ms of sound, no further than to the next moment that the meeting waits for."""
        n = BLOCK
        now, wake_at = self.box.loop.now, self._witness.wake_at
        if wake_at is not None and wake_at > now:
            n = min(BLOCK, math.ceil((wake_at - now) * RATE))
        self.box.hear(self.room.step(n))
        self._group.step()
        self._pins.step()
        self.box.turn()

    def meet_again(self, data: bytes) -> None:
        """The same box, at once: a plan's file is on the stick, and its people sit down."""
        self._plan = self._onto_stick(data)
        self._seed += 1
        self._group = self._come_together()
        self._witness.turn_over()
        self._pins.forget()

    def close(self) -> None:
        """End the voices' processes, let go of files and pins."""
        self.box.close()
        Espeak().close()

    def _notice(self, action: actions.Action) -> None:
        """Those who sit at the table now; it may be another group than when the box began."""
        self._group.notice(action)

    def _come_together(self) -> Group:
        return cast(
            self._plan,
            self._script,
            room=self.room,
            pins=self._pins.buttons,
            on_line=self._witness.write,
            seed=self._seed,
            natural=self._natural,
        )

    def _onto_stick(self, data: bytes) -> Plan:
        """The plan's file, as the facilitator put it on the stick. Raises PlanFaults, OSError."""
        file = self.stick / "tidtager.yaml"
        file.write_bytes(data)
        return read_plan(data, file.name)

    def _is_over(self) -> bool:
        return self.box.meeting.stage == "finished" and not self.box.speaking
