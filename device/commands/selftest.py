"""`tidtager selftest`: the box tries its parts with whoever built it, and says what is wrong."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import numpy as np
from gpiozero import Factory
from rich.console import Console
from rich.table import Table
from rich.text import Text

from content import load
from device.panel.gpio import pin_factory
from device.panel.pins import Pins, PinsError, load_pins
from device.panel.trial import Ask, Finding, PanelTrial
from device.planfile import PlanFaults
from device.stick.folder import FolderStick
from speech.saying.renderer import Renderer, SpeechError
from speech.saying.speaker import PyAudioSpeaker
from speech.sound import RATE, Microphone, Samples, Speaker

PATIENCE = 15.0
"""Seconds to wait for a finger."""
LISTENS = 3.0
"""Seconds of silence, and of speech, that a microphone is judged by."""
NOISY = -35.0
"""dB of full scale: so loud a room drowns people at the end of a table."""
FAINT = 12.0
"""dB that speech is above the noise, at least."""


@dataclass(frozen=True)
class Parts:
    """What is tried, and how long to wait for people."""

    pins: Pins
    open_microphone: Callable[[], Microphone]
    open_speaker: Callable[[], Speaker]
    stick: FolderStick | None
    factory: Callable[[], Factory] = pin_factory
    """Raises NoPanelError."""
    patience: float = PATIENCE


def selftest(
    stick: Path | None,
    microphone: str | None,
    speaker: str | None,
    pins: Path | None,
    console: Console | None = None,
) -> int:
    """Try everything; the exit code: 0 when all is right, 1 when something isn't, 2 for no try."""
    # lgpio leaves its pipes in the working directory, where this user may not be allowed to write
    os.environ.setdefault("LG_WD", gettempdir())
    # PyAudio is loaded late: what it finds wrong is to be told like the rest.
    from speech.hearing.microphone import PyAudioMicrophone  # noqa: PLC0415

    console = console or Console(highlight=False)
    try:
        wired = load_pins(pins)
    except PinsError as faults:
        console.print(f"tidtager selftest: {faults}", markup=False)
        return 2
    parts = Parts(
        wired,
        lambda: PyAudioMicrophone(microphone),
        lambda: PyAudioSpeaker(speaker),
        FolderStick(stick) if stick else None,
    )
    return walk(parts, console)


def walk(parts: Parts, console: Console) -> int:
    """Try `parts` one after the other, telling it on `console`; the exit code."""
    words = load("selftest.yaml")
    console.print(words["title"], markup=False)
    wrong = 0
    with PanelTrial(parts.pins, parts.factory, parts.patience) as panel:
        for part, tried in (
            ("panel", panel.tried),
            ("microphone", lambda ask: microphone_findings(parts.open_microphone, ask)),
            ("speaker", lambda ask: speaker_findings(parts.open_speaker, panel, ask)),
            ("stick", lambda _ask: stick_findings(parts.stick)),
        ):
            console.print(f"\n[bold]{words['parts'][part]}[/]")
            for finding in tried(lambda text: console.print(_line(Text("→"), text))):
                sign = Text("✓", "green") if finding.right else Text("✗", "red")
                console.print(_line(sign, finding.text))
                wrong += not finding.right
    ending = ("all_right", "one_wrong", "some_wrong")[min(wrong, 2)]
    console.print(f"\n{words[ending].format(count=wrong)}", markup=False)
    return 1 if wrong else 0


def _line(sign: Text, text: str) -> Table:
    """A sign and what it says, however many lines that takes."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=3, justify="right")
    row.add_column()
    row.add_row(sign, Text(text))
    return row


def microphone_findings(open_microphone: Callable[[], Microphone], ask: Ask) -> Iterator[Finding]:
    """How the room sounds, and a person in it. `open_microphone` raises OSError for none."""
    words = load("selftest.yaml")
    try:
        microphone = open_microphone()
    except OSError as fault:
        yield Finding(False, words["no_microphone"].format(fault=fault))
        return
    try:
        ask(words["quiet"])
        quiet = _listen(microphone)
        ask(words["speak"])
        speech = _listen(microphone)
    finally:
        microphone.close()
    if quiet is None or speech is None:
        yield Finding(False, words["lost"])
        return
    noise, loud = level(quiet, 50), level(speech, 95)
    shown = {"noise": round(noise), "speech": round(loud - noise)}
    if not quiet.any() and not speech.any():
        key = "dead"
    elif np.mean(np.abs(speech.astype(np.int32)) >= 32_700) > 0.001:
        key = "clipped"
    elif noise > NOISY:
        key = "noisy"
    else:
        key = "heard" if loud - noise >= FAINT else "faint"
    yield Finding(key == "heard", words[key].format(**shown))


def level(sound: Samples, part: float) -> float:
    """dB of full scale that `part` per cent of the tenths of a second in `sound` don't reach."""
    frames = sound[: len(sound) // (RATE // 10) * (RATE // 10)].reshape(-1, RATE // 10)
    power = np.mean((frames / 32_768.0) ** 2, axis=1)
    return float(10 * np.log10(np.percentile(power, part) + 1e-10))


def _listen(microphone: Microphone) -> Samples | None:
    blocks: list[Samples] = []
    while sum(map(len, blocks)) < LISTENS * RATE:
        block = microphone.read()
        if block is None:
            return None
        blocks.append(block)
    return np.concatenate(blocks)


def speaker_findings(
    open_speaker: Callable[[], Speaker], panel: PanelTrial, ask: Ask
) -> Iterator[Finding]:
    """Say a sentence, and ask whether it was heard. `open_speaker` raises OSError for none."""
    words = load("selftest.yaml")
    try:
        with TemporaryDirectory() as cache, Renderer(Path(cache)) as renderer:
            sound, rate = renderer.render(words["sentence"])
    except (SpeechError, OSError) as fault:
        yield Finding(False, words["no_voice"].format(fault=fault))
        return
    over = threading.Event()
    try:
        speaker = open_speaker()
        began = time.monotonic()
        speaker.play(sound, rate, over.set)
        played = over.wait(len(sound) / rate + 10.0)
        played = played and time.monotonic() - began > len(sound) / rate / 2
        if isinstance(speaker, PyAudioSpeaker):
            speaker.close()
    except OSError as fault:
        yield Finding(False, words["no_speaker"].format(fault=fault))
        return
    if not played:
        yield Finding(False, words["hung"])
        return
    if not panel.answers:
        yield Finding(True, words["played"])
        return
    ask(words["did_you_hear"])
    heard = panel.answer()
    key = {True: "loud", False: "silent", None: "played"}[heard]
    yield Finding(heard is not False, words[key])


def stick_findings(stick: FolderStick | None) -> Iterator[Finding]:
    """Whether the stick can be written, and what its plan is."""
    words = load("selftest.yaml")
    if stick is None or not stick.is_in():
        yield Finding(False, words["no_stick"])
        return
    try:
        stick.write("tidtager-selftest.txt", b"Tidtager\r\n").unlink()
    except OSError as fault:
        yield Finding(False, words["read_only"].format(fault=fault))
        return
    try:
        found = stick.read()
    except PlanFaults as faults:
        yield Finding(False, words["plan_fault"].format(fault=faults.first_spoken))
    except OSError as fault:
        yield Finding(False, words["read_only"].format(fault=fault))
    else:
        yield Finding(True, words["plan" if found else "no_plan"])
