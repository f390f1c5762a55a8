"""A meeting in the room as a play: who said what, who pressed what, and what the lamp showed."""

from pathlib import Path

from content import load
from device.panel.lamp import lamp_in_words
from device.simulation.outcome import Outcome

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("Anna", "Bo", "Carla", "Dorte", "Erik", "Frida", "Gitte", "Henrik",
         "Ida", "Jens", "Karen", "Lars", "Mette", "Niels", "Ole", "Pia")  # fmt: skip


def played(outcome: Outcome) -> str:
    """The play, a line for each thing that happens; what people talk of among themselves is not."""
    words = load("demo.yaml")
    lines = []
    talking = ""
    for line in outcome.lines:
        at = f"{int(line.t) // 60:02d}:{int(line.t) % 60:02d}  "
        match line.kind:
            case "phase":
                lines += ["", f"{line.text}"]
            case "box":
                lines.append(f"{at}TIDTAGER: {line.text}")
            case "to_box":
                lines.append(f"{at}{line.who.upper()}: {line.text}")
            case "talk" if line.who != talking:
                lines.append(f"{at}({line.who} taler)")
            case "press":
                button = words["buttons"].get(line.text, line.text)
                lines.append(f"{at}({line.who} {words['press'].format(button=button)})")
            case "chime":
                lines.append(f"{at}({words['chimes'].get(line.text, line.text)})")
            case "lamp":
                lines.append(f"{at}({lamp_in_words(*line.text.split())})")
        talking = line.who if line.kind == "talk" else ""
    return "\n".join(lines).strip() + "\n"
