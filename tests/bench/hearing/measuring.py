"""Lets models hear the material, a shard at a time.

A shard has the same words, voices, places and noise wherever it runs. espeak-ng's flutter and
breath go on from one utterance to the next and can't be set back, so the samples differ a little
where other shards ran before; models that are compared are given the very same samples.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from speech.hearing import Ear, Utterance
from speech.hearing.ear import THRESHOLD
from speech.sound import BLOCK, RATE, Samples
from tests.bench.hearing.commands import GROUPS, TONE, CommandMaterial, Spoken, Table, Way, silence
from tests.bench.hearing.counts import Overheard, Understood, Work
from tests.bench.hearing.places import Place, nobody, place_named
from tests.bench.hearing.speakers import Anybody, Part, Speakers
from tests.bench.hearing.talk import TalkMaterial

COMMANDS, TALK = 55, 300.0
"""How many commands, and how many seconds of talk, are in one shard: two minutes or so, which is
what a run that is stopped loses."""

_COMMAND, _BUSY_COMMAND = 5.0, 8.0
"""Seconds of sound around a command."""

UNCALLED = "the wake word alone was not heard"
PASSING = "the wake word in passing"
"""Talk in which it is spoken of."""
WORDS_APART = ", words"
"""What stands behind a place's name for single words said there."""


@dataclass(frozen=True)
class Order:
    """What a shard is made of."""

    kind: str
    """``commands``, ``talk``, ``words`` one by one, or ``noise`` where nobody speaks."""
    place: str
    """Its name; for noise, which."""
    number: int
    """The how-manyth of its kind and place."""
    size: float
    """Commands, or seconds."""
    part: Part
    seed: int
    wake_word: str = ""
    """"": the content's."""
    kokoro: tuple[Path, Path] | None = None
    """Where natural voices are, and what they have said."""

    @property
    def table(self) -> Table:
        """Who sits there."""
        return Table(self.number % len(GROUPS), self.wake_word)

    @property
    def work(self) -> float:
        """Seconds of sound, about."""
        if self.kind == "commands":
            return self.size * (_BUSY_COMMAND if self.busy else _COMMAND)
        return 3 * max(60.0, self.size) if self.kind == "noise" else self.size

    @property
    def natural(self) -> bool:
        """Whether natural voices speak."""
        return self.kind != "noise" and place_named(self.place).natural

    @property
    def busy(self) -> bool:
        """Whether others talk all the while."""
        return self.kind != "noise" and place_named(self.place).busy

    @property
    def said(self) -> str:
        """What is said hangs on this: the same commands in every place, and the same talk by
        natural voices, which are dear."""
        same = self.kind == "commands" or self.natural
        where = "" if same else self.place
        return f"{self.kind} {where} {self.number} {self.natural} {self.part} {self.seed}"

    @property
    def rng(self) -> random.Random:
        """Chance of its own."""
        return random.Random(self.said)

    def speakers(self, place: Place) -> Anybody:
        """Who speaks in it."""
        if not place.natural:
            return Speakers(self.part)
        if self.kokoro is None:
            raise ValueError(f"no natural voices are given for {place.name} (--voices)")
        from tests.bench.hearing.natural import NaturalSpeakers  # what an extra brings

        return NaturalSpeakers(self.part, *self.kokoro)


@dataclass
class Measured:
    """What one model made of a shard, or of several."""

    understood: dict[tuple[str, Way], Understood] = field(default_factory=dict)
    overheard: dict[str, Overheard] = field(default_factory=dict)
    """By place."""
    alone: dict[str, Overheard] = field(default_factory=dict)
    """By noise, and what is waited for, where nobody speaks."""
    work: Work = field(default_factory=Work)

    def add(self, other: "Measured") -> None:
        """Count that in."""
        for key, understood in other.understood.items():
            self.understood[key] = self.understood.get(key, Understood()) + understood
        for name, overheard in other.overheard.items():
            self.overheard[name] = self.overheard.get(name, Overheard()) + overheard
        for name, overheard in other.alone.items():
            self.alone[name] = self.alone.get(name, Overheard()) + overheard
        self.work += other.work


@dataclass(frozen=True)
class Candidate:
    """What is measured."""

    model: Path
    cache: Path
    """Where its graphs are."""
    threshold: float = THRESHOLD
    spotting: bool = False

    def ear(self) -> Ear:
        """A fresh one."""
        return Ear(
            cache=self.cache,
            model=self.model,
            threshold=self.threshold,
            spotting=self.spotting,
        )


