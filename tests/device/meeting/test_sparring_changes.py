"""Sparring goes on when somebody comes or goes, and comes first to who needs time most."""

import pytest

from device.meeting import events
from device.meeting.items.sparring.ways import said
from device.meeting.notes import RoleNote
from tests.device.meeting.sparrings import (
    NAMES,
    groups,
    notes,
    over,
    roles,
    sparring,
    texts,
    until,
)

# Who comes and goes ----------------------------------------------------------------------------


def test_one_who_comes_late_sits_down_in_the_smallest_group() -> None:
    table = sparring(7)
    until(table, "asking")
    table.clear()
    table.hear("guest")
    assert texts(table)[-1] == "Gæsten går hen til Anna, Bo og Frida."
    table.clear()
    table.hear("groups")
    assert "gæsten" in texts(table)[0]


def test_whoever_tells_goes_and_another_tells() -> None:
    table = sparring(8)
    until(table, "asking")
    table.clear()
    table.hear("left", name="Anna")
    assert texts(table)[-1] == "Gruppe ét: Carla fortæller, og Bo spørger."
    table.clear()
    table.hear("left", name="Hanne")
    assert len(texts(table)) == 1, "nobody has to move, and nothing changes"


def test_one_of_three_goes_and_the_two_who_are_left_are_helped() -> None:
    table = sparring(6)
    assert [len(people) for people in groups(table)] == [3, 3]
    until(table, "asking")
    table.clear()
    table.hear("left", name="Bo")
    table.hear("groups")
    assert texts(table)[1:] == [
        "Gruppe to: Frida fortæller, og Carla spørger.",
        "Gruppe ét: Anna, Dorte og Erik.",
        "Gruppe to: Carla og Frida.",
    ]
    table.clear()
    table.hear("left", name="Carla")
    assert texts(table)[-1] == "Frida går hen til Anna, Dorte og Erik."


def test_whoever_has_to_move_is_told_also_when_the_group_goes_back() -> None:
    table = sparring(6)
    until(table, "asking")
    table.press("green")
    table.wait(10)
    table.hear("left", name="Bo")
    table.hear("left", name="Carla")
    table.clear()
    table.hear("back")
    assert table.keys[:2] == ["gone_back", "group_go_to"]
    assert texts(table)[1] == "Frida går hen til Anna, Dorte og Erik."
    table.clear()
    table.hear("left", name="Erik")
    assert "Frida går hen til" not in " ".join(texts(table)), "told once"


@pytest.mark.parametrize("people", [3, 4])
def test_all_but_one_go_and_the_meeting_goes_on(people: int) -> None:
    table = sparring(people, 1200.0)
    until(table, "asking")
    for name in NAMES[1:people]:
        table.hear("left", name=name)
    for _ in range(10):
        table.wait(12)
        table.press("green")
    assert over(table)


# Who needs time --------------------------------------------------------------------------------


def test_who_needs_time_most_is_suggested_first() -> None:
    table = sparring(4, 2400.0, need=True)
    assert table.last == "Anna?"
    table.press("score2")
    assert table.last == "Bo?"
    table.hear("number", number=5)
    table.press("yellow")  # Carla passes
    assert table.last == "Dorte?"
    table.wait(13)  # Dorte says nothing
    assert "Bo fortæller, og Anna spørger." in texts(table)
    assert "Hvem har en sag, som det ville lette at få talt om?" not in texts(table)
    until(table, "asking")
    while ("focus", "Anna") not in roles(table) and not over(table):
        table.wait(30)
    assert [name for role, name in roles(table) if role == "focus"] == ["Bo", "Anna"]


@pytest.mark.parametrize(
    ("bids", "said"),
    [
        ((4, 4, 1), "To står lige. Tal om, hvem der begynder."),
        ((1, 1, 1), "Ingen trykkede højt. Er der alligevel en, der vil begynde?"),
    ],
)
def test_two_alike_or_nobody(bids: tuple[int, ...], said: str) -> None:
    table = sparring(3, 1200.0, need=True)
    for bid in bids:
        table.press(f"score{bid}")
    assert said in texts(table)


def test_who_bid_and_went_needs_no_time() -> None:
    table = sparring(4, 1200.0, need=True)
    table.press("score5")
    table.hear("left", name="Anna")
    table.press("score5", "score1", "score1")
    assert "Bo fortæller, og Carla spørger." in texts(table)
    assert said("need.tie") not in texts(table)


def test_green_leaves_the_bidding_out() -> None:
    table = sparring(3, 1200.0, need=True)
    table.press("green")
    assert "Anna fortæller, og Bo spørger." in texts(table)


def test_a_yes_to_a_name_is_no_bid_yet_and_ends_nothing() -> None:
    table = sparring(3, 1200.0, need=True)
    table.hear("yes")
    assert table.last == "Hvor meget, Anna? Sig et tal fra ét til fem."
    table.hear("number", number=2)
    assert table.last == "Bo?"
    table.press("yellow")
    assert table.last == "Carla?"
    table.hear("yes")
    table.wait(13)  # no number comes, and the others wait no longer
    assert "Anna fortæller, og Bo spørger." in texts(table)


def test_a_finger_that_trembles_bids_once() -> None:
    table = sparring(3, 1200.0, need=True)
    table.happens(events.Pressed(0.0, "score5"))
    table.wait(0.2)
    table.happens(events.Pressed(0.0, "score5"))
    assert table.last == "Bo?"


def test_a_bid_is_kept_nowhere() -> None:
    table = sparring(3, 1200.0, need=True)
    table.press("score3", "score4", "score5")
    assert table.meeting.scores == ()
    assert notes(table, RoleNote) == []
