"""Fingers on gpiozero's mock pins; time is given."""

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from gpiozero.pins.mock import MockFactory, MockPWMPin

from device.meeting.events import BUTTONS, Event, Held, HeldLong, Pressed, Released
from device.panel import GpioPanel, NoPanelError, load_pins, open_panel

PINS = load_pins()


class Table:
    """A panel, the fingers on it, and what it told."""

    def __init__(self, factory: MockFactory) -> None:
        self.time = 0.0
        self.told: list[Event] = []
        self.factory = factory
        self.panel = GpioPanel(self.hear, PINS, factory=factory, now=lambda: self.time)

    def hear(self, event: Event) -> None:
        self.told.append(event)

    def down(self, button: str) -> None:
        self.factory.pin(PINS.buttons[button]).drive_low()

    def up(self, button: str) -> None:
        self.factory.pin(PINS.buttons[button]).drive_high()

    def wait(self, seconds: float) -> None:
        """Time goes on in blocks of a tenth of a second, as in the room."""
        for _ in range(round(seconds * 10)):
            self.time += 0.1
            self.panel.step()

    def lamp(self) -> tuple[float, ...]:
        return tuple(self.factory.pin(number).state for number in PINS.lamp)


@pytest.fixture(params=["fading", "on and off"])
def table(request: pytest.FixtureRequest) -> Iterator[Table]:
    fades = request.param == "fading"
    table = Table(MockFactory(pin_class=MockPWMPin) if fades else MockFactory())
    yield table
    table.panel.close()
    table.factory.close()


def test_each_button_tells_its_name(table: Table) -> None:
    for button in BUTTONS:
        table.down(button)
        table.wait(0.2)
        table.up(button)
        table.wait(0.2)
    pressed = [event for event in table.told if isinstance(event, Pressed)]
    assert [event.button for event in pressed] == list(BUTTONS)
    assert {event.t for event in pressed} == {0.0}


def test_a_button_that_bounces_counts_once(table: Table) -> None:
    for _ in range(5):
        table.down("score3")
        table.time += 0.004
        table.up("score3")
        table.time += 0.004
    table.down("score3")
    table.wait(0.3)
    for _ in range(5):
        table.up("score3")
        table.time += 0.004
        table.down("score3")
        table.time += 0.004
    table.up("score3")
    table.wait(0.3)
    assert table.told == [Pressed(0.0, "score3")]


def test_a_tap_shorter_than_bouncing_is_a_press_and_a_release(table: Table) -> None:
    table.down("white")
    table.time += 0.03
    table.up("white")
    table.wait(1)
    assert table.told == [Pressed(0.0, "white"), Released(0.0, "white")]


def test_two_people_may_give_the_same_score_one_after_the_other(table: Table) -> None:
    for _ in range(2):
        table.down("score5")
        table.time += 0.08
        table.up("score5")
        table.time += 0.08
    assert table.told == [Pressed(0.0, "score5")] * 2


def test_a_score_button_held_for_long_counts_once(table: Table) -> None:
    table.down("score4")
    table.wait(10)
    table.up("score4")
    assert table.told == [Pressed(0.0, "score4")]


def test_blue_and_white_tell_that_they_are_held(table: Table) -> None:
    table.down("blue")
    table.wait(0.9)
    assert table.told == []  # it may be held yet, and must not take the next question then
    table.up("blue")
    table.wait(1)
    table.down("blue")
    table.wait(5)
    table.up("blue")
    table.down("white")
    table.wait(2.9)
    table.up("white")
    table.wait(1)
    table.down("white")
    table.wait(4)
    table.up("white")
    assert table.told == [
        Pressed(0.0, "blue"),
        Held(0.0, "blue"),
        HeldLong(0.0, "blue"),
        Pressed(0.0, "white"),
        Released(0.0, "white"),
        Pressed(0.0, "white"),
        Held(0.0, "white"),
        Released(0.0, "white"),
    ]


def test_a_button_that_is_down_from_the_start_is_silent_until_it_has_come_up() -> None:
    factory = MockFactory()
    stuck = factory.pin(PINS.buttons["white"])
    stuck.pull = "up"
    stuck.drive_low()
    stuck._set_pull = lambda value: None  # the finger is stronger than the pull-up
    table = Table(factory)
    table.wait(5)
    assert table.told == []
    table.up("white")
    table.wait(1)
    table.down("white")
    table.wait(0.1)
    assert table.told == [Released(0.0, "white"), Pressed(0.0, "white")]
    table.panel.close()


def test_a_fault_behind_the_panel_does_not_silence_the_buttons() -> None:
    heard: list[Event] = []

    def stumble(event: Event) -> None:
        heard.append(event)
        raise RuntimeError("the queue is broken")

    factory = MockFactory()
    panel = GpioPanel(stumble, PINS, factory=factory, now=lambda: 0.0)
    for button in ("score1", "score2"):
        factory.pin(PINS.buttons[button]).drive_low()
    assert heard == [Pressed(0.0, "score1"), Pressed(0.0, "score2")]
    panel.close()


def test_in_real_time_a_held_button_needs_nobody_to_ask() -> None:
    told: queue.Queue[Event] = queue.Queue()
    factory = MockFactory()
    panel = GpioPanel(told.put, PINS, factory=factory)
    factory.pin(PINS.buttons["blue"]).drive_low()
    assert told.get(timeout=10) == Held(0.0, "blue")
    factory.pin(PINS.buttons["green"]).drive_low()
    assert told.get(timeout=10) == Pressed(0.0, "green")
    panel.close()


def test_two_buttons_held_are_one_thing(table: Table) -> None:
    table.down("green")
    table.down("yellow")
    table.wait(6)
    table.up("yellow")
    table.up("green")
    table.wait(1)
    assert table.told == [Held(0.0, "green and yellow")]


