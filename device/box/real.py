"""The real edges: PyAudio, pins or keys, a stick's folder, and the clock that never goes back."""

import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console

from device.box.clock import MonotonicClock, trusted_day
from device.box.ports import Edges, Panel, Put
from device.box.watchdog import systemd_watchdog
from device.panel import open_panel
from device.panel.keys import KeyPanel, NoKeyboardError
from device.stick.watched import WatchedStick
from speech.hearing.echo import Reference
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker

log = logging.getLogger(__name__)


def real_edges(
    stick: Path | None,
    *,
    microphone: str | None = None,
    speaker: str | None = None,
    pins: Path | None = None,
    barge_in: bool = False,
    keyboard: Console | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Edges:
    """What this machine has. A Box on them raises PinsError where `pins` has faults.

    `microphone` and `speaker` are parts of their names, `keyboard` is where the keys' legend and
    the lights are shown when there are no pins; None: no keys. `barge_in`: it listens while it
    speaks. TIDTAGER_OFF in `environment` names a file that, once it is there, gets the machine
    switched off.
    """
    watchdog = systemd_watchdog()
    reference = Reference() if barge_in else None
    loud = PyAudioSpeaker(speaker, reference)
    return Edges(
        clock=MonotonicClock(),
        speaker=loud,
        panel=lambda put, stop: open_panel(put, pins) or _keys(keyboard, put, stop),
        microphone=watchdog.watched(lambda: PyAudioMicrophone(microphone)),
        stick=WatchedStick(stick, trusted_day) if stick else None,
        reference=reference,
        watchdog=watchdog,
        switch_off=lambda: _asked_for(environment.get("TIDTAGER_OFF", "")),
        close=loud.close,
    )


def _asked_for(file: str) -> bool:
    """Ask for the machine to be switched off; whoever may do that waits for the file."""
    if not file:
        return False
    try:
        Path(file).touch()
    except OSError as fault:
        log.error("it can't be asked to switch off: %s", fault)  # noqa: TRY400 - the line says it
        return False
    return True


def _keys(console: Console | None, put: Put, stop: Callable[[], None]) -> Panel | None:
    if console is None:
        return None
    try:
        keys = KeyPanel(
            put,
            quit=stop,
            show=lambda lights: console.print(f"[dim]({lights})[/]", highlight=False),
        )
    except NoKeyboardError:
        return None
    console.print(f"[dim]{keys.legend}[/]", highlight=False)
    return keys
