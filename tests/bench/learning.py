"""Measures what learning a group's voices gives: ``python -m tests.bench.learning``, ten minutes.

People whom the model hears badly (the worst of many voices that it was not trained on) sit at
tables of four. Each says the sentences of the agenda item once, in a room with 20 dB of noise, and
everybody's ways of saying them go into the table's lexicon; then other utterances of the same
people are recognised in 10 dB of noise with and without it: commands whose words were in the
sentences, and all others. The same lexicon listens to talk that has no commands in it.

``--dev DIR`` adds recordings (DIR/index.tsv: file, text, source): each text is learned from one
recording and recognised in another. Where a text was recorded only once, the other is made from
it: another tempo, room, level and noise. The table tells which.
"""

import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import soxr
import typer
from rich.console import Console
from rich.table import Table

from device.meeting.group import Group, learned_of, taught
from device.meeting.phrases import load_phrases
from device.meeting.plan import Plan
from device.simulation.acoustics import gain, level
from speech.espeak import Espeak
from speech.hearing import ClosedSet, Ear, Grammar, Utterance
from speech.hearing.costs import Costs
from speech.hearing.grammar import Learned, Phrase, commands, normal, phrases
from speech.hearing.learning import ordinary
from speech.hearing.store import MODEL
from speech.held_out import HELD_OUT
from speech.sound import BLOCK, RATE, Samples
from tests.bench.hearing.places import Microphone, Place
from tests.bench.hearing.recordings import Recording, sets
from tests.bench.hearing.speakers import SPEECH_LEVEL, Sound
from tests.bench.hearing.talk import Talk

SEED = 11
ACCENTS = ("nb", "sv", "de", "nl", "is")
"""Languages of espeak-ng's by whose rules Danish words are read: nobody trained on that."""
QUIET, LOUD = Place("room 20 dB", 20.0), Place("room 10 dB", 10.0)
TABLE = 4
HALVES = {"choosing half": False, "kept half": True}
"""Of recordings: whether it is the one that nothing was chosen on."""


def sentences() -> tuple[str, ...]:
    """What the agenda item has people say."""
    wake = commands().wake_words[0].capitalize()
    return tuple(said.format(wake=wake) for said in load_phrases().wordings["voice_sentences"])


@dataclass(frozen=True)
class Person:
    """One body and way of speaking; each utterance is a little different."""

    voice: str
    """espeak-ng's, such as "da+f2"; "nb+f2" speaks Danish with a Norwegian tongue."""
    size: float
    rate: int
    pitch: int

    def say(self, text: str, rng: random.Random, espeak: Espeak) -> Sound:
        """`text` at RATE and SPEECH_LEVEL."""
        made = espeak.synthesise(
            text,
            self.voice,
            rate=round(self.rate * rng.uniform(0.9, 1.1)),
            pitch=round(self.pitch + rng.uniform(-6, 6)),
            pitch_range=rng.randint(35, 65),
        )
        rate = made.rate * self.size * rng.uniform(0.985, 1.015)
        sound = soxr.resample(made.samples.astype(np.float32) / 32768, rate, RATE)
        return np.asarray(sound * gain(SPEECH_LEVEL - level(sound)), dtype=np.float32)


def anybody(
    rng: random.Random, n: int, variants: tuple[str, ...] = HELD_OUT, *, accents: bool = False
) -> list[Person]:
    """`n` people with held-out voices, taller and smaller than most."""
    return [
        Person(
            f"{ACCENTS[i % len(ACCENTS)] if accents else 'da'}+{variants[i % len(variants)]}",
            rng.choice((rng.uniform(0.82, 0.95), rng.uniform(1.05, 1.25))),
            rng.randint(125, 215),
            rng.randint(20, 80),
        )
        for i in range(n)
    ]


