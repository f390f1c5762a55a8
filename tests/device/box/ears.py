"""Microphones and ears that do what a test wants, and a listener over them."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Self, cast

import numpy as np
import soxr

from device.box.listening import (
    Listener,
)
from device.meeting import events
from speech.espeak import Espeak
from speech.hearing import Ear, Grammar, Utterance
from speech.sound import BLOCK, RATE, Microphone, Samples

COMMANDS = Grammar(frozenset({"next", "pause"}), frozenset(), ())


def spoken(text: str) -> Samples:
    """`text` in a voice that the box doesn't use, with silence around it."""
    said = Espeak().synthesise(text, "da+f2")
    sound = soxr.resample(said.samples, said.rate, RATE)
    quiet = np.zeros(RATE, np.int16)
    return np.concatenate((quiet, sound.astype(np.int16), quiet))


def nobody(seconds: float) -> Samples:
    """A room in which nobody speaks."""
    return np.random.default_rng(1).normal(0, 20, int(seconds * RATE)).astype(np.int16)


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


class Endless:
    """A microphone in a quiet room, a block at a time."""

    def read(self) -> Samples | None:
        threading.Event().wait(0.01)
        return nobody(0.1)

    def close(self) -> None: ...


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


class Nothing:
    """Where no microphone is to be found, however often somebody looks."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Microphone:
        raise OSError("there is no microphone")


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


def failing() -> None:
    raise RuntimeError("lattice")


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
