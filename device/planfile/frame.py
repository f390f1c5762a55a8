"""What an agenda has to fit into: the rest of the file, as far as it could be read."""

from dataclasses import dataclass

from device.meeting.topics import Topic
from device.planfile.models import Header


@dataclass(frozen=True)
class Frame:
    """People, length and header of a meeting."""

    header: Header
    broken: frozenset[str]
    """The header's words whose values could not be read."""
    people: int
    """How many are planned with; within what is allowed, even when the file has a fault there."""
    people_known: bool
    """False: `people` is a guess, so nothing is said about whether the time is enough."""
    seconds: float | None
    """The meeting's length, when the file gives one."""
    length_known: bool
    """False: the file gives a length, but a wrong one."""
    length_line: int | None
    topic: Topic | None