class Bench:
    """Ears with one model, and a table's microphone."""

    def __init__(self, cache: Path, model: Path, costs: Costs | None = None) -> None:
        self._espeak = Espeak()
        self._cache, self._model, self._costs = cache, model, costs
        self.ear = self._ear()

    def _ear(self) -> Ear:
        return Ear(cache=self._cache, model=self._model, costs=self._costs)

    def microphone(self, place: Place, seed: int) -> Microphone:
        """A place's microphone; nobody else speaks there."""
        nothing = np.zeros(RATE, dtype=np.float32)
        return Microphone(
            place, random.Random(seed), box=lambda _text: nothing, talk=lambda: nothing
        )

    def enrolment(self, people: Iterable[Person], seed: int) -> tuple[Learned, int, int]:
        """What is learned of `people`; how many sayings were taken as such, of how many."""
        rng, microphone = random.Random(seed), self.microphone(QUIET, seed)
        enrolments: list[Learned] = []
        taken = said = 0
        for person in people:
            enrolments.append(())
            for sentence in sentences():
                self.ear.listen_for(Grammar(frozenset({"skip", "repeat"}), enrolment=sentence))
                sound = microphone.hear(person.say(sentence, rng, self._espeak))
                found = [u for u in self._hear(sound) if u.kind == "saying"]
                said += 1
                taken += bool(found)
                enrolments[-1] += tuple(pair for utterance in found for pair in utterance.learned)
        return of_group(enrolments), taken, said

    def _hear(self, sound: Samples) -> list[Utterance]:
        found: list[Utterance] = []
        for at in range(0, len(sound), BLOCK):
            found += self.ear.feed(sound[at : at + BLOCK])
        return found + self.ear.finish()

    def said_after(self, text: str, sound: Samples) -> Learned:
        """What is learned of a recording of `text`, cut as it is."""
        self.ear.listen_for(alone(text))
        before, after = (np.zeros(int(s * RATE), dtype=np.int16) for s in (0.5, 2.5))
        found = self._hear(np.concatenate((before, sound, after)))
        return tuple(pair for utterance in found for pair in utterance.learned)

    def recognised(
        self, texts: tuple[str, ...], learned: Learned, tests: list[tuple[Samples, str]]
    ) -> list[bool]:
        """Whether each recording went wrong among `texts`."""
        self.ear.listen_for(ClosedSet(texts, garbage=False, learned=learned))
        found = [(self.ear.one(sound), text) for sound, text in tests]
        return [utterance is None or utterance.text != text for utterance, text in found]

    def errors(
        self,
        people: Iterable[Person],
        said: Iterable[Phrase],
        learned: Learned,
        seed: int,
        place: Place = LOUD,
    ) -> list[bool]:
        """Whether each of `said`, by each of `people`, went wrong."""
        rng, microphone = random.Random(seed), self.microphone(place, seed)
        plain = ordinary()
        self.ear.listen_for(Grammar(plain.commands, plain.answers, learned=learned))
        answers = plain.answers
        wrong = []
        for person in people:
            for phrase in said:
                called = "" if phrase.intent in answers else f"{commands().wake_words[0]} "
                sound = microphone.hear(person.say(called + phrase.text, rng, self._espeak))
                found = [u for u in self._hear(sound) if u.kind == "command"]
                right = (
                    len(found) == 1
                    and found[0].intent == phrase.intent
                    and found[0].minutes == phrase.minutes
                )
                wrong.append(not right)
        return wrong

    def false_accepts(self, learned: Learned, minutes: float, seed: int) -> int:
        """Commands found in talk that has none."""
        rng, microphone = random.Random(seed), self.microphone(QUIET, seed)
        talkers, talk = anybody(rng, 16), Talk(rng)
        self.ear.listen_for(Grammar(ordinary().commands, learned=learned))
        samples = found = 0
        while samples < minutes * 60 * RATE:
            said = rng.choice(talkers).say(talk.sentence(), rng, self._espeak)
            pause = np.zeros(int(rng.uniform(0.15, 1.0) * RATE), np.float32)
            sound = microphone.hear(np.concatenate((said, pause)), padded=False)
            samples += len(sound)
            found += sum(u.kind == "command" for u in self._hear(sound))
        return found


def taught_and_other() -> tuple[list[Phrase], list[Phrase]]:
    """Commands of which every word is in the sentences, and all others."""
    plain = ordinary()
    known = {word for sentence in sentences() for word in normal(sentence).split()}
    every = phrases(plain.commands | plain.answers, ())
    taught = [phrase for phrase in every if set(phrase.text.split()) <= known]
    return taught, [phrase for phrase in every if phrase not in taught]


def of_group(enrolments: Iterable[Learned]) -> Learned:
    """What the box keeps of what it learned of each person."""
    plan, groups = Plan("egen dagsorden", (), ()), tuple[Group, ...]()
    for learned in enrolments:
        groups = taught(groups, plan, learned)
    return learned_of(groups, plan)


def badly_heard(bench: Bench, people: list[Person], most: int) -> list[Person]:
    """Those of whom the most goes wrong in a room with little noise; nobody who is heard well."""
    said = taught_and_other()[0][::2]
    faults = {
        person: sum(bench.errors([person], said, (), SEED + n, QUIET))
        for n, person in enumerate(people)
    }
    worst = sorted(people, key=lambda person: -faults[person])[:most]
    return [person for person in worst if faults[person]]


@dataclass
class Counts:
    """Errors without and with what was learned, and how many utterances there were."""

    before: int = 0
    after: int = 0
    n: int = 0

    def add(self, before: list[bool], after: list[bool]) -> None:
        """Count these too."""
        self.before += sum(before)
        self.after += sum(after)
        self.n += len(before)

    @property
    def left(self) -> float:
        """The share of the errors that is left; 1 where there were none."""
        return self.after / self.before if self.before else 1.0

    def row(self, name: str) -> tuple[str, str, str, str]:
        """For the table."""
        left = f"{self.left:.2f}" if self.before else "-"
        return name, f"{self.before}/{self.n}", f"{self.after}/{self.n}", left


