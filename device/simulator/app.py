"""The box in a terminal. Everything it shows came from the box; all it does is press and speak."""

from functools import partial
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import events, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, RichLog, Static
from typing_extensions import override

from content import load
from device.box.ports import Watcher
from device.meeting import actions
from device.meeting.buttons import load_buttons
from device.meeting.events import BUTTONS, CHORDS, Event, Heard, NotUnderstood, Understood, WakeWord
from device.meeting.meeting import Meeting
from device.meeting.phrases import load_phrases
from device.panel.chords import CHORD_HOLD
from device.panel.contact import HOLD
from device.panel.keys import load_keys
from device.simulator.desk import Desk
from device.simulator.views import meaning, words
from device.simulator.widgets import Agenda, Face, Help, Key
from speech.errors import TidtagerError

TAP = 0.15
"""Seconds that a key holds its button down."""
HELD = 0.25
"""Seconds more than a button must be held."""
WHO = 8
"""Characters for who says it."""
OFTEN = 0.1
"""Seconds between two looks at lamp and clock."""


class Told(Message):
    """The box has handled an event."""

    def __init__(self, event: Event, meeting: Meeting, done: list[actions.Action]) -> None:
        super().__init__()
        self.event, self.meeting, self.done = event, meeting, done


class Said(Message):
    """What was typed has been said."""


class Ended(Message):
    """The box is off."""

    def __init__(self, fault: Exception | None) -> None:
        super().__init__()
        self.fault = fault


class _Window(Watcher):
    """Tells the app what the box does, from the box's threads."""

    def __init__(self, app: "Simulator") -> None:
        self._app = app

    @override
    def handled(self, event: Event, meeting: Meeting, done: list[actions.Action]) -> None:
        self._app.post_message(Told(event, meeting, done))


