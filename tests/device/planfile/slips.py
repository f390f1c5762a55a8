"""One slip of the hand in each line of a plan, and what came of each: kept in slips/.

    python -m tests.device.planfile.slips      reads them all, and keeps what came of them

A line of a kept file is the plan's line and what it became, and then what is another than in the
plan as it was: what is read, or what is told. "-": nothing is.
"""

from collections.abc import Callable
from pathlib import Path

from device.meeting.plan import Plan
from device.planfile import PlanFaults, read_plan
from tests.device.planfile.table import reading

KEPT = Path(__file__).parent / "slips"

FIRST = """\
form: første møde
netværk: Netværk Nord
dato: 3. marts 2027
start: 13.00
slut: kl. 16
pause: 15 min
deltagere:
  - Anna Holm
  - Bo (kommer senere)
  - navn: Claire
    udtale: klær
  - Dorte: afbud
  - Emil
taletid: 90 sek
aftaler: [Hvornår ses vi igen?, Hvem er vært?]
regler:
  - Vi lytter.
  - Vi holder tiden.
tider:
  velkomst: 5 min
  evaluering: nej
navne i rapporten: ja
vækkeord: hej tidtager
"""
OWN = """\
Form: Egen dagsorden
varighed: 2 timer
deltagere: Anna, Bo, Carla, Dorte (afbud), Emil
dagsorden:
  - velkomst: 5 min
  - 13.10 talerunde: Hvad fylder?
  - dialog:
      emne: delegering
      tid: 25 min
      spørgsmål: [Og så?, Hvorfor?]
  - pause 10 min
  - sparring:
      runder: to
      tid: 40 min
  - oplæg: {emne: Afstand, oplægsholder: Bo, tid: 10 min}
  - evaluering
  - afslutning: 5 min
formål: at blive klogere på ledelse
"""
PLANS = {"a first meeting": FIRST, "an own agenda": OWN}


def _front(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _swapped(line: str) -> str:
    """Two letters of its first word the other way about."""
    at = len(_front(line)) + (2 if line.lstrip().startswith("- ") else 0)
    return line[: at + 1] + line[at + 2 : at + 3] + line[at + 1 : at + 2] + line[at + 3 :]


def _value(line: str, value: Callable[[str], str]) -> str:
    key, colon, rest = line.partition(": ")
    return f"{key}: {value(rest)}" if colon else line


SLIPS: dict[str, Callable[[str], str | None]] = {
    "the colon left out": lambda line: line.replace(":", "", 1),
    "no space after the colon": lambda line: line.replace(": ", ":", 1),
    "an equals sign": lambda line: line.replace(":", " =", 1),
    "the dash left out": lambda line: line.replace("- ", "", 1),
    "no space after the dash": lambda line: line.replace("- ", "-", 1),
    "a dash too many": lambda line: f"{_front(line)}- {line.lstrip()}",
    "moved in": lambda line: f"  {line}",
    "moved out": str.lstrip,
    "twice": lambda line: f"{line}\n{line}",
    "left out": lambda line: None,
    "a blank line above": lambda line: f"\n{line}",
    "capitals": str.upper,
    "two letters swapped": _swapped,
    "no value": lambda line: line.partition(":")[0] + ":" if ":" in line else line,
    "a quotation mark that opens": lambda line: _value(line, lambda value: f'"{value}'),
    "a bracket that opens": lambda line: _value(line, lambda value: f"[{value}"),
    "a bracket that closes": lambda line: f"{line}]",
    "a number": lambda line: _value(line, lambda value: "7"),
    "far too much": lambda line: _value(line, lambda value: "999 timer"),
    "yes": lambda line: _value(line, lambda value: "ja"),
    "the value twice": lambda line: _value(line, lambda value: f"{value}, {value}"),
    "a quarter of an hour": lambda line: _value(line, lambda value: "et kvarter hver"),
    "what it was to be": lambda line: f"{line}: nu",
}


def _read(text: str) -> dict[str, object] | list[str]:
    try:
        plan = read_plan(text.encode())
    except PlanFaults as faults:
        return [f"{fault.line or 0}: {fault.message}" for fault in faults.faults]
    return _shown(plan)


def _shown(plan: Plan) -> dict[str, object]:
    shown = reading(plan)
    shown["agenda"] = [f"{item.title} {item.seconds:g}" for item in plan.agenda]
    shown["remarks"] = list(plan.remarks)
    for name in ("network", "wake_word", "names_in_report"):
        shown[name] = getattr(plan, name)
    return shown


def came_of(slip: str) -> str:
    """What came of `slip` in each line of each plan."""
    rows = []
    for name, plan in PLANS.items():
        rows.append(f"## {name}")
        lines, meant = plan.splitlines(), _read(plan)
        assert isinstance(meant, dict), meant
        for place, line in enumerate(lines):
            slipped = SLIPS[slip](line)
            if slipped == line:
                continue
            now = [*lines[:place], *([] if slipped is None else [slipped]), *lines[place + 1 :]]
            rows.append(f"{place + 1} {line!r}" + (f" {slipped!r}" if slipped is not None else ""))
            rows += _otherwise(_read("\n".join([*now, ""])), meant)
    return "\n".join([*rows, ""])


def _otherwise(now: dict[str, object] | list[str], meant: dict[str, object]) -> list[str]:
    if isinstance(now, list):
        return [f"    ! {told}" for told in now]
    keys = dict.fromkeys([*meant, *now])
    changed = [f"    {key}: {now.get(key)}" for key in keys if now.get(key) != meant.get(key)]
    return changed or ["    -"]


def path_of(slip: str) -> Path:
    """Where what came of it is kept."""
    return KEPT / f"{slip.replace(' ', '-')}.txt"


def main() -> None:
    """Read all, and keep what came of them."""
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.glob("*.txt"):
        old.unlink()
    for slip in SLIPS:
        path_of(slip).write_text(came_of(slip), encoding="utf-8")


if __name__ == "__main__":
    main()
