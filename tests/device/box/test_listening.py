"""The ear's thread: sound becomes events; a lost microphone is told, and found again."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self, cast

import numpy as np
import pytest
import soxr

from device.box.listening import (
    GIVES_UP,
    LONG_SILENCE,
    MAKES,
    MOST_LEFT,
    PATIENCE,
    Listener,
    event_of,
)
from device.box.outlets import Hearing
from device.meeting import events
from speech.espeak import Espeak
from speech.hearing import Ear, Grammar, Utterance
from speech.hearing.store import GraphError
from speech.sound import BLOCK, RATE, Microphone, Samples

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


def test_what_people_were_told_before_is_told_anew_when_it_is_otherwise(tmp_path: Path) -> None:
    heard: queue.Queue[events.Event] = queue.Queue()
    ear = Ear(cache=tmp_path)
    listener = Listener(ear, lambda: Recording(nobody(0.3)), heard.put)
    listener.start(works=False)
    assert heard.get(timeout=10) == events.Trouble(0.0, "microphone", working=True)
    listener.close()


class Hanging:
    """A microphone whose driver hangs until the test lets go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.closed = threading.Event()

    def read(self) -> Samples | None:
        self.let_go.wait(60)
        return nobody(0.1)

    def close(self) -> None:
        self.closed.set()


class SomeEar:
    """An ear that hears what the test wants."""

    silent = 0.0

    def __init__(self) -> None:
        self.wished: list[str] = []
        self.fed = 0
        self.feeds: Callable[[], None] = lambda: None
        self.listens: Callable[[], None] = lambda: None

    def listen_for(self, grammar: Grammar) -> None:
        self.listens()
        self.wished.append("+".join(sorted(grammar.commands)))

    def mute(self) -> None:
        self.wished.append("mute")

    def unmute(self) -> None:
        self.wished.append("unmute")

    def feed(self, samples: Samples) -> list[Utterance]:
        self.feeds()
        self.fed += 1
        return []


