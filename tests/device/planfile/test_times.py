"""When a meeting begins and ends, and what is told where that can't be meant."""

import pytest

from device.planfile import PlanFaults, read_plan
from device.planfile.clocks import danish_clock
from tests.device.planfile.table import table

TIMES = table("times.yaml")
PEOPLE = "deltagere: [Anna, Bo, Carla]\n"


def plan_of(case: dict[str, str]) -> bytes:
    return (PEOPLE + case["plan"]).encode()


@pytest.mark.parametrize("name", [name for name, case in TIMES.items() if "fault" not in case])
def test_when_it_ends(name: str) -> None:
    plan, case = read_plan(plan_of(TIMES[name])), TIMES[name]
    minutes = plan.seconds / 60
    assert case.get("length", minutes) == minutes
    ends = danish_clock((plan.start or 0) + minutes)
    assert case.get("end", ends) == ends
    assert any(case.get("remark", "") in one for one in ("", *plan.remarks))


@pytest.mark.parametrize("name", [name for name, case in TIMES.items() if "fault" in case])
def test_what_is_told_of_its_end(name: str) -> None:
    with pytest.raises(PlanFaults) as caught:
        read_plan(plan_of(TIMES[name]))
    (fault,) = caught.value.faults
    assert fault.message.startswith(TIMES[name]["fault"])
