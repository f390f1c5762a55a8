"""Prints what each phone confusion should cost: ``python -m tests.bench.confusion --dev DIR``.

The table is that of speech/hearing/confusion.py, from the choosing half of the recordings. Each is
heard as phones at will, near what its text says (as in enrolment); those are aligned with the
text's own, and the pairs are counted. A cost is how much rarer than itself a phone was heard as the
other, as a negative log. To the counts come so many of nobody's as give a pair without any the cost
of 2 that all had before: rare phones would have costs of one recording.
"""

import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from speech.hearing.confusion import CONFUSION
from speech.hearing.lexicon import Lexicon
from speech.hearing.store import MODEL
from tests.bench.hearing.recordings import sets
from tests.bench.learning import Bench, alone

NOBODYS = 8.0
"""How often each phone was heard as itself by nobody."""
UNSEEN = 2.0
"""The cost of a pair that nobody was heard to say."""
LEAST, MOST = 0.3, 3.2

Phones = Sequence[str]


def aligned(said: Phones, heard: Phones) -> tuple[float, list[tuple[str, str]]]:
    """How far they are from each other, and the phones that stand for each other."""
    best: dict[tuple[int, int], tuple[float, list[tuple[str, str]]]] = {(0, 0): (0.0, [])}
    for i in range(len(said) + 1):
        for j in range(len(heard) + 1):
            ways = [best[i, j]] if (i, j) in best else []
            if i:
                cost, pairs = best[i - 1, j]
                ways.append((cost + 1.0, pairs))
            if j:
                cost, pairs = best[i, j - 1]
                ways.append((cost + 0.8, pairs))
            if i and j:
                cost, pairs = best[i - 1, j - 1]
                pair = (said[i - 1], heard[j - 1])
                ways.append((cost + _apart(*pair), [*pairs, pair]))
            best[i, j] = min(ways, key=lambda way: way[0])
    return best[len(said), len(heard)]


def _apart(said: str, heard: str) -> float:
    if said == heard:
        return 0.0
    return 0.5 if any(way == (heard,) for way, _ in CONFUSION.get(said, ())) else 1.0


def heard_as(dev: Path, model: Path) -> Iterator[tuple[str, str]]:
    """Each phone said in the choosing half, and what it was heard as."""
    lexicon = Lexicon()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), model)
        some = [one for part in sets(dev) for one in part.recordings if one.choosing]
        bench.ear.prepare(alone(text) for text in {one.text for one in some})
        for recording in some:
            likeliest: dict[str, Phones] = {}
            for word, phones in bench.said_after(recording.text, recording.load()):
                likeliest.setdefault(word, phones.split())
            for word, phones in likeliest.items():
                yield from min(aligned(way, phones) for way in lexicon.word(word))[1]


def main(
    dev: Annotated[Path, typer.Option(help="Recordings, with index.tsv.")],
    model: Annotated[Path, typer.Option(help="The model's folder.")] = MODEL,
) -> None:
    """Count what each phone is heard as."""
    counts = Counter(heard_as(dev, model))
    console = Console(highlight=False)
    for phone, ways in CONFUSION.items():
        costs = []
        for way, _ in ways:
            # two phones in a row are not counted
            seen = counts[phone, way[0]] if len(way) == 1 else None
            itself = counts[phone, phone] + NOBODYS
            cost = UNSEEN
            if seen is not None:
                cost = math.log(itself / (seen + NOBODYS * math.exp(-UNSEEN)))
            costs.append(f"{'+'.join(way)}:{min(max(cost, LEAST), MOST):.1f}")
        console.print(f"{phone}={','.join(costs)}")


if __name__ == "__main__":
    typer.run(main)
