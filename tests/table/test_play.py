"""How a play is compared with the one that is kept."""

import pytest

from tests.table.play import timed_as

KEPT = "Venter\n00:59  TIDTAGER: Forberedelse.\n01:03  (♪ en blød tone)\n"


def test_the_same_a_second_away_is_the_same() -> None:
    now = KEPT.replace("00:59", "01:00").replace("01:03", "01:02")
    assert timed_as(KEPT, now) == KEPT


@pytest.mark.parametrize(
    "now",
    [
        KEPT.replace("00:59", "01:01"),
        KEPT.replace("00:59  TIDTAGER", "01:00  ANNA"),
        KEPT.replace("en blød tone", "en dyb tone"),
        KEPT + "01:03  TIDTAGER: Mere.\n",
        KEPT.replace("01:03  (♪ en blød tone)\n", ""),
        KEPT.replace("Venter\n", ""),
    ],
    ids=["later", "another", "other words", "one line more", "one less", "all a line earlier"],
)
def test_whatever_else_differs_is_seen(now: str) -> None:
    assert timed_as(KEPT, now) == now != KEPT
