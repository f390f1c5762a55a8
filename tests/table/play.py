"""A meeting in the room as a play: who said what, who pressed what, and what the lamp showed.

``python -m tests.table.play --all`` plays every form's golden meeting, and keeps it;
``python -m tests.table.play forberedelse`` that of tests/table/test_form_forberedelse.py alone.
"""

import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from itertools import repeat, zip_longest
from pathlib import Path

from content import load
from device.meeting.events import Remembered
from device.meeting.group import Group, Memory
from device.meeting.plan import Plan
from device.meeting.remembered import Summary
from device.memory.journal import Journal
from device.panel.lamp import lamp_in_words
from device.simulation.outcome import Outcome
from device.simulation.run import run_meeting
from device.simulation.script import parse_script

GOLDEN = Path(__file__).parent / "golden"
_TIMED = re.compile(r"\d\d:\d\d  ")
NEAR = 1
"""Seconds by which a line may come sooner or later than it was kept: with another espeak-ng, or on
another processor, a sentence ends some samples away, and another second has begun."""
NAMES = ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gitte", "Henrik",
         "Ida", "Jens", "Karen", "Lars", "Mette", "Niels", "Ole", "Pia")  # fmt: skip


@dataclass(frozen=True)
class Play:
    """A meeting whose transcript is kept: tests/table/golden/<name>.txt."""

    name: str
    plan: Plan | bytes
    script: str
    memory: Memory | None = None
    """What the box remembers beforehand."""
    seed: int = 1

    def perform(self, out: Path, graphs: Path | None = None) -> Outcome:
        """Hold the meeting; its files go to `out`."""
        if self.memory is not None:
            remembers(out, self.memory)
        return run_meeting(
            self.plan,
            parse_script(self.script),
            seed=self.seed,
            out=out,
            graphs=graphs,
            fresh=self.memory is None,
        )

    def again(self, outcome: Outcome) -> str:
        """How it was played this time, with the times that were kept where these are near."""
        return timed_as(self.kept, played(outcome))

    @property
    def kept(self) -> str:
        """The play as it was when somebody last read it."""
        return (GOLDEN / f"{self.name}.txt").read_text(encoding="utf-8")


def timed_as(kept: str, now: str) -> str:
    """The play `now`, a line at the time of the same line of `kept` where that is NEAR."""
    lines = []
    for line, before in zip_longest(now.splitlines(), kept.splitlines(), fillvalue=""):
        same = line[5:] == before[5:] and _TIMED.match(line) and _TIMED.match(before)
        lines.append(before if same and abs(_second(line) - _second(before)) <= NEAR else line)
    return "\n".join(lines).strip() + "\n"


def _second(line: str) -> int:
    return int(line[:2]) * 60 + int(line[3:5])


def remembers(out: Path, memory: Memory) -> None:
    """The box in `out` has had these meetings."""
    out.mkdir(parents=True, exist_ok=True)
    journal = Journal(out / "journal.db")
    journal.append(Remembered(0.0, memory=memory))
    journal.close()


def network(*meetings: Summary) -> Memory:
    """What is left of the meetings of Netværk Nord."""
    return Memory((Group("Netværk Nord", NAMES, meetings=meetings),))


def played(outcome: Outcome) -> str:
    """The play, a line for each thing that happens; what people talk of among themselves is not."""
    words = load("demo.yaml")
    lines = []
    talking: list[str] = []
    for line in outcome.lines:
        at = f"{int(line.t) // 60:02d}:{int(line.t) % 60:02d}  "
        match line.kind:
            case "phase":
                lines += ["", f"{line.text}"]
            case "box":
                lines.append(f"{at}TIDTAGER: {line.text}")
            case "to_box":
                lines.append(f"{at}{line.who.upper()}: {line.text}")
            case "talk" if not talking:
                lines.append(f"{at}({line.who} taler)")
            case "talk" if set(talking) == {talking[0]} and line.who != talking[0]:
                lines.append(f"{at}(de taler sammen)")
            case "press":
                button = words["buttons"].get(line.text, line.text)
                lines.append(f"{at}({line.who} {words['press'].format(button=button)})")
            case "chime":
                lines.append(f"{at}({words['chimes'].get(line.text, line.text)})")
            case "lamp":
                lines.append(f"{at}({lamp_in_words(*line.text.split())})")
        # What the recogniser makes of it is no part of the play, and no end of a talk.
        if line.kind == "talk":
            talking.append(line.who)
        elif line.kind not in {"understood", "unclear", "trouble"}:
            talking = []
    return "\n".join(lines).strip() + "\n"


def keep(form: str, graphs: Path) -> str:
    """Play the golden meeting of tests/table/test_form_<form>.py, and write it down. Its name."""
    play: Play = import_module(f"tests.table.test_form_{form}").golden()
    with tempfile.TemporaryDirectory() as out:
        outcome = play.perform(Path(out), graphs)
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / f"{play.name}.txt").write_text(played(outcome), encoding="utf-8")
    return play.name


def forms() -> list[str]:
    """Every form that has a golden meeting, as its test's file is called."""
    found = Path(__file__).parent.glob("test_form_*.py")
    return sorted(path.stem.removeprefix("test_form_") for path in found)


if __name__ == "__main__":
    named = forms() if "--all" in sys.argv else sys.argv[1:]
    with tempfile.TemporaryDirectory() as graphs, ProcessPoolExecutor(max_workers=2) as pool:
        for name in pool.map(keep, named, repeat(Path(graphs))):
            sys.stdout.write(f"{name}\n")