class Simulator(App[int]):
    """Nine buttons, a lamp, a clock, an agenda, and what was said. Gives the exit code."""

    CSS_PATH = "simulator.tcss"
    TITLE = "Tidtager"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "keys", "")]

    def __init__(self, desk: Desk, *, ears: str = "typed", voice: str = "silent") -> None:
        """`ears` and `voice`: which the desk has, as in content/simulate.yaml."""
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
        self.desk = desk
        self.meeting = Meeting(load_phrases(), load_buttons())
        """As the box told it last."""
        self.fault: Exception | None = None
        self._ears, self._voice = ears, voice
        self._keys = load_keys()
        self._down: set[str] = set()
        self._buttons: dict[str, Key] = {}

    def compose(self) -> ComposeResult:
        """The screen."""
        yield Static(id="bar")
        with Horizontal(id="middle"):
            yield Face(id="face")
            with Vertical():
                yield Agenda(id="agenda")
                yield RichLog(id="talk", wrap=True, min_width=10, max_lines=2000)
        with Horizontal(id="buttons"):
            keys = {button: key for key, button in self._keys.buttons.items()}
            for name in BUTTONS:
                self._buttons[name] = Key(name, keys[name], self._press, self._release)
                yield self._buttons[name]
        yield Input(id="say", placeholder=self._idle())
        yield Static(Text(words()["legend"]), id="legend")

    def on_mount(self) -> None:
        """Switch the box on."""
        self.query_one("#talk").can_focus = False
        self._note(words()["starts"])
        self.set_interval(OFTEN, self._look)
        self.desk.start(_Window(self), self._ended)
        self.set_timer(OFTEN, self._until_on)

    def on_unmount(self) -> None:
        """Switch it off."""
        self.desk.stop()

    def on_told(self, told: Told) -> None:
        """Show what came of it."""
        self.meeting = told.meeting
        self._heard(told.event)
        for action in told.done:
            match action:
                case actions.Say(text=text):
                    self._line(words()["box"], text, "bold #9fd3c7")
                case actions.Chime(name=name):
                    self._note(load("demo.yaml")["chimes"].get(name, name))
        self._look()

    def on_said(self) -> None:
        """White is let go of when the words are out."""
        if "white" in self._down:
            self._release("white")

    def on_ended(self, ended: Ended) -> None:
        """The box went off by itself, or could not be switched on."""
        self.fault = ended.fault
        if self.is_running:
            self.exit(1 if ended.fault else 0)

    def on_key(self, event: events.Key) -> None:
        """A key is a button, unless something is being typed."""
        if isinstance(self.focused, Input) or isinstance(self.screen, Help):
            return
        key, own = event.character or "", words()["keys"]
        if key == own["quit"]:
            self._note(words()["goes_off"])  # it may have to wait for a graph under way
            self.set_timer(OFTEN, partial(self.exit, 0))
        elif key == own["say"]:
            self._type()
        elif key == own["stick"]:
            self._turn_stick()
        elif key == own["help"]:
            self.push_screen(Help())
        elif chord := self._keys.chords.get(key):
            self._hold(CHORDS[chord], CHORD_HOLD + HELD)
        elif button := self._keys.buttons.get(key.casefold()):
            if key.isupper() and button in HOLD:
                self._hold((button,), HOLD[button] + HELD)
            elif button == "white":
                self._talk()
            else:
                self._hold((button,), TAP)
        else:
            return
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say what was typed."""
        text = event.value.strip()
        event.input.value = ""
        if not text:
            return
        self._line(words()["you"], text, "bold")
        if self.desk.box and self.desk.box.speaking:
            self._note(words()["waits"])
        self._say(text)

    def action_keys(self) -> None:
        """Keys are buttons again."""
        self.on_said()
        self.set_focus(None)
        self.query_one("#say", Input).placeholder = self._idle()

    @work(thread=True)
    def _say(self, text: str) -> None:
        try:
            self.desk.say(text, self._said)
        except TidtagerError as fault:
            self.call_from_thread(self._note, words()["can_not_say"].format(fault=fault))

    def _said(self) -> None:
        self.post_message(Said())

    def _ended(self, fault: Exception | None) -> None:
        self.post_message(Ended(fault))

    def _until_on(self) -> None:
        box = self.desk.box
        if box is None:
            self.set_timer(OFTEN, self._until_on)
            return
        self._note(words()["folder"].format(path=self.desk.stick.path))
        for part in box.missing:
            self._note(words()["missing"][part])
        ready = "ready_in" if self.desk.stick.is_in else "ready"
        self._note(words()[ready].format(stick=words()["keys"]["stick"]))

    def _look(self) -> None:
        if not self.is_running or isinstance(self.screen, Help):
            return
        meeting = self.meeting
        self.query_one(Face).shows(meeting, self.desk.now, self.desk.lamp)
        self.query_one(Agenda).shows(meeting)
        for name, button in self._buttons.items():
            button.shows(meaning(meeting, name))
            button.set_class(name in self._down, "down")
        bar = words()["bar"]
        parts = [
            bar["stick"]["in" if self.desk.stick.is_in else "out"],
            bar["ears"][self._ears],
            bar["voice"][self._voice],
        ]
        if self.desk.clock.speed != 1:
            parts.append(bar["speed"].format(speed=f"{self.desk.clock.speed:g}"))
        title = Text.assemble((f" {words()['title']}", "bold"), "   ", " · ".join(parts))
        self.query_one("#bar", Static).update(title)

    def _heard(self, event: Event) -> None:
        match event:
            case Understood(intent=intent, name=name, number=number, minutes=minutes):
                more = [str(value) for value in (name, number, minutes) if value is not None]
                told = "understood" if isinstance(event, Heard) else "doubted"
                self._note(words()[told].format(what=" ".join((intent, *more))))
            case WakeWord():
                self._note(words()["called"])
            case NotUnderstood():
                self._note(words()["unclear"])

    def _hold(self, buttons: tuple[str, ...], seconds: float) -> None:
        if self._down & set(buttons):
            return
        for button in buttons:
            self._press(button)
        self.set_timer(seconds, partial(self._let_go, buttons))

    def _let_go(self, buttons: tuple[str, ...]) -> None:
        for button in buttons:
            self._release(button)

    def _press(self, button: str) -> None:
        self._down.add(button)
        self._line(words()["you"], words()["presses"].format(button=words()["buttons"][button]), "")
        self.desk.press(button)

    def _release(self, button: str) -> None:
        self._down.discard(button)
        self.desk.release(button)

    def _talk(self) -> None:
        """White down, until what is typed now has been said."""
        if "white" in self._down:
            self._release("white")
            return
        self._press("white")
        self._type()

    def _type(self) -> None:
        say = self.query_one("#say", Input)
        say.placeholder = words()["placeholder"]
        say.focus()

    def _turn_stick(self) -> None:
        self.desk.stick.turn()
        self._note(words()["stick_in" if self.desk.stick.is_in else "stick_out"])

    def _idle(self) -> str:
        return str(words()["placeholder_idle"]).format(say=words()["keys"]["say"])

    def _line(self, who: str, text: str, style: str) -> None:
        row = Table.grid(padding=(0, 2, 0, 0), expand=True)
        row.add_column(width=WHO, justify="right")
        row.add_column(ratio=1)
        row.add_row(Text(who, "dim"), Text(text, style))
        self.query_one("#talk", RichLog).write(row, expand=True)

    def _note(self, text: str) -> None:
        self._line("", text, "italic dim")
