"""Every broken file of the table is read as it was meant, or told of where it goes wrong."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from device.planfile import PlanFaults, read_plan
from tests.device.planfile import fuzz
from tests.device.planfile.table import bytes_of, reading, table

BROKEN = table("broken_plans.yaml")
MISREAD = table("misread_plans.yaml")
TEXTS = fuzz.seeds()


def test_the_table_is_long() -> None:
    assert len(BROKEN) >= 300


@pytest.mark.parametrize("case", [*BROKEN.values(), *MISREAD.values()], ids=[*BROKEN, *MISREAD])
def test_what_comes_of_a_broken_file(case: dict[str, Any]) -> None:
    try:
        plan = read_plan(bytes_of(case))
    except PlanFaults as faults:
        told = [f"{fault.line or 0}: {fault.message}" for fault in faults.faults]
        wanted = case.get("faults")
        assert wanted is not None, told
        assert len(told) == len(wanted)
        assert all(fault.startswith(gist) for fault, gist in zip(told, wanted, strict=True)), told
    else:
        assert reading(plan) == case.get("read"), "read, or read otherwise"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32))
def test_whatever_befalls_a_file_it_is_read_or_told_of_in_time(seed: int) -> None:
    data = fuzz.spoilt(random.Random(seed), TEXTS)
    assert list(fuzz.told_of(data)) == []


@pytest.mark.parametrize("name", ["faulty_plans.yaml", "broken_plans.yaml"])
def test_no_file_of_the_tables_takes_much_memory(name: str) -> None:
    most = max(
        fuzz.memory_for(str(case["plan"]).encode() if "plan" in case else bytes_of(case))
        for case in table(name).values()
    )
    assert most < fuzz.MOST_MEMORY


FULL = {
    "a:": "a:\n" * 10_000, "a: b: c": "a: b: c\n" * 3900, "brackets": "[" * 2900 + "\n",
    "braces": "deltagere: [An" + "{" * 2900 + "na, Bo]\n", "pairs": "a: " + "[{" * 1400 + "\n",
    "dashes": "- " * 1400 + "\n", "quotes": ('"' * 2900 + "\n") * 11, "rules": "---\n" * 8000,
    "anchors": ("&a " * 900 + "\n") * 11, "commas": ("deltagere: " + "a," * 1400 + "\n") * 11,
    "mails": "deltagere:\n" + "Anna Bo <anna@bo.dk>\n" * 1400, "no end": "formål: " + "a" * 32_000,
    "addresses": ("deltagere: " + "a.b-c" * 500 + "\n") * 12,
    "gaps": ("deltagere: anna, carl" + "\t" * 2000 + "13.00-15.00" * 50 + "\n") * 12,
    "last rules": "form: første møde" + "\n..." * 8000 + "x",
    "blanks": "a" + " \n" * 16_000 + "b", "hashes": "a: b" + " #" * 15_000,
    "pauses": "form: egen dagsorden\ndeltagere: [A, B, C]\ndagsorden:\n" + "- pause\n" * 3500,
}  # fmt: skip


@pytest.mark.parametrize("text", FULL.values(), ids=FULL.keys())
def test_thirty_kilobytes_of_anything_take_at_most_a_second(text: str) -> None:
    assert list(fuzz.told_of(text.encode()[: 32 * 1024])) == []