def test_however_often_buttons_are_pressed_no_threads_heap_up() -> None:
    factory = MockFactory()
    panel = GpioPanel(lambda _event: None, PINS, factory=factory)
    before = threading.active_count()
    for _ in range(300):
        for button in BUTTONS:
            factory.pin(PINS.buttons[button]).drive_low()
            factory.pin(PINS.buttons[button]).drive_high()
    assert threading.active_count() <= before + 2
    panel.close()


@pytest.mark.parametrize(
    ("colour", "shown"),
    [("red", (1, 0, 0)), ("green", (0, 1, 0)), ("yellow", (1, 1, 0)), ("white", (1, 1, 1))],
)
def test_the_lamp_shows_its_colour(table: Table, colour: str, shown: tuple[int, ...]) -> None:
    table.panel.light(colour, "steady")
    assert tuple(part > 0 for part in table.lamp()) == shown
    table.panel.light("off", "steady")
    assert table.lamp() == (0, 0, 0)


def test_a_dim_lamp_hardly_shines_or_is_dark_where_it_cannot_fade(
    table: Table, request: pytest.FixtureRequest
) -> None:
    table.panel.light("white", "dim")
    dim = table.lamp()
    assert dim == pytest.approx((0.1, 0.08, 0.07) if "fading" in request.node.name else (0, 0, 0))
    table.panel.light("white", "steady")
    assert min(table.lamp()) > 0.5


@pytest.mark.parametrize("mode", ["pulse", "blink"])
def test_a_lamp_that_pulses_or_blinks_comes_and_goes(table: Table, mode: str) -> None:
    changes: queue.Queue[float] = queue.Queue()
    red = table.factory.pin(PINS.lamp[0])
    change = red._change_state

    def seen(value: float) -> bool:
        changes.put(value)
        return change(value)

    red._change_state = seen
    table.panel.light("red", mode)
    while changes.get(timeout=10) == 0:
        pass
    while changes.get(timeout=10) != 0:
        pass


def test_the_same_light_again_does_not_begin_anew(table: Table) -> None:
    table.panel.light("green", "blink")
    blinking = {thread.name for thread in threading.enumerate()}
    table.panel.light("green", "blink")
    assert {thread.name for thread in threading.enumerate()} == blinking


def test_closing_puts_the_lights_out_and_silences_the_buttons(table: Table) -> None:
    table.panel.light("blue", "blink")
    table.panel.listening(True)
    assert table.factory.pin(PINS.listening).state
    table.panel.close()
    assert table.lamp() == (0, 0, 0)
    assert not table.factory.pin(PINS.listening).state
    table.down("green")
    table.panel.light("red", "steady")
    table.panel.step()
    assert table.told == []


def test_pins_that_are_in_use_are_a_clear_error() -> None:
    factory = MockFactory()
    first = GpioPanel(print, PINS, factory=factory)
    with pytest.raises(NoPanelError, match="in use"):
        GpioPanel(print, PINS, factory=factory)
    first.close()
    GpioPanel(print, PINS, factory=factory).close()


def test_a_machine_without_pins_goes_on_without_a_panel(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("gpiozero.Device.pin_factory", None)
    monkeypatch.delenv("GPIOZERO_PIN_FACTORY", raising=False)
    assert open_panel(print) is None
    assert "no panel: no pins here" in caplog.text


def test_the_environment_may_choose_the_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gpiozero.Device.pin_factory", None)
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "mock")
    panel = open_panel(print)
    assert panel is not None
    panel.close()
    monkeypatch.setattr("gpiozero.Device.pin_factory", None)
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "nosuch")
    assert open_panel(print) is None


def test_a_pins_file_of_ones_own_changes_what_it_names(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text("buttons:\n  green: 7\nlistening: 8\n")
    pins = load_pins(own)
    assert (pins.buttons["green"], pins.listening) == (7, 8)
    assert pins.buttons["yellow"] == PINS.buttons["yellow"]


def test_our_own_pins_stay_off_the_buses() -> None:
    used = {*PINS.buttons.values(), *PINS.lamp, PINS.listening}
    assert len(used) == 13
    assert not used & {2, 3, *range(7, 12), 14, 15, *range(18, 22)}


def test_all_faults_of_a_pins_file_are_told_with_their_lines(tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    own.write_text(
        "buttons:\n  green: 99\n  purple: 7\n  yellow: 4\n"
        "lamp: 3\nlistening: true\ncommon_anode: 1\nfan: 2\n"
    )
    with pytest.raises(ValueError, match="mine") as caught:
        load_pins(own)
    faults = str(caught.value)
    for fault in (
        "mine.yaml, line 2: green is on pin 99; the pins are GPIO numbers, 2 to 27",
        "mine.yaml, line 3: buttons has no 'purple'",
        "white is on pin 4, and so is yellow",
        "mine.yaml, line 5: lamp needs a line for each",
        "mine.yaml, line 6: listening is on pin True",
        "mine.yaml, line 7: common_anode is true or false, not 1",
        "mine.yaml, line 8: no part 'fan'",
    ):
        assert fault in faults


@pytest.mark.parametrize("text", ["- 3", "a: [", "\xff"])
def test_a_broken_pins_file_is_a_clear_error(tmp_path: Path, text: str) -> None:
    own = tmp_path / "mine.yaml"
    own.write_bytes(text.encode("latin-1"))
    with pytest.raises(ValueError, match=r"mine\.yaml"):
        load_pins(own)
    with pytest.raises(ValueError, match="can't be read"):
        load_pins(tmp_path / "nothing.yaml")
