"""The plan file ``tidtager.yaml``: from whatever a facilitator saved to a checked Plan.

Bytes are decoded (`decode`), read as YAML with a forgiving hand (`syntax`), sorted by the words
the file may hold (`sorting`), validated (`models`), and fitted together with times (`build`).
Every step gathers its faults; they are told all at once, in Danish, with their lines.
"""

from device.meeting.plan import Plan
from device.planfile.build import build_plan
from device.planfile.decode import MOST_BYTES, decode, stable_seed
from device.planfile.faults import Fault, Faults, PlanFaults
from device.planfile.lines import tidy
from device.planfile.sorting import sort_out
from device.planfile.syntax import parse

__all__ = ["MOST_BYTES", "Fault", "PlanFaults", "plan_text", "read_plan"]


def read_plan(data: bytes, name: str = "tidtager.yaml") -> Plan:
    """The plan in the file's `data`; `name` is for the heading of the faults.

    The same text, in whatever encoding and with whatever line ends, gives the same plan and seed.
    Raises PlanFaults, which holds all faults, and nothing else.
    """
    faults = Faults(name)
    text = decode(data, faults)
    faults.stop_if_any()
    tidied = tidy(text, faults)
    if not tidied.text:
        faults.stop_if_any()
    parsed = parse(tidied.text, faults, whole=tidied.whole)
    tree = sort_out(parsed, faults)
    plan = build_plan(tree, faults, seed=stable_seed(text))
    faults.stop_if_any()
    assert plan is not None
    return plan


def plan_text(data: bytes, name: str = "tidtager.yaml") -> str:
    """The file's text: any encoding read, line ends ``\\n``, no tabs.

    Its UTF-8 bytes give the same plan as `data`. Raises PlanFaults when it is no text.
    """
    faults = Faults(name)
    text = decode(data, faults)
    faults.stop_if_any()
    return text
