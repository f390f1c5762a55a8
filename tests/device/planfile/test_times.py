"""When a meeting begins and ends, and what is told where that can't be meant."""

import pytest

from device.planfile import PlanFaults, read_plan
from device.planfile.clocks import danish_clock
from tests.device.planfile.table import table

TIMES = table("times.yaml")
PEOPLE = "deltagere: [Anna, Bo, Carla]\n"


@pytest.mark.parametrize("case", TIMES.values(), ids=TIMES.keys())
def test_when_it_ends(case: dict[str, str]) -> None:
    try:
        plan = read_plan((PEOPLE + case["plan"]).encode())
    except PlanFaults as found:
        assert [case.get("fault", "none")] == [
            one.message[: len(case.get("fault", ""))] for one in found.faults
        ]
        return
    assert "fault" not in case
    minutes = plan.seconds / 60
    if "length" in case:
        assert minutes == case["length"]
    if "end" in case:
        assert danish_clock((plan.start or 0) + minutes) == case["end"]
    assert any(case.get("remark", "") in one for one in ("", *plan.remarks))