def in_the_room(
    bench: Bench, kind: str, people: list[Person], minutes: float, table: Table
) -> None:
    """Tables of badly heard people, `kind` in the table's words."""
    taught, other = taught_and_other()
    counts = {"words of the sentences": Counts(), "other commands": Counts()}
    taken = said = size = accepted = accepted_before = 0
    if not people:
        table.add_row(f"{kind}: all are heard well", "", "", "")
        return
    tables = [people[at : at + TABLE] for at in range(0, len(people), TABLE)]
    for n, group in enumerate(tables):
        learned, some, of = bench.enrolment(group, SEED + n)
        taken, said, size = taken + some, said + of, size + len(learned)
        for name, chosen in zip(counts, (taught, other[n % 4 :: 4]), strict=True):
            before = bench.errors(group, chosen, (), SEED + 100 + n)
            counts[name].add(before, bench.errors(group, chosen, learned, SEED + 100 + n))
        accepted_before += bench.false_accepts((), minutes / len(tables), SEED + n)
        accepted += bench.false_accepts(learned, minutes / len(tables), SEED + n)
    for name, counted in counts.items():
        table.add_row(*counted.row(f"{len(people)} {kind}: {name}"))
    table.add_row("  sayings taken in the enrolment", "", f"{taken}/{said}", "")
    table.add_row("  ways learned, a table of four", "", f"{size / len(tables):.0f}", "")
    hours = f"{minutes / 60:.2f} h"
    table.add_row(
        f"  commands found in {hours} of other talk", str(accepted_before), str(accepted), ""
    )


def alone(text: str) -> ClosedSet:
    """An enrolment in which nothing else can be said."""
    return ClosedSet((), garbage=False, enrolment=text)


def changed(sound: Samples, rng: random.Random, microphone: Microphone) -> Samples:
    """A recording as if it were another: tempo, pitch, room, level and noise."""
    tempo = rng.choice((0.92, 1.08)) * rng.uniform(0.98, 1.02)
    other = soxr.resample(sound.astype(np.float32) / 32768, RATE, RATE / tempo)
    other = other * gain(SPEECH_LEVEL + rng.uniform(-6, 3) - level(other))
    return microphone.hear(other.astype(np.float32))


def from_recordings(bench: Bench, dev: Path, *, kept: bool) -> Iterator[tuple[str, Counts]]:
    """Each text learned from one recording, among all texts of its set, recognised in another."""
    rng = random.Random(SEED)
    microphone = bench.microphone(QUIET, SEED)
    for some in sets(dev):
        first: dict[str, Recording] = {}
        real, made = [], []
        for recording in some.recordings:
            if recording.choosing == kept:
                continue
            if recording.text in first:
                real.append((recording.load(), recording.text))
            else:
                first[recording.text] = recording
                made.append((changed(recording.load(), rng, microphone), recording.text))
        bench.ear.prepare(alone(text) for text in first)
        learned = of_group(bench.said_after(text, said.load()) for text, said in first.items())
        for name, tests in (("another recording", real), ("the same, changed", made)):
            counted = Counts()
            before = bench.recognised(some.texts, (), tests)
            counted.add(before, bench.recognised(some.texts, learned, tests))
            yield f"{some.name}, among {len(some.texts)}: {name}", counted


def errors_left(model: Path, dev: Path, *, kept: bool) -> Counts:
    """All sets of `dev` together, of one half."""
    total = Counts()
    with tempfile.TemporaryDirectory() as folder:
        for _, some in from_recordings(Bench(Path(folder), model), dev, kept=kept):
            total.before += some.before
            total.after += some.after
            total.n += some.n
    return total


def main(
    dev: Annotated[Path | None, typer.Option(help="Recordings, with index.tsv.")] = None,
    kept: Annotated[bool, typer.Option(help="The half that nothing is chosen on.")] = False,
    model: Annotated[Path, typer.Option(help="The model's folder.")] = MODEL,
    people: Annotated[int, typer.Option(help="Badly heard people of each kind.")] = 8,
    minutes: Annotated[float, typer.Option(help="Of other talk for each kind.")] = 20.0,
) -> None:
    """Measure what learning a group's voices gives."""
    table = Table("measured", "wrong before", "wrong after", "left", title="Learning voices")
    variants = HELD_OUT[1::2] if kept else HELD_OUT[::2]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), model)
        kinds = (("people heard badly", False), ("people with accents", True))
        for kind, accents in kinds if people else ():
            some = anybody(random.Random(SEED), 3 * people, variants, accents=accents)
            in_the_room(bench, kind, badly_heard(bench, some, people), minutes, table)
        if dev:
            for name, counted in from_recordings(bench, dev, kept=kept):
                table.add_row(*counted.row(name))
    Console(width=110).print(table)


if __name__ == "__main__":
    typer.run(main)
