"""Interrupting the box: ``python -m tests.bench.bargein``, some minutes on one core.

The box reads its own phrases and questions aloud in the simulated room; voices for choosing say
commands at random moments meanwhile, one metre away. The place is how much louder the box is at its
microphone than they are. Then it reads with nobody there: whatever it hears is its own voice.
Each sitting of a minute begins with a canceller that knows nothing of the room. All cancellers hear
the same sound; ``--canceller`` says which (tests/bench/bargein/cancellers.py).
"""

import resource
import tempfile
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table

from device.box.outlets import interruptions_of
from speech.hearing.duplex import THRESHOLD, DuplexEar
from speech.hearing.echo import Reference
from speech.saying.loudness import CEILING
from speech.sound import RATE
from tests.bench.bargein.cancellers import CANCELLERS
from tests.bench.bargein.sitting import LISTEN_FOR, Bench, Counts, Place
from tests.bench.hearing.counts import latency, share

CLIPPING = CEILING
"""Of full scale: where a small amplifier that is turned up clips. The box gives no more."""
PLACES = (
    Place(0.0),
    Place(6.0),
    Place(12.0),
    Place(6.0, jitter=0.15),
    Place(6.0, drift=100.0),
    Place(6.0, distortion=2.0),
    *(Place(6.0, ceiling=CLIPPING, volume=n, limited=one) for n in (0, 2) for one in (False, True)),
    Place(6.0, ceiling=0.35),
)


def main(
    sittings: Annotated[int, typer.Option(help="Minutes with interruptions, each place.")] = 8,
    minutes: Annotated[int, typer.Option(help="Minutes with nobody there, each place.")] = 10,
    threshold: Annotated[
        list[float] | None, typer.Option(help="Of the ear for interruptions.")
    ] = None,
    only: Annotated[str, typer.Option(help="Only places with this in their name.")] = "",
    canceller: Annotated[
        list[str] | None, typer.Option(help=f"{', '.join(CANCELLERS)}, or all.")
    ] = None,
    faults: Annotated[bool, typer.Option(help="List what the box heard of itself.")] = False,
) -> None:
    """Measure how well the box can be interrupted."""
    console = Console(width=200)
    cancellers = [*CANCELLERS] if canceller == ["all"] else canceller or ["none", "ours"]
    table = Table("the box's voice", "canceller", "at", "commands", "of these: stop", "others",
                  "its own voice:\ncommands, calls", "removed", "latency\nmedian / p95",
                  "canceller,\nall (RTF)", title="Barge-in")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        try:
            console.print(f"memory of the second ear and our canceller: {memory(bench):.0f} MB")
            for place in (place for place in PLACES if only in str(place)):
                interrupted = {name: Counts() for name in cancellers}
                alone = {name: Counts() for name in cancellers}
                bench.interrupt(place, sittings, interrupted)
                bench.alone(place, minutes, alone)
                for name in cancellers:
                    for at in threshold or [THRESHOLD]:
                        row = (str(place), name, f"{at:g}")
                        row += _row(interrupted[name], alone[name], at, minutes)
                        table.add_row(*row)
                        console.print("; ".join(row), highlight=False, soft_wrap=True)
                    for own in alone[name].own if faults else []:
                        console.print(f"{place}: {own.kind} {own.text} {own.confidence:.2f}")
        finally:
            bench.close()
    console.print(table)


def _row(interrupted: Counts, alone: Counts, at: float, minutes: int) -> tuple[str, ...]:
    right = interrupted.right(at)
    stops = [said for said in interrupted.said if said.phrase.intent == "hush"]
    late = [found.at - said.ended for said in right if (found := said.right(at))]
    commands, calls = alone.taken(at)
    return (
        _counted(len(right), len(interrupted.said)),
        _counted(sum(said.phrase.intent == "hush" for said in right), len(stops)),
        str(interrupted.wrong(at)),
        f"{commands}, {calls} in {minutes} min",
        f"{alone.removed:.1f} dB",
        latency(late),
        f"{interrupted.cancelling / interrupted.seconds:.3f}, "
        f"{interrupted.work / interrupted.seconds:.3f}",
    )


def memory(bench: Bench) -> float:
    """Megabytes that listening for interruptions takes, besides the ear that there is."""
    grammar = interruptions_of(LISTEN_FOR)
    one = bench.ear()
    one.listen_for(grammar)
    one.feed(np.ones(RATE, dtype=np.int16))
    before = _resident()
    ears = DuplexEar(one, bench.interrupting(), Reference())
    ears.interruptions.listen_for(grammar)
    ears.interruptions.unmute()
    ears.feed(np.ones(RATE, dtype=np.int16))
    return _resident() - before


def _counted(right: int, n: int) -> str:
    return f"{right}/{n}, {share(right, n)}"


def _resident() -> float:
    """Megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


if __name__ == "__main__":
    typer.run(main)
