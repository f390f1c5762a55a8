"""The screen's parts."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from device.meeting.meeting import Meeting
from device.panel.lamp import lamp_in_words
from device.simulator.ring import ring
from device.simulator.views import agenda, left, situation, words

INKS = {"off": "#767c8c", "green": "#7fc97f", "yellow": "#e6c34a", "red": "#e8786b",
        "blue": "#7aa7e8", "white": "#f2f2f2"}  # fmt: skip
"""The lamp's colours, as ink on the dark screen; each is told in words as well."""
DOT = "●"
TALL = 30
"""Rows that a terminal needs for a longer agenda."""
LOW, HIGH = 6, 14
"""Rows of the agenda."""


class Key(Static):
    """One of the nine, to be pressed with the mouse: down is down, up is up."""

    def __init__(
        self, name: str, key: str, press: Callable[[str], None], release: Callable[[str], None]
    ) -> None:
        super().__init__(id=name, classes="score" if name.startswith("score") else "wide")
        self._key = key
        self._press, self._release = press, release
        self.shows("")

    def shows(self, means: str) -> None:
        """What it does now."""
        assert self.id is not None
        name = words()["buttons"][self.id]
        if self.has_class("score"):
            head = Text(name, "bold")
            means = means if len(means) <= 5 else DOT
        else:
            head = Text.assemble((self._key, "bold underline"), " ", (name, "bold"))
        self.update(Text("\n").join((head, Text(means or "·"))))
        self.set_class(not means, "idle")

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A finger."""
        self.capture_mouse()
        self._press(self.id or "")
        event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """It is off again."""
        self.release_mouse()
        self._release(self.id or "")
        event.stop()


class Face(Static):
    """The lamp, the white light, and a ring of the time that is left."""

    def shows(self, meeting: Meeting, now: float, lamp: tuple[float, float, float]) -> None:
        """How it stands; `lamp`: what the pins give, so that a pulse is seen."""
        width, height = self.size.width, self.size.height - 4
        if width < 8 or height < 4:
            return
        light = meeting.shown.light
        share, text = left(meeting, now)
        ink = INKS[light.colour]
        shown = [Text(row, ink) for row in ring(share, width, height, text)]
        lit = max(lamp)
        dot = DOT if lit > 0.5 else "◐" if lit > 0.05 else "○"
        shown.append(Text())
        name = lamp_in_words(light.colour, light.mode).partition(": ")[2]
        shown.append(Text.assemble(f"{words()['lamp']}: ", (dot, ink), (f" {name}", ink)))
        on = meeting.shown.listening.on
        said = words()["lit" if on else "dark"]
        shown.append(
            Text.assemble(f"{words()['white']}: ", (DOT if on else "○", "bold"), f" {said}")
        )
        self.update(Text("\n").join(shown))


class Agenda(Static):
    """What is on the agenda, and what goes on."""

    def shows(self, meeting: Meeting) -> None:
        """How it stands; what is far from now is left out where there is no room."""
        rows = list(agenda(meeting)) or [Text(words()["no_agenda"], "dim")]
        room = LOW if self.app.size.height < TALL else HIGH
        if len(rows) > room:
            first = min(max(0, meeting.index - 1), len(rows) - room)
            rows = rows[first : first + room]
        for row in rows:
            row.truncate(max(4, self.size.width), overflow="ellipsis")
        self.update(Text("\n").join((Text(situation(meeting), "italic"), *rows)))


class Help(ModalScreen[None]):
    """How it is used."""

    def compose(self) -> ComposeResult:
        """The text in a box."""
        with Vertical():
            yield Static(f"[b]{words()['help_title']}[/b]\n")
            yield Static("\n\n".join(words()["help"]))
            yield Static(words()["help_close"], classes="quiet")

    def on_key(self, event: events.Key) -> None:
        """Any key closes."""
        event.stop()
        self.dismiss()

    def on_click(self) -> None:
        """So does the mouse."""
        self.dismiss()