def until(true: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        threading.Event().wait(0.01)
    return False


class Supervised:
    """A listener whose clock is set, over microphones that are put in one after the other."""

    def __init__(self, *microphones: Microphone, ears: int = 3) -> None:
        self.now = 0.0
        self.signs = threading.Semaphore(0)
        """Of life, while a graph is made."""
        self.ears = [SomeEar() for _ in range(ears)]
        self.heard: queue.Queue[events.Event] = queue.Queue()
        self.put_in: Iterator[Microphone] = iter(microphones)
        ears_left = iter(self.ears)
        self.listener = Listener(
            cast("Ear", next(ears_left)),
            lambda: next(self.put_in),
            self.heard.put,
            another_ear=lambda: cast("Ear", next(ears_left)),
            alive=self.signs.release,
            now=lambda: self.now,
        )

    def told(self) -> list[bool]:
        troubles = [self.heard.get_nowait() for _ in range(self.heard.qsize())]
        return [event.working for event in troubles if isinstance(event, events.Trouble)]


class Endless:
    """A microphone in a quiet room, a block at a time."""

    def read(self) -> Samples | None:
        threading.Event().wait(0.01)
        return nobody(0.1)

    def close(self) -> None: ...


def test_a_microphone_that_hangs_is_told_and_another_takes_its_place() -> None:
    hanging = Hanging()
    table = Supervised(hanging, Endless())
    table.listener.start()
    assert until(
        lambda: table.listener._turn is not None and table.listener._turn.doing == "reading"
    )
    table.now = PATIENCE["reading"]
    table.listener.look()
    assert table.told() == []
    table.now += 0.1
    table.listener.look()
    assert table.told() == [False]
    table.listener.look()
    assert until(lambda: table.told() == [True])
    hanging.let_go.set()
    assert hanging.closed.wait(10), "what comes back from hanging lets go of its device"
    table.listener.close()


class Nothing:
    """Where no microphone is to be found, however often somebody looks."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Microphone:
        raise OSError("there is no microphone")


def test_a_graph_that_takes_long_where_there_is_no_microphone_is_no_hanging_device() -> None:
    table = Supervised()
    table.put_in = Nothing()
    begun, made = threading.Event(), threading.Event()

    def takes_long() -> None:
        begun.set()
        made.wait(60)

    table.ears[0].listens = takes_long
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert begun.wait(10)
    table.now = PATIENCE["opening"] + 0.1
    table.listener.look()
    assert table.listener._turn is not None
    assert not table.listener._turn.left
    made.set()
    assert until(lambda: table.ears[0].wished == ["next+pause"])
    table.listener.close()
    assert table.told() == [False]


def test_a_box_that_makes_a_graph_for_long_is_deaf_and_told_so_but_not_ended_for_it() -> None:
    table = Supervised(Endless())
    begun, made = threading.Event(), threading.Event()

    def takes_long() -> None:
        begun.set()
        made.wait(60)

    table.ears[0].listens = takes_long
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert begun.wait(10)
    assert not table.signs.acquire(blocking=False), "nobody has looked"
    for table.now in (PATIENCE["changing"] + 1, MAKES):
        table.listener.look()
        assert table.signs.acquire(blocking=False)
    assert table.told() == [False]
    table.now = MAKES + 1
    table.listener.look()
    assert not table.signs.acquire(blocking=False), "that is no graph, and the watchdog's"
    made.set()
    assert until(lambda: table.told() == [True])
    table.listener.close()


def test_no_more_threads_hang_than_may() -> None:
    table = Supervised(*(hanging := [Hanging() for _ in range(20)]))
    table.listener.start()
    for _ in range(400):
        until(lambda: table.listener._turn is not None and table.listener._turn.doing == "reading")
        table.now += 1.0
        table.listener.look()
    left = len(hanging) - sum(1 for _ in table.put_in)
    assert left == MOST_LEFT + 1
    assert table.told() == [False]
    for one in hanging:
        one.let_go.set()
    table.listener.close()


def test_what_was_listened_for_is_forgotten_by_a_thread_that_hung_meanwhile_too() -> None:
    table = Supervised(Endless(), Endless())
    over = threading.Semaphore(0)
    stalled = threading.Event()
    table.ears[0].feeds = lambda: stalled.wait(60) and None
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert until(
        lambda: table.listener._turn is not None and table.listener._turn.doing == "hearing"
    )
    table.now = PATIENCE["hearing"] + 0.1
    table.listener.look()
    table.listener.look()
    assert until(lambda: table.ears[1].wished == ["next+pause"])
    table.listener.forget(over.release)
    assert over.acquire(timeout=10), "the ear that hears now"
    assert not over.acquire(blocking=False)
    stalled.set()
    assert over.acquire(timeout=10), "and the other, when it comes back"
    table.listener.close()
    assert not over.acquire(blocking=False)


def test_an_ear_made_anew_is_not_asked_for_what_was_forgotten() -> None:
    table = Supervised(Endless())
    over = threading.Event()
    table.listener.listen_for(COMMANDS)
    table.listener.start()
    assert until(lambda: table.ears[0].wished == ["next+pause"])
    table.listener.forget(over.set)
    assert over.wait(10)
    table.listener._make_anew()
    table.listener.listen_for(Grammar(frozenset({"forget"}), frozenset(), ()))
    assert until(lambda: table.ears[1].wished == ["forget"])
    table.listener.close()


def test_a_recogniser_that_never_ends_is_told_and_another_goes_on_from_its_wishes() -> None:
    table = Supervised(Endless(), Endless())
    first, second = table.ears[:2]
    stalled = threading.Event()
    first.feeds = lambda: stalled.wait(60) and None
    table.listener.listen_for(COMMANDS)
    table.listener.unmute()
    table.listener.start()
    assert until(
        lambda: table.listener._turn is not None and table.listener._turn.doing == "hearing"
    )
    table.now = PATIENCE["hearing"] + 0.1
    table.listener.look()
    table.listener.look()
    assert until(lambda: second.fed > 0)
    assert second.wished == ["next+pause", "unmute"]
    assert until(lambda: not table.heard.empty() and table.heard.qsize() == 2)
    assert table.told() == [False, True]
    stalled.set()
    table.listener.close()


def failing() -> None:
    raise RuntimeError("lattice")


def test_a_recogniser_that_fails_once_is_nothing_to_tell() -> None:
    table = Supervised()
    table.ears[0].feeds = failing
    table.listener.hear(nobody(0.1))
    table.ears[0].feeds = lambda: None
    table.listener.hear(nobody(0.1))
    assert table.told() == []
    assert table.ears[0].fed == 1


def test_a_recogniser_that_goes_on_failing_is_told_and_made_anew() -> None:
    table = Supervised()
    table.ears[0].feeds = table.ears[1].feeds = failing
    table.listener.listen_for(COMMANDS)
    for _ in range(3 * GIVES_UP):
        table.listener.hear(nobody(0.1))
    assert table.told() == [False]
    assert table.ears[2].wished == []
    table.listener.hear(nobody(0.1))
    assert table.ears[2].wished == ["next+pause"]
    assert table.told() == [True]


def test_a_graph_that_cannot_be_made_is_told_and_tried_again() -> None:
    table = Supervised()
    ear = table.ears[0]
    tried: list[int] = []

    def fails() -> None:
        tried.append(ear.fed)
        raise GraphError("no")

    ear.listens = fails
    table.listener.listen_for(COMMANDS)
    table.listener.unmute()
    for _ in range(120):
        table.listener.hear(nobody(0.1))
    assert table.told() == [False]
    assert tried == [0, 11, 32, 73], "ever less often; and the ear goes on hearing what it can"
    ear.listens = lambda: None
    for _ in range(100):
        table.listener.hear(nobody(0.1))
    assert ear.wished == ["unmute", "next+pause"], "the ear opens and shuts all the same"
    assert table.told() == [True]


def test_what_is_wished_for_later_replaces_what_could_not_be_granted() -> None:
    table = Supervised()
    ear = table.ears[0]
    ear.listens = failing
    table.listener.listen_for(COMMANDS)
    table.listener.hear(nobody(0.1))
    ear.listens = lambda: None
    table.listener.listen_for(Grammar(frozenset({"help"}), frozenset(), ()))
    for _ in range(20):
        table.listener.hear(nobody(0.1))
    assert ear.wished == ["help"]


def nobody(seconds: float) -> Samples:
    """A room in which nobody speaks."""
    return np.random.default_rng(1).normal(0, 20, int(seconds * RATE)).astype(np.int16)


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
