"""`tidtager run`: the real thing. What is missing is said, and the rest goes on."""

import contextlib
import signal
import sys
from pathlib import Path
from types import FrameType

from rich.console import Console
from typing_extensions import override

from device.box.box import CACHES, Box
from device.box.ports import Watcher
from device.box.real import real_edges
from device.meeting.actions import Action, Say
from device.meeting.events import Event
from device.meeting.meeting import Meeting
from device.memory.answering import answering
from device.memory.state_lock import StateLock
from device.memory.wiping import wipe_folder


class Transcript(Watcher):
    """Shows on a terminal what the box says."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @override
    def handled(self, event: Event, meeting: Meeting, done: list[Action]) -> None:
        for action in done:
            if isinstance(action, Say):
                self._console.print(f"[bold]Tidtager:[/] {action.text}", highlight=False)


def run(
    stick: Path | None,
    state: Path,
    microphone: str | None,
    speaker: str | None,
    pins: Path | None,
    *,
    barge_in: bool = False,
    off_after: float | None = None,
    voice: Path | None = None,
    caches: Path | None = None,
) -> int:
    """Run the box until it is stopped; the exit status. Raises PinsError, StateInUseError.

    `caches` is for what can be made again, None: `state`; what lies there of before is taken away.
    `off_after`: seconds until it goes off when nobody uses it after a meeting; `voice`: a
    Piper voice's file.
    """
    state = answering(state)
    with StateLock(state):
        console = Console() if sys.stdout.isatty() else None
        edges = real_edges(
            stick,
            microphone=microphone,
            speaker=speaker,
            pins=pins,
            barge_in=barge_in,
            keyboard=console,
        )
        if caches and caches != state:
            for folder in CACHES:
                with contextlib.suppress(OSError):
                    wipe_folder(state / folder)
        box = Box(
            edges,
            state,
            caches=caches,
            watcher=Transcript(console) if console else None,
            off_after=off_after,
            voice=voice,
        )

        def ended(_signal: int, _frame: FrameType | None) -> None:
            box.stop()

        stopping = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, ended) for number in stopping}
        try:
            box.run()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            box.close()
    return 0
