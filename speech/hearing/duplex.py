"""Hearing while the box itself speaks: two ears behind one echo canceller."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from speech.hearing.costs import Costs
from speech.hearing.ear import Ear
from speech.hearing.echo import HOP, Canceller, EchoCanceller, Reference
from speech.hearing.grammar import ClosedSet, Grammar
from speech.hearing.utterance import Utterance
from speech.sound import Samples

THRESHOLD = 0.9
"""The least confidence that interrupts the box (tests/bench/bargein)."""
COSTS = Costs(garbage_phone=1.6, before_wake=2.0, after_wake=10.0)
"""Of the ear for interruptions. What the canceller leaves of a voice sounds otherwise and comes in
the middle of what it leaves of the box: with the usual costs it is other speech. The higher
threshold is for the box's own words (tests/bench/bargein)."""
LINGER = 1.5
"""Seconds after the voice's end for which an interruption that began before it may still end."""
SAME = 0.1
"""Seconds by which two utterances of the two ears may overlap and not be the same."""


class Interruptions:
    """The ear that is open while the box speaks. Begins muted."""

    def __init__(self, ear: Ear) -> None:
        self._ear = ear
        self._ear.mute()
        self._until: float | None = None
        """When it shuts, in the ear's time."""
        self._closed = 0.0
        """When the voice ended."""

    def prepare(self, grammars: Iterable[Grammar | ClosedSet]) -> None:
        """Make decoding graphs ahead."""
        self._ear.prepare(grammars)

    def listen_for(self, grammar: Grammar) -> None:
        """What it may be told; all of it should need the wake word."""
        self._ear.listen_for(grammar)

    def unmute(self) -> None:
        """The voice begins."""
        self._until = None
        if self._ear.muted:
            self._ear.unmute()

    def mute(self) -> None:
        """Hear nothing, from now on."""
        self._until = None
        self._ear.mute()

    def finish(self) -> None:
        """The voice has ended: hear out who has begun to speak, then nothing."""
        if self._until is None and not self._ear.muted:
            self._closed = self._ear.time
            self._until = self._closed + LINGER

    def feed(self, samples: Samples) -> list[Utterance]:
        """As `Ear.feed`."""
        found = self._ear.feed(samples)
        if self._until is None:
            return found
        if self._ear.time >= self._until:
            self.mute()
        return [utterance for utterance in found if utterance.start < self._closed]


class DuplexEar:
    """Both ears, fed with what the microphone heard less the box's own voice.

    `ear` hears while the box is silent, just as it would alone; `interruptions` while it speaks,
    and may be harder to convince. What both heard is told once.
    """

    def __init__(
        self,
        ear: Ear,
        interruptions: Ear,
        reference: Reference,
        canceller: Canceller | None = None,
    ) -> None:
        """`canceller`: None is our own."""
        self._ear = ear
        self.interruptions = Interruptions(interruptions)
        self._reference = reference
        self._canceller = canceller or EchoCanceller()
        # A hop behind: an echo must never come before what it is an echo of.
        self._rest: Samples = np.zeros(HOP, dtype=np.int16)
        self._far: Samples = np.zeros(0, dtype=np.int16)
        self._told = 0.0
        self._deaf_until = 0.0
        """Before that it might have heard itself: the canceller didn't know the room."""

    @property
    def time(self) -> float:
        """Audio seconds heard so far."""
        return self._ear.time

    @property
    def silent(self) -> float:
        """Seconds for which nobody has spoken, nor the box itself."""
        return self._ear.silent

    def prepare(self, grammars: Iterable[Grammar | ClosedSet]) -> None:
        """Make decoding graphs ahead, of what is understood while the box is silent."""
        self._ear.prepare(grammars)

    def listen_for(self, grammar: Grammar | ClosedSet) -> None:
        """What is understood while the box is silent."""
        self._ear.listen_for(grammar)

    def mute(self) -> None:
        """The ear for silence hears nothing."""
        self._ear.mute()

    def unmute(self) -> None:
        """The ear for silence hears again, from the next sample."""
        self._ear.unmute()

    def feed(self, samples: Samples) -> list[Utterance]:
        """Take the next int16 samples at RATE, shape (n,), any n; give what was understood.

        Up to two hops of the canceller, 40 ms, wait for the next call.
        """
        sound = self.clean(samples)
        over = self.interruptions.feed(sound)
        if not self._canceller.ready:
            self._deaf_until = self.time
        over = [utterance for utterance in over if utterance.start >= self._deaf_until]
        found = [*over, *self._ear.feed(sound)]
        return [utterance for utterance in found if self._is_news(utterance)]

    def clean(self, samples: Samples) -> Samples:
        """What is left of `samples` without the box's own voice, in whole hops."""
        near = np.concatenate((self._rest, samples))
        far = np.concatenate((self._far, self._reference.take(len(samples))))
        whole = len(far) - len(far) % HOP
        self._rest, self._far = near[whole:], far[whole:]
        hops = zip(near[:whole].reshape(-1, HOP), far[:whole].reshape(-1, HOP), strict=True)
        cleaned = [self._canceller.process(heard, played) for heard, played in hops]
        return np.concatenate(cleaned) if cleaned else near[:0]

    def _is_news(self, utterance: Utterance) -> bool:
        if utterance.start < self._told - SAME:
            return False
        self._told = max(self._told, utterance.end)
        return True


def open_ears(cache: Path, reference: Reference | None) -> Ear | DuplexEar:
    """An ear, with one for interruptions beside it where there is a `reference`.

    `cache` is the folder for decoding graphs. Raises ModelMissingError.
    """
    ear = Ear(cache=cache)
    if reference is None:
        return ear
    over = Ear(cache=cache, threshold=THRESHOLD, costs=COSTS)
    return DuplexEar(ear, over, reference)
