"""What is written down of a meeting in the room: its own, from the stick to goodbye."""

from device.meeting import actions, events
from device.meeting.meeting import Meeting
from device.simulation.transcript import Line
from device.simulation.witness import Witness
from tests.device.meeting.table import Table
from tests.table.conftest import CLOSING, ROUND, plan_of


class Sitting:
    """A witness at a table where it is always three seconds past, and what they made of it."""

    def __init__(self) -> None:
        self.noticed: list[actions.Action] = []
        self.told: list[Line] = []
        self.witness = Witness(
            lambda: 3.0, lambda: 103.0, notice=self.noticed.append, on_line=self.told.append
        )

    def sees(self, *meetings: Meeting) -> list[str]:
        """The phases that are told of meetings that stand so, one after the other."""
        for meeting in meetings:
            self.witness.handled(events.Tick(0.0), meeting, [])
        return [line.text for line in self.told if line.kind == "phase"]


def meeting(stage: str) -> Meeting:
    return Table.between_meetings(stage, plan_of(ROUND, CLOSING)).meeting


def test_the_end_of_the_meeting_before_is_no_part_of_this_one() -> None:
    after, before = meeting("finished"), meeting("waiting")
    assert Sitting().sees(after, after, before, after) == ["Venter", "Slut"]


def test_the_meeting_is_told_item_by_item_and_its_pauses() -> None:
    table = Table.started(ROUND, CLOSING)
    running = table.meeting
    table.hear("pause")
    seen = Sitting().sees(running, running, table.meeting, running)
    assert seen == ["Bordet rundt", "Bordet rundt (pause)", "Bordet rundt"]


def test_people_notice_a_sentence_when_it_has_sounded_and_a_lamp_at_once() -> None:
    sitting = Sitting()
    first, second = actions.Say(1, "own_words", "Ja."), actions.Say(2, "own_words", "Nej.")
    lamp = actions.Light("green", "steady")
    for action in (first, second, lamp):
        sitting.witness.begins(action)
        sitting.witness.ends(action)
    assert [line.text for line in sitting.told] == ["Ja.", "green steady"]
    assert sitting.noticed == [lamp]
    sitting.witness.spoken(1)
    assert sitting.noticed == [lamp, first]
    assert [line.text for line in sitting.told] == ["Ja.", "green steady", "Nej."]


def test_a_chime_is_as_late_as_it_sounds_after_its_moment() -> None:
    sitting = Sitting()
    witness = sitting.witness
    running = Table.started(ROUND, CLOSING).meeting
    witness.handled(events.Tick(0.0), running, [actions.WakeAt(102.5)])
    witness.handled(events.Tick(0.0), running, [actions.Chime("warning")])
    witness.sounds()
    assert [(signal.name, signal.due, signal.late) for signal in witness.signals] == [
        ("warning", 2.5, 0.5)
    ]
    witness.sounds()
    assert len(witness.signals) == 1
