"""A keyboard at a real pseudo-terminal."""

import os
import pty
import queue
import termios
from collections.abc import Iterator

import pytest

from device.meeting.events import Event, Held, Pressed, Released
from device.panel.keys import KeyPanel, NoKeyboardError, load_keys

PATIENCE = 10


class Keyboard:
    def __init__(self) -> None:
        self.told: queue.Queue[Event | str] = queue.Queue()
        self.shown: list[str] = []
        self.keys, self.terminal = pty.openpty()
        self.before = termios.tcgetattr(self.terminal)
        self.panel = KeyPanel(
            self.hear,
            quit=lambda: self.told.put("quit"),
            show=self.shown.append,
            fd=self.terminal,
        )

    def hear(self, event: Event) -> None:
        self.told.put(event)
        if event == Pressed(0.0, "score1"):
            raise RuntimeError("the queue is broken")

    def type(self, keys: str) -> None:
        os.write(self.keys, keys.encode())

    def tells(self, *events: Event | str) -> None:
        assert [self.told.get(timeout=PATIENCE) for _ in events] == list(events)


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    keyboard = Keyboard()
    yield keyboard
    keyboard.panel.close()
    os.close(keyboard.keys)
    os.close(keyboard.terminal)


def test_keys_are_buttons_without_return(keyboard: Keyboard) -> None:
    keyboard.type("gæ5?G")
    keyboard.tells(Pressed(0.0, "green"), Pressed(0.0, "score5"), Pressed(0.0, "green"))


def test_a_capital_is_the_button_held(keyboard: Keyboard) -> None:
    keyboard.type("BW")
    keyboard.tells(
        Held(0.0, "blue"),
        Pressed(0.0, "white"),
        Held(0.0, "white"),
        Released(0.0, "white"),
    )


def test_white_talks_until_the_next_key(keyboard: Keyboard) -> None:
    keyboard.type("wwwg")
    keyboard.tells(
        Pressed(0.0, "white"),
        Released(0.0, "white"),
        Pressed(0.0, "white"),
        Released(0.0, "white"),
        Pressed(0.0, "green"),
    )


def test_q_quits_and_a_fault_behind_it_does_not_end_the_keys(keyboard: Keyboard) -> None:
    keyboard.type("1qg")
    keyboard.tells(Pressed(0.0, "score1"), "quit", Pressed(0.0, "green"))


def test_the_lights_are_a_line_of_text(keyboard: Keyboard) -> None:
    keyboard.panel.light("green", "steady")
    keyboard.panel.listening(True)
    keyboard.panel.light("red", "blink")
    assert keyboard.shown == [
        "lampen: grøn",
        "lampen: grøn, jeg lytter",
        "lampen: rød (blinker), jeg lytter",
    ]


def test_the_terminal_is_put_back(keyboard: Keyboard) -> None:
    assert termios.tcgetattr(keyboard.terminal) != keyboard.before
    keyboard.panel.close()
    assert termios.tcgetattr(keyboard.terminal) == keyboard.before


def test_what_is_no_terminal_is_a_clear_error() -> None:
    read, write = os.pipe()
    with pytest.raises(NoKeyboardError, match="no terminal"):
        KeyPanel(print, fd=read)
    os.close(read)
    os.close(write)


def test_the_legend_names_every_key() -> None:
    keys = load_keys()
    named = ("g", "y", "b", "w", *keys.chords, keys.quit)
    assert all(f"{key} " in keys.legend for key in named)


def test_two_buttons_held_are_one_key(keyboard: Keyboard) -> None:
    keyboard.type("SX")
    keyboard.tells(Held(0.0, "green and yellow"), Held(0.0, "green and white"))
