"""What is told over several meetings: whom people met, and who was new to them."""

from device.commands.meetings import pairs_of
from device.meeting.notes import GoalNote, TogetherNote


def test_whoever_sat_in_a_group_met_two_by_two() -> None:
    notes = (TogetherNote((("Anna", "Bo", "Carla"), ("Ditte", "Erik"))), GoalNote("Anna"))
    assert pairs_of(notes) == {
        frozenset({"Anna", "Bo"}),
        frozenset({"Anna", "Carla"}),
        frozenset({"Bo", "Carla"}),
        frozenset({"Ditte", "Erik"}),
    }
    assert pairs_of((GoalNote("Anna"),)) == frozenset()
