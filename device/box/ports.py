"""The box's edges. Each has a real side and a simulated side; nothing else differs.

The two ports of sound, Microphone and Speaker, are in `speech.sound`. The real sides are put
together in `device.box.real`, the simulated ones in `device.simulation.edges`.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from device.box.hand import Hand
from device.box.watchdog import Watchdog, systemd_watchdog
from device.meeting.actions import Action
from device.meeting.events import Event
from device.meeting.meeting import Meeting
from device.memory.durable import StorageError
from device.stick.folder import Visit
from speech.doing import Doer, Work
from speech.hearing import Utterance
from speech.hearing.echo import Reference
from speech.sound import Microphone, Speaker

Put = Callable[[Event], None]
"""Takes an event from any thread; the loop gives it its time."""


class Clock(Protocol):
    """Monotonic time."""

    def now(self) -> float:
        """Seconds from any fixed moment; never goes back."""
        ...


class Panel(Protocol):
    """Nine buttons and two lights. Button events go to the callback given at its making."""

    def light(self, colour: str, mode: str) -> None:
        """Set the RGB lamp (see device.meeting.actions.Light)."""
        ...

    def listening(self, on: bool) -> None:
        """Set the white light."""
        ...

    def close(self) -> None:
        """Lights off; let go of the pins."""
        ...


class Stick(Protocol):
    """The USB stick. All but `lose_touch` may take as long as the stick likes."""

    def folder(self) -> Path | None:
        """Where it is mounted, or None when no stick is in."""
        ...

    def is_ours(self) -> bool:
        """Whether there is something of ours on it; else nothing is written on it unasked."""
        ...

    def why(self, error: StorageError) -> str:
        """What is wrong with it, as in events.StickFailed."""
        ...

    def look(self, visit: Visit) -> Event | None:
        """What a stick, or a plan on it, that has come since the last look means; None: nothing.

        A good plan is given to the keeper.
        """
        ...

    def lose_touch(self) -> None:
        """A look hangs: to the next, what is there is new."""
        ...


class Watcher:
    """Is told what the box does while it does it, on the loop's thread; here it does nothing."""

    def heard(self, utterance: Utterance) -> None:
        """The ear has understood something; its event follows. On the ear's thread."""

    def handled(self, event: Event, meeting: Meeting, done: list[Action]) -> None:
        """The meeting has handled `event`; `done` is about to be carried out."""

    def begins(self, action: Action) -> None:
        """An action is about to be carried out."""

    def ends(self, action: Action) -> None:
        """An action has been carried out; of a Say: it is in the voice's queue."""

    def spoken(self, said: int) -> None:
        """A Say has sounded to its end, or was stopped; the meeting is told next."""


def beside(work: Work) -> None:
    """Do `work` beside the loop, on a thread of its own."""
    threading.Thread(target=work, name="beside", daemon=True).start()


def unwatched() -> Watchdog:
    """A watchdog that tells nobody."""
    return systemd_watchdog({})


@dataclass(frozen=True)
class Edges:
    """What a Box stands on. Two boxes differ in these and in nothing else."""

    clock: Clock
    speaker: Speaker
    panel: Callable[[Put, Callable[[], None]], Panel | None]
    """Opens the panel: given where its events go, and what stops the box. None: there is none."""
    microphone: Callable[[], Microphone] | None
    """Opens the microphone, again and again until there is one, on the ear's own thread; raises
    OSError. None: whoever has the box lets it hear (`Box.hear`) on the loop's thread."""
    stick: Stick | None = None
    reference: Reference | None = None
    """What `speaker` is given; with it the box listens while it speaks."""
    ahead: Doer = beside
    """How the ear is made ready for a plan."""
    errands: Doer = beside
    """How something is done at the stick."""
    hand: Callable[[str], Doer] = Hand
    """Makes what does work that may have to wait, in order, given its name (device.box.hand)."""
    watchdog: Watchdog = field(default_factory=unwatched)
    """Who is told that the box is well."""
    switch_off: Callable[[], bool] = lambda: False
    """Switches the machine off, which ends the box in a moment; False: it can't, so the box just
    ends."""
    close: Callable[[], None] = lambda: None
    """Lets go of all that the edges themselves opened."""
