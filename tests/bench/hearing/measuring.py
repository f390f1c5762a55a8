"""Lets models hear the material, a shard at a time.

A shard has the same words, voices, places and noise wherever it runs. espeak-ng's flutter and
breath go on from one utterance to the next and can't be set back, so the samples differ a little
where other shards ran before; models that are compared are given the very same samples.
"""

import dataclasses
import hashlib
import multiprocessing
import pickle
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from speech import hearing
from speech.hearing import Ear, Utterance
from speech.hearing.ear import THRESHOLD
from speech.sound import BLOCK, RATE, Samples
from tests.bench.hearing.commands import GROUPS, TONE, CommandMaterial, Spoken, Table, Way, silence
from tests.bench.hearing.counts import Overheard, Understood, Work
from tests.bench.hearing.places import PLACES, Place, nobody
from tests.bench.hearing.speakers import Anybody, Part, Speakers
from tests.bench.hearing.talk import TalkMaterial

COMMANDS, TALK = 110, 600.0
"""How many commands, and how many seconds of talk, are in one shard."""

_COMMAND = 5.0
_OF_A_MODEL = {".mdl", ".stats", ".conf", ".npz"}

UNCALLED = "the wake word alone was not heard"
PASSING = "the wake word in passing"
"""Talk in which it is spoken of."""


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
        """How long it takes, about, in seconds of sound."""
        return self.size * _COMMAND if self.kind == "commands" else self.size

    @property
    def rng(self) -> random.Random:
        """Chance of its own."""
        return random.Random(f"{self.kind} {self.place} {self.number} {self.part} {self.seed}")

    def speakers(self, place: Place) -> Anybody:
        """Who speaks in it."""
        if not place.natural:
            return Speakers(self.part)
        if self.kokoro is None:
            raise ValueError(f"no natural voices are given for {place.name} (--voices)")
        return _natural_speakers()(self.part, *self.kokoro)


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


NATURAL: list[Callable[..., Speakers]] = []
"""What makes natural voices, once tests.speech.training.natural_speakers has been imported."""


def _natural_speakers() -> Callable[..., Speakers]:
    """Kokoro's voices. Raises LookupError where the command was not the one that has them."""
    if not NATURAL:
        raise LookupError(
            "natural voices: run tests.speech.training.natural_speakers (training extra)"
        )
    return NATURAL[0]


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
    place = next(place for place in PLACES if place.name == order.place)
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
            kind = f"{order.place}, words" if words else order.place
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


def measure_all(
    wanted: list[Order],
    candidates: tuple[Candidate, ...],
    workers: int = 1,
    parts: Path | None = None,
) -> Iterator[tuple[Order, list[Measured]]]:
    """Measure every order, in so many processes at a time.

    With `parts` what is measured is kept there, and taken from there the next time: it is that of
    the same order, the same models, and the same code that hears.
    """
    jobs = ((order, candidates, parts) for order in wanted)
    if workers == 1:
        yield from map(_measure, jobs)
        return
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        yield from pool.imap_unordered(_measure, jobs)


def kept(order: Order, candidates: tuple[Candidate, ...], parts: Path) -> Path:
    """Where the results for `order` are kept."""
    said = dataclasses.replace(order, kokoro=None)
    what = [repr(said), _hearing(), *(f"{_model(c.model)} {c.threshold}" for c in candidates)]
    digest = hashlib.blake2b("\0".join(what).encode(), digest_size=12).hexdigest()
    return parts / f"{digest}.pickle"


def _measure(
    job: tuple[Order, tuple[Candidate, ...], Path | None],
) -> tuple[Order, list[Measured]]:
    order, candidates, parts = job
    if parts is None:
        return order, measure(order, candidates)
    file = kept(order, candidates, parts)
    if file.exists():
        found: list[Measured] = pickle.loads(file.read_bytes())  # noqa: S301 (our own)
        return order, found
    found = measure(order, candidates)
    parts.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".new").write_bytes(pickle.dumps(found))
    file.with_suffix(".new").rename(file)
    return order, found


@cache
def _hearing() -> str:
    """What hears, and what is said to it."""
    root = Path(hearing.__file__).parents[2]
    files = [*(root / "speech" / "hearing").glob("*.py"), *(root / "content").glob("*.yaml")]
    files += Path(__file__).parent.glob("*.*")
    return _digest(sorted(file for file in files if file.suffix in {".py", ".yaml"}))


@cache
def _model(folder: Path) -> str:
    return _digest(sorted(file for file in folder.rglob("*.*") if file.suffix in _OF_A_MODEL))


def _digest(files: list[Path]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
