"""Ours against the libraries: ``python -m tests.bench.libraries``, half an hour of a free core.

Voices for choosing; in a place every candidate hears the same sound. What the echo cancellers do
is measured with the barge-in (`tests.bench.bargein`), which this runs first.
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from speech.hearing import Ear
from speech.hearing.voice_activity import extent
from speech.sound import RATE, Samples
from tests.bench.bargein import __main__ as bargein
from tests.bench.hearing.commands import CommandMaterial
from tests.bench.hearing.commands import Table as Group
from tests.bench.hearing.counts import Understood, latency, share
from tests.bench.hearing.measuring import Listener, understand
from tests.bench.hearing.places import Microphone, Place, place_named
from tests.bench.hearing.speakers import Speakers
from tests.bench.hearing.talk import Talk
from tests.bench.libraries.detectors import (
    DETECTORS,
    VOICINGS,
    Detected,
    SileroEar,
    detect,
    stretches,
)
from tests.bench.libraries.suppressors import SUPPRESSORS, Suppressed

WHERE = ("clean", "room 20 dB", "dishes 10 dB", "rain 10 dB", "babble 10 dB")
PARTS = ("echo", "detectors", "ears", "voicing", "suppressors")
LEARNING = 10.0
"""Seconds of the place that detectors hear before anything counts."""
CONSOLE = Console(width=160)


def spoken(where: Place, n: int, seed: int) -> list[tuple[Samples, float, float]]:
    """Sentences said in `where`: sound, and where speech begins and ends in it, in seconds."""
    rng, speakers = random.Random(f"{where.name} {seed}"), Speakers("choosing")
    talk = Talk(rng)
    microphone = Microphone(
        where,
        rng,
        box=speakers.box,
        talk=lambda: speakers.aside(talk.sentence(), rng),
    )
    found = []
    for _ in range(n):
        said = speakers.say(talk.sentence(), speakers.anyone(rng), rng)
        loud = np.flatnonzero(np.abs(said.sound) > 0.003)
        start = where.before + loud[0] / RATE
        found.append((microphone.hear(said.sound), start, where.before + said.end))
    speakers.close()
    return found


def commands(
    where: Place, n: int, seed: int, listeners: dict[str, Listener], keep: list[Samples]
) -> dict[str, Understood]:
    """`n` commands in `where`, heard by each of `listeners`; what was said goes into `keep`."""
    rng, speakers = random.Random(f"commands {where.name} {seed}"), Speakers("choosing")
    counts = {name: Understood() for name in listeners}
    for one in CommandMaterial(where, speakers, rng, Group()).say(n):
        keep += [part.sound for part in one.parts]
        for name, listener in listeners.items():
            understand(listener, one, counts[name])
    speakers.close()
    return counts


def detection(where: list[str], sentences: int) -> None:
    """Frames against known times."""
    table = Table("place", "detector", "speech missed", "false", "end: median / p95",
                  "never ended", "RTF", title="Voice activity, frames of 10 ms")  # fmt: skip
    for name in where:
        heard = spoken(place_named(name), sentences, 1)
        for title, make in DETECTORS.items():
            one = Detected()
            detector = make()
            detector.hear(np.resize(heard[-1][0], int(LEARNING * RATE)))
            detect(heard, detector, one)
            table.add_row(
                *(name, title),
                *(f"{100 * one.missed / one.speech:.1f} %", f"{100 * one.false / one.other:.1f} %"),
                *(latency(one.late), f"{one.endless}/{sentences}"),
                f"{one.work / one.seconds:.4f}",
            )
    CONSOLE.print(table)


def understood(
    title: str, where: list[str], n: int, make: Callable[[], dict[str, Listener]]
) -> None:
    """Commands understood in each place by what `make` makes for it."""
    table = Table("place", "candidate", "right", "taken for another", "end: median / p95", "RTF",
                  title=title)  # fmt: skip
    for name in where:
        listeners = make()
        counts = commands(place_named(name), n, 2, listeners, [])
        for candidate, one in counts.items():
            work = listeners[candidate].work
            row = (
                *(name, candidate, f"{one.right}/{one.all}, {share(one.right, one.all)}"),
                *(str(one.wrong), latency(one.latencies), f"{work.cpu / work.audio:.3f}"),
            )
            table.add_row(*row)
            CONSOLE.print("; ".join(row), highlight=False, soft_wrap=True)
    CONSOLE.print(table)


def voicing(n: int) -> None:
    """Of what was said, and of what rang, how much is taken for a voice."""
    table = Table("what", *VOICINGS, title="Taken for a voice")
    sounds: dict[str, list[Samples]] = {}
    for name in ("clean", "dishes 10 dB", "rain 10 dB"):
        sounds[f"commands, {name}"] = kept = []
        commands(place_named(name), n, 3, {}, kept)
        kept[:] = [sound[slice(*extent(sound))] for sound in kept]
    for kind in ("cups", "dishes", "rain"):
        sounds[f"nobody, {kind}"] = stretches(kind, n)
    for what, some in sounds.items():
        row = [f"{sum(map(check, some))}/{len(some)}" for check in VOICINGS.values()]
        table.add_row(what, *row)
    long = np.concatenate(sounds["commands, clean"])
    for check in VOICINGS.values():
        began = time.process_time()
        check(long)
        spent = time.process_time() - began
        CONSOLE.print(f"{check.__name__}: RTF {spent / (len(long) / RATE):.4f}")
    CONSOLE.print(table)


def suppression_work() -> None:
    """What suppressors cost, and how sound comes out of them."""
    sound = np.concatenate([one[0] for one in spoken(place_named("rain 10 dB"), 5, 4)])
    sound = sound[: len(sound) // 1600 * 1600]
    for name, make in SUPPRESSORS.items():
        suppressor = make()
        began = time.process_time()
        for at in range(0, len(sound), 1600):
            suppressor(sound[at : at + 1600])
        spent = time.process_time() - began
        CONSOLE.print(f"{name}: RTF {spent / (len(sound) / RATE):.4f}")


def main(
    part: Annotated[
        list[str] | None, typer.Option(help=f"{', '.join(PARTS)}; default: all.")
    ] = None,
    place: Annotated[list[str] | None, typer.Option(help=f"{', '.join(WHERE)}.")] = None,
    n: Annotated[int, typer.Option(help="Commands or sentences in each place.")] = 60,
) -> None:
    """Print the tables."""
    where = place or [*WHERE]
    wanted = set(part or PARTS)
    if "echo" in wanted:
        bargein.main(canceller=["all"])
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        if "detectors" in wanted:
            detection(where, n)
        if "ears" in wanted:

            def with_detectors() -> dict[str, Listener]:
                ears = {f"Silero {at}": SileroEar(cache=cache, at=at) for at in (0.3, 0.5)}
                return {
                    name: Listener(ear) for name, ear in ({"ours": Ear(cache=cache)} | ears).items()
                }

            understood("Commands understood, by the ear's detector", where, n, with_detectors)
        if "voicing" in wanted:
            voicing(n)
        if "suppressors" in wanted:
            suppression_work()

            def behind() -> dict[str, Listener]:
                made = {name: make() for name, make in SUPPRESSORS.items()}
                return {name: Suppressed(Ear(cache=cache), one) for name, one in made.items()}

            understood("Commands understood behind a suppressor", where, n, behind)


if __name__ == "__main__":
    typer.run(main)
