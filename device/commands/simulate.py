"""`tidtager simulate`: the box in a terminal, for whoever has none, or has one at home only."""

import sys
from pathlib import Path

import typer

from content import load
from device.simulator.app import Simulator
from device.simulator.desk import Desk, Sound, prepare_stick
from speech.errors import TidtagerError
from speech.hearing.echo import Reference
from speech.hearing.microphone import PyAudioMicrophone
from speech.saying.speaker import PyAudioSpeaker
from speech.sound import Microphone, Speaker


def simulate(
    plan: Path | None,
    out: Path,
    *,
    speed: float = 1.0,
    silent: bool = False,
    barge_in: bool = False,
) -> int:
    """Show the box until it is left; the exit code.

    `plan` is put on its stick, which is a folder in `out`; None: what is on it already, or an
    example. `silent`: neither this machine's microphone nor its speaker. Raises TidtagerError.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo("tidtager simulate: this needs a terminal; tidtager demo needs none", err=True)
        return 2
    prepare_stick(out / "stik", plan)
    sound = Sound() if silent or speed != 1 else sound_here()
    desk = Desk(out, speed=speed, sound=sound, barge_in=barge_in)
    app = Simulator(
        desk,
        ears="real" if sound.microphone else "typed",
        voice="real" if sound.speaker else "silent",
    )
    code = app.run()
    if isinstance(app.fault, TidtagerError | OSError):
        raise app.fault
    if app.fault is not None:
        raise RuntimeError("the box ended") from app.fault
    typer.echo(load("simulate.yaml")["folder"].format(path=desk.stick.path))
    return code or 0


def sound_here() -> Sound:
    """What this machine has of its own."""
    loud, ears = PyAudioSpeaker(), None
    speaker = None
    try:
        loud.open()
        speaker = _speaker
    except OSError:
        pass
    finally:
        loud.close()
    try:
        PyAudioMicrophone().close()
        ears = _microphone
    except OSError:
        pass
    return Sound(ears, speaker)


def _microphone() -> Microphone:
    return PyAudioMicrophone()


def _speaker(reference: Reference | None) -> Speaker:
    return PyAudioSpeaker(None, reference)
