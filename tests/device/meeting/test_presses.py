"""One finger's double press is one press, two people's are two: by the meeting, pins and keys."""

import os
import pty
from collections.abc import Callable
from pathlib import Path

import pytest
from gpiozero.pins.mock import MockFactory

from device.box.loop import Loop
from device.meeting import actions, events
from device.meeting.items.evaluation.state import EvaluationState
from device.meeting.meeting import Meeting
from device.memory.journal import Journal
from device.panel import GpioPanel, load_pins
from device.panel.keys import KeyPanel
from device.simulation.clock import SetClock
from tests.device.meeting.table import (
    AGREEMENT,
    BUTTONS,
    CLOSING,
    DIALOGUE,
    EVALUATION,
    PHRASES,
    ROUND,
    WELCOME,
    Table,
    a_plan,
)


def tap(table: Table, *presses: tuple[float, str]) -> None:
    """Each press at its moment, in seconds from now."""
    begun = table.now
    for after, button in presses:
        table.now = begun + after
        table.happens(events.Pressed(0.0, button))


def scored(table: Table) -> int:
    item = table.meeting.item
    assert isinstance(item, EvaluationState)
    return sum(item.counts)


@pytest.mark.parametrize(
    ("presses", "counted"),
    [
        pytest.param([(0, "score5"), (0.0, "score5")], 1, id="at one moment"),
        pytest.param([(0, "score5"), (0.08, "score5")], 1, id="a contact that bounces long"),
        pytest.param([(0, "score5"), (0.15, "score5")], 1, id="a twitch"),
        pytest.param([(0, "score5"), (0.3, "score5")], 1, id="a slow double tap"),
        pytest.param([(0, "score5"), (0.2, "score5"), (0.4, "score5")], 1, id="three taps"),
        pytest.param([(t / 5, "score5") for t in range(15)], 1, id="a trembling finger"),
        pytest.param([(0, "score5"), (0.5, "score5")], 2, id="two people, as fast as can be"),
        pytest.param([(0, "score5"), (0.7, "score5"), (1.3, "score5")], 3, id="three in a row"),
        pytest.param([(0, "score5"), (0.2, "score5"), (0.8, "score5")], 2, id="then another"),
        pytest.param([(0, "score5"), (0, "score4"), (0, "score1")], 3, id="three buttons at once"),
        pytest.param([(0, "score5"), (0.1, "score4"), (0.2, "score5")], 2, id="around another"),
        pytest.param([(k, f"score{k % 5 + 1}") for k in range(9)], 4, id="more than came"),
    ],
)  # fmt: skip
def test_scores(presses: list[tuple[float, str]], counted: int) -> None:
    table = Table.started(EVALUATION, CLOSING)
    table.clear()
    tap(table, *presses)
    assert scored(table) == counted
    assert table.chimes.count("tick") == counted, "each that counts is answered"


def paused(table: Table) -> bool:
    return table.meeting.paused_at is not None


@pytest.mark.parametrize(
    ("button", "agenda", "after_one"),
    [
        pytest.param("yellow", ROUND, paused, id="yellow pauses"),
        pytest.param("green", ROUND, lambda t: t.last == "Bo, værsgo.", id="green: one turn"),
        pytest.param("green", DIALOGUE, lambda t: t.meeting.index == 0, id="green: one item"),
        pytest.param("blue", DIALOGUE, lambda t: t.last == "Og så?", id="blue: one question"),
        pytest.param("green", AGREEMENT, lambda t: t.meeting.index == 0, id="green: one yes"),
        pytest.param("green", CLOSING, lambda t: t.last == "Find en vært.", id="green: one point"),
    ],
)
@pytest.mark.parametrize("gap", [0.0, 0.1, 0.2, 0.35])
def test_any_button_twice_in_a_moment_is_once(
    button: str, agenda: object, after_one: Callable[[Table], bool], gap: float
) -> None:
    once, twice = (Table.started(agenda, EVALUATION) for _ in range(2))  # type: ignore[arg-type]
    for table in (once, twice):
        table.speaks = agenda is not DIALOGUE or button != "green"
    tap(once, (1, button))
    tap(twice, (1, button), (1 + gap, button))
    assert twice.keys == once.keys
    assert twice.meeting.item == once.meeting.item


@pytest.mark.parametrize("gap", [0.5, 1.0])
def test_yellow_again_after_a_moment_goes_on(gap: float) -> None:
    table = Table.started(ROUND, CLOSING)
    tap(table, (1, "yellow"), (1 + gap, "yellow"))
    assert not paused(table)


def test_a_number_is_keyed_in_by_one_person_who_means_each_press() -> None:
    table = Table.started(WELCOME, CLOSING, names=tuple(f"Navn{k}" for k in range(10)))
    tap(table, (1, "score5"), (1.2, "score5"), (2, "green"))
    assert table.meeting.came == 10


class Box:
    """Panel or keyboard, loop and meeting; the clock is set."""

    def __init__(self, path: Path) -> None:
        self.clock = SetClock()
        self.ticks = 0
        self.loop = Loop(Meeting(PHRASES, BUTTONS), Journal(path / "journal.db"), self, self.clock)
        self.loop.put(events.StickIn(0.0, a_plan(EVALUATION, CLOSING)))
        self.loop.put(events.Pressed(0.0, "green"))
        self.loop.run_pending()
        self.clock.advance(5)

    def do(self, action: actions.Action) -> None:
        if isinstance(action, actions.Say):
            self.loop.put(events.Spoken(0.0, action.id))
        self.ticks += action == actions.Chime("tick")


@pytest.mark.parametrize(
    ("gaps", "counted"),
    [
        ([0.06, 0.06, 0.06], 1),
        ([0.15, 0.1, 0.15], 1),
        ([0.15, 0.4, 0.15], 2),
        ([0.2, 0.6, 0.15, 0.1, 0.15], 2),
    ],
    ids=["a tap and a twitch", "a double tap", "two people", "the second one twitches"],
)
def test_fingers_on_real_contacts(tmp_path: Path, gaps: list[float], counted: int) -> None:
    """`gaps`: seconds down, up, down …"""
    box, factory, pins = Box(tmp_path), MockFactory(), load_pins()
    panel = GpioPanel(box.loop.put, pins, factory=factory, now=box.clock.now)
    button = factory.pin(pins.buttons["score5"])
    for down, gap in zip([True, False] * 4, [*gaps, 1.0], strict=False):
        (button.drive_low if down else button.drive_high)()
        box.loop.run_pending()
        box.clock.advance(gap)
        panel.step()
    button.drive_low()
    box.loop.run_pending()
    panel.close()
    assert box.ticks == counted + 1, "and one who comes a second later"


def test_a_score_held_down_for_long_is_one(tmp_path: Path) -> None:
    box, factory, pins = Box(tmp_path), MockFactory(), load_pins()
    panel = GpioPanel(box.loop.put, pins, factory=factory, now=box.clock.now)
    factory.pin(pins.buttons["score2"]).drive_low()
    for _ in range(60):
        box.clock.advance(0.1)
        panel.step()
        box.loop.run_pending()
    panel.close()
    assert box.ticks == 1


def test_keys_typed_twice_at_once_are_one(tmp_path: Path) -> None:
    box = Box(tmp_path)
    keys, terminal = pty.openpty()
    panel = KeyPanel(box.loop.put, fd=terminal)
    os.write(keys, b"55544")
    for _ in range(200):
        box.loop.wait(0.05)
        box.loop.run_pending()
        if box.ticks == 2:
            break
    panel.close()
    assert box.ticks == 2
