"""What the people at the simulated table do by themselves when the box says something."""

import numpy as np
import pytest

from device.meeting.actions import Light, Say
from device.meeting.plan import Person, Plan
from device.simulation.cast import cast
from device.simulation.edges import SimulatedPins
from device.simulation.group import Group
from device.simulation.room import Room
from device.simulation.script import parse_script
from device.simulation.transcript import Line
from speech.sound import BLOCK

PLAN = Plan("egen dagsorden", tuple(map(Person, ("Anna", "Bo", "Carla"))), ())


class Sitting:
    """Three people who would rather press than speak, and a box that only says what it is told."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.room = Room()
        pins = SimulatedPins(self.room)
        self.group: Group = cast(
            PLAN,
            parse_script("answers: buttons"),
            room=self.room,
            pins=pins.buttons,
            on_line=self.lines.append,
            seed=1,
        )

    def hear(self, key: str) -> None:
        self.group.notice(Say(1, key, "..."))

    def wait(self, seconds: float) -> None:
        until = self.room.now() + seconds
        while self.room.now() < until:
            self.room.step(BLOCK)
            self.group.step()

    @property
    def pressed(self) -> list[str]:
        return [line.text for line in self.lines if line.kind == "press"]


@pytest.mark.parametrize("key", ["paused", "rest_start"])
def test_a_break_that_nobody_asked_for_is_put_right(key: str) -> None:
    table = Sitting()
    table.wait(20)
    table.hear(key)
    table.wait(8)
    assert table.pressed == ["yellow"]


@pytest.mark.parametrize("how", ["a command", "a press"])
def test_a_break_that_somebody_asked_for_is_theirs(how: str) -> None:
    table = Sitting()
    table.wait(20)
    anna = table.group.people[0]
    if how == "a press":
        table.group.pressed(anna, "yellow")
    else:
        sound = np.zeros(16000, dtype=np.float32)
        table.group.utter(anna, "Tidtager, hold pause.", sound, 1.0, to_box=True)
    table.lines.clear()
    table.hear("paused")
    table.wait(20)
    assert table.pressed == []


@pytest.mark.parametrize("key", ["rest_over", "rest_over_again", "still_paused"])
def test_whoever_is_called_back_comes(key: str) -> None:
    table = Sitting()
    table.hear(key)
    table.wait(10)
    assert table.pressed == ["yellow"]


@pytest.mark.parametrize("asked", [False, True], ids=["by nobody", "by somebody"])
def test_all_stopped_by_nobody_goes_on(asked: bool) -> None:
    table = Sitting()
    table.wait(20)
    if asked:
        table.group.pressed(table.group.people[0], "yellow")
        table.lines.clear()
    table.group.notice(Light("red", "pulse"))
    table.wait(10)
    assert table.pressed == ([] if asked else ["green"])


@pytest.mark.parametrize("key", ["confirm_finish", "confirm_off", "confirm_forget"])
def test_an_end_that_nobody_asked_for_is_declined(key: str) -> None:
    table = Sitting()
    table.wait(20)
    table.hear(key)
    table.wait(5)
    assert table.pressed == ["yellow"]
