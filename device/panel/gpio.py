"""Buttons and lights through gpiozero; which kind of pins they are is chosen outside."""

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

from gpiozero import LED, RGBLED, Device, DigitalInputDevice, Factory
from gpiozero.exc import GPIOZeroError, PinPWMUnsupported

from device.meeting.events import Event
from device.panel.chords import Contacts
from device.panel.contact import Contact
from device.panel.pins import Pins, load_pins
from speech.errors import TidtagerError

BOUNCE = 0.03
"""Seconds; what lgpio filters. Contact does the rest, as it means less in other factories."""
COLOURS = {
    "off": (0.0, 0.0, 0.0),
    "green": (0.0, 1.0, 0.0),
    "yellow": (1.0, 0.55, 0.0),
    "red": (1.0, 0.0, 0.0),
    "blue": (0.0, 0.0, 1.0),
    "white": (1.0, 0.8, 0.7),
}
"""Red, green, blue, 0 to 1; green light-emitting diodes are brighter than red ones."""
DIM = 0.1
"""The share of its light that a dim lamp has; one that can't fade is dark then."""
SLOW = 1.0
FAST = 0.25
"""Seconds of each half of a pulse or a blink."""

log = logging.getLogger(__name__)


class NoPanelError(TidtagerError, OSError):
    """There are no pins here, or they can't be used."""


