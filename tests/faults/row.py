"""What came of a fault."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from device.meeting.actions import Light
from device.panel.lamp import lamp_in_words

AS_BEFORE = "som før"


@dataclass(frozen=True)
class Row:
    """One fault's."""

    heard: str = "intet"
    """What the table hears of it, in the box's words."""
    lamp: str = AS_BEFORE
    tries: int = 1
    """How often it was tried, by this run."""
    lost: int = 0
    """Events, turns or scores that had been taken, and are not there afterwards."""
    seconds: float | None = None
    """Until the box is right again once the fault is gone, at the most; None: nothing was wrong."""
    note: str = ""


@dataclass(frozen=True)
class Case:
    """A fault that can be made."""

    name: str
    make: Callable[[Path, bool], Row]
    """Given an empty folder, and whether to try all there is rather than a part."""
    at_most: float = 3.0
    """Seconds to recover in."""
    skip: Callable[[], str] = lambda: ""
    """Why this machine can't make it."""


def shown(light: Light) -> str:
    """The lamp in Danish."""
    return lamp_in_words(light.colour, light.mode).removeprefix("lampen: ")
