"""A meeting in the room as a play: who said what, who pressed what, and what the lamp showed.

``python -m tests.table.play forberedelse`` plays a form's golden meeting, and keeps it.
"""

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from content import load
from device.panel.lamp import lamp_in_words
from device.simulation.outcome import Outcome
from device.simulation.run import run_meeting
from device.simulation.script import parse_script

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gitte", "Henrik",
         "Ida", "Jens", "Karen", "Lars", "Mette", "Niels", "Ole", "Pia")  # fmt: skip


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


def keep(form: str) -> None:
    """Play the golden meeting of tests/table/test_form_<form>.py, and write it down."""
    plan, script, name = import_module(f"tests.table.test_form_{form}").golden()
    with tempfile.TemporaryDirectory() as out:
        outcome = run_meeting(plan, parse_script(script), seed=1, out=Path(out))
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / f"{name}.txt").write_text(played(outcome), encoding="utf-8")


if __name__ == "__main__":
    for named in sys.argv[1:]:
        keep(named)
