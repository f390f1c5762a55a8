"""An agenda whose items say when they begin: each takes the time until the next."""

import pytest

from device.planfile import PlanFaults, read_plan

HEAD = "form: egen dagsorden\ndeltagere: [Anna, Bo, Carla]\n"


def agenda(*lines: str) -> str:
    return "dagsorden:\n" + "".join(f"  - {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        (agenda("9.00 velkomst", "9.10 pause", "9.20 afslutning"), 540, [10, 10, 10]),
        ("start: 9\n" + agenda("9.00 velkomst", "9.15 afslutning"), 540, [15, 10]),
        ("slut: 9.35\n" + agenda("9.00 velkomst", "9.20 afslutning"), 540, [20, 15]),
        (agenda("9.00-9.15 velkomst", "9.15-9.20 afslutning"), 540, [15, 5]),
        (agenda("9.00 velkomst", "pause: 10 min", "9.30 afslutning"), 540, [20, 10, 10]),
        ("start: 8.45\n" + agenda("velkomst: 15 min", "9.00 pause", "9.10 afslutning"), 525,
         [15, 10, 10]),
    ],
)  # fmt: skip
def test_an_item_takes_the_time_until_the_next(text: str, start: int, minutes: list[float]) -> None:
    plan = read_plan((HEAD + text).encode())
    assert plan.start == start
    assert [item.seconds / 60 for item in plan.agenda] == minutes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "start: 13:00\n" + agenda("9.00 velkomst", "9.10 pause", "9.20 afslutning"),
            "Linje 5: Mødet begynder klokken 13:00, men det første punkt klokken 9:00. "
            "Ret den ene.",
        ),
        (
            "start: 9\n" + agenda("9.05 velkomst"),
            "Linje 5: Mødet begynder klokken 9:00, men det første punkt klokken 9:05. Ret den ene.",
        ),
        (
            agenda("9.00 velkomst", "8.10 pause", "9.20 afslutning"),
            "Linje 4: Punktet begynder klokken 9:00, men det næste begynder klokken 8:10. "
            "Ret et af klokkeslættene.",
        ),
        (
            agenda("9.00 velkomst", "9.00 pause", "9.20 afslutning"),
            "Linje 4: Punktet begynder klokken 9:00, men det næste begynder klokken 9:00. "
            "Ret et af klokkeslættene.",
        ),
        (
            "start: 9\n" + agenda("9.00 velkomst", "pause", "9.20 afslutning"),
            "Linje 6: Der mangler en tid til punktet. Skriv et klokkeslæt eller en tid, som ved "
            "de andre punkter.",
        ),
    ],
)
def test_what_does_not_go_with_the_clock_is_told(text: str, told: str) -> None:
    with pytest.raises(PlanFaults) as caught:
        read_plan((HEAD + text).encode())
    assert [fault.text for fault in caught.value.faults] == [told]
