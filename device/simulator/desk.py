"""The box on a desk: a thread of its own, fingers on mock pins, and words for its microphone."""

import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from gpiozero.pins.mock import MockFactory, MockPin, MockPWMPin

from content import content_file
from device.box.box import Box
from device.box.ports import Edges, Put, Watcher
from device.memory.state_lock import StateLock
from device.panel import GpioPanel, load_pins
from device.simulation.acoustics import as_samples
from device.simulation.mouth import Mouth, Timbre
from device.simulator.edges import FastClock, PocketStick, SilentSpeaker, TypedMicrophone, Words
from speech.hearing.echo import Reference
from speech.sound import Microphone, Speaker

OFTEN = 0.05
"""Seconds at most between two turns of the loop."""
VOICE = Timbre(variant="f2", pitch=50, rate=155, level=0.0, distance=0.8)
"""Of whoever types, in a small room."""
RT60 = 0.3
EXAMPLE = "examples/kort-moede.yaml"
"""The plan on a stick that has none."""


@dataclass(frozen=True)
class Sound:
    """This machine's own microphone and speaker, where it has them and they are wanted."""

    microphone: Callable[[], Microphone] | None = None
    """Opens it; raises OSError."""
    speaker: Callable[[Reference | None], Speaker] | None = None


class Desk:
    """A real Box on other edges. Its watcher is told on the box's threads."""

    def __init__(
        self,
        out: Path,
        *,
        speed: float = 1.0,
        sound: Sound = Sound(),
        barge_in: bool = False,
        off_after: float | None = None,
        graphs: Path | None = None,
    ) -> None:
        """`out`: the folder of the stick, and of what the box keeps from time to time.

        `barge_in`, `off_after`, `graphs`: as Box has them.
        """
        self._out = out
        self._sound = sound
        self._barge_in = barge_in
        self._off_after = off_after
        self._graphs = graphs
        self.clock = FastClock(speed)
        self.stick = PocketStick(out / "stik")
        self.box: Box | None = None
        """While it is on."""
        self._factory = MockFactory(pin_class=MockPWMPin)
        self._pins = load_pins()
        self._panel: GpioPanel | None = None
        self._words = Words(self._hears)
        self._mouth: Mouth | None = None
        self._mouth_turn = threading.Lock()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, watcher: Watcher, ended: Callable[[Exception | None], None]) -> None:
        """Switch it on; `ended` is called on the box's thread when it is off again, however."""
        self._thread = threading.Thread(
            target=self._lives, args=(watcher, ended), name="box", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Switch it off, and wait until it is; what it keeps is kept."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(timeout=20)

    @property
    def now(self) -> float:
        """Meeting time, seconds."""
        return self.box.loop.now if self.box else 0.0

    def press(self, button: str) -> None:
        """A finger on a button."""
        if self._panel:
            self._pin(button).drive_low()

    def release(self, button: str) -> None:
        """And off again."""
        if self._panel:
            self._pin(button).drive_high()

    @property
    def lamp(self) -> tuple[float, float, float]:
        """How red, green and blue the lamp's pins are now, 0 to 1."""
        if self._panel is None:
            return (0.0, 0.0, 0.0)
        red, green, blue = (float(self._factory.pin(number).state) for number in self._pins.lamp)
        return red, green, blue

    def say(self, text: str, said: Callable[[], None]) -> None:
        """Say `text` into the microphone as soon as the box listens; takes a moment, and any
        thread. `said` is called when it has been said. Raises EspeakError."""
        with self._mouth_turn:
            if self._mouth is None:
                self._mouth = Mouth(VOICE, RT60, np.random.default_rng(1))
            sound, _ = self._mouth.say(text)
        self._words.say(as_samples(sound), said)

    def _pin(self, button: str) -> MockPin:
        return self._factory.pin(self._pins.buttons[button])

    def _hears(self) -> bool:
        box = self.box
        return box is not None and (self._barge_in or not box.speaking)

    def _lives(self, watcher: Watcher, ended: Callable[[Exception | None], None]) -> None:
        fault: Exception | None = None
        try:
            with StateLock(self._out / "boks"):
                self._leads(watcher)
        except Exception as error:  # told by whoever started it
            fault = error
        finally:
            self._panel = None
            self.box = None
        ended(fault)

    def _leads(self, watcher: Watcher) -> None:
        box = Box(
            self._edges(),
            self._out / "boks",
            watcher=watcher,
            off_after=self._off_after,
            graphs=self._graphs,
        )
        self.box = box
        try:
            while not self._stopping.is_set():
                box.turn()
                box.loop.wait(OFTEN)
        finally:
            self._panel = None
            box.close()

    def _edges(self) -> Edges:
        reference = Reference() if self._barge_in else None
        speed = self.clock.speed
        loud = self._sound.speaker(reference) if self._sound.speaker else SilentSpeaker(speed)
        return Edges(
            clock=self.clock,
            speaker=loud,
            panel=self._open_panel,
            microphone=self._open_microphone,
            stick=self.stick,
            reference=reference,
            switch_off=self._switched_off,
            close=getattr(loud, "close", lambda: None),
        )

    def _open_panel(self, put: Put, _stop: Callable[[], None]) -> GpioPanel:
        self._panel = GpioPanel(put, self._pins, factory=self._factory)
        return self._panel

    def _open_microphone(self) -> Microphone:
        real = None
        if self._sound.microphone:
            try:
                real = self._sound.microphone()
            except OSError:  # typed words are heard all the same
                real = None
        return TypedMicrophone(self._words, real, speed=self.clock.speed)

    def _switched_off(self) -> bool:
        self._stopping.set()
        return True


def prepare_stick(stick: Path, plan: Path | None) -> None:
    """Put `plan` on the stick; an example where it has none. Raises OSError."""
    stick.mkdir(parents=True, exist_ok=True)
    target = stick / "tidtager.yaml"
    if plan is not None:
        shutil.copyfile(plan, target)
    elif not any(stick.glob("*.y*ml")):
        target.write_bytes(content_file(EXAMPLE).read_bytes())
