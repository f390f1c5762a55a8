"""The tables of broken plan files beside this module, and a reading in words that they use."""

from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from device.meeting.plan import Person, Plan
from device.planfile.clocks import danish_clock

HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The cases of the file `name`, each by its name."""
    text = (HERE / name).read_text(encoding="utf-8")
    cases: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return cases


def bytes_of(case: dict[str, str]) -> bytes:
    """The file of a case, as it is on the stick."""
    return case["file"].encode() if "file" in case else b64decode(case["base64"])


def plans_of_the_table() -> list[str]:
    """The texts of all tables."""
    tables = (table("broken_plans.yaml"), table("misread_plans.yaml"))
    broken = [case["file"] for cases in tables for case in cases.values() if "file" in case]
    return [*(str(case["plan"]) for case in table("faulty_plans.yaml").values()), *broken]


def reading(plan: Plan) -> dict[str, object]:
    """What a plan says, as the tables put it."""
    shown: dict[str, object] = {
        "form": plan.form,
        "people": ", ".join(map(_person, plan.people)),
        "minutes": round(plan.seconds / 60, 2),
        "remarks": len(plan.remarks),
    }
    if plan.start is not None:
        shown["start"] = danish_clock(plan.start)
    if plan.date:
        shown["date"] = plan.date
    if plan.form == "egen dagsorden":
        shown["agenda"] = [f"{item.title} {item.seconds / 60:g}" for item in plan.agenda]
    return shown


def _person(person: Person) -> str:
    said = f" [{person.say_as}]" if person.say_as else ""
    away = " (afbud)" if person.absent else " (senere)" if person.late else ""
    return f"{person.name}{said}{away}"
