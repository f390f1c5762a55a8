"""The part of `tidtager selftest` that tries buttons and lights, and answers with them."""

import queue
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gpiozero import DigitalInputDevice, Factory
from gpiozero.exc import GPIOZeroError

from content import load
from device.meeting.events import BUTTONS, Event, Pressed
from device.panel.gpio import GpioPanel, NoPanelError
from device.panel.pins import Pins
from device.panel.wiring import places

LIGHTS = ("red", "green", "blue", "listening")

Ask = Callable[[str], None]
"""Tells the person what to do."""


@dataclass(frozen=True)
class Finding:
    """One thing that was tried."""

    right: bool
    text: str
    """Danish."""


class PanelTrial:
    """The buttons and lights, and who answers with them."""

    def __init__(self, pins: Pins, factory: Callable[[], Factory], patience: float) -> None:
        """`factory` raises NoPanelError; `patience`: seconds to wait for a finger."""
        self._pins = pins
        self._factory = factory
        self._patience = patience
        self._words: Mapping[str, Any] = load("selftest.yaml")
        self._pressed: queue.Queue[str] = queue.Queue()
        self._panel: GpioPanel | None = None
        self._works: set[str] = set()

    def __enter__(self) -> "PanelTrial":
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._panel:
            self._panel.close()

    def tried(self, ask: Ask) -> Iterator[Finding]:
        """Each button, then each light."""
        try:
            factory = self._factory()
            stuck = self._stuck(factory)
            self._panel = GpioPanel(self._hear, self._pins, factory=factory)
        except (NoPanelError, GPIOZeroError, OSError) as fault:
            yield self._says(False, "no_panel", fault=fault)
            return
        for button in BUTTONS:
            if button in stuck:
                yield self._says(False, "stuck", button)
            else:
                yield self._button(button, ask)
        if self.answers:
            for light in LIGHTS:
                yield self._light(light, ask)
        else:
            yield self._says(False, "blind")

    @property
    def answers(self) -> bool:
        """Whether green and yellow work."""
        return {"green", "yellow"} <= self._works

    def answer(self) -> bool | None:
        """Green is yes, yellow is no; None: nobody answered."""
        while (button := self._next()) is not None:
            if button in {"green", "yellow"}:
                return button == "green"
        return None

    def _stuck(self, factory: Factory) -> set[str]:
        found = set()
        for name, number in self._pins.buttons.items():
            with DigitalInputDevice(number, pull_up=True, pin_factory=factory) as button:
                if button.is_active:
                    found.add(name)
        return found

    def _hear(self, event: Event) -> None:
        if isinstance(event, Pressed):
            self._pressed.put(event.button)

    def _next(self) -> str | None:
        try:
            return self._pressed.get(timeout=self._patience)
        except queue.Empty:
            return None

    def _button(self, button: str, ask: Ask) -> Finding:
        while not self._pressed.empty():  # what was pressed before it was asked for
            self._pressed.get()
        ask(self._words["press"].format(button=self._words["buttons"][button]))
        pressed = self._next()
        if pressed is None:
            return self._says(False, "nothing", button)
        if pressed != button:
            return self._says(False, "other", button, pressed=pressed)
        self._works.add(button)
        return self._says(True, "pressed", button)

    def _light(self, light: str, ask: Ask) -> Finding:
        assert self._panel is not None
        words = self._words
        self._panel.light("off" if light == "listening" else light, "steady")
        self._panel.listening(light == "listening")
        ask(words["seen"].format(light=words["lights"][light]))
        seen = self.answer()
        self._panel.light("off", "steady")
        self._panel.listening(False)
        pin = dict(zip(LIGHTS, (*self._pins.lamp, self._pins.listening), strict=True))[light]
        key = {True: "light_right", False: "light_wrong", None: "not_answered"}[seen]
        text = words[key].format(light=words["lights"][light], pin=pin, place=places()[pin])
        return Finding(bool(seen), text)

    def _says(self, right: bool, key: str, button: str = "", **more: object) -> Finding:
        names = self._words["buttons"]
        if button:
            pin = self._pins.buttons[button]
            more |= {"button": names[button], "pin": pin, "place": places()[pin]}
        if pressed := more.get("pressed"):
            more["other_place"] = places()[self._pins.buttons[str(pressed)]]
            more["pressed"] = names[pressed]
        text = str(self._words[key]).format(**more)
        return Finding(right, text[:1].upper() + text[1:])
