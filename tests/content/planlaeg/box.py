"""How the box reads a plan file, in the words in which the planning page is asked, too."""

from dataclasses import dataclass
from typing import Any

from device.meeting.items.registry import kind_of
from device.planfile import PlanFaults, read_plan


@dataclass(frozen=True)
class Verdict:
    """What the box or the page makes of a plan file."""

    verdict: str
    """``good``, ``refused``, or, of the page alone, ``unsure``: it leaves the file to the box."""
    faults: tuple[tuple[int | None, str], ...]
    remarks: tuple[str, ...]
    items: tuple[tuple[str, str, float], ...]
    """Kind, title and seconds."""
    end: float | None
    """Minutes since midnight, or since the beginning where the plan has no start."""


def of_the_box(text: str) -> Verdict:
    """What the box makes of `text`."""
    try:
        plan = read_plan(text.encode())
    except PlanFaults as found:
        faults = tuple((one.line, one.message) for one in found.faults)
        return Verdict("refused", faults, (), (), None)
    items = tuple((kind_of(item).name, item.title, float(item.seconds)) for item in plan.agenda)
    end = (plan.start or 0) + sum(seconds for _, _, seconds in items) / 60
    return Verdict("good", (), plan.remarks, items, end)


def of_the_page(told: dict[str, Any]) -> Verdict:
    """What the page said, by its hook."""
    return Verdict(
        told["verdict"],
        tuple((line, message) for line, message in told["faults"]),
        tuple(told["remarks"]),
        tuple((kind, title, float(seconds)) for kind, title, seconds in told["items"]),
        None if told["end"] is None else float(told["end"]),
    )
