"""Plans as tired people write them: their head, and what is read of them."""

import pytest

from device.meeting.items.agreement.plan import Agreement
from device.meeting.items.fields.rules import all_rules
from device.meeting.items.speaking_round.plan import SpeakingRound
from device.meeting.plan import Plan
from device.meeting.spelling import either
from device.planfile import PlanFaults, read_plan
from device.planfile.forms import all_forms

WHO = "deltagere: Anna, Bo, Carla, Dorte\n"
FIRST = "form: første møde\n" + WHO
OWN = "form: egen dagsorden\n" + WHO
EXAMPLE_ITEMS = either(all_rules())
EXAMPLE_FORMS = either(all_forms())


def read(text: str) -> Plan:
    return read_plan(text.encode())


def told(text: str) -> list[str]:
    with pytest.raises(PlanFaults) as caught:
        read_plan(text.encode())
    return [fault.text for fault in caught.value.faults]


def minutes(plan: Plan) -> float:
    return plan.seconds / 60


def agreement(plan: Plan) -> Agreement:
    return next(item for item in plan.agenda if isinstance(item, Agreement))


def items(plan: Plan) -> list[str]:
    """The agenda, one line an item: title, minutes, and each one's seconds."""
    shown = []
    for item in plan.agenda:
        line = f"{item.title} {item.seconds / 60:g}"
        if isinstance(item, SpeakingRound):
            line += f" {item.turn_seconds:g}: {item.question}"
        shown.append(line)
    return shown
