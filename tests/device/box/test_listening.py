"""The ear's thread: sound becomes events; a lost microphone is told, and found again."""

import queue
from pathlib import Path

import pytest

from device.box.listening import (
    LONG_SILENCE,
    Listener,
    event_of,
)
from device.box.outlets import Hearing
from device.meeting import events
from speech.hearing import Ear, Grammar, Utterance
from speech.sound import BLOCK, Samples
from tests.device.box.ears import (
    COMMANDS,
    Recording,
    Supervised,
    nobody,
    spoken,
)


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


def test_what_people_were_told_before_is_told_anew_when_it_is_otherwise(tmp_path: Path) -> None:
    heard: queue.Queue[events.Event] = queue.Queue()
    ear = Ear(cache=tmp_path)
    listener = Listener(ear, lambda: Recording(nobody(0.3)), heard.put)
    listener.start(works=False)
    assert heard.get(timeout=10) == events.Trouble(0.0, "microphone", working=True)
    listener.close()


def test_what_is_not_wished_for_any_more_when_its_turn_comes_is_not_made() -> None:
    table = Supervised()
    table.listener.listen_for(COMMANDS)
    table.listener.mute()
    table.listener.listen_for(Grammar(frozenset({"help"}), frozenset(), ()))
    table.listener.unmute()
    table.listener.hear(nobody(0.1))
    assert table.ears[0].wished == ["mute", "help", "unmute"]


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
        (
            Utterance("doubted", "take_break", minutes=5.0, confidence=0.9),
            events.Doubted(0.0, "take_break", minutes=5.0),
        ),
        (Utterance("doubted", "skip", name="Bo"), events.Doubted(0.0, "skip", name="Bo")),
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
