"""What is left of a simulated meeting: what was said and understood, and where the files are."""

from dataclasses import dataclass
from pathlib import Path

from device.meeting.notes import Note
from device.meeting.plan import Plan
from device.meeting.record import Record
from device.simulation.transcript import Hearing, Line


@dataclass(frozen=True)
class Signal:
    """A chime that told the time."""

    name: str
    """``warning`` or ``end``."""
    due: float
    """When it should sound, in the room's seconds."""
    at: float
    """When its first sample sounded."""

    @property
    def late(self) -> float:
        """Seconds; never negative."""
        return self.at - self.due


@dataclass(frozen=True)
class Outcome:
    """A whole meeting in the room."""

    plan: Plan
    """As it became: with what the group asked for, and what the box put in."""
    notes: tuple[Note, ...]
    """What later meetings may ask for."""
    number: int
    """The group's how manieth meeting it was."""
    record: Record
    """As the box kept it."""
    lines: tuple[Line, ...]
    hearing: Hearing
    signals: tuple[Signal, ...]
    seconds: float
    """How long it was for the people in the room."""
    wall: float
    """How long it took to run."""
    wav: Path
    """What the table heard."""
    journal: Path
    stick: Path
    """The folder with plan, report and scores."""

    @property
    def finished(self) -> bool:
        """Whether the meeting came to its end."""
        return self.record.finished

    @property
    def transcript(self) -> tuple[tuple[float, str, str, str], ...]:
        """Time, kind, who and text of each line: the same for the same seed."""
        return tuple((round(line.t, 3), line.kind, line.who, line.text) for line in self.lines)