class GpioPanel:
    """Nine buttons and two lights. Events carry the time 0.0: the loop stamps them.

    A button that bounces or is held sends Pressed once. Thread-safe.
    """

    def __init__(
        self,
        on_event: Callable[[Event], None],
        pins: Pins,
        *,
        factory: Factory | None = None,
        now: Callable[[], float] | None = None,
    ) -> None:
        """`factory`: the kind of pins (None: gpiozero's own choice). `now`: a simulated clock in
        seconds; whoever has it calls `step` as it goes. Raises NoPanelError.
        """
        self._on_event = on_event
        self._now = now or time.monotonic
        self._real_time = now is None
        self._lock = threading.RLock()
        self._closed = False
        self._lit = ("off", "steady")
        self._devices: list[Device] = []
        try:
            self._lamp, self._fades = self._make_lamp(pins, factory)
            self._white = LED(pins.listening, pin_factory=factory)
            self._devices.append(self._white)
            # not Button: each has a thread that wakes ten times a second for when_held
            self._buttons = {
                name: DigitalInputDevice(
                    number, pull_up=True, bounce_time=BOUNCE, pin_factory=factory
                )
                for name, number in pins.buttons.items()
            }
        except (GPIOZeroError, OSError, ValueError) as fault:
            self._close_devices()
            raise NoPanelError(f"the panel's pins can't be used: {fault}") from fault
        self._devices += self._buttons.values()
        # what is down already, perhaps a stuck button, is not pressed until it has come up
        self._contacts = Contacts(
            Contact(name, down=button.is_active, held=True)
            for name, button in self._buttons.items()
        )
        self._look: tuple[float, threading.Timer] | None = None
        """In real time: when the panel looks by itself."""
        for name, button in self._buttons.items():
            button.when_activated = partial(self._moved, name, True)
            button.when_deactivated = partial(self._moved, name, False)

    def light(self, colour: str, mode: str) -> None:
        """Set the RGB lamp (see device.meeting.actions.Light). Raises KeyError for no colour."""
        shade = COLOURS[colour]
        with self._lock:
            # begun anew, a pulse would jump
            if self._closed or (colour, mode) == self._lit:
                return
            self._lit = (colour, mode)
            if not self._fades:
                shade = tuple(float(part > 0.3) for part in shade)  # type: ignore[assignment]
            if mode == "dim":
                share = DIM if self._fades else 0.0
                self._lamp.color = tuple(part * share for part in shade)
            elif mode == "steady" or colour == "off":
                self._lamp.color = shade
            elif mode == "pulse" and self._fades:
                self._lamp.pulse(fade_in_time=SLOW, fade_out_time=SLOW, on_color=shade)
            else:
                half = SLOW if mode == "pulse" else FAST
                self._lamp.blink(on_time=half, off_time=half, on_color=shade)

    def listening(self, on: bool) -> None:
        """Set the white light."""
        with self._lock:
            if not self._closed:
                self._white.value = on

    def step(self) -> None:
        """Time has passed: see which buttons are held, and how bouncing contacts came to rest."""
        with self._lock:
            if self._closed:
                return
            now = self._now()
            self._send(self._contacts.waited(now))
            for name, button in self._buttons.items():
                self._send(self._contacts.moved(name, button.is_active, now))
            self._look_again(now)

    def close(self) -> None:
        """Lights off; let go of the pins."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            if self._look:
                self._look[1].cancel()
        # outside the lock: gpiozero waits for its threads, and one may be in a callback of ours
        self._close_devices()

    def _make_lamp(self, pins: Pins, factory: Factory | None) -> tuple[RGBLED, bool]:
        for fades in (True, False):
            try:
                lamp = RGBLED(
                    *pins.lamp, active_high=not pins.common_anode, pwm=fades, pin_factory=factory
                )
            except PinPWMUnsupported:
                continue
            self._devices.append(lamp)
            return lamp, fades
        raise NoPanelError("the lamp's pins can't be used")

    def _close_devices(self) -> None:
        for device in self._devices:
            try:
                if isinstance(device, LED | RGBLED):
                    device.off()
                device.close()
            except (GPIOZeroError, OSError) as fault:
                log.warning("could not let go of %s: %s", device, fault)

    def _moved(self, name: str, down: bool) -> None:
        """Called from the pins' thread, which an exception would end: nothing may leave here."""
        try:
            with self._lock:
                if self._closed:
                    return
                now = self._now()
                self._send(self._contacts.moved(name, down, now))
                self._look_again(now)
        except Exception:
            log.exception("a button's event was lost")

    def _look_again(self, now: float) -> None:
        """In real time, when there may be more to tell: what is held, what bouncing ended in."""
        due = self._contacts.due(now) if self._real_time else None
        if due is None or (self._look and now < self._look[0] <= due):
            return
        if self._look:
            self._look[1].cancel()
        timer = threading.Timer(due - now + 0.005, self._looks)
        timer.daemon = True
        self._look = due, timer
        timer.start()

    def _looks(self) -> None:
        try:
            self.step()
        except Exception:
            log.exception("a button's event was lost")

    def _send(self, events: list[Event]) -> None:
        for event in events:
            try:
                self._on_event(event)
            except Exception:
                log.exception("a button's event was lost")  # not which: it may be a score


def open_panel(on_event: Callable[[Event], None], pins: Path | None = None) -> GpioPanel | None:
    """The panel on this machine's pins, or None (and why, in the log) when it has none.

    lgpio's pins, or those that the environment's GPIOZERO_PIN_FACTORY names. `pins` is a pins
    file over content/pins.yaml; raises PinsError when it has faults.
    """
    wired = load_pins(pins)
    try:
        return GpioPanel(on_event, wired, factory=pin_factory())
    except NoPanelError as fault:
        log.warning("no panel: %s", fault)
        return None


def pin_factory() -> Factory:
    """This machine's pins, of the kind that open_panel takes. Raises NoPanelError."""
    try:
        if "GPIOZERO_PIN_FACTORY" in os.environ or Device.pin_factory is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                Device.ensure_pin_factory()
            return Device.pin_factory
        # not gpiozero's own search: its last resort takes any machine for a Pi
        from gpiozero.pins.lgpio import LGPIOFactory  # noqa: PLC0415  (lgpio may be missing)

        return LGPIOFactory()
    except Exception as fault:
        # whatever a pin library raises, there are no buttons: lgpio.error is a bare Exception
        raise NoPanelError(f"no pins here: {fault}") from fault
