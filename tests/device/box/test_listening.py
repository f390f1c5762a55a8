"""The ear's thread: sound becomes events; a lost microphone is told, and found again."""

import queue
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soxr

from device.box.listening import LONG_SILENCE, Listener, event_of
from device.box.outlets import Hearing
from device.meeting import events
from speech.espeak import Espeak
from speech.hearing import Ear, Grammar, Utterance
from speech.sound import BLOCK, RATE, Samples

COMMANDS = Grammar(frozenset({"next", "pause"}), frozenset(), ())


def spoken(text: str) -> Samples:
    """`text` in a voice that the box doesn't use, with silence around it."""
    said = Espeak().synthesise(text, "da+f2")
    sound = soxr.resample(said.samples, said.rate, RATE)
    quiet = np.zeros(RATE, np.int16)
    return np.concatenate((quiet, sound.astype(np.int16), quiet))


class Recording:
    """A microphone that hears a recording and is then pulled out."""

    def __init__(self, sound: Samples) -> None:
        self._blocks: Iterator[Samples] = iter(
            [sound[start : start + BLOCK] for start in range(0, len(sound), BLOCK)]
        )

    def read(self) -> Samples | None:
        return next(self._blocks, None)

    def close(self) -> None:
        pass


def test_a_command_is_heard_and_the_lost_microphone_told(tmp_path: Path) -> None:
    heard: queue.Queue[events.Event] = queue.Queue()
    microphones = iter([Recording(spoken("Tidtager, næste taler."))])

    def plug() -> Recording:
        try:
            return next(microphones)
        except StopIteration:
            raise OSError("no microphone") from None

    listener = Listener(Ear(cache=tmp_path), plug, heard.put)
    listener.listen_for(COMMANDS)
    listener.start()
    try:
        first, second = heard.get(timeout=60), heard.get(timeout=60)
    finally:
        listener.close()
    assert isinstance(first, events.Heard)
    assert first.intent == "next"
    assert second == events.Trouble(0.0, "microphone", working=False)


def test_no_microphone_at_the_start_is_told_once(tmp_path: Path) -> None:
    heard: queue.Queue[events.Event] = queue.Queue()

    def plug() -> Recording:
        raise OSError("no microphone")

    listener = Listener(Ear(cache=tmp_path), plug, heard.put)
    listener.start()
    assert heard.get(timeout=10) == events.Trouble(0.0, "microphone", working=False)
    listener.close()
    assert heard.empty()


def nobody(seconds: float) -> Samples:
    """A room in which nobody speaks."""
    return np.random.default_rng(1).normal(0, 20, int(seconds * RATE)).astype(np.int16)


def test_a_long_silence_is_told_once_until_somebody_speaks(tmp_path: Path) -> None:
    heard: queue.Queue[events.Event] = queue.Queue()
    listener = Listener(Ear(cache=tmp_path), None, heard.put)

    def hears(sound: Samples) -> list[events.Event]:
        for start in range(0, len(sound), BLOCK):
            listener.hear(sound[start : start + BLOCK])
        return [heard.get() for _ in range(heard.qsize())]

    assert hears(nobody(LONG_SILENCE + 10)) == [], "it can't tell: it doesn't listen"
    listener.listen_for(COMMANDS)
    assert hears(nobody(LONG_SILENCE - 3)) == []
    assert hears(spoken("Hvad gør vi så ved det?")) == []
    assert hears(nobody(LONG_SILENCE)) == [events.LongSilence(0.0)]
    assert hears(nobody(2 * LONG_SILENCE)) == []
    listener.mute()  # the box itself speaks
    assert hears(nobody(LONG_SILENCE + 10)) == []
    listener.unmute()
    assert hears(nobody(LONG_SILENCE - 10)) == []
    assert hears(nobody(20.0)) == [events.LongSilence(0.0)]


@pytest.mark.parametrize(
    ("utterance", "event"),
    [
        (Utterance("wake"), events.WakeWord(0.0)),
        (Utterance("unclear"), events.NotUnderstood(0.0)),
        (
            Utterance("command", "floor_to", name="Søren", confidence=0.9),
            events.Heard(0.0, "floor_to", name="Søren", confidence=0.9),
        ),
    ],
)
def test_what_an_utterance_means_to_the_meeting(utterance: Utterance, event: events.Event) -> None:
    assert event_of(utterance) == event


class Door:
    """An ear that notes whether it is open, and what is let in."""

    grammar: Grammar | None = None

    def __init__(self) -> None:
        self.open = True

    def listen_for(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def mute(self) -> None:
        self.open = False

    def unmute(self) -> None:
        self.open = True

    def finish(self) -> None:
        self.open = False


def test_the_ear_is_shut_while_the_box_speaks_when_switched_off_and_when_nothing_makes_sense() -> (
    None
):
    from device.meeting.actions import ListenFor

    ear, speaking = Door(), [False]
    hearing = Hearing(ear, lambda: speaking[0])
    assert not ear.open
    hearing.listen_for(ListenFor(frozenset({"next"})))
    assert ear.open
    speaking[0] = True
    hearing.settle()
    assert not ear.open
    hearing.settle()  # the end of what was said before, told late by another thread
    assert not ear.open
    hearing.switch(False)
    speaking[0] = False
    hearing.settle()
    assert not ear.open
    hearing.switch(True)
    assert ear.open
    hearing.listen_for(ListenFor())
    assert not ear.open


def test_while_the_box_speaks_the_other_ear_is_open_for_the_wake_word_only() -> None:
    from device.meeting.actions import ListenFor

    ear, interruptions, speaking = Door(), Door(), [False]
    interruptions.mute()
    hearing = Hearing(ear, lambda: speaking[0], interruptions)
    hearing.listen_for(
        ListenFor(frozenset({"next"}), frozenset({"yes"}), (), frozenset({"next", "hush"}))
    )
    assert (ear.open, interruptions.open) == (True, False)
    assert interruptions.grammar == Grammar(frozenset({"next", "hush"}), frozenset(), ())
    speaking[0] = True
    hearing.settle()
    assert (ear.open, interruptions.open) == (False, True)
    hearing.switch(False)
    assert (ear.open, interruptions.open) == (False, False)
    hearing.switch(True)
    assert (ear.open, interruptions.open) == (False, True)
    speaking[0] = False
    hearing.settle()
    assert (ear.open, interruptions.open) == (True, False)