def orders(
    kind: str,
    place: str,
    size: float,
    part: Part,
    seed: int,
    wake_word: str = "",
    kokoro: tuple[Path, Path] | None = None,
) -> Iterator[Order]:
    """Cut so many commands, or seconds of talk, into shards."""
    most = COMMANDS if kind == "commands" else TALK
    number = 0
    while size > 0:
        yield Order(kind, place, number, min(size, most), part, seed, wake_word, kokoro)
        size -= most
        number += 1


class Listener:
    """An ear, and the time it takes."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self.work = Work()

    def hear(self, sound: Samples) -> list[Utterance]:
        """Feed `sound` in the microphone's blocks."""
        began = time.process_time()
        found = []
        for at in range(0, len(sound), BLOCK):
            found += self.ear.feed(sound[at : at + BLOCK])
        self.work += Work(len(sound) / RATE, time.process_time() - began)
        return found


def measure(order: Order, candidates: tuple[Candidate, ...]) -> list[Measured]:
    """The same sound for each of `candidates`."""
    results = [Measured() for _ in candidates]
    listeners = [Listener(candidate.ear()) for candidate in candidates]
    rng = order.rng
    if order.kind == "noise":
        leave_alone(order, rng, listeners, results)
        return results
    place = place_named(order.place)
    speakers = order.speakers(place)
    if order.kind == "commands":
        material = CommandMaterial(place, speakers, rng, order.table)
        for spoken in material.say(int(order.size)):
            for listener, result in zip(listeners, results, strict=True):
                key = (order.place, spoken.way)
                understand(listener, spoken, result.understood.setdefault(key, Understood()))
    else:
        for listener in listeners:
            listener.ear.listen_for(order.table.in_talk)
        words = order.kind == "words"
        talk = TalkMaterial(place, speakers, rng, order.table.called, words=words)
        for stretch in talk.say(order.size):
            kind = f"{order.place}{WORDS_APART}" if words else order.place
            kind = PASSING if stretch.passing else kind
            for listener, result in zip(listeners, results, strict=True):
                overhear(listener, stretch.sound, result.overheard.setdefault(kind, Overheard()))
    speakers.close()
    for listener, result in zip(listeners, results, strict=True):
        result.work = listener.work
    return results


def leave_alone(
    order: Order, rng: random.Random, listeners: list[Listener], results: list[Measured]
) -> None:
    """Minutes of noise for each thing that may be waited for."""
    table = order.table
    waits = {
        "in talk": table.in_talk,
        "after the tone": table.opened,
        "after a question": table.asked("how many"),
    }
    for wait, grammar in waits.items():
        for listener in listeners:
            listener.ear.listen_for(grammar)
        for _ in range(max(1, round(order.size / 60))):
            sound = nobody(order.place, rng)
            for listener, result in zip(listeners, results, strict=True):
                heard = result.alone.setdefault(f"{order.place}, {wait}", Overheard())
                overhear(listener, sound, heard)


def understand(listener: Listener, spoken: Spoken, result: Understood) -> None:
    """Hear one command and count it."""
    ear, want = listener.ear, spoken.phrase
    found: list[Utterance] = []
    for number, part in enumerate(spoken.parts):
        ear.listen_for(part.grammar)
        if number:
            ear.mute()
            ear.feed(silence(TONE))
            ear.unmute()
        began = ear.time
        found = listener.hear(part.sound)
        if part is not spoken.parts[-1] and not any(u.kind == "wake" for u in found):
            result.missed += 1
            result.faults.append(f"{UNCALLED}, {spoken.speaker}: {_told(found)}")
            return
    acted = [u for u in found if u.kind == "command"]
    meant = (want.intent, want.minutes, want.number, want.name)
    if len(acted) == 1 and (u := acted[0]) and (u.intent, u.minutes, u.number, u.name) == meant:
        result.right += 1
        result.sure.append(u.confidence)
        result.latencies.append(u.at - began - spoken.end)
        return
    if acted:
        result.wrong += 1
        result.sure_wrong.append(max(u.confidence for u in acted))
    else:
        result.missed += 1
    result.faults.append(f"{spoken.speaker}, {spoken.way}: {want.text} -> {_told(found)}")


def overhear(listener: Listener, sound: Samples, result: Overheard) -> None:
    """Hear talk and count what is taken for more."""
    for utterance in listener.hear(sound):
        if utterance.kind == "command":
            result.commands.append(utterance.text)
            result.sure.append(utterance.confidence)
        else:
            result.calls.append(utterance.confidence)
    result.seconds += len(sound) / RATE


def _told(found: list[Utterance]) -> str:
    return ", ".join(u.text if u.kind == "command" else f"({u.kind})" for u in found) or "nothing"
