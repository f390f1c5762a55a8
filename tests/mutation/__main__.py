"""How many small faults in the code the tests notice.

    python -m tests.mutation [--count 40] [--seed 1] [--paths device/planfile ...] [--minutes 10]

Faults are chosen by seed, one of each file in turn. The first run notes which tests see which
function (some minutes); after that a fault takes seconds. What is judged is kept in out/mutation,
so that a run that was ended, or one with a greater --count, goes on where it was. Survivors that
are no fault at all stand with the reason in tests/mutation/equivalent.yaml.

Not mutmut 3, which changes functions only (a default, a constant or a field of a dataclass is
none), nor cosmic-ray, which starts pytest anew for each fault and does not choose the tests;
neither takes a sample by seed.
"""

import argparse
import difflib
import json
import os
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from ruamel.yaml import YAML

from tests.mutation.judging import Crew, judge, room_of, see
from tests.mutation.mutants import Mutant, is_python, mutants_of
from tests.mutation.places import PLACES, ROOT, TESTS

KEPT = ROOT / "out" / "mutation"
EQUIVALENT = Path(__file__).with_name("equivalent.yaml")
GOAL = 85.0
"""Percent of the faults that are to be noticed."""


def chosen(sources: dict[str, str], seed: int) -> Iterator[Mutant]:
    """All faults in `sources`, in an order by `seed`: one of each file, then the next of each."""
    by_file = []
    for file, source in sorted(sources.items()):
        mutants = list(mutants_of(file, source))
        random.Random(f"{seed} {file}").shuffle(mutants)
        by_file.append(mutants)
    random.Random(seed).shuffle(by_file)
    in_turn = (mutant for mutant in chain.from_iterable(zip_longest(*by_file)) if mutant)
    return (mutant for mutant in in_turn if is_python(mutant, sources[mutant.file]))


def sources_in(paths: Sequence[str]) -> dict[str, str]:
    """The Python files at `paths`, by name from the root."""
    files = chain.from_iterable(
        [ROOT / path] if (ROOT / path).is_file() else (ROOT / path).rglob("*.py") for path in paths
    )
    return {f.relative_to(ROOT).as_posix(): f.read_text(encoding="utf-8") for f in files}


def equivalents(path: Path = EQUIVALENT) -> dict[tuple[str, str, str, str], str]:
    """Why each fault that is none is none: by file, function, and the line before and after."""
    rows = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")) or []
    return {
        (row["file"], row["function"], row["before"], row["after"]): row["reason"] for row in rows
    }


def is_none(mutant: Mutant, known: dict[tuple[str, str, str, str], str]) -> bool:
    """Whether it stands among the equivalents."""
    return (mutant.file, mutant.function, mutant.before, mutant.after) in known


def diff(mutant: Mutant, source: str) -> str:
    """The fault as a diff with two lines around it."""
    lines = difflib.unified_diff(
        source.splitlines(), mutant.applied(source).splitlines(), mutant.file, mutant.what,
        n=2, lineterm="",
    )  # fmt: skip
    return "\n".join(lines)


def table_of(judged: dict[Mutant, str], known: dict[tuple[str, str, str, str], str]) -> Table:
    """Each room's figures, and all of them."""
    table = Table()
    for heading in ("", "faults", "noticed", "by time limit", "survived", "no fault", "noticed %"):
        table.add_column(heading, justify="left" if not heading else "right")
    rooms = sorted({room_of(mutant.file) for mutant in judged})
    for room in [*rooms, "all"]:
        counts = Counter(
            "none" if result in {"survived", "unseen"} and is_none(mutant, known) else result
            for mutant, result in judged.items()
            if room in {room_of(mutant.file), "all"}
        )
        noticed = counts["killed"] + counts["slow"]
        survived = counts["survived"] + counts["unseen"]
        of = noticed + survived
        share = f"{100 * noticed / of:.1f}" if of else "–"
        table.add_row(
            room, str(sum(counts.values())), str(noticed), str(counts["slow"]), str(survived),
            str(counts["none"]), share,
        )  # fmt: skip
    return table


def main() -> int:
    """Judge, and print the figures; 0 when the goal is reached."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40, help="how many faults, of all rooms")
    parser.add_argument("--paths", nargs="+", default=list(PLACES))
    parser.add_argument("--tests", nargs="+", default=list(TESTS), help="that are to notice")
    parser.add_argument("--minutes", type=float, default=1e9, help="then stop, to be gone on with")
    parser.add_argument("--budget", type=float, default=60.0, help="seconds of tests for a fault")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="runs of tests at once")
    parser.add_argument("--map", action="store_true", help="note anew which tests see what")
    parser.add_argument("--again", action="store_true", help="judge the survivors anew")
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False)
    KEPT.mkdir(parents=True, exist_ok=True)
    state = KEPT / "judged.json"
    results: dict[str, str] = json.loads(state.read_text()) if state.exists() else {}
    if given.again:
        results = {key: result for key, result in results.items() if result in {"killed", "slow"}}
    sources = sources_in(given.paths)
    wanted = list(islice(chosen(sources, given.seed), given.count))
    known = equivalents()
    until = time.monotonic() + 60 * given.minutes
    with (
        tempfile.TemporaryDirectory(prefix="mutation-") as folder,
        Crew(Path(folder), given.jobs) as crew,
    ):
        seen = see(crew, KEPT / "seen.json", given.tests, anew=given.map, tell=console.print)
        left = [mutant for mutant in wanted if mutant.id not in results]
        work = [(mutant, seen.tests_for(mutant, given.budget)) for mutant in left]
        for number, (result, seconds) in crew.each(judge, work):
            mutant = left[number]
            results[mutant.id] = result
            state.write_text(json.dumps(results), encoding="utf-8")
            console.print(
                f"{result:8s} {seconds:5.1f} s  {mutant.file}:{mutant.line} {escape(mutant.what)}"
            )
            if time.monotonic() > until:
                console.print("the time is up; run the same again to go on")
                break
    judged = {mutant: results[mutant.id] for mutant in wanted if mutant.id in results}
    for mutant, result in judged.items():
        if result in {"survived", "unseen"} and not is_none(mutant, known):
            console.print(f"\n{result}, in {mutant.function or 'the module'}:")
            console.print(escape(diff(mutant, sources[mutant.file])))
    console.print(table_of(judged, known))
    real = [m for m, result in judged.items() if not is_none(m, known) or result == "killed"]
    noticed = sum(judged[mutant] in {"killed", "slow"} for mutant in real)
    return 0 if 100 * noticed >= GOAL * len(real) else 1


if __name__ == "__main__":
    raise SystemExit(main())
