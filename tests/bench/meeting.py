"""A two-hour meeting in the room: how long it takes, its signals against due, what is understood.

    python -m tests.bench.meeting [--seed N] [--short]

Prints one table. The long meeting is eight people, two hours, by voice; the demo is the demo's.
"""

import argparse
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from content import content_file
from device.meeting.plan import Plan
from device.planfile import read_plan
from device.simulation.outcome import Outcome
from device.simulation.run import run_meeting
from device.simulation.script import Script, parse_script, read_script
from device.simulation.transcript import Told
from tests.bench.hearing.footprint import peak

# Everyone uses the time that there is: the meeting lasts as long as it was planned.
LONG = """
moments:
  - {hears: turn_start, who: named, gives_turn: true, does: [{talks: end, plus: 2}]}
  - hears: dialogue_time_up
    after: 480
    does: [{says: "Tidtager, næste."}]
  - hears: own_words
    during: closing
    does: [{talks: 110}, {waits: 1}, {says: "Tidtager, næste."}]
  - hears: dialogue_intro
    who: Bo
    after: 300
    besides: true
    does: [{says: "Tidtager, stil et spørgsmål."}]
  - hears: dialogue_intro
    who: Carla
    after: 600
    besides: true
    does: [{says: "Tidtager, hvor lang tid er der tilbage?"}]
"""


def plan_in(name: str) -> Plan:
    """A plan that is shipped."""
    return read_plan(content_file(name).read_bytes(), name)


def hold(plan: Plan, script: Script, seed: int) -> Outcome:
    """The meeting, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as out:
        return run_meeting(plan, script, seed=seed, out=Path(out))


def main() -> None:
    """Hold the meetings and print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--short", action="store_true", help="the demo's meeting alone")
    given = arguments.parse_args()

    meetings = {"demo": (plan_in("scripts/demo-plan.yaml"), read_script("demo"))}
    if not given.short:
        meetings["two hours"] = (plan_in("examples/foerste-moede.yaml"), parse_script(LONG))
    outcomes = {name: hold(plan, script, given.seed) for name, (plan, script) in meetings.items()}
    table = Table()
    table.add_column("")
    for name in outcomes:
        table.add_column(name, justify="right")
    for row in zip(*map(figures, outcomes.values()), strict=True):
        table.add_row(row[0][0], *(figure for _, figure in row))
    Console().print(table)
    Console().print(f"largest memory of the process: {peak():.0f} MB")


def figures(outcome: Outcome) -> list[tuple[str, str]]:
    """What is worth knowing about a meeting."""
    hearing, signals = outcome.hearing, outcome.signals
    again = {(told.line.who, told.line.text) for told in hearing.told if not told.right}
    late = max((signal.late for signal in signals), default=0.0)
    hours = outcome.seconds / 3600
    return [
        ("finished", "yes" if outcome.finished else "no"),
        ("in the room", f"{outcome.seconds / 60:.1f} min"),
        ("wall time", f"{outcome.wall:.1f} s"),
        ("time signals", str(len(signals))),
        ("latest signal", f"{late * 1000:.1f} ms after it was due"),
        ("told the box", str(len(hearing.told))),
        ("understood as meant", f"{hearing.right} ({hearing.right / len(hearing.told):.1%})"),
        ("taken for something else", str(sum(_wrong(told) for told in hearing.told))),
        ("different things misheard", str(len(again))),
        ("false accepts", _per_hour(len(hearing.false_accepts), hours)),
        ("false wakes", _per_hour(len(hearing.false_wakes), hours)),
    ]


def _per_hour(count: int, hours: float) -> str:
    return f"{count} ({count / hours:.1f} an hour)"


def _wrong(told: Told) -> bool:
    return told.understood is not None and not told.right


if __name__ == "__main__":
    main()
