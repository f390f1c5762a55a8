"""The keyboard in place of the buttons, where there are no pins."""

import contextlib
import logging
import os
import select
import sys
import termios
import threading
import tty
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from content import load
from device.meeting.events import BUTTONS, CHORDS, Event, Held, HeldLong, Pressed, Released
from device.panel.contact import HOLD, TELLS_LATE
from device.panel.lamp import lamp_in_words
from speech.errors import TidtagerError

log = logging.getLogger(__name__)


class KeysError(TidtagerError, ValueError):
    """content/keys.yaml has faults."""


class NoKeyboardError(TidtagerError, OSError):
    """The input is no terminal."""


@dataclass(frozen=True)
class Keys:
    """Which key is which button."""

    buttons: Mapping[str, str]
    held_long: Mapping[str, str]
    """Which key is which button held for long."""
    chords: Mapping[str, str]
    """Two buttons held, as events.CHORDS."""
    quit: str
    legend: str
    """Danish, one line."""


def load_keys() -> Keys:
    """Read content/keys.yaml. Raises KeysError."""
    raw = load("keys.yaml")
    keys = Keys(
        {str(key): button for key, button in raw["keys"].items()},
        raw["held_long"],
        raw["chords"],
        raw["quit"],
        raw["legend"],
    )
    own = [*keys.buttons, *keys.chords, keys.quit]
    there = (set(keys.buttons.values()), set(keys.chords.values()))
    if there != (set(BUTTONS), set(CHORDS)) or len(set(own)) != len(own):
        raise KeysError("keys.yaml: every button, every chord and quit need a key of their own")
    return keys


class KeyPanel:
    """A Panel of keys; its lights are a line of text.

    A key is a short press. A capital letter is the button held, or two of them. White has no
    release on a keyboard: the next key releases it. The terminal is put back by `close`.
    """

    def __init__(
        self,
        on_event: Callable[[Event], None],
        *,
        quit: Callable[[], None] = lambda: None,  # noqa: A002  (the key's own name)
        show: Callable[[str], None] = lambda _line: None,
        fd: int | None = None,
    ) -> None:
        """`show` gets the lights as text when they change; `fd` is the terminal to read (None:
        standard input). Raises NoKeyboardError.
        """
        self._on_event = on_event
        self._quit = quit
        self._show = show
        self._fd = sys.stdin.fileno() if fd is None else fd
        self._keys = load_keys()
        self._talking = False
        self._lamp, self._white = ("off", "steady"), False
        try:
            self._before = termios.tcgetattr(self._fd)
            tty.setcbreak(self._fd)
        except termios.error as fault:
            raise NoKeyboardError(f"the input is no terminal: {fault}") from fault
        self._wakes, self._waker = os.pipe()
        self._thread = threading.Thread(target=self._read, name="keys", daemon=True)
        self._thread.start()

    @property
    def legend(self) -> str:
        """The keys, in one line of Danish."""
        return self._keys.legend

    def light(self, colour: str, mode: str) -> None:
        """Show the RGB lamp (see device.meeting.actions.Light)."""
        self._lamp = colour, mode
        self._shine()

    def listening(self, on: bool) -> None:
        """Show the white light."""
        self._white = on
        self._shine()

    def close(self) -> None:
        """Read no more keys, and put the terminal back as it was. May be called twice."""
        if self._waker < 0:
            return
        os.close(self._waker)
        self._waker = -1
        if self._thread is not threading.current_thread():
            self._thread.join()
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

    def _shine(self) -> None:
        self._show(lamp_in_words(*self._lamp, listening=self._white))

    def _read(self) -> None:
        try:
            while True:
                ready, _, _ = select.select([self._fd, self._wakes], [], [])
                if self._wakes in ready:
                    return
                typed = os.read(self._fd, 64)
                if not typed:
                    return
                for key in typed.decode("utf-8", "ignore"):
                    self._pressed(key)
        except OSError as fault:
            log.warning("the keyboard is lost: %s", fault)
        finally:
            os.close(self._wakes)

    def _pressed(self, key: str) -> None:
        if key == self._keys.quit:
            self._guard(self._quit)
            return
        if long := self._keys.held_long.get(key):
            self._send(Held(0.0, long))
            self._send(HeldLong(0.0, long))
            return
        if chord := self._keys.chords.get(key):
            self._send(Held(0.0, chord))
            return
        button = self._keys.buttons.get(key.casefold())
        if button is None:
            return
        if self._talking:
            self._talking = False
            self._send(Released(0.0, "white"))
            if button == "white" and key.islower():
                return
        held = key.isupper() and button in HOLD
        if not (held and button in TELLS_LATE):
            self._send(Pressed(0.0, button))
        if held:
            self._send(Held(0.0, button))
            if button == "white":
                self._send(Released(0.0, button))
        elif button == "white":
            self._talking = True

    def _send(self, event: Event) -> None:
        self._guard(lambda: self._on_event(event))

    def _guard(self, callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:
            log.exception("a key was lost")
