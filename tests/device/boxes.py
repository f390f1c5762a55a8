"""A box without sound: a loop on a journal, with outlets that speak as fast as a test wants."""

from pathlib import Path

from device.box.loop import Loop
from device.meeting import events
from device.meeting.actions import Action, Say, WriteReport
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.report import write_report
from device.simulation.clock import SetClock
from speech.doing import Doer, at_once
from tests.device.meeting.table import BUTTONS, CLOSING, PHRASES, ROUND, a_plan


class Ears:
    """Outlets that say things, and write the report to `stick` if there is one."""

    def __init__(self, clock: SetClock, stick: Path | None, seconds: float) -> None:
        """`seconds` go by while a sentence is said."""
        self.loop: Loop | None = None
        self.said: list[str] = []
        self.stick_is_in = True
        self._clock = clock
        self._stick = stick
        self._seconds = seconds

    def do(self, action: Action) -> None:
        assert self.loop is not None
        match action:
            case Say():
                self.said.append(action.key)
                self._clock.advance(self._seconds)
                self.loop.put(events.Spoken(0.0, action.id))
            case WriteReport(of=of) if self._stick and self.stick_is_in:
                account = of or self.loop.meeting.account
                assert account is not None
                write_report(self._stick, account, date=None)
                self.loop.put(events.ReportWritten(0.0, account.ended))


def a_box(
    path: Path,
    clock: SetClock,
    *,
    stick: Path | None = None,
    meeting: Meeting | None = None,
    seconds: float = 0.0,
    hand: Doer = at_once,
) -> tuple[Loop, Ears]:
    ears = Ears(clock, stick, seconds)
    loop = Loop(meeting or Meeting(PHRASES, BUTTONS), Journal(path), ears, clock, hand=hand)
    ears.loop = loop
    loop.run_pending()
    return loop, ears


def lead(loop: Loop, clock: SetClock, *, steps: int = 400, people: int = 4) -> None:
    """Buttons alone, from wherever the meeting is, to its end or so many `steps` on.

    `people`: what they answer when they are asked how many they are.
    """
    for _ in range(steps):
        if loop.meeting.stage == "finished":
            return
        clock.advance(1)  # another finger
        match loop.meeting.situation:
            case "question_number":
                loop.put(events.Pressed(0.0, f"score{people}"))
                loop.put(events.Pressed(0.0, "green"))
            case "scoring":
                loop.put(events.Pressed(0.0, "score4"))
                if loop.meeting.item and loop.meeting.item.scores_complete:
                    clock.advance(6)
            case "running" | "speaking":
                clock.advance(9)
            case _:
                loop.put(events.Pressed(0.0, "green"))
        loop.run_pending()


def in_a_round(path: Path) -> Loop:
    """A box on `path` in the middle of a round, in which one has had the word."""
    clock = SetClock()
    loop, _ = a_box(path, clock)
    loop.put(events.StickIn(0.0, a_plan(ROUND, CLOSING)))
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    clock.advance(10)
    loop.put(events.Pressed(0.0, "green"))
    loop.run_pending()
    return loop
