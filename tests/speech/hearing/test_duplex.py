"""Interrupting the box: two ears behind the canceller, in a room where the box is louder."""

from pathlib import Path

import numpy as np
import pytest

from device.box.outlets import Hearing
from device.meeting.actions import ListenFor
from device.simulation.mouth import Mouth, Timbre
from device.simulation.room import Room
from speech.espeak import Espeak
from speech.hearing import Utterance
from speech.hearing.duplex import DuplexEar, open_ears
from speech.hearing.echo import Reference
from speech.sound import BLOCK, RATE, Samples

COMMANDS = frozenset({"next", "pause", "time_left"})
READING = (
    "Nu skal I tale sammen. Emnet er: at give slip. I har ti minutter. Hvad holder du fast i, som "
    "en anden lige så godt kunne gøre, og hvad ville du få ro til, hvis du lod være?"
)
CALLED = "Tidtager, næste taler."


def rendered(text: str) -> tuple[Samples, int]:
    """As the box says it."""
    said = Espeak().synthesise(text, "da", rate=140, pitch=45)
    return said.samples, said.rate


class Table:
    """The box and one person, the box 6 dB louder at its microphone."""

    def __init__(self, graphs: Path) -> None:
        self.room = Room(leak=6.0, seed=3)
        self.room.tap = reference = Reference(self.room.now)
        ears = open_ears(graphs, reference)
        assert isinstance(ears, DuplexEar)
        self.ears = ears
        self.hearing = Hearing(ears, lambda: self.room.box_sounds, ears.interruptions)
        self.hearing.listen_for(ListenFor(COMMANDS, interruptions=COMMANDS | {"hush"}))
        timbre = Timbre("f2", 50, 160, 0.0, 1.0)
        self._mouth = Mouth(timbre, self.room.rt60, np.random.default_rng(5))

    def read(self, text: str) -> None:
        self.room.play(*rendered(text), self.hearing.settle)
        self.hearing.settle()

    def say(self, text: str) -> float:
        """When it will have been said."""
        return self.room.sound(self._mouth.say(text)[0])

    def go_on(self, seconds: float) -> list[Utterance]:
        found = []
        for _ in range(round(seconds * RATE / BLOCK)):
            found += self.ears.feed(self.room.step())
        return found


@pytest.fixture
def table(graphs: Path) -> Table:
    return Table(graphs)


def test_somebody_who_interrupts_is_heard_while_the_box_reads(table: Table) -> None:
    table.read(READING)
    assert table.go_on(6.0) == []
    table.say("Tidtager, ti stille.")  # how often "stop" is heard, the bench tells
    found = table.go_on(3.0)
    assert table.room.box_sounds
    assert [utterance.intent for utterance in found] == ["hush"]


def test_the_boxs_own_words_are_no_command(table: Table, graphs: Path) -> None:
    # from the very first that it says, before anything is known of the room
    alone = open_ears(graphs, None)
    Hearing(alone, lambda: False).listen_for(ListenFor(COMMANDS))
    heard, obeyed = [], []
    for _ in range(4):
        table.read(CALLED)
        while table.room.box_sounds:
            block = table.room.step()
            heard += alone.feed(block)
            obeyed += table.ears.feed(block)
        for _ in range(10):
            block = table.room.step()
            heard += alone.feed(block)
            obeyed += table.ears.feed(block)
    assert "next" in [utterance.intent for utterance in heard]
    assert obeyed == []


def test_who_begins_before_the_box_has_ended_is_heard_out_and_once(table: Table) -> None:
    table.read(READING)
    sounding = rendered(READING)
    table.go_on(len(sounding[0]) / sounding[1] - 0.6)
    table.say("Tidtager, næste.")
    assert table.room.box_sounds
    found = table.go_on(4.0)
    assert not table.room.box_sounds
    assert [utterance.intent for utterance in found] == ["next"]


def test_when_the_box_is_silent_all_is_as_with_one_ear(table: Table, graphs: Path) -> None:
    alone = open_ears(graphs, None)
    alone.mute()
    hearing = Hearing(alone, lambda: False)
    hearing.listen_for(ListenFor(COMMANDS, interruptions=COMMANDS | {"hush"}))
    table.say("Tidtager, hold pause.")
    both = [table.room.step() for _ in range(30)]
    one = [u for block in both for u in alone.feed(block)]
    two = [u for block in both for u in table.ears.feed(block)]
    assert [u.intent for u in one] == ["pause"]
    assert [(u.kind, u.intent) for u in two] == [(u.kind, u.intent) for u in one]
    # frames are cut a hop of the canceller later
    assert [u.confidence for u in two] == pytest.approx([u.confidence for u in one], abs=0.05)


def test_switched_off_it_hears_no_interruption(table: Table) -> None:
    table.read(READING)
    table.go_on(5.0)
    table.hearing.switch(False)
    table.say("Tidtager, stop.")
    assert table.go_on(3.0) == []
